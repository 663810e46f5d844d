"""Everything worked out for one scenario, row by row: what the public schedule is read from."""

from dataclasses import replace
from datetime import date
from functools import cached_property

from engine.answer import ChainStep, Given, Reason, Scheduled, ScheduledGate
from engine.blocking import Blocked, blocked_rows
from engine.calendars import Days
from engine.compiling import Compiled
from engine.criticality import critical_rows
from engine.edges import Flags
from engine.floats import floats_of, place_late_ones
from engine.gates import keys_of
from engine.passes import Early, backward_pass
from engine.reasons import Bound, Explained, Fitting, bounds_of, explain
from engine.rows import GateRow
from engine.weather import Weather


class Solution:
    """Both passes, the floats and the bounds of one scenario."""

    def __init__(self, compiled: Compiled, weather: Weather, early: Early) -> None:
        self.compiled, self.weather, self.early = compiled, weather, early
        count = compiled.count
        self.is_blocked = early.time[count:] >= compiled.timeline.days
        finishes = self.shown(early.time)[1][compiled.activity_rows]
        running = finishes[~self.is_blocked[compiled.activity_rows]]
        self.end = int(running.max(initial=compiled.begin))
        self.late = backward_pass(compiled, weather, early, self.end)
        self.time = self._settled()
        self.floats = floats_of(compiled, weather, self.time, self.late, early, self.end)
        self.implied = compiled.timeline.nth.take(early.demanded)

    def _settled(self) -> Days:
        """Where everything stands: at its earliest, but as late as possible where that is asked."""
        if not self.compiled.late_rows:
            return self.early.time
        return place_late_ones(self.compiled, self.weather, self.early, self.late, self.end)

    @cached_property
    def critical(self) -> Flags:
        return critical_rows(self)

    @cached_property
    def blocked(self) -> dict[int, Blocked]:
        if not self.is_blocked.any():
            return {}
        return blocked_rows(self.compiled, self.weather, self.early, self.implied)

    def shown(self, time: Days) -> tuple[Days, Days]:
        """First and last day of every row: the last day worked, or the milestone's own."""
        count = self.compiled.count
        short = self.compiled.timeline.shown_short
        return time[:count], time[count:] - short * (time[count:] > time[:count])

    def scheduled(self, key: str) -> Scheduled:
        row = self.compiled.row_of[key]
        blocked = self.blocked.get(row)
        explained = self.explained(row)
        return Scheduled(
            key,
            *self._span(self.time, row),
            *self._span(self.early.time, row),
            *((None, None) if blocked else self._late_span(row)),
            total_float=None if blocked else int(self.floats.total[row]),
            free_float=None if blocked else int(self.floats.free[row]),
            critical=bool(self.critical[row]),
            blocked=blocked is not None,
            reasons=tuple(self._dated(bound) for bound in explained.reasons),
            runner_up=self._runner_up(explained, row),
            blocked_by=tuple(sorted(blocked.conditions)) if blocked else (),
            blocked_gates=tuple(sorted(blocked.gates)) if blocked else (),
            given=self._given(row),
        )

    def _given(self, row: int) -> Given | None:
        activity = self.compiled.activities[row]
        if activity.given_start is None and activity.given_finish is None:
            return None
        start, finish = int(self.time[row]), int(self.time[self.compiled.count + row])
        return Given(
            activity.given_start,
            activity.given_finish,
            self._later(row, activity.given_start, start),
            self._later(
                row,
                activity.given_finish,
                finish - self.compiled.timeline.shown_short * (finish > start),
            ),
        )

    def _later(self, row: int, given: date | None, day: int) -> int | None:
        """By how many of its working days an activity is later than a date that was given."""
        compiled, line = self.compiled, self.compiled.timeline
        if given is None or day >= line.days:
            return None
        since = min(max(line.number(given), 0), line.days - 1)
        return int(line.worked(int(compiled.spans.calendar[row]), since, day))

    def explained(self, row: int) -> Explained:
        """The bounds that hold a row, as days."""
        compiled = self.compiled
        activity = compiled.activities[row]
        start = int(self.time[row])
        if compiled.begun[row]:
            return Explained((Bound("actual", activity.id, start), *self._resumption(row)), None)
        if row in self.blocked:
            return Explained(self.blocked[row].blockers, None)
        early = int(self.early.time[row])
        if start > early:
            held = Bound("constraint", activity.id, start)
            return Explained(
                (held,), replace(self._early_reasons(row, early).reasons[0], day=early)
            )
        return self._early_reasons(row, early)

    def _resumption(self, row: int) -> tuple[Bound, ...]:
        """What keeps the rest of work in hand waiting, where that is to keep to its links."""
        if self.compiled.is_free[row]:
            return ()
        if row in self.blocked:
            return self.blocked[row].blockers
        bounds = self._early_reasons(row, int(self.early.resumed[row])).reasons
        return tuple(bound for bound in bounds if bound.kind != "actual")

    def _early_reasons(self, row: int, start: int) -> Explained:
        compiled = self.compiled
        implied = self.implied[compiled.edges_into[row]].tolist()
        conditioned = compiled.requirement_set[row] >= 0
        fitting = Fitting(compiled, self.weather, row) if conditioned else None
        return explain(bounds_of(compiled, implied, row), start, fitting)

    def gate_line(self, gate: GateRow) -> ScheduledGate:
        row, count = gate.row, self.compiled.count
        blocked = self.blocked.get(row)
        finishes = self.early.time.take(gate.finishes)
        late = int(self.late.time[count + row])
        moment, day = int(self.early.time[row]), self.early.gate_day[row]
        spare = None
        if not blocked:
            spare = self.compiled.workdays(moment, late)
        return ScheduledGate(
            gate.gate.id,
            date=self._date(day),
            late_date=None if blocked else self._date(late - (moment - day)),
            float=spare,
            blocked=blocked is not None,
            open_needs=tuple(
                name
                for name, finish in zip(gate.names, finishes.tolist(), strict=True)
                if finish >= self.compiled.timeline.days
            ),
            reasons=tuple(self._dated(bound) for bound in self.gate_reasons(gate)),
            blocked_by=tuple(sorted(blocked.conditions)) if blocked else (),
            blocked_gates=tuple(sorted(blocked.gates - {gate.gate.id})) if blocked else (),
        )

    def gate_reasons(self, gate: GateRow) -> tuple[Bound, ...]:
        """The needs, or the conditions, that decide when a gate opens."""
        if gate.row in self.blocked:
            return self.blocked[gate.row].blockers
        day = self.early.gate_day[gate.row]
        keys = keys_of(gate, self.early.time)
        last = sorted(keys)[gate.at_least - 1] if gate.at_least else 2 * self.compiled.begin
        found = [
            Bound("need", name, last // 2)
            for name, key in zip(gate.names, keys, strict=True)
            if gate.at_least and key == last
        ]
        if not gate.at_least:
            found = [Bound("plan_start", None, self.compiled.begin)]
        if day > last // 2:
            found = []
        held = self.weather.held
        for name in gate.gate.conditions:
            if any(since == day for since, _ in held.get(name, ())):
                found.append(Bound("condition", name, day))
        return tuple(sorted(found, key=lambda bound: bound.rank))

    def chain(self, key: str) -> list[ChainStep]:
        """The first reason of a date, then of what stands behind it, and so on to the root."""
        compiled, steps = self.compiled, []
        row: int | None = compiled.row_of[key]
        while row is not None:
            gate = compiled.gate_at.get(row)
            bound = self._first_reason(row)
            activity = compiled.activities[row]
            name = gate.gate.id if gate else activity.id
            day = self.early.gate_day[row] if gate else int(self.time[row])
            steps.append(ChainStep(name, gate is not None, self._date(day), self._dated(bound)))
            row = self._row_behind(row, bound)
        return steps

    def rows_behind(self, row: int) -> list[int]:
        """Everything that drives a row: whatever of its reasons is an activity or a gate."""
        behind = (self._row_behind(row, bound) for bound in self._reasons(row))
        return [each for each in behind if each is not None]

    def _reasons(self, row: int) -> tuple[Bound, ...]:
        gate = self.compiled.gate_at.get(row)
        return self.gate_reasons(gate) if gate else self.explained(row).reasons

    def _first_reason(self, row: int) -> Bound:
        """What a chain follows: a firm constraint rather than the link it broke."""
        reasons = self._reasons(row)
        if row in self.compiled.firm:
            return next((bound for bound in reasons if bound.kind == "constraint"), reasons[0])
        return reasons[0]

    def _row_behind(self, row: int, bound: Bound) -> int | None:
        compiled = self.compiled
        if bound.kind == "need" and bound.source:
            return compiled.row_of[bound.source]
        if bound.kind not in ("link", "gate"):
            return None
        for edge in compiled.edges_into[row]:
            number = int(compiled.forward.number[edge])
            is_link = number < len(compiled.links)
            if is_link and (bound.kind, bound.source) == ("link", compiled.links[number].source):
                drives = int(self.implied[edge]) == bound.day
                if drives or (self.is_blocked[row] and bound.day >= compiled.timeline.days):
                    return int(compiled.forward.at[edge]) % compiled.count
            if not is_link and bound.kind == "gate":
                gate = compiled.gates[number - len(compiled.links)]
                if gate.gate.id == bound.source:
                    return gate.row
        return None

    def _span(self, time: Days, row: int) -> tuple[date | None, date | None]:
        start, finish = int(time[row]), int(time[self.compiled.count + row])
        short = self.compiled.timeline.shown_short
        return self._date(start), self._date(finish - short * (finish > start))

    def _late_span(self, row: int) -> tuple[date | None, date | None]:
        if self.compiled.done[row]:
            return self._span(self.time, row)
        start, finish = self._span(self.late.time, row)
        return (self._date(int(self.time[row])) if self.compiled.begun[row] else start), finish

    def _date(self, day: int) -> date | None:
        timeline = self.compiled.timeline
        return None if day >= timeline.days else timeline.date(day)

    def _dated(self, bound: Bound) -> Reason:
        return Reason(bound.kind, bound.source, self._date(bound.day))

    def _runner_up(self, explained: Explained, row: int) -> Reason | None:
        bound = explained.runner_up
        if bound is None:
            return None
        gain = (int(self.time[row]) - bound.day) // self.compiled.timeline.per_day
        return replace(self._dated(bound), gain_days=gain)
