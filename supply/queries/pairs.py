"""A plan's dates twice: as links alone lead to them, and counting supply and budget."""

from dataclasses import dataclass

from engine.anomalies import Anomaly, supply_anomalies
from engine.networks import network_of
from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps.memory import Memory
from roadmaps.models import Roadmap
from roadmaps.schedules import as_seen, whole_plan_of, whole_schedule_for

_anomalies: Memory[tuple[Anomaly, ...]] = Memory(most=8)
#: How much more of each capacity is tried: a quarter of the largest supply, and no less than one.
SHARE = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Both schedules of one plan under one scenario."""

    plan: Plan
    scenario: str
    plain: Schedule
    levelled: Schedule


def pair_of(roadmap: Roadmap, scenario: str) -> Pair:
    """Both schedules; they are kept in memory under the plan's revision."""
    plan, plain = whole_schedule_for(roadmap, scenario)
    _plan, levelled = whole_schedule_for(roadmap, scenario, levelled=True)
    seen = as_seen(roadmap.pk, plan, roadmap.revision)
    return Pair(seen, plain.scenario or "", plain, levelled)


def anomalies_of(roadmap: Roadmap, pair: Pair) -> tuple[Anomaly, ...]:
    """The capacities of which a quarter more would end the plan later: a trait of taking turns."""
    network = network_of(whole_plan_of(roadmap))
    supplies = network.supplies(pair.scenario).capacities
    more = {
        name: max(max((step.amount for step in steps), default=0) / SHARE, 1)
        for name, steps in supplies.items()
    }
    return _anomalies.get_or_make(
        (roadmap.pk, roadmap.revision, pair.scenario),
        lambda: supply_anomalies(network, more, pair.scenario or None),
    )
