"""Serial schedule generation: one activity after the other takes its place, and what it needs.

Whatever has begun comes first: it goes on, and keeps what it holds. Then, among those that wait for
nothing unplaced, the highest priority takes its turn; among equals the one with the earlier late
start, then the earlier early start, then the id. Who adds to a capacity comes before who asks for
it. The order depends on no supply.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.fitting import Fitting
from engine.gates import open_gate
from engine.passes import Early, firm_place
from engine.queues import Queues, tables_of
from engine.solution import Solution
from engine.weather import Weather


class Turn(Fitting):
    """Where the conditions of one row and what it asks for let it start, with any left out."""

    def __init__(self, compiled: Compiled, weather: Weather, queues: Queues, row: int) -> None:
        self._compiled, self._weather, self._row = compiled, weather, row
        self._queues = queues
        at = int(compiled.requirement_set[row])
        self.needed = compiled.requirement_sets[at] if at >= 0 else ()
        # No condition is called like this: one list of names holds both.
        self.asks = {f"{ask.kind}\0{ask.name}": ask for ask in queues.asks(row)}
        self.conditions = tuple(sorted({condition for condition, _ in self.needed}))
        self.names = (*self.conditions, *self.asks)

    def start(self, day: int, names: Iterable[str]) -> int | None:
        """The first start at or after `day` that suits these, conditions and asks alike."""
        kept = set(names)
        asks = [ask for name, ask in self.asks.items() if name in kept]
        while (at := super().start(day, kept)) is not None:
            day_free = self._queues.start_free(self._row, at, asks)
            if day_free is None or day_free == at:
                return day_free
            day = day_free
        return None

    def holding(self, day: int, start: int | None) -> tuple[str, ...]:
        """What makes a start from `day` on become `start`: what falls together with it moves it."""
        alone = tuple(name for name in self.names if self.start(day, [name]) == start)
        if alone and self.start(day, [n for n in self.names if n not in alone]) != start:
            return alone
        others = {name: [n for n in self.names if n != name] for name in self.names}
        pivotal = tuple(n for n, rest in others.items() if self.start(day, rest) != start)
        return pivotal or self.names


@dataclass(frozen=True, slots=True)
class Placed:
    """Where everything stands, in which order it took its place, and what left the timeline."""

    early: Early
    order: tuple[int, ...]
    beyond: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order of turns somebody has chosen: of each activity's row its rank.

    `starts`, where given, are the days no earlier than which a row begins.
    """

    ranks: Mapping[int, int]
    starts: Mapping[int, int]


def place_in_turn(
    plain: Solution, queues: Queues, floor: Days, wanted: Wanted | None = None
) -> Placed:
    """Every row at its earliest in its turn; `plain` is the schedule without queues.

    `floor` is the earliest place of every row.
    """
    return _Generation(plain, queues, floor, wanted).run()


