"""What a search is asked: the goals in their order, the principles, and how long it may take."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.network import DAY, MINUTE_UNITS, SPAN_UNITS, Network
from engine.problems import BrokenPlan, Problem
from engine.span_checks import LONGEST_SPAN

FINISH, BENEFIT, SMOOTHNESS = GOALS = ("finish", "benefit", "cost_smoothness")


@dataclass(frozen=True, slots=True)
class Together:
    """All of these activities are in the plan, or none: what makes a project one choice."""

    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of these are in the plan, finished `by` a date if one is given.

    Without a price it must be so. With one, each that is missing costs `price` of the benefit.
    """

    keys: frozenset[str]
    count: int
    by: date | None = None
    price: float | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Of the benefit of the plan at least this share comes from these activities."""

    keys: frozenset[str]
    least: float


Principle = Together | AtLeast | Share


@dataclass(frozen=True, slots=True)
class Goal:
    """Goals in order: a later one is pursued without giving up anything of those before it.

    - "finish": the last day of the plan as early as possible.
    - "benefit": as much benefit as possible in the plan, less the prices of broken principles.
    - "cost_smoothness": the most that any year costs, all sources together, as low as possible.

    `finish_by`, if given, is the last day anything in the plan may be worked on.
    """

    objectives: tuple[str, ...] = (FINISH,)
    principles: tuple[Principle, ...] = ()
    finish_by: date | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a search may take (seconds), with how many workers, from which seed.

    `plans` clearly different ones are asked for. `clock` tells seconds that only ever grow;
    without one the search ends when it has proved its answer. `cancelled` is asked a few times a
    second, `told` is given the share of the time used, from 0 to 1.
    """

    seconds: float = 30
    seed: int = 1
    workers: int = 2
    plans: int = 1
    clock: Callable[[], float] | None = None
    cancelled: Callable[[], bool] = field(default=lambda: False)
    told: Callable[[float], None] = field(default=lambda share: None)


def check_goal(network: Network, goal: Goal, limits: Limits) -> None:
    """`BrokenPlan` with everything that makes the question meaningless."""
    faults = [*_goal_faults(network, goal), *_limit_faults(limits), *_mode_faults(network)]
    if faults:
        raise BrokenPlan(*faults)


def _goal_faults(network: Network, goal: Goal) -> Iterator[Problem]:
    known = ", ".join(GOALS)
    if network.resolution != DAY:
        yield Problem("not_supported_yet", ("network",), {"field": "resolution: minute"})
    for link in network.links:
        if link.max_lag is not None:
            yield Problem("not_supported_yet", (link.source,), {"field": "max_lag"})
    if not goal.objectives or len(set(goal.objectives)) < len(goal.objectives):
        yield Problem("unknown_objective", (), {"value": ",".join(goal.objectives), "known": known})
    for name in goal.objectives:
        if name not in GOALS:
            yield Problem("unknown_objective", (), {"value": name, "known": known})
    activities = {activity.id for activity in network.activities}
    for principle in goal.principles:
        for key in sorted(principle.keys - activities):
            yield Problem("unknown_activity", ("principles",), {"activity": key})
        if isinstance(principle, Share) and not 0 <= principle.least <= 1:
            yield Problem("not_a_share", ("principles",), {"value": principle.least})


def _limit_faults(limits: Limits) -> Iterator[Problem]:
    for name, value, least, most in (
        ("time-limit", limits.seconds, 0.1, 86_400),
        ("workers", limits.workers, 1, 64),
        ("plans", limits.plans, 1, 20),
        ("seed", limits.seed, 0, 2**31 - 1),
    ):
        if not least <= value <= most:
            yield Problem("out_of_range", (name,), {"value": value, "least": least, "most": most})


def _mode_faults(network: Network) -> Iterator[Problem]:
    """What the checks of a network leave to whoever uses the modes.

    A capacity nobody supplies is no fault: that mode can't be chosen under this scenario.
    """
    for activity in network.activities:
        if activity.benefit < 0:
            yield Problem("negative_benefit", (activity.id,), {"value": activity.benefit})
        for mode in activity.modes:
            key, unit = (activity.id, "modes"), mode.unit or activity.unit
            if mode.duration < 0:
                yield Problem("negative_duration", key, {"duration": mode.duration})
            if unit in MINUTE_UNITS:
                yield Problem("not_supported_yet", key, {"field": f"unit: {unit}"})
            elif unit not in SPAN_UNITS:
                yield Problem("unknown_unit", key, {"unit": unit})
            elif mode.duration > LONGEST_SPAN[unit]:
                yield Problem("span_too_long", key, {"duration": mode.duration})
            yield from _amount_faults(key, mode.demand, mode.cost)


def _amount_faults(
    key: tuple[str, ...],
    demand: Mapping[str, float],
    cost: Mapping[str, float],
) -> Iterator[Problem]:
    for name, amount in sorted(demand.items()):
        if amount < 0:
            yield Problem("negative_demand", key, {"capacity": name})
    for source, amount in sorted(cost.items()):
        if amount < 0:
            yield Problem("negative_cost", key, {"source": source})
