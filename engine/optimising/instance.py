"""The question a search answers, as numbers: tasks, the rows they may choose, what joins them.

Everything is counted in places (see `rises`). What has begun is no choice: it is a bound on the
others, and what it holds of a capacity or a budget is taken off the supply beforehand.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.calendars import Days
from engine.edges import Flags
from engine.network import Activity, Network
from engine.optimising.goals import Goal
from engine.optimising.rises import BEYOND, Rise, Rises
from engine.optimising.unrolling import Unrolled, unrolled
from engine.passes import earliest
from engine.queues import TOLERANCE, Ask, Queues
from engine.rows import GateRow
from engine.weather import Weather

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Task:
    """An activity to be placed: the rows it may choose among, and whether it may be left out."""

    key: str
    rows: tuple[int, ...]
    optional: bool
    benefit: float


@dataclass(frozen=True, slots=True)
class Arc:
    """One task waits for another: what each pair of their rows asks."""

    source: int
    target: int
    rises: dict[Pair, Rise]


@dataclass(frozen=True, slots=True)
class Door:
    """A gate as its targets see it: `wanted` of its needs must be over.

    `needs` are tasks; `begun` are the needs that have begun: of each, what it asks of the rows of
    the targets.
    """

    key: str
    wanted: int
    needs: tuple[int, ...]
    begun: tuple[dict[int, int], ...]
    targets: tuple[int, ...]
    rises: dict[Pair, Rise]


class Instance:
    """A network and a scenario as a search sees them, within the timeline."""

    def __init__(self, network: Network, scenario: str | None, goal: Goal) -> None:
        self.network, self.scenario, self.goal = network, scenario, goal
        self.unrolled: Unrolled = unrolled(network)
        self.compiled = compiled = self.unrolled.compiled
        self.weather = Weather(compiled, scenario)
        self.rises = Rises(compiled)
        self.begin, self.days = compiled.begin, compiled.timeline.days
        self.queues = Queues(compiled, scenario)
        self._lay_tasks()
        self._take_begun()
        self._lay_floors()
        self._lay_arcs()
        self._lay_doors()
        self.allowed = {row: self._allowed(row) for task in self.tasks for row in task.rows}

    @property
    def count(self) -> int:
        """How many tasks there are."""
        return len(self.tasks)

    def activity(self, row: int) -> Activity:
        """The activity in the mode the row stands for."""
        found: Activity = self.compiled.activities[row]
        return found

    def mode(self, row: int) -> int:
        """Which of its activity's modes a row is."""
        return self.tasks[self.task_of[row]].rows.index(row)

    def asks(self, row: int) -> tuple[Ask, ...]:
        return self._asks[row]

    def shown_ends(self, row: int) -> Days:
        """Of each place the day after the last day worked from there; of a milestone its own."""
        starts, finishes = self.rises.starts(row), self.rises.finishes(row)
        return np.maximum(finishes, starts + 1)

    def place_at_or_after(self, row: int, day: int) -> int:
        """The first place on this day or later."""
        base = int(self.compiled.spans.base[row])
        place = int(self.compiled.timeline.before[base + min(max(day, self.begin), self.days - 1)])
        return place - int(self.rises.origin[row])

    @cached_property
    def grows(self) -> bool:
        """Whether what an activity does changes a supply for good."""
        return any(a.keeps or a.adds for a in self.network.activities)

    @cached_property
    def growing(self) -> frozenset[str]:
        """The capacities that some activity adds to."""
        return frozenset(name for a in self.network.activities for name in a.adds)

    @cached_property
    def last_begun(self) -> int:
        """The day after the last day worked of what has begun."""
        count, time = self.compiled.count, self.early
        return max(
            (max(int(time[count + row]), int(time[row]) + 1) for row in self.begun_rows),
            default=self.begin,
        )

    def _lay_tasks(self) -> None:
        compiled, network = self.compiled, self.network
        found: list[Task] = []
        self.begun_rows: list[int] = []
        for activity in sorted(network.activities, key=lambda activity: activity.id):
            rows = self.unrolled.rows[activity.id]
            if activity.actual_start:
                self.begun_rows += rows
            else:
                found.append(Task(activity.id, rows, activity.optional, activity.benefit))
        # Those that wait come after what they wait for: a task's place is its rank.
        found.sort(key=lambda task: (int(compiled.wave_of[task.rows[0]]), task.key))
        self.tasks = tuple(found)
        self.task_of = {row: at for at, task in enumerate(found) for row in task.rows}
        self.place_of = {task.key: at for at, task in enumerate(found)}
        self._asks = {row: self.queues.asks(row) for row in range(compiled.count)}

    def _take_begun(self) -> None:
        """What has begun keeps its days and takes what it asks for, whatever is left."""
        count = self.compiled.count
        self.early = earliest(self.compiled, self.weather).read
        for row in self.begun_rows:
            start, finish = int(self.early[row]), int(self.early[count + row])
            if finish <= self.days:
                self.queues.take(row, start, finish, self._asks[row])

    def _lay_floors(self) -> None:
        """Of each row the first and the last place its constraints and deadline allow.

        A search keeps every date it is given; a day off in "on" is the next day of work.
        """
        compiled, origin = self.compiled, self.rises.origin
        self.floor = np.maximum(compiled.floor - origin, 0)
        self.cap = compiled.cap - origin
        for row in self.task_of:
            constraint = self.activity(row).constraint
            if constraint and constraint.kind.endswith("_on") and constraint.date:
                self.cap[row] = max(self.cap[row], min(self.floor[row], self._on(row)))
        if self.goal.finish_by is not None:
            last = compiled.timeline.number(self.goal.finish_by) + 1
            for row in self.task_of:
                ends = self.shown_ends(row)
                self.cap[row] = min(self.cap[row], int(ends.searchsorted(last, side="right")) - 1)

    def _on(self, row: int) -> int:
        """The place an "on" constraint means."""
        start = self.compiled.constraint_start(row)
        return self.place_at_or_after(row, start if start is not None else 0)

    def _lay_arcs(self) -> None:
        compiled = self.compiled
        edges, links, count = compiled.forward, len(compiled.links), compiled.count
        joined: dict[Pair, dict[Pair, list[int]]] = defaultdict(lambda: defaultdict(list))
        for edge, (at, row, number) in enumerate(
            zip(edges.at.tolist(), edges.row.tolist(), edges.number.tolist(), strict=True)
        ):
            if number >= links:
                continue
            source = at % count
            if row not in self.task_of:
                continue
            if source in self.task_of:
                pair = self.task_of[source], self.task_of[row]
                joined[pair][source, row].append(edge)
            else:
                place = int(self.rises.led_to(edge, self.early[at : at + 1])[0])
                self.floor[row] = max(self.floor[row], place)
        arcs: list[Arc] = []
        for (source, target), pairs in joined.items():
            most = max(len(found) for found in pairs.values())
            # Several links between two activities stay several arcs.
            for number in range(most):
                rises = {
                    pair: self.rises.along(found[number])
                    for pair, found in pairs.items()
                    if number < len(found)
                }
                arcs.append(Arc(source, target, rises))
        self.arcs = tuple(arcs)

    def _lay_doors(self) -> None:
        compiled = self.compiled
        opened: dict[int, list[int]] = defaultdict(list)
        for edge, (at, number) in enumerate(
            zip(compiled.forward.at.tolist(), compiled.forward.number.tolist(), strict=True)
        ):
            if number >= len(compiled.links):
                opened[at % compiled.count].append(edge)
        doors = [self._door(gate, opened[gate.row]) for gate in compiled.gates]
        self.doors = tuple(door for door in doors if door is not None)

    def _door(self, gate: GateRow, edges: list[int]) -> Door | None:
        """A gate that still waits for a task; of any other, only what it asks is kept."""
        named = next(each for each in self.network.gates if each.id == gate.gate.id)
        wanted = len(set(named.needs)) if named.at_least is None else named.at_least
        held = self.weather.gate_holds.get(gate.row)
        rows = [int(self.compiled.forward.row[edge]) for edge in edges]
        begun = []
        for row, length in zip(gate.rows, gate.has_length, strict=True):
            if row not in self.task_of:
                over = int(self.early[self.compiled.count + row])
                places = [self.rises.open_at(over, length, edge, held) for edge in edges]
                begun.append(dict(zip(rows, places, strict=True)))
        needs = [at for at, row in enumerate(gate.rows) if row in self.task_of]
        if not wanted or not needs:
            for edge, row in zip(edges, rows, strict=True):
                asked = sorted(each[row] for each in begun)[:wanted]
                place = asked[-1] if asked else self.rises.open_at(self.begin, 0, edge, held)
                self.floor[row] = max(self.floor[row], place)
            return None
        rises = {
            (gate.rows[need], row): self.rises.through(gate, need, edge, held)
            for need in needs
            for edge, row in zip(edges, rows, strict=True)
        }
        tasks = sorted({self.task_of[gate.rows[need]] for need in needs})
        targets = sorted({self.task_of[row] for row in rows})
        return Door(named.id, wanted, tuple(tasks), tuple(begun), tuple(targets), rises)

    def _allowed(self, row: int) -> Days:
        """The places at which dates, conditions and the bare supply let a row start, in order."""
        starts, finishes = self.rises.starts(row), self.rises.finishes(row)
        first, last = int(self.floor[row]), min(int(self.cap[row]), len(starts) - 1)
        if first > last or first >= BEYOND:
            return np.zeros(0, np.int64)
        starts, finishes = starts[first : last + 1], finishes[first : last + 1]
        fits = finishes <= self.days
        at = int(self.compiled.requirement_set[row])
        if at >= 0:
            held = np.zeros(len(starts), bool)
            for piece in self.weather.pieces_for(self.compiled.requirement_sets[at]):
                held |= (starts >= piece.since) & (starts < piece.until) & (finishes <= piece.limit)
            fits &= held
        for ask in self._asks[row]:
            if ask.kind == "capacity":
                fits &= self._supplied(ask, starts, finishes)
        return np.flatnonzero(fits) + first

    def _supplied(self, ask: Ask, starts: Days, finishes: Days) -> Flags:
        free = self.queues.free.get(ask.name)
        if free is None:
            return np.zeros(len(starts), bool)
        if ask.name in self.growing:
            return np.ones(len(starts), bool)
        last = np.minimum(finishes, self.days)
        short = np.zeros(len(free) + 1, np.int64)
        np.cumsum(free < ask.amount - TOLERANCE, out=short[1:])
        found: Flags = short[last] == short[np.minimum(starts, self.days)]
        if ask.kept:
            np.cumsum(free < ask.kept - TOLERANCE, out=short[1:])
            found &= short[last] == short[-1]
        return found
