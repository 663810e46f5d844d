"""How far a search has to look: to where whatever is possible at all has become possible."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from engine.optimising.axis import Axis
from engine.optimising.instance import Instance
from engine.optimising.rises import BEYOND
from engine.windows import OPEN_END

# Lags are measured on the first places; a year of them is as long as any other.
SAMPLE = 370


def far_end(instance: Instance, axis: Axis) -> int:
    """An end on the axis by which any plan can be over that can be over at all.

    After the last day anything changes (a window, a supply, a year with a ceiling, a date), one
    activity after the other would do. It lies within the timeline.
    """
    last = max(_changes(instance), default=instance.begin)
    whole = sum(_longest(instance, axis, row) for row in _rows(instance))
    whole += sum(_lag(arc_rises, axis, instance) for arc_rises in _lags(instance))
    if not axis.is_plain:
        return int(min(last - instance.begin + whole + SAMPLE, instance.days - 1 - instance.begin))
    starts = instance.rises.starts(instance.tasks[0].rows[0]) if instance.tasks else np.zeros(1)
    changed = int(starts.searchsorted(last))
    return int(min(changed + whole + 1, len(starts) - 1))


def _rows(instance: Instance) -> Iterator[tuple[int, ...]]:
    for task in instance.tasks:
        yield task.rows


def _longest(instance: Instance, axis: Axis, rows: tuple[int, ...]) -> int:
    if axis.is_plain:
        return max(max(axis.length[row], 1) for row in rows)
    spans = [(axis.ends(row) - axis.begins(row))[:SAMPLE] for row in rows]
    # A week besides, for the days off before the next start.
    return max(int(span.max(initial=0)) for span in spans) + 14


def _lags(instance: Instance) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Of each link the rows it joins."""
    for number, arc in enumerate(instance.arcs):
        yield number, [*arc.rises]


def _lag(arc: tuple[int, list[tuple[int, int]]], axis: Axis, instance: Instance) -> int:
    """The most days a link adds beyond the span of what it comes from."""
    number, pairs = arc
    most = 0
    for source, target in pairs:
        rise = instance.arcs[number].rises[source, target]
        if axis.is_plain and rise.more is not None:
            most = max(most, rise.more - axis.length[source])
            continue
        led = rise.table[:SAMPLE]
        known = led[led < BEYOND]
        ends = axis.ends(source)[: len(known)]
        begins = axis.begins(target)
        most = max(most, int((begins[known] - ends).max(initial=0)))
    return most


def _changes(instance: Instance) -> Iterator[int]:
    """The days on which anything changes that bounds a plan."""
    line = instance.compiled.timeline

    def number(when: date) -> int:
        return line.number(when)

    yield instance.begin
    if instance.goal.finish_by is not None:
        yield min(number(instance.goal.finish_by) + 1, instance.days - 1)
    supplies = instance.network.supplies(instance.scenario)
    for steps in supplies.capacities.values():
        yield from (number(step.since) for step in steps)
    for budget in supplies.budgets:
        if budget.year is not None:
            yield number(date(budget.year + 1, 1, 1))
    for times in instance.weather.held.values():
        for since, until in times:
            yield since
            if until != OPEN_END:
                yield until
    for activity in instance.network.activities:
        if activity.constraint and activity.constraint.date:
            yield number(activity.constraint.date)
    count = instance.compiled.count
    for row in instance.begun_rows:
        if int(instance.early[count + row]) < instance.days:
            yield int(instance.early[count + row])