class _Generation:
    def __init__(self, plain: Solution, queues: Queues, floor: Days, wanted: Wanted | None) -> None:
        self.plain, self.queues, self.floor, self.wanted = plain, queues, floor, wanted
        self.compiled = compiled = plain.compiled
        edges = compiled.forward
        self.before, self.nth = tables_of(compiled.timeline)
        columns = (edges.at, edges.base, edges.count, edges.into, edges.less)
        self.edges = [
            *zip(*(each.tolist() for each in (*columns, edges.onto, edges.minus)), strict=True)
        ]
        self.read = plain.early.read
        self.time, self.resumed = np.split(self.read, [2 * compiled.count])
        self.demanded = np.zeros(len(edges), np.int64)
        self.gate_day: dict[int, int] = {}
        self.asks = [queues.asks(row) for row in range(compiled.count)]

    def run(self) -> Placed:
        compiled = self.compiled
        followers: list[list[int]] = [[] for _ in range(compiled.count)]
        waits = [0] * compiled.count
        sources = (compiled.forward.at % compiled.count).tolist()
        arrows = [*zip(sources, compiled.forward.row.tolist(), strict=True)]
        arrows += [(need, gate.row) for gate in compiled.gates for need in gate.rows]
        for source, target in (*arrows, *self._supply_first(arrows)):
            followers[source].append(target)
            waits[target] += 1
        order = sorted(range(compiled.count), key=self._precedence)
        rank = [0] * compiled.count
        for at, row in enumerate(order):
            rank[row] = at
        self._take_finished(order)
        ready = [at for at, row in enumerate(order) if not waits[row]]
        done, beyond = [], []
        while ready:
            row = order[heappop(ready)]
            if self._place(row):
                beyond.append(row)
            done.append(row)
            for follower in followers[row]:
                waits[follower] -= 1
                if not waits[follower]:
                    heappush(ready, rank[follower])
        early = Early(self.time, self.demanded, self.resumed, self.gate_day)
        return Placed(early, tuple(done), tuple(beyond))

    def _supply_first(self, arrows: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Who asks for a capacity waits for its turn until those who add to it have had theirs.

        Unless they wait for the asker, by a link, a gate or a supply of their own.
        """
        before: dict[int, list[int]] = defaultdict(list)
        for source, target in arrows:
            before[target].append(source)
        askers: dict[str, list[int]] = defaultdict(list)
        for row, asks in enumerate(self.asks):
            for ask in asks if not self.compiled.begun[row] else ():
                if ask.kind == "capacity":
                    askers[ask.name].append(row)
        found = []
        for adder, activity in enumerate(self.compiled.activities):
            for name in sorted(activity.adds):
                earlier = _all_before(adder, before)
                for row in askers[name]:
                    if row not in earlier:
                        before[row].append(adder)
                        found.append((adder, row))
        return found

    def _precedence(self, row: int) -> tuple[int, int, int, int, str]:
        compiled, plain = self.compiled, self.plain
        activity = compiled.activities[row]
        first = 0 if compiled.begun[row] else 2 if self.asks[row] else 1
        if self.wanted is not None:
            return first if not first else 1, self.wanted.ranks.get(row, -1), 0, 0, activity.id
        late, early = int(plain.late.time[row]), int(plain.early.time[row])
        return first, -activity.priority, late, early, activity.id

    def _place(self, row: int) -> bool:
        """Places a row and gives it what it asks for; whether it left the timeline unhindered."""
        compiled, days = self.compiled, self.compiled.timeline.days
        if compiled.is_gate[row]:
            gate = compiled.gate_at[row]
            opened, self.gate_day[row] = open_gate(gate, self.time, self.plain.weather, compiled)
            self._stand(row, opened, opened)
            return False
        if compiled.begun[row]:
            start, finish = self._begun(row)
            if self.resumed[row] >= days or (compiled.passes_on and compiled.done[row]):
                self._stand(row, start, finish)
                return False
        else:
            day = self._earliest(row)
            if day >= days:
                self._stand(row, day, day)
                return False
            start, finish = self._span(row, day)
        self._stand(row, start, finish)
        if finish <= days:
            self.queues.take(row, start, finish, self.asks[row])
            return False
        opens = int(self.plain.weather.open_from[row]) <= compiled.timeline.never
        return opens and not self.queues.is_hopeless(self.asks[row])

    def _take_finished(self, order: list[int]) -> None:
        """What is finished has taken what it asked for, however long others wait behind it."""
        compiled, time = self.compiled, self.plain.early.time
        if compiled.passes_on:
            for row in order:
                if compiled.done[row]:
                    start, finish = int(time[row]), int(time[compiled.count + row])
                    self.queues.take(row, start, finish, self.asks[row])

    def _begun(self, row: int) -> tuple[int, int]:
        """Work in hand goes on without asking; its links hold the rest of it, if it keeps to them.

        With supplies it never goes on sooner than without.
        """
        compiled, time, never = self.compiled, self.plain.early.time, self.compiled.timeline.never
        start, finish = int(time[row]), int(time[compiled.count + row])
        if compiled.is_free[row]:
            return start, finish
        day = self._earliest(row)
        if compiled.done[row]:
            self.resumed[row] = max(day, int(self.resumed[row]))
        elif day > self.resumed[row]:
            if compiled.requirement_set[row] >= 0:
                fitting = Fitting(compiled, self.plain.weather, row)
                day = never if (at := fitting.start(day, fitting.names)) is None else at
            self.resumed[row] = day
            finish = self.queues.finish_of(row, day) if day < compiled.timeline.days else never
        return start, finish

    def _earliest(self, row: int) -> int:
        """The first day links, gates, constraints and the calendar let a row start on."""
        before, nth, time = self.before, self.nth, self.read
        place = floor = int(self.floor[row])
        for number in self.compiled.edges_into[row]:
            at, base, count, into, less, onto, minus = self.edges[number]
            led_to = before[nth[before[int(time[at]) + base] + count] + into] - less
            if onto:
                led_to = before[nth[led_to] + onto] - minus
            self.demanded[number] = led_to
            place = max(place, led_to)
        if row in self.compiled.firm:
            place = firm_place(self.compiled, row, self.demanded, floor)
        if self.wanted is not None:
            wanted = max(nth[place], self.wanted.starts.get(row, 0))
            return self.queues.start_of(row, wanted) if wanted < len(self.before) else wanted
        return max(nth[place], late_start(self.plain, row))

    def _span(self, row: int, day: int) -> tuple[int, int]:
        never = self.compiled.timeline.never
        start: int | None = day
        if self.asks[row] or self.compiled.requirement_set[row] >= 0:
            turn = Turn(self.compiled, self.plain.weather, self.queues, row)
            start = turn.start(day, turn.names)
        if start is None:
            return never, never
        finish = self.queues.finish_of(row, start)
        return (start, finish) if finish <= self.compiled.timeline.days else (never, never)

    def _stand(self, row: int, start: int, finish: int) -> None:
        self.time[row], self.time[self.compiled.count + row] = start, finish


def _all_before(row: int, before: Mapping[int, list[int]]) -> set[int]:
    """A row and all it waits for, directly or not."""
    found, open_ = {row}, [row]
    while open_:
        for each in before.get(open_.pop(), ()):
            if each not in found:
                found.add(each)
                open_.append(each)
    return found


def late_start(plain: Solution, row: int) -> int:
    """Work to be done as late as possible begins no sooner than it would without queues."""
    return int(plain.time[row]) if row in plain.compiled.late_rows else 0
