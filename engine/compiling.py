"""A network as arrays, once; every scenario, pass and question then reads the same arrays.

Rows are activities and gates, sorted by the wave they are computed in and, inside a wave, by what
is asked of them: worked spans, worked spans under conditions, elapsed spans under conditions,
elapsed spans, gates. So each kind is a slice, never a mask. Ids are sorted first: the order of the
input cannot change the answer.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np

from engine.calendars import MONTH, Days, Timeline, days_at_most, timeline
from engine.checks import check_network, plain_faults
from engine.demands import Demands, amount_left
from engine.edges import EdgesByRow
from engine.linking import Ends, backward_edges, comes_last, ends_of, forward_edges, ways_of_lags
from engine.minutes import minute_timeline
from engine.network import (
    MINUTE,
    RETAINED_LOGIC,
    Activity,
    Calendar,
    Gate,
    Network,
)
from engine.problems import BrokenPlan
from engine.retained import Progress, passed_on
from engine.rows import GATE, GateRow, Needs, Spans, Wave, kind_of, needs_of
from engine.waves import depths

YEARS_BEFORE, YEARS_AFTER = 15, 45
STANDARD = Calendar()
NO_ACTIVITY = Activity("")


class Compiled:
    """One network, ready to be solved for any of its scenarios."""

    def __init__(self, network: Network, years_after: int = YEARS_AFTER) -> None:
        self.network, self.years_after = network, years_after
        self.links = tuple(link for link in network.links if link.has_minimum)
        self.expiring = tuple(link for link in network.links if link.max_lag is not None)
        self.stands_for = {each.id: each.of for each in network.conditions if each.of}
        activities = sorted(network.activities, key=lambda activity: activity.id)
        gates = sorted(network.gates, key=lambda gate: gate.id)
        self.keys = [activity.id for activity in activities]
        row = self._order(activities, gates)
        self._lay_timeline(activities)
        self._lay_spans(activities)
        self._lay_bounds(activities)
        self.gates = [self._gate_row(gate, at) for gate, at in zip(gates, row, strict=True)]
        self.gate_at = {gate.row: gate for gate in self.gates}
        self.gate_row_of = {gate.gate.id: gate.row for gate in self.gates}
        self._lay_edges()

    def _order(self, activities: list[Activity], gates: list[Gate]) -> list[int]:
        """Gives every activity and gate its row; returns the rows of the gates."""
        place = {key: at for at, key in enumerate(self.keys)}
        count = len(activities)
        before = [place[link.before] for link in self.links]
        after = [place[link.after] for link in self.links]
        ends = np.array(before, np.int64), np.array(after, np.int64)
        for at, gate in enumerate(gates, count):
            before += [*(place[need] for need in gate.needs), *([at] * len(gate.opens))]
            after += [*([at] * len(gate.needs)), *(place[opened] for opened in gate.opens)]
        self.count = count + len(gates)
        depth = depths(self.count, before, after)
        if len(depth) < self.count:
            raise BrokenPlan(*check_network(self.network))

        begun = np.zeros(self.count, bool)
        begun[:count] = [activity.actual_start is not None for activity in activities]
        # Work in hand waits for nothing, unless its remainder is to keep to its links.
        self.keeps_logic = self.network.out_of_sequence == RETAINED_LOGIC
        self.passes_on = self.keeps_logic and bool(begun.any())
        free = begun & (not self.keeps_logic)
        wave = np.where(free, 0, np.array(depth, np.int64))
        kinds = [kind_of(activity) for activity in activities] + [GATE] * len(gates)
        group = wave * 5 + np.array(kinds, np.int64)
        order = np.argsort(group, kind="stable")
        self.wave_of = wave[order]
        self.wave_count = int(wave.max(initial=0)) + 1
        self._cuts = np.searchsorted(group[order], np.arange(self.wave_count * 5 + 1)).tolist()
        row = np.empty(self.count, np.int64)
        row[order] = np.arange(self.count)
        rows = row.tolist()
        self._rows_of_links = row[ends[0]], row[ends[1]]
        self.activity_rows = row[:count]
        self.row_of = dict(zip(self.keys, rows, strict=False))
        everyone = [*activities, *([NO_ACTIVITY] * len(gates))]
        self.activities = [everyone[at] for at in order.tolist()]
        self.begun = begun[order]
        self.is_free = free[order]
        self.is_gate = order >= count
        return rows[count:]

    def _lay_timeline(self, activities: list[Activity]) -> None:
        network = self.network
        names = sorted({network.default_calendar, *network.calendars})
        calendars = tuple(network.calendars.get(name, STANDARD) for name in names)
        dates = [*_dates(network)]
        years = [when.year for when in dates]
        first, last = min(years) - YEARS_BEFORE, max(years) + self.years_after
        self.ends_with_calendar = last >= date.max.year
        since = date(max(first, date.min.year), 1, 1).toordinal()
        until = date(min(last, date.max.year), 12, 31).toordinal() + 1
        lay = minute_timeline if network.resolution == MINUTE else timeline
        self.timeline: Timeline = lay(since, until - since, self._pad(activities), calendars)
        self.base_of = {name: self.timeline.base(at) for at, name in enumerate(names)}
        number = self.timeline.number
        self.begin = max(number(network.start), number(network.status_date or network.start))

    def _pad(self, activities: list[Activity]) -> int:
        """More days than any span or lag takes, also as places of the tables; seldom changing."""
        durations = {(a.duration, a.unit) for a in activities}
        longest = max((duration * days_at_most(unit) for duration, unit in durations), default=1)
        lags = {(abs(link.lag), link.unit) for link in self.links}
        lags |= {(abs(link.max_lag or 0), link.unit) for link in self.expiring}
        lag = max((lag * days_at_most(unit) for lag, unit in lags if unit != "percent"), default=1)
        part = max((lag for lag, unit in lags if unit == "percent"), default=0)
        enough = int(max(longest, lag, longest * part / 100)) + 2 * MONTH
        return 1 << max(enough.bit_length(), 8)

    def _lay_spans(self, activities: list[Activity]) -> None:
        """What each row takes. A gate counts every day: its moment is no matter of a calendar."""
        default, every_day = self.network.default_calendar, self.timeline.every_day
        bases = [self.base_of[a.calendar or default] for a in self.activities]
        base = np.where(self.is_gate, every_day, np.array(bases, np.int64))
        amounts = [amount_left(activity) for activity in self.activities]
        self.spans = Spans.laid(self.timeline, base, amounts, [a.unit for a in self.activities])
        self.elapsed_rows = np.flatnonzero(self.spans.elapsed)
        self.requirement_sets: list[Needs] = sorted(
            {needs for a in activities if a.requires and (needs := needs_of(a))}
        )
        numbers = {needs: at for at, needs in enumerate(self.requirement_sets)}
        self.requirement_set = np.array(
            [numbers.get(needs_of(a), -1) if a.requires else -1 for a in self.activities], np.int64
        )

    def _lay_bounds(self, activities: list[Activity]) -> None:
        self._demands = demands = Demands(self.spans, self.begin, self.network.status_date)
        for activity in activities:
            if activity.deadline or activity.constraint or activity.actual_start:
                demands.lay(self.row_of[activity.id], activity)
        self.floor, self.cap = demands.floor, demands.cap
        self.actual, self.done = demands.actual, demands.done
        self.late_rows, self.firm = demands.late_rows, demands.firm
        if self.passes_on:
            self._free_finished()

    def _free_finished(self) -> None:
        """Of finished work nothing is left: it may wait at any moment, for links and gates."""
        line, done = self.timeline, self.done
        self.spans = replace(self.spans, base=np.where(done, line.every_day, self.spans.base))
        self.floor[done] = line.before[line.every_day]
        self.cap[done] = line.before[line.every_day + line.days - 1]

    def as_met(self, time: Days) -> Days:
        """Times as bounds are held against them: see `Spans.not_over_before`."""
        if self.timeline.shown_short:
            return time
        return np.concatenate([time[: self.count], self.spans.not_over_before(time[self.count :])])

    def _gate_row(self, gate: Gate, row: int) -> GateRow:
        names = tuple(sorted(set(gate.needs)))
        rows = tuple(self.row_of[name] for name in names)
        short = self.timeline.shown_short
        length = tuple(short if self.activities[need].duration else 0 for need in rows)
        at_least = len(names) if gate.at_least is None else gate.at_least
        opens = tuple(self.row_of[name] for name in sorted(set(gate.opens)))
        finishes = self.count + np.array(rows, np.int64)
        return GateRow(row, gate, names, rows, finishes, length, at_least, opens)

    def _lay_edges(self) -> None:
        ends, number = ends_of(self.links, *self._rows_of_links, self.gates)
        ways = ways_of_lags(
            self.timeline, self.links, ends, self.activities, self.spans, self.base_of
        )
        # What has happened is held against the finishes themselves.
        asked = forward_edges(self.spans, ends, ways, number, np.zeros(len(number), bool))
        self.history = asked.by(np.zeros(len(number), np.int64), self.begun[ends.after])
        rests = np.zeros(len(number), np.int64)
        if self.passes_on:
            ends, number, ways, rests = self._passing(ends, number, ways)
        # What a started activity did at its start is history: only its finish can still be late.
        loose = (
            self.begun[ends.before] & (~ends.from_finish | self.done[ends.before]) & (rests == 0)
        )
        alive = ~(self.is_free[ends.after] | (loose & self.done[ends.after]))
        last = comes_last(self.spans, ends, ways)
        forward = forward_edges(self.spans, ends, ways, number, last, rests)
        backward = backward_edges(self.spans, ends, ways, number, last)
        at_once = np.zeros(len(number), np.int64)
        self.lag_comes_last = set(number[last].tolist())
        self.backward_at_once = backward.by(at_once, alive & ~loose)
        self.forward = forward.by(self.wave_of[ends.after], alive)
        self.backward = backward.by(self.wave_of[ends.before], alive & ~loose)
        self._lay_waves()

    def _passing(self, ends: Ends, number: Days, ways: Days) -> tuple[Ends, Days, Days, Days]:
        """The edges with those besides that pass on waits, and which these are."""
        status = self.network.status_date
        now = None if status is None else self.timeline.number(status)
        progress = Progress(self.begun, self.done, self.actual, now)
        # Of finished work nothing is left whose finish a link could bound.
        ends = ends._replace(to_finish=ends.to_finish & ~self.done[ends.after])
        more = passed_on(
            self.timeline, self.links, ends, self.activities, self.spans, self.base_of, progress
        )
        return (
            ends.followed_by(more.ends),
            np.concatenate([number, more.number]),
            np.concatenate([ways, more.ways]),
            np.repeat([0, 1], [len(number), len(more.number)]),
        )

    def _lay_waves(self) -> None:
        numbers = np.arange(self.wave_count + 1)
        into = np.searchsorted(self.wave_of[self.forward.row], numbers).tolist()
        out_of = np.searchsorted(self.wave_of[self.backward.row], numbers).tolist()
        begun_waves = np.unique(self.wave_of[self.begun]).tolist()
        begun = {at: np.flatnonzero(self.begun & (self.wave_of == at)) for at in begun_waves}
        firm: dict[int, list[int]] = {}
        for row in sorted(self.firm):
            firm.setdefault(int(self.wave_of[row]), []).append(row)
        self.waves = []
        for at in range(self.wave_count):
            first, conditioned, elapsed, unconditioned, gates, last = self._cuts[
                5 * at : 5 * at + 6
            ]
            has_conditions = unconditioned > conditioned
            wave = Wave(
                first,
                gates,
                last,
                slice(elapsed - first, gates - first) if gates > elapsed else None,
                slice(conditioned, unconditioned) if has_conditions else None,
                self.spans.of(slice(first, gates)),
                self.forward.of(slice(*into[at : at + 2])),
                self.backward.of(slice(*out_of[at : at + 2])),
                begun.get(at),
                firm.get(at, ()),
            )
            self.waves.append(wave)

    @cached_property
    def edges_into(self) -> EdgesByRow:
        """Of each row the places in `forward` of the edges that lead to it."""
        return EdgesByRow(self.forward.row, self.count)

    @cached_property
    def edges_out_of(self) -> EdgesByRow:
        """Of each row the places in `backward_at_once` of the edges that leave it."""
        return EdgesByRow(self.backward_at_once.row, self.count)

    def workdays(self, since: int, until: int) -> int:
        """Worked days (or minutes) of the plan's own calendar in [since, until)."""
        base = self.base_of[self.network.default_calendar]
        return int(self.timeline.worked(base, since, until))

    def constraint_start(self, row: int) -> int | None:
        """The start a constraint asks for at the earliest, if it asks for one."""
        if self.begun[row]:
            return None
        return self._demands.start_asked(row, self.activities[row])


def compile_network(network: Network) -> Compiled:
    """The network as arrays; every fault at once where it has any."""
    if any(plain_faults(network)):
        raise BrokenPlan(*check_network(network))
    return Compiled(network)


def _dates(network: Network) -> Iterator[date]:
    """The dates a schedule may start from or reach back to."""
    yield network.start
    if network.status_date:
        yield network.status_date
    for activity in network.activities:
        if activity.constraint and activity.constraint.date:
            yield activity.constraint.date
        if activity.deadline:
            yield activity.deadline
        if activity.actual_start:
            yield activity.actual_start
            yield activity.actual_finish or activity.actual_start
