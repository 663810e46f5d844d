"""Everything worked out for one scenario, row by row: what the public schedule is read from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property

from engine.answer import Given, Reason, Release, Scheduled, ScheduledGate
from engine.blocking import Blocked, blocked_rows
from engine.calendars import Days
from engine.chains import leading, row_behind
from engine.compiling import Compiled
from engine.criticality import critical_rows
from engine.edges import Flags
from engine.floats import floats_of, place_late_ones
from engine.gate_reasons import GateReasons
from engine.lateness import LateReasons
from engine.lifts import follower, lifts_of
from engine.passes import Early, backward_pass
from engine.reasons import Bound, Explained, explain_row
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
        return {row: why for row, why in self.held_up.items() if self.is_blocked[row]}

    @cached_property
    def held_up(self) -> dict[int, Blocked]:
        """What is blocked, and finished work that passes on a wait which never ends."""
        if not (self.is_blocked.any() or self.compiled.passes_on):
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
            reasons=self.reasons(explained.reasons),
            runner_up=self.runner_up(explained, int(self.time[row])),
            releases=self.releases(explained, int(self.time[row])),
            blocked_by=self._conditions(blocked.conditions) if blocked else (),
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
            return Explained((self.history(row), *self._resumption(row)), None)
        if row in self.blocked:
            return Explained(self.blocked[row].blockers, None)
        if gate := compiled.gate_at.get(row):
            time, day = self.early.time, self.early.gate_day[row]
            return GateReasons(compiled, self.weather, time, gate, day).explained()
        early = int(self.early.time[row])
        if start > early:
            held = Bound("constraint", activity.id, start)
            return Explained(
                (held,), replace(self._early_reasons(row, early).reasons[0], day=early)
            )
        return self._early_reasons(row, early)

    def _resumption(self, row: int) -> tuple[Bound, ...]:
        """What keeps the rest of begun work waiting, where that is to keep to its links.

        Of finished work, what those wait for that come after it.
        """
        if self.compiled.is_free[row]:
            return ()
        if row in self.held_up:
            return self.held_up[row].blockers
        resumed = int(self.early.resumed[row])
        if self.compiled.done[row] and resumed <= self.time[self.compiled.count + row]:
            return ()
        bounds = self._early_reasons(row, resumed).reasons
        return tuple(bound for bound in bounds if bound.kind != "actual")

    def _early_reasons(self, row: int, start: int) -> Explained:
        lifts = lifts_of(self, row)
        return explain_row(self.compiled, self.weather, self.implied_of(row), row, start, lifts)

    def gate_line(self, gate: GateRow) -> ScheduledGate:
        row = gate.row
        blocked = self.blocked.get(row)
        finishes = self.early.time.take(gate.finishes)
        late = int(self.late.time[self.compiled.count + row])
        explained, day = self.explained(row), self.early.gate_day[row]
        spare = None
        if not blocked:
            spare = self.compiled.workdays(int(self.early.time[row]), late)
        return ScheduledGate(
            gate.gate.id,
            date=self.date_of(day),
            late_date=None if blocked else self.date_of(self.late_day(row)),
            float=spare,
            blocked=blocked is not None,
            open_needs=tuple(
                name
                for name, finish in zip(gate.names, finishes.tolist(), strict=True)
                if finish >= self.compiled.timeline.days
            ),
            reasons=self.reasons(explained.reasons),
            runner_up=self.runner_up(explained, day),
            releases=self.releases(explained, day),
            blocked_by=self._conditions(blocked.conditions) if blocked else (),
            blocked_gates=tuple(sorted(blocked.gates - {gate.gate.id})) if blocked else (),
        )

    def day(self, row: int) -> int:
        """The day an activity starts, or a gate opens."""
        is_gate = bool(self.compiled.is_gate[row])
        return self.early.gate_day[row] if is_gate else int(self.time[row])

    def late_day(self, row: int) -> int:
        """The latest day an activity may start, or a gate may open."""
        if not self.compiled.is_gate[row]:
            return int(self.late.time[row])
        moment, day = int(self.early.time[row]), self.early.gate_day[row]
        return int(self.late.time[self.compiled.count + row]) - (moment - day)

    def history(self, row: int) -> Bound:
        return Bound("actual", self.compiled.activities[row].id, int(self.time[row]))

    @cached_property
    def lateness(self) -> LateReasons:
        return LateReasons(self.compiled, self.weather, self.early, self.late, self.end)

    def rows_behind(self, row: int) -> list[int]:
        """Everything that drives a row: whatever of its reasons is an activity or a gate."""
        behind = (self.row_behind(row, bound) for bound in self.explained(row).reasons)
        return [each for each in behind if each is not None]

    def row_behind(self, row: int, bound: Bound) -> int | None:
        """The row a bound of `row` comes from, if it comes from one."""
        if bound.kind == "max_lag":
            return follower(self, row, bound)
        return row_behind(self.compiled, self.implied_of(row), row, bound)

    def leading(self, row: int) -> tuple[Bound, int | None]:
        """The reason a chain follows from a row, and the row that reason comes from.

        A firm constraint is followed rather than the link it broke, and of begun work what the rest
        of it waits for: what comes after waits for that too.
        """
        if self._held_by_one_bound(row):
            return leading(self.compiled, self.implied_of(row), row)
        reasons = self.explained(row).reasons
        bound = reasons[0]
        if self.compiled.begun[row]:
            bound = reasons[min(1, len(reasons) - 1)]
        elif row in self.compiled.firm:
            bound = next((each for each in reasons if each.kind == "constraint"), bound)
        return bound, self.row_behind(row, bound)

    def _held_by_one_bound(self, row: int) -> bool:
        """Whether the highest bound of a row is its first reason, whatever the others say."""
        compiled = self.compiled
        has_say = compiled.requirement_set[row] >= 0 or row in compiled.firm
        is_told_otherwise = compiled.begun[row] or compiled.is_gate[row] or row in self.blocked
        is_moved = self.early.settled is not None or self.time[row] != self.early.time[row]
        return not (has_say or is_told_otherwise or is_moved)

    def implied_of(self, row: int) -> list[int]:
        """The start each edge into a row asks of it."""
        found: list[int] = self.implied[self.compiled.edges_into[row]].tolist()
        return found

    def _span(self, time: Days, row: int) -> tuple[date | None, date | None]:
        start, finish = int(time[row]), int(time[self.compiled.count + row])
        short = self.compiled.timeline.shown_short
        return self.date_of(start), self.date_of(finish - short * (finish > start))

    def _late_span(self, row: int) -> tuple[date | None, date | None]:
        if self.compiled.done[row]:
            return self._span(self.time, row)
        start, finish = self._span(self.late.time, row)
        return (self.date_of(int(self.time[row])) if self.compiled.begun[row] else start), finish

    def date_of(self, day: int) -> date | None:
        timeline = self.compiled.timeline
        return None if day >= timeline.days else timeline.date(day)

    def dated(self, bound: Bound) -> Reason:
        source = bound.source
        if bound.kind == "condition" and source:
            source = self.compiled.stands_for.get(source, source)
        return Reason(bound.kind, source, self.date_of(bound.day))

    def reasons(self, bounds: Iterable[Bound]) -> tuple[Reason, ...]:
        """Bounds with their dates; a condition that stands in twice is told once."""
        return tuple(dict.fromkeys(self.dated(bound) for bound in bounds))

    def _conditions(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({self.compiled.stands_for.get(name, name) for name in names}))

    def runner_up(self, explained: Explained, day: int, sign: int = 1) -> Reason | None:
        """The next bound of a date, with the days it would give; `sign` is -1 for late dates."""
        bound = explained.runner_up
        if bound is None:
            return None
        return replace(self.dated(bound), gain_days=sign * self._days(day - bound.day))

    def releases(self, explained: Explained, day: int, sign: int = 1) -> tuple[Release, ...]:
        """What would move a date, with the days it would give."""
        return tuple(
            Release(
                self.reasons(release.bounds),
                sign * self._days(day - release.day),
                self.reasons(release.some),
                release.enough,
            )
            for release in explained.releases
        )

    def _days(self, time: int) -> int:
        """Whole calendar days in a stretch of the timeline, whatever its resolution."""
        return abs(time) // self.compiled.timeline.per_day * (1 if time > 0 else -1)
