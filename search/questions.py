"""A search that was asked for, in the engine's terms; and a plan found, as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine import network
from engine.codec import encode_changes
from engine.drafting import draft_of
from engine.network import Constraint, Network
from engine.networks import network_of
from engine.optimising import Found, Goal, Together
from engine.optimising.unrolling import chosen_network
from engine.plan import Plan
from engine.schedule import Schedule, solve
from search.models import PlanSearch


@dataclass(frozen=True, slots=True)
class Question:
    """What the engine is asked; `set_aside` are the activities that the scenario blocks."""

    network: Network
    goal: Goal
    today: Schedule
    set_aside: tuple[str, ...]


def question_of(search: PlanSearch, plan: Plan) -> Question:
    """The network to choose in: what is blocked is set aside, what may not move stays."""
    whole = network_of(plan)
    today = solve(whole, search.scenario)
    blocked = frozenset(key for key in today if today[key].blocked)
    stages = {key: project.stage for key, project in plan.projects.items()}
    first: dict[str, str] = {}
    for key, activity in sorted(plan.activities.items()):
        if key not in blocked:
            first.setdefault(activity.project, key)
    activities = []
    for each in chosen_network(whole, {}, blocked).activities:
        project = plan.activities[each.id].project
        kept = each if stages[project] in search.stages else _held(each, today)
        if project in search.weights and not _has_begun(plan, project):
            worth = float(search.weights[project]) if first[project] == each.id else 0.0
            kept = replace(kept, optional=True, benefit=worth)
        activities.append(kept)
    left = chosen_network(whole, {}, blocked)
    chosen = replace(left, activities=tuple(activities))
    objectives = tuple(search.goal.split(","))
    goal = Goal(objectives, tuple(_principles(search, plan, blocked)), search.finish_by)
    return Question(chosen, goal, today, tuple(sorted(blocked)))


def answer_of(plan: Plan, question: Question, found: Found) -> dict[str, Any]:
    """A plan found, as JSON: how good, what goes, what moves, and the changes that lead there."""
    draft = draft_of(plan, found)
    moved = [
        {
            "activity": key,
            "was": _iso(question.today[key].start),
            "start": _iso(found.schedule[key].start),
            "finish": _iso(found.schedule[key].finish),
            "reasons": [
                {"kind": reason.kind, "source": reason.source}
                for reason in found.schedule[key].reasons
            ],
        }
        for key in found.schedule
        if found.schedule[key].start != question.today[key].start
    ]
    gone = {plan.activities[key].project for key in found.left_out}
    return {
        "finish": _iso(found.schedule.finish),
        "objectives": [
            {
                "name": each.name,
                "objective": each.objective,
                "bound": each.bound,
                "gap": each.gap,
                "status": each.status,
            }
            for each in found.reached
        ],
        "left_out": sorted(gone),
        "moved": moved,
        "unpinned": list(draft.unpinned),
        "changes": encode_changes(draft.changes),
    }


def _held(activity: network.Activity, today: Schedule) -> network.Activity:
    """The activity where it stands today."""
    start = today[activity.id].start
    if activity.actual_start or start is None:
        return activity
    return replace(activity, constraint=Constraint("start_on", start))


def _principles(search: PlanSearch, plan: Plan, blocked: frozenset[str]) -> Sequence[Together]:
    """A project is in the plan as a whole, or not at all."""
    found = []
    for project in sorted(search.weights):
        keys = [k for k, a in plan.activities.items() if a.project == project and k not in blocked]
        if len(keys) > 1:
            found.append(Together(frozenset(keys)))
    return found


def _has_begun(plan: Plan, project: str) -> bool:
    return any(a.actual_start for a in plan.activities.values() if a.project == project)


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
