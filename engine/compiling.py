"""A network as arrays, once; every scenario, pass and question then reads the same arrays.

Rows are activities and gates, sorted by the wave they are computed in and, inside a wave, by what
is asked of them: worked spans, worked spans under conditions, elapsed spans under conditions,
elapsed spans, gates. So each kind is a slice, never a mask. Ids are sorted first: the order of the
input cannot change the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine.calendars import Days, Timeline
from engine.checks import check_network
from engine.edges import Edges, columns, lag_of
from engine.network import THROUGHOUT, Activity, Calendar, Constraint, Gate, Link, Network
from engine.problems import BrokenPlan
from engine.waves import depths

WORKED, WORKED_IF, ELAPSED_IF, ELAPSED, GATE = range(5)
YEARS_BEFORE, YEARS_AFTER = 20, 50
UNBOUND = 2**40
STANDARD = Calendar()
NO_ACTIVITY = Activity("")


class Wave(NamedTuple):
    """Where the kinds of rows of one wave begin."""

    first: int
    conditioned: int
    elapsed: int
    unconditioned: int
    gates: int
    last: int


@dataclass(frozen=True, slots=True)
class Spans:
    """How long each row takes: `more` worked days after the first, or months and days elapsed."""

    base: Days
    more: Days
    one: Days
    months: Days
    days: Days
    elapsed: Days


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate among the rows: what it needs, and whether each need has a length."""

    row: int
    gate: Gate
    needs: Days
    names: tuple[str, ...]
    has_length: Days
    at_least: int


