"""What is done with searches: ask, stop, try again, keep what was found, adopt it as an edit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Invalid
from engine.codec import decode_changes
from engine.problems import Problem
from jobs import services as jobs
from jobs.models import Job
from roadmaps import services as plans
from roadmaps.models import Revision, Roadmap
from roadmaps.schedules import whole_plan_of
from search.apps import JOB
from search.models import Goal, PlanSearch

SHORTEST, LONGEST, MOST_PLANS = 5, 600, 5


@transaction.atomic(durable=True)
def ask_for_search(
    plan: Roadmap,
    *,
    scenario: str,
    goal: str,
    weights: Mapping[str, float],
    stages: Sequence[str],
    finish_by: date | None = None,
    seconds: int = 60,
    number: int = 1,
    seed: int = 1,
    by: User,
) -> PlanSearch:
    """A search on the plan's present revision, done by a worker.

    `weights`: the projects that may be left out and what each is worth; `stages`: those whose
    activities may move.
    """
    locked = Roadmap.objects.select_for_update().get(pk=plan.pk)
    _refuse_nonsense(locked, scenario, goal, weights, stages)
    for name, value, least, most in (
        ("seconds", seconds, SHORTEST, LONGEST),
        ("plans", number, 1, MOST_PLANS),
        ("seed", seed, 0, 2**31 - 1),
    ):
        if not least <= value <= most:
            values = {"name": name, "value": value, "least": least, "most": most}
            raise Invalid(Problem("search_out_of_range", (name,), values))
    search = PlanSearch.objects.create(
        plan=locked,
        revision=locked.revision,
        scenario=scenario,
        goal=goal,
        weights=dict(weights),
        stages=list(stages),
        finish_by=finish_by,
        seconds=seconds,
        plans=number,
        seed=seed,
        asked_by=by,
    )
    jobs.start_job(JOB, search.pk, by=by)
    return search


def cancel_search(search: PlanSearch, *, by: User) -> None:
    """Stop searching."""
    jobs.cancel_job(_job_of(search), by=by)


def keep_answers(
    search: PlanSearch, outcome: str, answers: list[dict[str, Any]], set_aside: list[str]
) -> None:
    """Note what was found. Called in the transaction that ends its job."""
    PlanSearch.objects.filter(pk=search.pk).update(
        outcome=outcome, answers=answers, set_aside=set_aside, found_at=clock.now()
    )


def adopt_answer(search: PlanSearch, number: int, *, by: User, reason: str) -> Revision:
    """Make a plan found the plan: its changes as one revision, refused as any edit may be."""
    plans.require_editor(search.plan, by)
    if not 1 <= number <= len(search.answers):
        raise Invalid(Problem("no_such_answer", (str(number),), {"number": number}))
    raw = search.answers[number - 1]["changes"]
    if not raw:
        raise Invalid(Problem("answer_changes_nothing", (str(number),)))
    changes = decode_changes(raw)
    return plans.edit_plan(search.plan, changes, by=by, on_revision=search.revision, reason=reason)


def _refuse_nonsense(
    plan: Roadmap, scenario: str, goal: str, weights: Mapping[str, float], stages: Sequence[str]
) -> None:
    found = whole_plan_of(plan)
    if scenario not in found.scenarios:
        raise Invalid(Problem("no_such_scenario", ("scenario",), {"key": scenario}))
    if goal not in Goal.values:
        raise Invalid(Problem("no_such_goal", ("goal",), {"value": goal}))
    for key, weight in weights.items():
        if key not in found.projects:
            raise Invalid(Problem("no_such_project", ("weights",), {"key": key}))
        if not 0 <= weight <= 1000:
            values = {"name": key, "value": weight, "least": 0, "most": 1000}
            raise Invalid(Problem("search_out_of_range", ("weights",), values))
    if not stages:
        raise Invalid(Problem("no_stage_chosen", ("stages",)))
    for key in stages:
        if key not in found.stages:
            raise Invalid(Problem("no_such_stage", ("stages",), {"key": key}))


def _job_of(search: PlanSearch) -> Job:
    return Job.objects.get(kind=JOB, subject=search.pk)
