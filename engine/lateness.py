"""Why an activity, or a gate, may not be later: what its late dates are held by.

The mirror of `engine.reasons`: upper bounds instead of lower ones. What waits for a row, the gate
it is needed for, its own deadline or constraint, and the finish of the plan each allow a latest
start; the least of them decides, and a condition may move the span back into an earlier window.
A set of demands moves the late date, when they fall, exactly if it holds one of the releases.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.demands import latest_finish
from engine.fitting import Fitting
from engine.gates import close_gate
from engine.passes import Early, Late, latest_for
from engine.reasons import Bound, Explained, Release, edge_bound, smallest
from engine.rows import GateRow
from engine.weather import Weather

#: A place beyond all others: what is not bounded.
NOWHERE = 2**60


class LateReasons:
    """The upper bounds of the rows of one schedule; `end` is the last day of the plan."""

    def __init__(
        self, compiled: Compiled, weather: Weather, early: Early, late: Late, end: int
    ) -> None:
        self._compiled, self._weather = compiled, weather
        self._early, self._late, self._end = early, late, end

    def explained(self, row: int) -> Explained:
        """What holds the late start of a row, as days: the reasons, the next one, the releases."""
        bounds, late = self.bounds(row), int(self._late.time[row])
        if self._compiled.requirement_set[row] >= 0:
            fitting = Fitting(self._compiled, self._weather, row)
            if fitting.start(late, fitting.names) == late:
                return _explain_fitted(bounds, late, fitting, self._day_after(row, late))
        # No condition, or no window before the bounds: they alone decide.
        top = tuple(takewhile(lambda bound: bound.day == bounds[0].day, bounds))
        above = bounds[len(top)] if len(top) < len(bounds) else None
        return Explained(top, above, (Release(top, above.day),) if above else ())

    def bounds(self, row: int) -> list[Bound]:
        """Everything but conditions that bounds the late start of a row, the lowest first."""
        compiled, nth = self._compiled, self._compiled.timeline.nth
        found = [Bound("finish", None, int(nth[self._by_finish[row]]))]
        for number, at, day in self._allowed_by_edges(row):
            if compiled.is_gate[row]:
                opened = compiled.activities[at % compiled.count]
                found.append(Bound("opened", opened.id, day))
            else:
                found.append(edge_bound(compiled, number, day))
        if not compiled.is_gate[row]:
            found += [*self._of_gates(row), *self._own(row)]
        if row in compiled.firm:
            # A firm constraint decides: nothing that waits makes it any earlier.
            least = int(nth[compiled.firm[row].least])
            found = [replace(bound, day=max(bound.day, least)) for bound in found]
        return sorted(set(found), key=_lowest_first)

    def leading(self, row: int) -> tuple[Bound, int | None]:
        """The first reason of a late start and the row it comes from: see `chains.leading`."""
        compiled = self._compiled
        has_say = compiled.requirement_set[row] >= 0 or row in compiled.firm
        if has_say or compiled.is_gate[row]:
            first = self.explained(row).reasons[0]
            return first, self.row_ahead(row, first)
        finish = Bound("finish", None, int(compiled.timeline.nth[self._by_finish[row]]))
        first = min((finish, *self._of_gates(row), *self._own(row)), key=_lowest_first)
        ahead = self.row_ahead(row, first)
        for number, at, day in self._allowed_by_edges(row):
            if day <= first.day:
                bound = edge_bound(compiled, number, day)
                if _lowest_first(bound) < _lowest_first(first):
                    first, ahead = bound, at % compiled.count
        return first, ahead

    def row_ahead(self, row: int, bound: Bound) -> int | None:
        """The row whose late date a bound comes from, if it comes from one."""
        compiled = self._compiled
        if bound.kind == "opened" and bound.source:
            return compiled.row_of[bound.source]
        if bound.kind == "gate":
            return next(g.row for g in self._needing.get(row, ()) if g.gate.id == bound.source)
        if bound.kind != "link":
            return None
        for number, at, day in self._allowed_by_edges(row):
            if day == bound.day and edge_bound(compiled, number, day) == bound:
                return at % compiled.count
        return None

    def _allowed_by_edges(self, row: int) -> Iterator[tuple[int, int, int]]:
        """Of each edge out of a row its number, the time it reads, and the start it allows."""
        edges = self._compiled.backward_at_once
        for edge in self._compiled.edges_out_of[row]:
            yield int(edges.number[edge]), int(edges.at[edge]), int(self._allowed[edge])

    @cached_property
    def _allowed(self) -> Days:
        """The start each edge allows, of all edges at once: a chain asks for many."""
        line, edges = self._compiled.timeline, self._compiled.backward_at_once
        return line.nth.take(edges.places(line, self._late.time))

    @cached_property
    def _by_finish(self) -> Days:
        return latest_for(self._compiled, self._early, self._end)

    @cached_property
    def _needing(self) -> dict[int, list[GateRow]]:
        """The gates that need each row."""
        found: dict[int, list[GateRow]] = {}
        for gate in self._compiled.gates:
            for row in gate.rows:
                found.setdefault(row, []).append(gate)
        return found

    def _of_gates(self, row: int) -> Iterator[Bound]:
        compiled, line = self._compiled, self._compiled.timeline
        for gate in self._needing.get(row, ()):
            if self._early.time[gate.row] < line.days:
                late = int(self._late.time[gate.row])
                place = np.full(compiled.count, NOWHERE, np.int64)
                close_gate(gate, late, place, self._early.time, self._weather, compiled)
                if place[row] < NOWHERE:
                    yield Bound("gate", gate.gate.id, int(line.nth[place[row]]))

    def _own(self, row: int) -> Iterator[Bound]:
        """The activity's own deadline, and the constraint that says "no later than"."""
        compiled, line = self._compiled, self._compiled.timeline
        activity = compiled.activities[row]
        if activity.deadline:
            latest = latest_finish(line, activity, activity.deadline)
            yield self._capped("deadline", row, latest)
        constraint = None if compiled.begun[row] else activity.constraint
        if constraint is None or constraint.date is None:
            return
        edge, _, rule = constraint.kind.partition("_")
        if rule in ("no_later_than", "on"):
            if edge == "finish":
                latest = latest_finish(line, activity, constraint.date)
                yield self._capped("constraint", row, latest)
            else:
                yield Bound(
                    "constraint", activity.id, self._day_by(row, line.last(constraint.date))
                )

    def _capped(self, kind: str, row: int, finish: int) -> Bound:
        compiled, nth = self._compiled, self._compiled.timeline.nth
        cap = np.full(compiled.count, NOWHERE, np.int64)
        compiled.spans.cap_finish(cap, row, finish)
        return Bound(kind, compiled.activities[row].id, int(nth[cap[row]]))

    def _day_by(self, row: int, day: int) -> int:
        """The last day up to `day` on which a row may start."""
        line = self._compiled.timeline
        return int(line.nth[line.before[self._compiled.spans.base[row] + day + 1] - 1])

    def _day_after(self, row: int, day: int) -> int:
        return self._compiled.spans.start_of(row, day + 1)


