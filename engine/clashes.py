"""Demands that cannot both be met: the date that gave way, and what it gave way to."""

from collections.abc import Iterator

import numpy as np

from engine.answer import Clash, Reason
from engine.compiling import Compiled
from engine.demands import latest_finish
from engine.lifts import broken_max_lags
from engine.network import Activity
from engine.reasons import asked_of
from engine.solution import Solution
from engine.whys import chain_of


def find_clashes(solution: Solution) -> list[Clash]:
    """Broken deadlines and constraints with what holds the work, then work begun out of turn."""
    compiled = solution.compiled
    found: list[Clash] = []
    for key in compiled.keys:
        row = compiled.row_of[key]
        activity = compiled.activities[row]
        if solution.is_blocked[row]:
            continue
        if activity.deadline or activity.constraint:
            found += _broken_dates(solution, activity, row)
        if row in compiled.firm:
            found += sorted(_broken_links(solution, row), key=_by_link)
    found += sorted(broken_max_lags(solution), key=_by_link)
    turns = set(_out_of_sequence(solution))
    return found + sorted(turns, key=lambda clash: (clash.activity, str(clash.against), clash.date))


def _broken_dates(solution: Solution, activity: Activity, row: int) -> Iterator[Clash]:
    compiled, line = solution.compiled, solution.scheduled(activity.id)
    start, finish = int(solution.time[row]), int(solution.time[compiled.count + row])
    demands = []
    if activity.deadline:
        late = finish - latest_finish(compiled.timeline, activity, activity.deadline)
        demands.append(("deadline", activity.deadline, line.finish, late))
    constraint = activity.constraint
    if constraint and constraint.date and not compiled.begun[row]:
        edge, _, rule = constraint.kind.partition("_")
        if rule in ("no_later_than", "on") and edge == "start":
            late = start - compiled.timeline.last(constraint.date)
            demands.append((constraint.kind, constraint.date, line.start, late))
        elif rule in ("no_later_than", "on"):
            late = finish - latest_finish(compiled.timeline, activity, constraint.date)
            demands.append((constraint.kind, constraint.date, line.finish, late))
    for kind, date, reached, late in demands:
        if reached is not None and late > 0:
            against = tuple(r for r in line.reasons if r.kind != "constraint")
            root = chain_of(solution, row)[-1].reason
            days = late // compiled.timeline.per_day
            yield Clash(kind, activity.id, date, reached, days, against, root)


def _broken_links(solution: Solution, row: int) -> Iterator[Clash]:
    """The links a firm constraint has overruled: each would have the activity later."""
    compiled, line = solution.compiled, solution.compiled.timeline
    activity, start = compiled.activities[row], int(solution.time[row])
    constraint = activity.constraint
    if constraint is None or solution.is_blocked[row]:
        return
    against = (Reason("constraint", activity.id, constraint.date),)
    for number, day in asked_of(compiled, solution.implied_of(row), row):
        if number < len(compiled.links) and start < day < line.days:
            link = compiled.links[number]
            date, reached = line.date(day), line.date(start)
            if link.kind[1] == "F":
                date, reached = (line.date(_last_day(compiled, row, at)) for at in (day, start))
            days = (date - reached).days
            yield Clash("link", activity.id, date, reached, days, against, None, link.source)


def _by_link(clash: Clash) -> tuple[str, str, str]:
    """The order of what links say: theirs in the file must not change the answer."""
    return clash.activity, clash.source or "", str(clash.date)


def _last_day(compiled: Compiled, row: int, start: int) -> int:
    finish = compiled.spans.finish_of(row, start)
    return finish - compiled.timeline.shown_short * (finish > start)


def _out_of_sequence(solution: Solution) -> Iterator[Clash]:
    """Work that has begun, or finished, before a link would have let it."""
    compiled, timeline, count = (
        solution.compiled,
        solution.compiled.timeline,
        solution.compiled.count,
    )
    if not compiled.begun.any():
        return
    edges = compiled.history
    if not len(edges):
        return
    demanded = edges.reached(timeline, solution.time)
    to_finish = np.array([_bounds_finish(compiled, at) for at in edges.number.tolist()])
    stands = solution.time.take(edges.row + count * to_finish)
    met = compiled.as_met(solution.time).take(edges.row + count * to_finish)
    for at in (demanded > met).nonzero()[0].tolist():
        number = int(edges.number[at])
        if number >= len(compiled.links):
            gate = compiled.gates[number - len(compiled.links)]
            reason = Reason("gate", gate.gate.id, None)
        else:
            reason = Reason("link", compiled.links[number].source, None)
        activity = compiled.activities[int(edges.row[at])]
        reached, wanted = int(stands[at]), int(demanded[at])
        if wanted >= timeline.days:
            wanted = timeline.days - 1
        yield Clash(
            "out_of_sequence",
            activity.id,
            timeline.date(wanted),
            timeline.date(reached),
            (wanted - reached) // timeline.per_day,
            (reason,),
            None,
        )


def _bounds_finish(compiled: Compiled, number: int) -> bool:
    return number < len(compiled.links) and compiled.links[number].kind[1] == "F"