class Compiled:
    """One network, ready to be solved for any of its scenarios."""

    def __init__(self, network: Network, years_after: int = YEARS_AFTER) -> None:
        self.network = network
        self.years_after = years_after
        activities = sorted(network.activities, key=lambda activity: activity.id)
        gates = sorted(network.gates, key=lambda gate: gate.id)
        self.links = sorted(network.links, key=_canonical)
        self._compile(activities, gates)

    def _compile(self, activities: list[Activity], gates: list[Gate]) -> None:
        place = {activity.id: at for at, activity in enumerate(activities)}
        count = len(activities)
        arrows = [(place[link.before], place[link.after]) for link in self.links]
        for at, gate in enumerate(gates, count):
            arrows += [(place[need], at) for need in gate.needs]
            arrows += [(at, place[opened]) for opened in gate.opens]
        depth = depths(count + len(gates), arrows)

        self.requirement_sets = sorted({_needed(a) for a in activities} - {()})
        set_number = {needed: at for at, needed in enumerate(self.requirement_sets)}
        kinds = [_kind(activity) for activity in activities]
        started = [activity.actual_start is not None for activity in activities]
        begun = np.array([*started, *[False] * len(gates)], bool)
        wave = np.where(begun, 0, np.array(depth, np.int64))
        group = wave * 5 + np.array(kinds + [GATE] * len(gates), np.int64)
        order = np.argsort(group, kind="stable")
        self.wave_of = wave[order]
        self.wave_count = int(wave.max(initial=0)) + 1
        cuts = np.searchsorted(group[order], np.arange(self.wave_count * 5 + 1)).tolist()
        self.waves = [Wave(*cuts[at : at + 6]) for at in range(0, self.wave_count * 5, 5)]

        self.count = len(order)
        row = np.empty(self.count, np.int64)
        row[order] = np.arange(self.count)
        rows = row.tolist()
        self.row_of = {activity.id: rows[at] for at, activity in enumerate(activities)}
        self.keys = [activity.id for activity in activities]
        self.activity_rows = row[:count]
        self.activities = [NO_ACTIVITY] * self.count
        for activity, at in zip(activities, rows, strict=False):
            self.activities[at] = activity
        self.begun = begun[order]
        self.done = np.zeros(self.count, bool)
        self.done[[self.row_of[a.id] for a in activities if a.actual_finish is not None]] = True
        self.requirement_set = np.full(self.count, -1, np.int64)
        for activity in activities:
            if needed := _needed(activity):
                self.requirement_set[self.row_of[activity.id]] = set_number[needed]

        self._lay_timeline(activities)
        self._lay_spans(activities, row)
        self._lay_bounds(activities)
        self.gates = [self._gate_row(gate, rows[at]) for at, gate in enumerate(gates, count)]
        self.gate_at = {gate.row: gate for gate in self.gates}
        self._lay_edges()

    def _lay_timeline(self, activities: list[Activity]) -> None:
        network = self.network
        names = sorted({network.default_calendar, *network.calendars})
        self.calendar_number = {name: at for at, name in enumerate(names)}
        calendars = [network.calendars.get(name, STANDARD) for name in names]
        dates = [*_dates(network)]
        first = max(min(dates).year - YEARS_BEFORE, 1)
        last = min(max(dates).year + self.years_after, 9999)
        since, until = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1
        self.ends_with_calendar = last == 9999
        months = max([12 * a.duration for a in activities if a.unit in ("months", "years")] + [1])
        lags = [abs(int(link.lag)) for link in self.links if link.unit in ("months", "years")]
        months = max([months, *(12 * lag for lag in lags)])
        pad = max([a.duration for a in activities] + [abs(int(k.lag)) for k in self.links] + [1])
        percent = [abs(int(k.lag)) for k in self.links if k.unit == "percent"]
        pad = max(pad, pad * max(percent, default=0) // 100, 31 * months) + 62
        self.pad = pad
        self.timeline = Timeline(
            date.fromordinal(since), until - since, pad, 2 * months + 1, calendars
        )

    def _lay_spans(self, activities: list[Activity], row: Days) -> None:
        default = self.calendar_number[self.network.default_calendar]
        numbers = self.calendar_number
        base_of = [self.timeline.base(at) for at in range(len(numbers))]
        table = columns(
            (
                (
                    base_of[numbers[a.calendar] if a.calendar else default],
                    *_span(a),
                    a.unit != "workdays",
                )
                for a in activities
            ),
            6,
        )
        spans = []
        for column, gate_value in zip(table, (base_of[default], 0, 0, 0, 0, 0), strict=True):
            full = np.full(self.count, gate_value, np.int64)
            full[row[: len(activities)]] = column
            spans.append(full)
        self.spans = Spans(*spans)

    def _lay_bounds(self, activities: list[Activity]) -> None:
        """Lower bounds that are no links, and upper bounds that are no successors."""
        network, number, count = self.network, self.timeline.number, self.count
        begin = max(network.start, network.status_date or network.start)
        self.begin = number(begin)
        self.floor = np.zeros(2 * count, np.int64)
        self.floor[:count] = self.begin
        self.cap = np.full(2 * count, UNBOUND, np.int64)
        self.actual = np.zeros(2 * count, np.int64)
        self.late_rows: list[int] = []
        for activity in activities:
            row = self.row_of[activity.id]
            past = 1 if activity.duration else 0
            if activity.deadline:
                self.cap[count + row] = number(activity.deadline) + past
            if activity.actual_start:
                self._lay_actuals(activity, number(activity.actual_start), row, past)
            elif activity.constraint:
                self._lay_constraint(activity.constraint, row, past)

    def _lay_constraint(self, constraint: Constraint, row: int, past: int) -> None:
        if constraint.date is None:
            self.late_rows.append(row)
            return
        edge, _, rule = constraint.kind.partition("_")
        at = self.timeline.number(constraint.date) + (past if edge == "finish" else 0)
        place = row if edge == "start" else self.count + row
        if rule in ("no_earlier_than", "on"):
            self.floor[place] = max(int(self.floor[place]), at)
        if rule in ("no_later_than", "on"):
            self.cap[place] = min(int(self.cap[place]), at)

    def _lay_actuals(self, activity: Activity, started: int, row: int, past: int) -> None:
        """What is done is history; what remains goes on where the work stopped, or at the status
        date."""
        self.actual[row] = started
        if activity.actual_finish:
            self.actual[self.count + row] = self.timeline.number(activity.actual_finish) + past
        remaining = activity.duration if activity.remaining is None else activity.remaining
        worked = max(activity.duration - remaining, 0)
        stopped = self.finish_of(row, started, _span_of(worked, activity.unit))
        status = self.network.status_date
        self.floor[row] = max(stopped, self.timeline.number(status) if status else stopped)
        for column, value in zip(
            (self.spans.more, self.spans.one, self.spans.months, self.spans.days),
            _span_of(remaining, activity.unit),
            strict=True,
        ):
            column[row] = value

    def finish_of(self, row: int, day: int, span: tuple[int, int, int, int]) -> int:
        """Where a span begun on `day` is over, on the calendar of a row."""
        more, one, months, days = span
        if months or days:
            return int(self.timeline.add_months(np.array([day]), months)[0]) + days
        if not one:
            return day
        at = self.timeline.before[self.spans.base[row] + day]
        return int(self.timeline.nth[at + more]) + 1

    def start_of(self, row: int, day: int) -> int:
        """The first day at or after `day` on which a row may start."""
        return int(self.timeline.nth[self.timeline.before[self.spans.base[row] + day]])

    def finish_from(self, row: int, start: int) -> int:
        spans = self.spans
        columns = (spans.more, spans.one, spans.months, spans.days)
        more, one, months, days = (int(column[row]) for column in columns)
        return self.finish_of(row, start, (more, one, months, days))

    def constraint_start(self, row: int) -> int | None:
        """The start a constraint asks for at the earliest, if it asks for one."""
        if self.begun[row]:
            return None
        constraint = self.activities[row].constraint
        if constraint is None or constraint.date is None:
            return None
        if constraint.kind in ("start_no_earlier_than", "start_on"):
            return self.start_of(row, max(self.timeline.number(constraint.date), 0))
        finish = int(self.floor[self.count + row])
        return self.start_for_finish(row, finish) if finish else None

    def start_for_finish(self, row: int, finish: int) -> int:
        """The first start that is over no sooner than `finish`."""
        spans, timeline = self.spans, self.timeline
        months, days = int(spans.months[row]), int(spans.days[row])
        if months or days:
            back = timeline.latest_before_months(np.array([finish - days - 1]), months)
            return self.start_of(row, max(int(back[0]) + 1, 0))
        at = timeline.before[spans.base[row] + finish - spans.one[row]]
        return int(timeline.nth[at - spans.more[row]])

    def _gate_row(self, gate: Gate, row: int) -> GateRow:
        names = tuple(sorted(set(gate.needs)))
        needs = np.array([self.row_of[name] for name in names], np.int64)
        length = [bool(self.activities[need].duration) for need in needs]
        at_least = len(names) if gate.at_least is None else gate.at_least
        return GateRow(row, gate, needs, names, np.array(length, np.int64), at_least)

    def _lay_edges(self) -> None:
        count, numbers = self.count, self.calendar_number
        base_of = [self.timeline.base(at) for at in range(len(numbers))]

        def described() -> Iterator[tuple[int, ...]]:
            activities, row_of, span_base = self.activities, self.row_of, self.spans.base.tolist()
            for at, link in enumerate(self.links):
                source, target = row_of[link.before], row_of[link.after]
                lag = lag_of(link, activities[source])
                base = base_of[numbers[link.calendar]] if link.calendar else span_base[target]
                at_end = 1 if lag.worked > 0 or link.kind[1] == "F" else 0
                yield (
                    source if link.kind[0] == "S" else count + source,
                    target if link.kind[1] == "S" else count + target,
                    lag.days,
                    base,
                    lag.worked,
                    at_end,
                    lag.months,
                    at,
                )
            for at, gate in enumerate(self.gates, len(self.links)):
                for opened in sorted(set(gate.gate.opens)):
                    yield (count + gate.row, row_of[opened], 0, 0, 0, 0, 0, at)

        edges = Edges([], *columns(described(), 8))
        from_row, to_row = edges.source % count, edges.target % count
        alive = ~self.begun[to_row]
        # What a started activity did at its start is history: only its finish can still be late.
        loose = self.begun[from_row] & ((edges.source < count) | self.done[from_row])
        flat = np.zeros(len(edges), np.int64)
        self.history = edges.ordered(flat, 1, ~alive)
        self.forward = edges.ordered(self.wave_of[to_row], self.wave_count, alive)
        self.backward = edges.ordered(self.wave_of[from_row], self.wave_count, alive & ~loose)
        self.flat = edges.ordered(flat, 1, alive & ~loose)

    @cached_property
    def edges_into(self) -> list[list[int]]:
        """Of each row the places in `forward` of the edges that lead to it."""
        found: list[list[int]] = [[] for _ in range(self.count)]
        for at, target in enumerate((self.forward.target % self.count).tolist()):
            found[target].append(at)
        return found


def compile_network(network: Network) -> Compiled:
    """The network as arrays; every fault at once where it has any."""
    problems = check_network(network)
    if problems:
        raise BrokenPlan(*problems)
    return Compiled(network)


def _canonical(link: Link) -> tuple[str, ...]:
    return (
        link.after,
        link.before,
        link.kind,
        link.id or "",
        str(link.lag),
        link.unit,
        link.calendar or "",
    )


def _needed(activity: Activity) -> tuple[tuple[str, str], ...]:
    """The conditions still asked of an activity: of work that has begun, those of what remains."""
    if not activity.requires or activity.actual_finish:
        return ()
    needs = {(need.condition, need.when) for need in activity.requires}
    if activity.actual_start:
        needs = {need for need in needs if need[1] == THROUGHOUT}
    return tuple(sorted(needs))


def _kind(activity: Activity) -> int:
    if activity.unit == "workdays":
        return WORKED_IF if _needed(activity) else WORKED
    return ELAPSED_IF if _needed(activity) else ELAPSED


def _span(activity: Activity) -> tuple[int, int, int, int]:
    return _span_of(activity.duration, activity.unit)


def _span_of(duration: int, unit: str) -> tuple[int, int, int, int]:
    """A duration as (worked days after the first, 1 unless it is none, months, days)."""
    if unit == "workdays":
        return max(duration - 1, 0), min(duration, 1), 0, 0
    if unit == "days":
        return 0, 0, 0, duration
    return 0, 0, duration * (12 if unit == "years" else 1), 0


def _dates(network: Network) -> Iterator[date]:
    """The dates a schedule may reach back to or start from."""
    yield network.start
    if network.status_date:
        yield network.status_date
    for activity in network.activities:
        constraint = activity.constraint.date if activity.constraint else None
        yield from filter(None, (activity.actual_start, activity.actual_finish))
        yield from filter(None, (constraint, activity.deadline))
