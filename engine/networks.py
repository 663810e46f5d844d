"""From a plan to the network the scheduler solves: what a planner edits, in the scheduler's terms.

A project's conditions hold back its work: a legal one must hold when its first activities start,
any other for the whole span of each activity. The level of relief a project presupposes becomes a
condition of its own, `relief:B` or `relief:C`, which holds in scenarios of that level or above.
Where permits cover a project, its work waits for the condition as they open it (`engine.permits`);
the paper work that gets a permit waits for no condition of its project.
What there is to share, and who asks for it, comes from `engine.supplies`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from engine import network
from engine.network import ON_START, THROUGHOUT, Requirement
from engine.permits import Covers, alias, covers_of, opening_of
from engine.plan import Plan
from engine.plan_calendars import calendars_of, calendars_of_zones
from engine.records import Activity, Project
from engine.supplies import NOTHING, Wants, overrides_of, supplies_of, wants_of

RELIEF = "relief:"
EVERY_WEEKDAY = "standard"


#: A plan and the network that was made of it.
Earlier = tuple[Plan, network.Network]
Made = TypeVar("Made", network.Activity, network.Link)
#: By its name in the network: the condition a permit opens, and when.
StandIns = dict[str, tuple[str, list[network.Window]]]


def network_of(plan: Plan, earlier: Earlier | None = None) -> network.Network:
    """The plan's network, with the windows of all its scenarios.

    With an `earlier` plan, what it shares with this one is taken over rather than made again.
    """
    relief = sorted({p.earliest_scenario for p in plan.projects.values()} - {"", "A"})
    header, supplies = plan.header, supplies_of(plan)
    stand_ins = _stand_ins(plan)
    return network.Network(
        start=header.start,
        status_date=header.status_date,
        calendars={EVERY_WEEKDAY: network.Calendar()} | calendars_of(plan.calendars),
        default_calendar=header.calendar or EVERY_WEEKDAY,
        activities=tuple(_activities(plan, earlier)),
        links=tuple(_links(plan, earlier)),
        gates=tuple(_gates(plan)),
        conditions=tuple(
            [network.Condition(key, each.name_en) for key, each in plan.conditions.items()]
            + [network.Condition(f"{RELIEF}{level}") for level in relief]
            + [network.Condition(name, of=condition) for name, (condition, _) in stand_ins.items()]
        ),
        scenarios={key: _windows(plan, key, relief, stand_ins) for key in plan.scenarios},
        capacities=supplies.capacities,
        budgets=supplies.budgets,
        overrides=overrides_of(plan),
        out_of_sequence=header.out_of_sequence,
        critical=network.Criticality(header.critical_by, header.critical_float),
    )


def relief_level(condition: str) -> str:
    """The level a `relief:` condition asks for; "" for any other condition."""
    return condition.removeprefix(RELIEF) if condition.startswith(RELIEF) else ""


def measures_behind(plan: Plan, condition: str, project: str) -> tuple[str, ...]:
    """The ids of the measures that a condition of the network stands for, seen from a project.

    A level of relief stands for the measures of the project's own sanctions conditions; where it
    has none, for those of every condition that needs that level.
    """
    level = relief_level(condition)
    if not level:
        return plan.conditions[condition].measures if condition in plan.conditions else ()
    own = [plan.conditions[key] for key in plan.projects[project].conditions]
    found = [each for each in own if each.sort == "sanctions" and each.measures]
    found = found or [
        each
        for each in plan.conditions.values()
        if each.sort == "sanctions" and each.min_scenario == level
    ]
    return tuple(dict.fromkeys(measure for each in found for measure in each.measures))


def _activities(plan: Plan, earlier: Earlier | None) -> Iterable[network.Activity]:
    projects, roots = plan.projects, _roots(plan)
    needs = {key: _requirements(plan, project) for key, project in projects.items()}
    wants, own_days = wants_of(plan), calendars_of_zones(plan.calendars)
    covers = covers_of(plan)
    made: Mapping[str, network.Activity] = {}
    if earlier is not None:
        made = _shared(plan.activities, earlier[0].activities, earlier[1].activities)
    for key, activity in plan.activities.items():
        throughout, at_start = ((), ()) if activity.permit else needs[activity.project]
        requires = throughout + at_start if key in roots else throughout
        if activity.requires:
            requires += tuple(Requirement(each) for each in activity.requires)
        if requires:
            requires = tuple(_as_permitted(requires, activity.project, covers))
        known, wanted = made.get(key), wants.get(key, NOTHING)
        days = activity.calendar or own_days.get(projects[activity.project].zone) or None
        if (
            known is not None
            and (known.requires, known.calendar) == (requires, days)
            and _wants(known) == wanted
        ):
            yield known
        else:
            yield _activity(activity, requires, wanted, days)


def _links(plan: Plan, earlier: Earlier | None) -> Iterable[network.Link]:
    made: Mapping[str, network.Link] = {}
    if earlier is not None:
        made = _shared(plan.links, earlier[0].links, earlier[1].links)
    for key, link in plan.links.items():
        yield made.get(key) or network.Link(
            link.before,
            link.after,
            link.type,
            link.lag,
            link.unit,
            link.lag_calendar or None,
            max_lag=link.max_lag,
            id=key,
        )


def _shared(
    now: Mapping[str, object], was: Mapping[str, object], made: Iterable[Made]
) -> dict[str, Made]:
    """What was made of the records that are still the very same."""
    same = {key for key, record in now.items() if was.get(key) is record}
    return {each.id: each for each in made if each.id in same}


def _wants(activity: network.Activity) -> Wants:
    return Wants(activity.demand, activity.keeps, activity.adds, activity.cost)


def _activity(
    activity: Activity, requires: tuple[Requirement, ...], wants: Wants, calendar: str | None
) -> network.Activity:
    kind = activity.constraint
    return network.Activity(
        activity.key,
        activity.duration,
        activity.unit,
        calendar,
        activity.name_en,
        network.Constraint(kind, activity.constraint_date, activity.firm) if kind else None,
        activity.deadline,
        activity.actual_start,
        activity.actual_finish,
        activity.remaining,
        requires,
        activity.low,
        activity.high,
        demand=wants.demand,
        cost=wants.cost,
        keeps=wants.keeps,
        adds=wants.adds,
        given_start=activity.given_start,
        given_finish=activity.given_finish,
    )


def _roots(plan: Plan) -> set[str]:
    """The activities that wait for no work in their own project: where a project begins."""
    project_of = {key: activity.project for key, activity in plan.activities.items()}
    inner = {
        link.after
        for link in plan.links.values()
        if project_of[link.before] == project_of[link.after]
        and not plan.activities[link.before].permit
    }
    return project_of.keys() - inner


def _requirements(
    plan: Plan, project: Project
) -> tuple[tuple[Requirement, ...], tuple[Requirement, ...]]:
    """What each activity of the project needs throughout; and the first ones when they start."""
    throughout, at_start = [], []
    for key in project.conditions:
        if plan.conditions[key].sort == "legal":
            at_start.append(Requirement(key, ON_START))
        else:
            throughout.append(Requirement(key, THROUGHOUT))
    if project.earliest_scenario not in {"", "A"}:
        throughout.append(Requirement(f"{RELIEF}{project.earliest_scenario}", THROUGHOUT))
    return tuple(throughout), tuple(at_start)


def _gates(plan: Plan) -> Iterable[network.Gate]:
    needs: dict[str, list[str]] = defaultdict(list)
    conditions: dict[str, list[str]] = defaultdict(list)
    for criterion in plan.criteria.values():
        if criterion.activity:
            needs[criterion.gate].append(criterion.activity)
        else:
            conditions[criterion.gate].append(criterion.condition)
    for key, gate in plan.gates.items():
        yield network.Gate(
            key,
            tuple(needs[key]),
            gate.at_least,
            tuple(conditions[key]),
            gate.opens,
            gate.name_en,
        )


def _as_permitted(
    requires: Iterable[Requirement], project: str, covers: Covers
) -> Iterator[Requirement]:
    """The same, each condition that permits open to all of the project as they open it."""
    for need in dict.fromkeys(requires):
        sets = covers.get((project, need.condition))
        if sets is None:
            yield need
        else:
            yield from (Requirement(alias(need.condition, keys), need.when) for keys in sets)


def _stand_ins(plan: Plan) -> StandIns:
    """The conditions as permits open them, by name, each with when these permits hold."""
    found: StandIns = {}
    for (_project, condition), sets in covers_of(plan).items():
        for keys in sets:
            openings = (opening_of(plan.permits[key]) for key in sorted(keys))
            windows = [each.window for each in openings if each is not None]
            found[alias(condition, keys)] = condition, windows
    return dict(sorted(found.items()))


def _windows(
    plan: Plan, scenario: str, relief: Iterable[str], stand_ins: StandIns
) -> dict[str, tuple[network.Window, ...]]:
    windows: dict[str, list[network.Window]] = defaultdict(list)
    for window in plan.windows.values():
        if window.scenario == scenario:
            windows[window.condition].append(
                network.Window(
                    window.since, window.until, window.low, window.high, float(window.never)
                )
            )
    level = plan.scenarios[scenario].relief
    for wanted in relief:
        if level >= wanted:
            windows[f"{RELIEF}{wanted}"].append(network.Window(date(1950, 1, 1)))
    for name, (condition, opened) in stand_ins.items():
        own = (replace(window, cause=condition) for window in windows.get(condition, ()))
        windows[name] = [*own, *opened]
    return {key: tuple(sorted(found, key=lambda w: w.since)) for key, found in windows.items()}
