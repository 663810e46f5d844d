"""What a search found, as schedules the engine itself worked out from the choices made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.compiling import Compiled
from engine.levelling import Levelled
from engine.network import Network
from engine.optimising.encoding import Standing
from engine.optimising.goals import BENEFIT, FINISH, AtLeast
from engine.optimising.instance import Instance
from engine.optimising.unrolling import chosen_network
from engine.passes import earliest
from engine.queues import TOLERANCE, Queues
from engine.schedule import Schedule
from engine.turns import Wanted
from engine.weather import Weather

OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "optimal", "feasible", "infeasible", "unknown"
# Shares of a cost are sums of decimal fractions, rounded by the solver to very fine parts.
CENT = 1e-5


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a goal was reached, what no plan can beat, and how far apart the two are.

    The gap is |objective - bound| / |objective|; None where there is no telling.
    """

    name: str
    objective: float
    bound: float
    status: str

    @property
    def gap(self) -> float | None:
        """The share of the objective that might still be gained."""
        if self.objective == self.bound:
            return 0.0
        return abs(self.objective - self.bound) / abs(self.objective) if self.objective else None


@dataclass(frozen=True, slots=True)
class Pursued:
    """What the search for one goal led to; `value` is the model's, `bound` the goal's."""

    name: str
    standing: Standing | None
    value: float
    bound: float | None
    status: str


@dataclass(frozen=True, slots=True)
class Found:
    """One plan: its schedule, the mode of each activity in it, what was left out.

    `network` is the network that the choices leave.
    """

    network: Network
    schedule: Schedule
    modes: Mapping[str, int]
    left_out: tuple[str, ...]
    reached: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """The answer to a search: its status, and the plans found, the best first."""

    scenario: str | None
    status: str
    plans: tuple[Found, ...]

    @property
    def best(self) -> Found | None:
        """The best plan, if there is one."""
        return self.plans[0] if self.plans else None


def found_plan(
    instance: Instance,
    standing: Standing,
    network: Network,
    schedule: Schedule,
    pursued: Sequence[Pursued],
) -> Found:
    """A plan with how far it reaches its goals."""
    reached = []
    for each in pursued:
        value = measured(instance, each.name, schedule, network)
        better = max if each.name == BENEFIT else min
        bound = value if each.bound is None else better(each.bound, value)
        status = each.status if each.bound is not None else FEASIBLE
        if each.status == OPTIMAL or abs(bound - value) <= CENT * max(1.0, abs(value)):
            status, bound = OPTIMAL, value
        reached.append(Reached(each.name, value, bound, status))
    chosen = [*zip(instance.tasks, standing.rows, strict=True)]
    modes = {task.key: instance.mode(row) for task, row in chosen if row is not None}
    left_out = tuple(sorted(task.key for task, row in chosen if row is None))
    return Found(network, schedule, modes, left_out, tuple(reached))


def schedule_of(instance: Instance, standing: Standing) -> tuple[Network, Schedule] | None:
    """The engine's own schedule of these choices; None where it would not keep to them."""
    rows = [row for row in standing.rows if row is not None]
    modes = {instance.tasks[instance.task_of[row]].key: instance.mode(row) for row in rows}
    left = [t.key for t, row in zip(instance.tasks, standing.rows, strict=True) if row is None]
    network = chosen_network(instance.network, modes, frozenset(left))
    compiled = Compiled(network, instance.compiled.years_after)
    weather = Weather(compiled, instance.scenario)
    starts = _starts(instance, standing, compiled)
    ranks = {row: rank for rank, row in enumerate(sorted(starts, key=lambda r: (starts[r], r)))}
    pinned = {} if _may_move_up(instance) else starts
    early = earliest(compiled, weather)
    levelled = Levelled(compiled, weather, early, instance.scenario, Wanted(ranks, pinned))
    time = levelled.early.time
    kept = all(
        int(time[row]) <= start and (not pinned or int(time[row]) == start)
        for row, start in starts.items()
    )
    if not kept or levelled.beyond or not _is_supplied(instance, levelled):
        return None
    return network, Schedule(levelled, instance.scenario)


def measured(instance: Instance, name: str, schedule: Schedule, network: Network) -> float:
    """A goal as a number, read off the schedule itself."""
    if name == FINISH:
        finish = schedule.finish
        return (finish - instance.network.start).days + 1 if finish else 0
    if name == BENEFIT:
        return sum(a.benefit for a in network.activities) - _price(instance, schedule)
    peaks: dict[int, float] = {}
    for uses in schedule.usage.sources.values():
        for use in uses:
            if use.year is not None:
                peaks[use.year] = peaks.get(use.year, 0) + use.spending
    return round(max(peaks.values(), default=0), 6)


def _price(instance: Instance, schedule: Schedule) -> float:
    """What broken principles cost of the benefit."""
    total = 0.0
    for principle in instance.goal.principles:
        if isinstance(principle, AtLeast) and principle.price is not None:
            by = principle.by
            met = 0
            for key in principle.keys:
                finish = schedule[key].finish if key in schedule else None
                met += finish is not None and (by is None or finish <= by)
            total += max(principle.count - met, 0) * principle.price
    return total


def _starts(instance: Instance, standing: Standing, compiled: Compiled) -> dict[int, int]:
    """The chosen starts as days of another compiled network of the same plan."""
    old, new = instance.compiled.timeline, compiled.timeline
    found = {}
    for task, row, place in zip(instance.tasks, standing.rows, standing.places, strict=True):
        if row is not None and place is not None:
            day = int(instance.rises.starts(row)[place])
            found[compiled.row_of[task.key]] = day + old.first - new.first
    return found


def _may_move_up(instance: Instance) -> bool:
    """Whether everything may stand as early as its turn lets it: then capacities say why it waits.

    Only where nothing but the finish counts; an earlier start could spend more of a year's money.
    """
    return (
        instance.goal.objectives == (FINISH,)
        and not any(year is not None for _, year in instance.queues.left)
        and not any(door.wanted < len(door.needs) + len(door.begun) for door in instance.doors)
        and not instance.grows
    )


def _is_supplied(instance: Instance, levelled: Levelled) -> bool:
    """Whether nothing is taken beyond the supply, counting all that is in the plan."""
    compiled, count = levelled.compiled, levelled.compiled.count
    queues = Queues(compiled, instance.scenario)
    for row in range(count):
        start, finish = int(levelled.early.time[row]), int(levelled.early.time[count + row])
        if finish > compiled.timeline.days:
            return False
        if not compiled.is_gate[row]:
            queues.take(row, start, finish, queues.asks(row))
    # What had begun may hold more than there is: nobody else may add to that.
    short = any(
        bool((free < _least_left(instance, name)).any()) for name, free in queues.free.items()
    )
    return not short and all(
        left >= min(instance.queues.left[key], 0) - CENT * max(1.0, abs(left))
        for key, left in queues.left.items()
    )


def _least_left(instance: Instance, name: str) -> float:
    """The least that may be left of a capacity: nothing, or what begun work overdrew."""
    free = instance.queues.free[name]
    return min(float(free.min(initial=0)), 0.0) - TOLERANCE
