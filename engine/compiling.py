"""A network as arrays, once; every scenario, pass and question then reads the same arrays.

Rows are activities and gates, sorted by the wave they are computed in and, inside a wave, by what
is asked of them: worked spans, worked spans under conditions, elapsed spans under conditions,
elapsed spans, gates. So each kind is a slice, never a mask. Ids are sorted first: the order of the
input cannot change the answer.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

import numpy as np

from engine.calendars import MONTH, Days, timeline
from engine.checks import check_network, plain_faults
from engine.edges import Edges, Lag, Ways, lag_of, ways_of
from engine.network import Activity, Calendar, Constraint, Gate, Network
from engine.problems import BrokenPlan
from engine.rows import GATE, GateRow, Needs, Spans, Wave, kind_of, needs_of
from engine.waves import depths

YEARS_BEFORE, YEARS_AFTER = 15, 45
STANDARD = Calendar()
NO_ACTIVITY = Activity("")
# Bit 1: from the finish; bit 0: to the finish.
LINK_CODES = {"SS": 0, "SF": 1, "FS": 2, "FF": 3}


class Compiled:
    """One network, ready to be solved for any of its scenarios."""

    def __init__(self, network: Network, years_after: int = YEARS_AFTER) -> None:
        self.network, self.years_after = network, years_after
        self.links = network.links
        activities = sorted(network.activities, key=lambda activity: activity.id)
        gates = sorted(network.gates, key=lambda gate: gate.id)
        self.keys = [activity.id for activity in activities]
        row = self._order(activities, gates)
        self._lay_timeline(activities)
        self._lay_spans(activities)
        self._lay_bounds(activities)
        self.gates = [self._gate_row(gate, at) for gate, at in zip(gates, row, strict=True)]
        self.gate_at = {gate.row: gate for gate in self.gates}
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
        wave = np.where(begun, 0, np.array(depth, np.int64))
        kinds = [kind_of(activity) for activity in activities] + [GATE] * len(gates)
        group = wave * 5 + np.array(kinds, np.int64)
        order = np.argsort(group, kind="stable")
        self.wave_of = wave[order]
        self.wave_count = int(wave.max(initial=0)) + 1
        self._cuts = np.searchsorted(group[order], np.arange(self.wave_count * 5 + 1)).tolist()
        row = np.empty(self.count, np.int64)
        row[order] = np.arange(self.count)
        rows = row.tolist()
        self._ends = row[ends[0]], row[ends[1]]
        self.activity_rows = row[:count]
        self.row_of = dict(zip(self.keys, rows, strict=False))
        everyone = [*activities, *([NO_ACTIVITY] * len(gates))]
        self.activities = [everyone[at] for at in order.tolist()]
        self.begun = begun[order]
        return rows[count:]

    def _lay_timeline(self, activities: list[Activity]) -> None:
        network = self.network
        names = sorted({network.default_calendar, *network.calendars})
        calendars = tuple(network.calendars.get(name, STANDARD) for name in names)
        dates = [*_dates(network)]
        first, last = min(dates).year - YEARS_BEFORE, max(dates).year + self.years_after
        self.ends_with_calendar = last >= date.max.year
        since = date(max(first, date.min.year), 1, 1).toordinal()
        until = date(min(last, date.max.year), 12, 31).toordinal() + 1
        self.timeline = timeline(since, until - since, self._pad(activities), calendars)
        self.base_of = {name: self.timeline.base(at) for at, name in enumerate(names)}
        self.begin = self.timeline.number(max(network.start, network.status_date or network.start))

    def _pad(self, activities: list[Activity]) -> int:
        """More than any span or lag takes, in days and in places of the tables; seldom changing."""
        places = {"workdays": 1, "days": 1, "percent": 1, "months": MONTH, "years": 12 * MONTH}
        longest = max((a.duration * places[a.unit] for a in activities), default=1)
        lags = [(abs(link.lag), link.unit) for link in self.links if link.lag]
        lag = max((lag * places[unit] for lag, unit in lags if unit != "percent"), default=1)
        part = max((lag for lag, unit in lags if unit == "percent"), default=0)
        enough = int(max(longest, lag, longest * part / 100)) + 2 * MONTH
        return 1 << max(enough.bit_length(), 8)

    def _lay_spans(self, activities: list[Activity]) -> None:
        default = self.network.default_calendar
        base = np.array([self.base_of[a.calendar or default] for a in self.activities], np.int64)
        amounts = [_amount_left(activity) for activity in self.activities]
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
        """Lower bounds that are no links, and upper bounds that are no successors."""
        count, number = self.count, self.timeline.number
        self.floor = np.zeros(2 * count, np.int64)
        self.floor[:count] = self.begin
        self.cap = np.full(2 * count, self.timeline.days - 1, np.int64)
        self.actual = np.zeros(2 * count, np.int64)
        self.done = np.zeros(count, bool)
        self.late_rows: list[int] = []
        for activity in activities:
            if activity.deadline or activity.constraint or activity.actual_start:
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
        """Work that has begun goes on where it stopped, or at the status date."""
        self.actual[row] = started
        if activity.actual_finish:
            self.done[row] = True
            self.actual[self.count + row] = self.timeline.number(activity.actual_finish) + past
        worked = max(activity.duration - _amount_left(activity), 0)
        base = np.array([self.base_of[activity.calendar or self.network.default_calendar]])
        done = Spans.laid(self.timeline, base, [worked], [activity.unit])
        place = self.timeline.before[int(done.way[0]) + started]
        stopped = int(self.timeline.nth[int(place) + int(done.more[0])]) + int(done.one[0])
        status = self.network.status_date
        self.floor[row] = max(stopped, self.timeline.number(status) if status else stopped)

    def _gate_row(self, gate: Gate, row: int) -> GateRow:
        names = tuple(sorted(set(gate.needs)))
        rows = tuple(self.row_of[name] for name in names)
        length = tuple(1 if self.activities[need].duration else 0 for need in rows)
        at_least = len(names) if gate.at_least is None else gate.at_least
        finishes = self.count + np.array(rows, np.int64)
        return GateRow(row, gate, names, rows, finishes, length, at_least)

    def _lay_edges(self) -> None:
        count = self.count
        edges = Edges(*self._edge_columns())
        from_row, to_row = edges.source % count, edges.target % count
        alive = ~self.begun[to_row]
        # What a started activity did at its start is history: only its finish can still be late.
        loose = self.begun[from_row] & ((edges.source < count) | self.done[from_row])
        self.history = edges.by(to_row, ~alive)
        self.forward = edges.by(self.wave_of[to_row], alive)
        self.backward = edges.by(self.wave_of[from_row], alive & ~loose)
        target, spans = self.forward.target % count, self.spans
        to_finish = self.forward.target >= count
        self.implied_base = np.where(to_finish, spans.base_less_one[target], spans.base[target])
        self.implied_less = np.where(to_finish, spans.more[target], 0)
        self.implied_elapsed = np.flatnonzero(to_finish & spans.elapsed[target])
        waves = np.arange(self.wave_count + 1)
        into = np.searchsorted(self.wave_of[self.forward.target % count], waves).tolist()
        out_of = np.searchsorted(self.wave_of[self.backward.source % count], waves).tolist()
        self.waves = []
        for at in range(self.wave_count):
            first, conditioned, elapsed, unconditioned, gates, last = self._cuts[
                5 * at : 5 * at + 6
            ]
            wave = Wave(
                first,
                gates,
                last,
                slice(elapsed - first, gates - first) if gates > elapsed else None,
                slice(conditioned - first, unconditioned - first)
                if unconditioned > conditioned
                else None,
                self.spans.of(slice(first, gates)),
                self.forward.of(slice(*into[at : at + 2])),
                self.backward.of(slice(*out_of[at : at + 2])),
            )
            self.waves.append(wave)

    def _edge_columns(self) -> Iterator[Days]:
        """Links, then what gates open; equal lags share one row of a small table."""
        count, links, gates = self.count, self.links, self.gates
        kinds = np.array([LINK_CODES[link.kind] for link in links], np.int64)
        before, after = self._ends
        sources, targets = before + count * (kinds >> 1), after + count * (kinds & 1)
        opens = [(gate.row, self.row_of[name]) for gate in gates for name in set(gate.gate.opens)]
        numbers = [at for at, gate in enumerate(gates, len(links)) for _ in set(gate.gate.opens)]
        opened = np.array(opens, np.int64).reshape(-1, 2)
        yield np.concatenate([sources, opened[:, 0] + count])
        yield np.concatenate([targets, opened[:, 1]])
        which, ways = self._ways(after.tolist(), kinds.tolist())
        table = np.array(ways, np.int64)[np.array(which + [0] * len(opens), np.int64)]
        yield from table.T.copy()
        yield np.array([*range(len(links)), *numbers], np.int64)

    def _ways(self, after: list[int], kinds: list[int]) -> tuple[list[int], list[Ways]]:
        """Of each link the number of the way its lag is counted, and the ways."""
        base_of, span_base = self.base_of, self.spans.base.tolist()
        known: dict[tuple[float, str, int, int], int] = {(0, "", 0, 0): 0}
        ways = [ways_of(Lag(0, "days"), self.timeline, 0, bounds_finish=False)]
        which = []
        for link, target, kind in zip(self.links, after, kinds, strict=True):
            if not link.lag:
                which.append(0)
                continue
            base = base_of[link.calendar] if link.calendar else span_base[target]
            lag: tuple[float, str] = (link.lag, link.unit)
            if link.unit == "percent":
                lag = lag_of(link, self.activities[self.row_of[link.before]])
            key = (*lag, base, kind & 1)
            number = known.setdefault(key, len(known))
            if number == len(ways):
                counted = Lag(int(lag[0]), lag[1])
                ways.append(ways_of(counted, self.timeline, base, bounds_finish=bool(kind & 1)))
            which.append(number)
        return which, ways

    @cached_property
    def edges_into(self) -> list[list[int]]:
        """Of each row the places in `forward` of the edges that lead to it."""
        found: list[list[int]] = [[] for _ in range(self.count)]
        for at, target in enumerate((self.forward.target % self.count).tolist()):
            found[target].append(at)
        return found

    def start_of(self, row: int, day: int) -> int:
        """The first day at or after `day` on which a row may start."""
        return int(self.timeline.nth[self.timeline.before[self.spans.base[row] + day]])

    def finish_of(self, row: int, start: int) -> int:
        """Where a row's span is over if it starts on `start`."""
        spans, line = self.spans, self.timeline
        return int(line.nth[line.before[spans.way[row] + start] + spans.more[row]] + spans.one[row])

    def constraint_start(self, row: int) -> int | None:
        """The start a constraint asks for at the earliest, if it asks for one."""
        constraint = self.activities[row].constraint
        if self.begun[row] or constraint is None or constraint.date is None:
            return None
        if constraint.kind in ("start_no_earlier_than", "start_on"):
            return self.start_of(row, max(self.timeline.number(constraint.date), 0))
        finish = int(self.floor[self.count + row])
        return self.start_for_finish(row, finish) if finish else None

    def start_for_finish(self, row: int, finish: int) -> int:
        """The first start that is over no sooner than `finish`."""
        spans, line = self.spans, self.timeline
        if spans.elapsed[row]:
            place = line.before[spans.way_back[row] + finish - 1] - spans.more[row]
            return self.start_of(row, int(line.nth[place]) + 1 if finish > 0 else 0)
        return int(line.nth[line.before[spans.base_less_one[row] + finish] - spans.more[row]])


def compile_network(network: Network) -> Compiled:
    """The network as arrays; every fault at once where it has any."""
    if any(plain_faults(network)):
        raise BrokenPlan(*check_network(network))
    return Compiled(network)


def _amount_left(activity: Activity) -> int:
    """What is still to be done, in the activity's unit."""
    is_known = activity.actual_start and activity.remaining is not None
    return (activity.remaining or 0) if is_known else activity.duration


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
