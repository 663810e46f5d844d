"""One permit: its facts, what it opens, what waits for it, where it may go, and its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.answer import Scheduled
from engine.permit_moves import MOVES, moves_from
from engine.permits import Opening, covers_of, covers_project, lapsing, opening_of
from engine.plan import Plan
from engine.records import Activity, Condition, GoodsLine, Permit, PermitState, Project
from engine.schedule import Schedule
from roadmaps.history import RevisionLine, revision_lines, revisions_of
from roadmaps.models import Roadmap
from roadmaps.permit_rules import MOVERS
from roadmaps.reach import Reach
from sanctions.models import Measure
from zones.models import Zone

MOST_REVISIONS = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """An activity that needs a condition the permit opens; `stop_by` where it runs too long."""

    activity: Activity
    when: Scheduled
    stop_by: date | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A condition the permit names, for a project; `whole` once all of the project is covered."""

    condition: Condition
    project: Project
    whole: bool
    waiting: Sequence[Waiting]


@dataclass(frozen=True, slots=True)
class PermitPage:
    """Everything about one permit under one scenario."""

    permit: Permit
    opening: Opening | None
    days_left: int | None
    measures: Sequence[Measure]
    projects: Sequence[Project]
    lines: Sequence[GoodsLine]
    zones: Sequence[Zone]
    opened: Sequence[Opened]
    outside: Sequence[Project]
    work: Sequence[tuple[Activity, Scheduled]]
    moves: Sequence[PermitState]
    history: Sequence[RevisionLine]


def permit_page(
    roadmap: Roadmap, plan: Plan, schedule: Schedule, key: str, today: date, reach: Reach
) -> PermitPage:
    """The page of one permit; `moves` are those that may be made by who acts there."""
    permit = plan.permits[key]
    covers = covers_of(plan)
    projects = [plan.projects[each] for each in permit.projects]
    measures = Measure.objects.select_related("instrument").in_bulk(list(permit.measures))
    zones = Zone.objects.in_bulk(list(permit.zones))
    soon = {each.permit.key: each.days for each in lapsing(plan, today)}
    revisions = revisions_of(roadmap).filter(touched__overlap=[f"permit:{key}"])[:MOST_REVISIONS]
    return PermitPage(
        permit,
        opening_of(permit),
        soon.get(key),
        [measures[each] for each in permit.measures if each in measures],
        projects,
        [plan.goods[each] for each in permit.lines],
        [zones[each] for each in permit.zones if each in zones],
        [
            Opened(
                plan.conditions[condition],
                project,
                (project.key, condition) in covers,
                _waiting(plan, schedule, permit, project, condition),
            )
            for condition in permit.opens
            for project in projects
            if covers_project(permit, project)
        ],
        [each for each in projects if not covers_project(permit, each)],
        [(each, schedule[each.key]) for each in plan.activities.values() if each.permit == key],
        moves_of(permit, reach),
        revision_lines(plan, list(revisions)),
    )


def moves_of(permit: Permit, reach: Reach) -> list[PermitState]:
    """The states that somebody may bring the permit to."""
    roles = reach.roles_about(permit)
    return [move.to for move in moves_from(permit.state) if roles & MOVERS[MOVES[move]]]


def _waiting(
    plan: Plan, schedule: Schedule, permit: Permit, project: Project, condition: str
) -> list[Waiting]:
    found = []
    for activity in plan.activities.values():
        needs = condition in activity.requires or (
            condition in project.conditions and not activity.permit
        )
        if activity.project == project.key and needs:
            when = schedule[activity.key]
            found.append(Waiting(activity, when, _stop_by(permit, when)))
    return found


def _stop_by(permit: Permit, when: Scheduled) -> date | None:
    """The permit's last day, where what needs it runs beyond that day or can't be done by then."""
    until = permit.valid_until
    if permit.state != "granted" or until is None:
        return None
    beyond = when.blocked or (when.finish is not None and when.finish > until)
    return until if beyond else None
