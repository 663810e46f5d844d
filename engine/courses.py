"""The forward pass of many runs at once: every row a vector with one entry per run.

Each run has the dates `solve` would give a network with that run's durations and windows. Rows
are taken one by one in the order of the compiled network; what leads to what is kept, so that
each run's longest path can be walked back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days
from engine.compiling import Compiled
from engine.edges import Flags, lag_of, way_of
from engine.network import ON_START, Link
from engine.openings import Openings, all_held
from engine.pinning import held_to, latest_in_runs
from engine.steps import Step

Moments = NDArray[np.integer[Any]]


class Length(NamedTuple):
    """A row's span in every run, as in `Spans`; `amount` None where it is the compiled one."""

    more: Moments | int
    one: Moments | int
    amount: NDArray[np.integer[Any]] | None


class Lead(NamedTuple):
    """In which runs one row decides when another begins."""

    source: int
    row: int
    drives: Flags


class Course:
    """Starts, finishes (exclusive) and gate days by row and run; `never` where blocked."""

    def __init__(
        self,
        compiled: Compiled,
        steps: Sequence[Step],
        drawn: Mapping[int, NDArray[np.int32]],
        openings: Mapping[str, Openings],
        size: int,
        floors: Mapping[int, Days] | None = None,
    ) -> None:
        self._floors = floors or {}
        self.compiled, self.size, self._drawn, self._openings = compiled, size, drawn, openings
        self.never = compiled.timeline.never
        # The narrowest numbers that hold every day: all runs of a plan are kept in them.
        kind = np.uint16 if self.never < 2**16 else np.int32 if self.never < 2**31 else np.int64
        self.start: Moments = np.empty((compiled.count, size), kind)
        self.finish: Moments = np.empty((compiled.count, size), kind)
        self.gate_day: dict[int, Moments] = {}
        self._resumed: dict[int, Moments] = {}
        self._leads: list[Lead] = []
        self._steps = steps
        for row in range(compiled.count):
            if compiled.is_gate[row]:
                self._open(row)
            else:
                self._place(row)

    def critical(self) -> Flags:
        """By row and run: whether it lies on a longest path to the last day of the plan."""
        compiled = self.compiled
        # All stays in the narrow numbers of the runs: wider ones would take most of the time.
        shown = self.finish.copy()
        if compiled.timeline.shown_short:
            np.subtract(shown, self.finish > self.start, out=shown)
        shown[compiled.is_gate] = 0
        np.multiply(shown, self.finish < compiled.timeline.days, out=shown)
        found: Flags = shown == shown.max(axis=0, initial=1)
        for lead in reversed(self._leads):
            found[lead.source] |= found[lead.row] & lead.drives
        found[compiled.done] = False
        return found

    def _place(self, row: int) -> None:
        compiled = self.compiled
        length = self.length(row)
        floor = self._floors.get(row, compiled.floor[row])
        place = np.full(self.size, floor, np.int64)
        if length.amount is not None:
            self._keep_finish(row, length, place)
        most = latest_in_runs(compiled, row, *length)
        led = []
        for edge in compiled.edges_into[row]:
            step = self._steps[edge]
            reached = held_to(compiled, edge, self._led_to(step, row, length), most)
            np.maximum(place, reached, out=place)
            led.append((step.source, reached))
        drives = [Lead(source, row, reached == place) for source, reached in led]
        start, finish = self.span(row, place, length)
        if compiled.requirement_set[row] >= 0:
            first = start
            start, finish = self._fit(row, start, finish, length)
            held = start > first
            drives = [Lead(lead.source, row, lead.drives & ~held) for lead in drives]
        self._leads += drives
        if compiled.begun[row]:
            self._resumed[row] = np.minimum(start, self.never)
        self.start[row] = compiled.actual[row] if compiled.begun[row] else start
        is_done = compiled.done[row]
        ended = compiled.actual[compiled.count + row] if is_done else finish
        self.finish[row] = np.minimum(ended, self.never)

    def length(self, row: int) -> Length:
        """How long a row takes in every run."""
        spans, amount = self.compiled.spans, self._drawn.get(row)
        if amount is None:
            return Length(int(spans.more[row]), int(spans.one[row]), None)
        unit, line = self.compiled.activities[row].unit, self.compiled.timeline
        places = amount * line.size(unit, int(spans.calendar[row]))
        if spans.elapsed[row]:
            return Length(places, 0, amount)
        one = (amount > 0).astype(np.int64)
        return Length(places - one, one, amount)

    def span(self, row: int, place: Days, length: Length) -> tuple[Days, Days]:
        """Starts and finishes of a row from places of its calendar."""
        spans, line = self.compiled.spans, self.compiled.timeline
        start = line.nth.take(place)
        if spans.elapsed[row]:
            place = line.before.take(start + int(spans.way[row]))
        finish: Days = line.nth.take(np.add(place, length.more))
        finish += length.one
        return start, finish

    def _led_to(self, step: Step, row: int, length: Length) -> Days:
        """The place an edge leads its row to."""
        compiled, line = self.compiled, self.compiled.timeline
        times = (self.start, self.finish, self._resumed)[step.end]
        base, count, at_end = step.way
        if step.share and step.source in self._drawn:
            base, count, at_end = self._drawn_way(step.share, step.source, row)
        day: Moments | Days = times[step.source]
        if step.last is not None:
            lag = count if step.share and step.source in self._drawn else step.last
            own = int(compiled.spans.base[row])
            ended: Days = line.before.take(np.add(day, own, dtype=np.int64))
            begun: Days = line.nth.take(ended - length.more - length.one)
            begun += lag
            lagged: Days = line.before.take(begun + own)
            return lagged
        if not step.is_plain:
            day = line.nth.take(line.before.take(np.add(day, base, dtype=np.int64)) + count)
        into = at_end + self._into(row, step.to_finish, length.one)
        place: Days = line.before.take(np.add(day, into, dtype=np.int64))
        if step.to_finish:
            place -= length.more
            place -= length.one * (1 - line.shown_short)
        if step.onto:
            place = line.before.take(line.nth.take(place) + step.onto)
        return place

    def _into(self, row: int, to_finish: bool, one: Moments | int) -> Moments | int:
        """Where the calendar begins that a bound is looked up in, as `forward_edges` lays it."""
        spans = self.compiled.spans
        if not to_finish:
            return int(spans.base[row])
        if spans.elapsed[row]:
            return int(spans.way_back[row]) - 1
        return int(spans.base[row]) - one * self.compiled.timeline.shown_short

    def _drawn_way(self, link: Link, source: int, row: int) -> tuple[Days, Days, Days]:
        """A lag that is a share of a drawn duration, in every run."""
        compiled = self.compiled
        spans, line = compiled.spans, compiled.timeline
        base = compiled.base_of[link.calendar] if link.calendar else int(spans.calendar[row])
        own = int(spans.calendar[source])
        amounts, which = np.unique(self._drawn[source], return_inverse=True)
        activity, to_finish = compiled.activities[source], link.kind in ("FF", "SF")
        ways = [
            way_of(
                lag_of(link, replace(activity, duration=amount, low=None, high=None), line, own),
                line,
                base,
                to_finish,
            )[:3]
            for amount in amounts.tolist()
        ]
        columns = np.array(ways, np.int64)[which.reshape(-1)]
        return columns[:, 0], columns[:, 1], columns[:, 2]

    def _keep_finish(self, row: int, length: Length, place: Days) -> None:
        """A constraint on the finish bounds the start by the drawn length, not the compiled one."""
        compiled, line = self.compiled, self.compiled.timeline
        constraint = compiled.activities[row].constraint
        kinds = ("finish_no_earlier_than", "finish_on")
        if compiled.begun[row] or not constraint or not constraint.date:
            return
        if constraint.kind not in kinds or length.amount is None:
            return
        spans = compiled.spans
        over, number = line.over(constraint.date), line.number(constraint.date)
        finish: Days = np.maximum(np.where(length.amount > 0, over, number), 0)
        base = int(spans.base[row])
        if spans.elapsed[row]:
            known = line.before.take(finish - 1 + int(spans.way_back[row])) - length.more
            start = np.where(finish > 0, line.nth.take(known) + 1, 0)
            asked = line.before.take(start + base)
        else:
            short = line.shown_short
            taken: Days = np.add(length.more, np.multiply(length.one, 1 - short))
            asked = line.before.take(finish - short * length.one + base) - taken
        np.maximum(place, line.before.take(line.nth.take(asked) + base), out=place)

    def _fit(self, row: int, start: Days, finish: Days, length: Length) -> tuple[Days, Days]:
        """Moves spans on to where every condition holds for as long as it must."""
        compiled = self.compiled
        needs = compiled.requirement_sets[compiled.requirement_set[row]]
        if any(name not in self._openings for name, _ in needs):
            return np.full_like(start, self.never), np.full_like(finish, self.never)
        openings = [(self._openings[name], when == ON_START) for name, when in needs]
        while any(bool((start < each.open_from).any()) for each, _ in openings):
            floor = start
            for each, on_start in openings:
                first, until = each.at_or_after(start)
                floor = np.maximum(floor, first)
                if not on_start:
                    over = (first == start) & (finish > until)
                    if over.any():
                        again = each.at_or_after(np.minimum(until, self.never))[0]
                        floor = np.maximum(floor, np.where(over, again, start))
            moved = (floor > start) & (start < self.never)
            if not moved.any():
                break
            base = int(compiled.spans.base[row])
            later, over_at = self.span(row, compiled.timeline.before.take(floor + base), length)
            start, finish = np.where(moved, later, start), np.where(moved, over_at, finish)
        return start, finish

    def _open(self, row: int) -> None:
        """See `open_gate`: the moment work may begin, and the day the gate is said to open."""
        compiled, line = self.compiled, self.compiled.timeline
        gate = compiled.gate_at[row]
        moment = day = np.full(self.size, compiled.begin, np.int64)
        if gate.at_least:
            keys = np.empty((len(gate.rows), self.size), np.int64)
            for at, (need, has_length) in enumerate(zip(gate.rows, gate.has_length, strict=True)):
                drawn = self._drawn.get(need)
                keys[at] = self.finish[need].astype(np.int64) * 2
                keys[at] -= has_length if drawn is None else drawn > 0
            last = np.sort(keys, axis=0)[gate.at_least - 1]
            moment, day = (last + 1) // 2, last // 2
        never = moment >= line.days
        held = day
        if gate.gate.conditions:
            if all(name in self._openings for name in gate.gate.conditions):
                held = all_held((self._openings[name] for name in gate.gate.conditions), day)
            else:
                never |= True
        if gate.at_least:
            waits = held == day
            self._leads += [
                Lead(need, row, waits & (key == last))
                for need, key in zip(gate.rows, keys, strict=True)
            ]
        moment, day = np.where(held > day, held, moment), held
        self.gate_day[row] = np.where(never, line.never, day).astype(self.start.dtype)
        self.start[row] = self.finish[row] = np.where(never, line.never, moment)
