"""Recording a step, and taking the last one back. Nothing else writes a project's life."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from core.clock import today
from core.errors import Forbidden, Invalid, Outdated
from engine.life.deciding import refusals
from engine.life.reading import read_facts, written_facts
from engine.life.replay import taken_back_next
from engine.life.values import Attempt, Step, Transition
from engine.plan import Plan
from engine.problems import BrokenPlan, Problem
from life.gatekeeping import objections
from life.models import LifeStep
from life.naming import named
from life.occasions import of_step
from life.procedure import procedure
from life.queries.standing import Life, life_of
from roadmaps.models import Roadmap
from roadmaps.reach import reach_of
from roadmaps.schedules import whole_plan_of
from talk.telling import tell

TAKE_BACK = "take_back"
LONGEST_NOTE = 1000


@transaction.atomic(durable=True)
def take_step(
    roadmap: Roadmap,
    project: str,
    track: str,
    event: str,
    *,
    on: date,
    facts: Mapping[str, Any],
    documents: Mapping[str, str],
    note: str,
    seen: int,
    by: User,
) -> LifeStep:
    """Record a step of a project. `seen` is how many rows of the track the person had before them.

    Refused: Outdated where somebody took a step first, Forbidden to a role the table does not
    name, Invalid with everything else that speaks against it.
    """
    locked, plan, life = _open(roadmap, project, track)
    _refuse_outdated(life, track, seen)
    transition = _transition(life, track, event)
    takers = procedure().actors[transition.actor].roles
    role = reach_of(locked, by).role_for(takers, project)
    attempt = Attempt(role, on, _read(facts), _filled(documents))
    problems = refusals(procedure(), transition, attempt, life.standing)
    if any(each.code == "life_wrong_role" for each in problems):
        raise Forbidden(*(named(p) for p in problems if p.code == "life_wrong_role"))
    if len(note) > LONGEST_NOTE:
        problems.append(Problem("life_note_too_long", ("note",), {"longest": LONGEST_NOTE}))
    problems += objections(locked, plan, project, transition)
    if problems:
        raise Invalid(*(named(each, plan) for each in problems))
    return _write(
        locked,
        plan,
        life,
        Step(0, track, event, transition.source, transition.target, on, attempt.facts),
        documents=attempt.documents,
        note=note.strip(),
        role=role,
        by=by,
    )


@transaction.atomic(durable=True)
def take_back(
    roadmap: Roadmap, project: str, track: str, *, reason: str, seen: int, by: User
) -> LifeStep:
    """Take back the last step that stands, by another that says why; those who may record it may.

    Earlier steps only follow once the later ones are taken back.
    """
    locked, plan, life = _open(roadmap, project, track)
    _refuse_outdated(life, track, seen)
    last = taken_back_next(life.steps, track)
    if last is None:
        raise Invalid(Problem("life_nothing_to_take_back", (project,)))
    transition = _transition_of(last)
    takers = procedure().actors[transition.actor].roles
    role = reach_of(locked, by).role_for(takers, project)
    if role not in takers:
        raise Forbidden(_wrong_role(transition))
    if not reason.strip() or len(reason) > LONGEST_NOTE:
        raise Invalid(Problem("life_no_reason", ("reason",), {"longest": LONGEST_NOTE}))
    back = Step(0, track, TAKE_BACK, last.target, last.source, today(), reverses=last.number)
    return _write(locked, plan, life, back, documents={}, note=reason.strip(), role=role, by=by)


def _open(roadmap: Roadmap, project: str, track: str) -> tuple[Roadmap, Plan, Life]:
    """The plan's row locked, so that of two people one comes after the other."""
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    plan = whole_plan_of(locked)
    if project not in plan.projects:
        raise Invalid(Problem("life_no_such_project", (project,), {"key": project}))
    if track not in procedure().tracks:
        raise Invalid(Problem("life_no_such_track", ("track",), {"found": track}))
    return locked, plan, life_of(locked, plan, project, today())


def _refuse_outdated(life: Life, track: str, seen: int) -> None:
    now = life.next_number(track) - 1
    if seen != now:
        state = life.states[track]
        raise Outdated(
            Problem("life_step_taken", (life.project,), {"state": state, "track": track})
        )


def _transition(life: Life, track: str, event: str) -> Transition:
    state = life.states[track]
    for each in procedure().leaving(track, state):
        if each.key == event:
            return each
    known = {each.key for each in procedure().transitions if each.track == track}
    ways = [each.key for each in procedure().leaving(track, state)]
    code = "life_not_from_here" if event in known else "life_no_such_event"
    values = {"event": event, "state": state, "track": track, "ways": ways}
    raise Invalid(named(Problem(code, ("event",), values)))


def _transition_of(step: Step) -> Transition:
    found = procedure().between(step.track, step.source, step.target)
    if found is None:
        raise Invalid(Problem("life_nothing_to_take_back", (step.event,)))
    return found


def _wrong_role(transition: Transition) -> Problem:
    roles = sorted(procedure().actors[transition.actor].roles)
    values = {"actor": transition.actor, "roles": roles, "event": transition.key}
    return named(Problem("life_wrong_role", (transition.key,), values))


def _read(facts: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return read_facts(procedure(), facts)
    except BrokenPlan as broken:
        raise Invalid(*map(named, broken.problems)) from None


def _filled(documents: Mapping[str, str]) -> dict[str, str]:
    """Which paper each is: its number, title or place."""
    long = [
        name for name, text in documents.items() if not isinstance(text, str) or len(text) > 300
    ]
    if long:
        raise Invalid(*(Problem("life_document_unreadable", (name,)) for name in long))
    return {name: text.strip() for name, text in documents.items() if text.strip()}


def _write(
    roadmap: Roadmap,
    plan: Plan,
    life: Life,
    step: Step,
    *,
    documents: Mapping[str, str],
    note: str,
    role: str,
    by: User,
) -> LifeStep:
    project = plan.projects[life.project]
    reverses = None
    if step.reverses is not None:
        rows = LifeStep.objects.filter(plan=roadmap, project=life.project, track=step.track)
        reverses = rows.get(number=step.reverses)
    made = LifeStep.objects.create(
        plan=roadmap,
        project=life.project,
        project_name=(project.name_ko or project.name_en)[:400],
        track=step.track,
        number=life.next_number(step.track),
        event=step.event,
        from_state=step.source,
        to_state=step.target,
        on=step.on,
        facts=written_facts(step.facts),
        documents=dict(documents),
        note=note,
        reverses=reverses,
        by=by,
        by_name=by.get_full_name(),
        by_role=role,
        revision=roadmap.revision,
    )
    tell(of_step(made))
    return made