def _lowest_first(bound: Bound) -> tuple[int, tuple[int, str]]:
    return bound.day, bound.rank


def _explain_fitted(bounds: Sequence[Bound], late: int, fitting: Fitting, after: int) -> Explained:
    """The reasons of a late start that conditions have a say in; `after` is the next start."""
    found = smallest(_violations(bounds, late, fitting, after))
    named = {bound for release in found for bound in release.bounds}
    reasons = sorted(named, key=_lowest_first)
    releases = []
    for release in found:
        moved = _moved_to(bounds, set(release.bounds), fitting)
        releases.append(replace(release, day=max(moved.day, release.day) if moved else release.day))
    return Explained(tuple(reasons), _moved_to(bounds, named, fitting), tuple(releases))


def _violations(
    bounds: Sequence[Bound], late: int, fitting: Fitting, day: int
) -> Iterator[tuple[frozenset[Bound], int]]:
    """What each later start would violate, where that grows less: days ascending."""
    conditions = {name: Bound("condition", name, late) for name in fitting.names}
    while True:
        below = [bound for bound in bounds if bound.day < day]
        opens = {name: fitting.start(day, [name]) for name in fitting.names}
        shut = [name for name, opened in opens.items() if opened != day]
        yield frozenset([*below, *(conditions[name] for name in shut)]), day
        later = [opened for name in shut if (opened := opens[name]) is not None]
        if not later:
            return
        day = min(later)


def _moved_to(bounds: Sequence[Bound], fallen: set[Bound], fitting: Fitting) -> Bound | None:
    """What holds a late start once these have fallen; None where nothing does."""
    gone = {bound.source for bound in fallen if bound.kind == "condition"}
    left = [bound for bound in bounds if bound not in fallen]
    names = [name for name in fitting.names if name not in gone]
    if not left or (day := fitting.latest(left[0].day, names)) is None:
        return None
    if day == left[0].day:
        return left[0]
    source = next((n for n in names if fitting.latest(left[0].day, [n]) == day), names[0])
    return Bound("condition", source, day)
