"""Where more of something makes a levelled plan end later: known of taking turns, and told.

With fixed priorities a larger supply lets one activity in earlier, and it may then stand in the way
of another that the plan's finish hangs on. What is found here is a property of the order of turns,
not of the supply: other priorities end such a plan no later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.network import Network, Step
from engine.schedule import Schedule, solve


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A capacity of which so much more delays the last finish."""

    capacity: str
    more: float
    finish: date
    finish_with_more: date


def supply_anomalies(
    network: Network, more: Mapping[str, float], scenario: str | None = None
) -> tuple[Anomaly, ...]:
    """Of each capacity whether so much more of it, on every day, would end the plan later.

    More supply may also let in what was blocked: only what both plans place is compared.
    """
    before = solve(network, scenario, level=True)
    found = []
    for name, amount in sorted(more.items()):
        after = solve(_with_more(network, name, amount), scenario, level=True)
        placed = [key for key in before if before[key].finish]
        finish, later = _last(before, placed), _last(after, placed)
        if finish and later and later > finish:
            found.append(Anomaly(name, amount, finish, later))
    return tuple(found)


def _last(schedule: Schedule, keys: list[str]) -> date | None:
    return max((found for key in keys if (found := schedule[key].finish)), default=None)


def _with_more(network: Network, name: str, amount: float) -> Network:
    raised = {
        scenario: replace(own, capacities=_raised(own.capacities, name, amount))
        for scenario, own in network.overrides.items()
    }
    capacities = _raised(network.capacities, name, amount)
    return replace(network, capacities=capacities, overrides=raised)


def _raised(
    capacities: Mapping[str, tuple[Step, ...]], name: str, amount: float
) -> dict[str, tuple[Step, ...]]:
    return {
        key: tuple(replace(step, amount=step.amount + amount * (key == name)) for step in steps)
        for key, steps in capacities.items()
    }
