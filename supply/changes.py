"""The power figures of projects as demands and steps, in one ordinary edit."""

from collections.abc import Iterator, Mapping
from itertools import chain

from engine.changes import Add, Change
from engine.plan import Plan
from engine.records import Activity, Capacity, Demand, Project, Step
from roadmaps.record_keys import free_key

POWER = "power"


def power_taken_over(plan: Plan, regions: Mapping[str, str]) -> list[Change]:
    """What projects need and supply, where no activity of theirs has said so yet.

    The last activity of a project takes the power for good, or brings it. `regions` tells the
    region of every zone; a project without a capacity in its zone or region is left out.
    """
    found: list[Change] = []
    for project in plan.projects.values():
        capacity = _capacity_near(plan, project, regions)
        last = _last_activity(plan, project.key)
        if capacity and last:
            found += _of_project(plan, project, capacity, last)
    return found


def _of_project(
    plan: Plan, project: Project, capacity: Capacity, last: Activity
) -> Iterator[Change]:
    mine = {key for key, each in plan.activities.items() if each.project == project.key}
    asked = any(d.activity in mine and d.capacity == capacity.key for d in plan.demands.values())
    added = any(s.activity in mine and s.capacity == capacity.key for s in plan.steps.values())
    if project.power_need_mw and not asked:
        key = free_key(plan, Demand.kind, {"activity": last.key, "capacity": capacity.key})
        amount, evidence = project.power_need_mw, project.evidence
        yield Add(Demand(key, last.key, capacity.key, amount, lasting=True, evidence=evidence))
    if project.power_supply_mw and not added:
        # Steps of one capacity are numbered: the project's code keeps those of one edit apart.
        key = f"{capacity.key}:{project.key}"
        change, evidence = project.power_supply_mw, project.evidence
        yield Add(Step(key, capacity.key, change, activity=last.key, evidence=evidence))


def _capacity_near(plan: Plan, project: Project, regions: Mapping[str, str]) -> Capacity | None:
    """The power capacity of the project's zone, else of its region."""
    power = [each for each in plan.capacities.values() if each.resource == POWER]
    in_zone = (each for each in power if project.zone and each.zone == project.zone)
    region = regions.get(project.zone, "")
    near = (each for each in power if region and each.region == region and not each.zone)
    return next(chain(in_zone, near), None)


def _last_activity(plan: Plan, project: str) -> Activity | None:
    """The activity no other of the project waits for; of several the one with the last code."""
    mine = {key: each for key, each in plan.activities.items() if each.project == project}
    waited_for = {link.before for link in plan.links.values() if link.after in mine}
    last = sorted(mine.keys() - waited_for) or sorted(mine)
    return mine[last[-1]] if last else None
