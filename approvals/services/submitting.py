"""The drafter's part: put a plan to approval, put it again, take it back."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from approvals import occasions
from approvals.models import Decision, Step, Submission, Version
from approvals.models.submission import State
from approvals.queries.standing import approved_version
from approvals.queries.turns import FITTING, checklist, drawers, editors_between, steps_left
from approvals.services.versions import freeze
from core import clock
from core.errors import Forbidden, Invalid
from drafts.models import Draft
from drafts.models import State as DraftState
from drafts.queries.trying import base_of
from engine.approving import Level, Verb, move, route_faults
from engine.approving import State as At
from engine.problems import Problem
from roadmaps.models import EDITORS, Roadmap
from roadmaps.schedules import whole_plan_of
from talk.telling import tell

Route = Sequence[tuple[str, User]]


@transaction.atomic(durable=True)
def draft(
    roadmap: Roadmap, title: str, route: Route, *, by: User, note: str = "", of: Draft | None = None
) -> Submission:
    """A submission with its route, not yet submitted: of the plan, or of a draft (`of`).

    Refused with every fault of the route.
    """
    return _draft(roadmap, title, route, by=by, note=note, of=of)


@transaction.atomic(durable=True)
def propose(
    roadmap: Roadmap, title: str, route: Route, *, by: User, note: str = "", of: Draft | None = None
) -> Submission:
    """Drafted and submitted at once, or not at all."""
    made = _draft(roadmap, title, route, by=by, note=note, of=of)
    return _hand_in(made, Verb.SUBMIT, by=by, text="")


@transaction.atomic(durable=True)
def submit(submission: Submission, *, by: User) -> Submission:
    """Freeze the plan as it stands and hand it to the first of the route."""
    return _hand_in(submission, Verb.SUBMIT, by=by, text="")


@transaction.atomic(durable=True)
def resubmit(submission: Submission, *, by: User, text: str = "") -> Submission:
    """Freeze the plan anew; every point has to have an answer."""
    return _hand_in(submission, Verb.RESUBMIT, by=by, text=text)


@transaction.atomic(durable=True)
def withdraw(submission: Submission, *, by: User, text: str = "") -> Submission:
    """Take it back for good."""
    locked = hold(submission)
    require_drafter(locked, by)
    state = move(At(locked.state), Verb.WITHDRAW, ())
    return put(locked, state, record(locked, Verb.WITHDRAW, by=by, text=text))


def _draft(
    roadmap: Roadmap, title: str, route: Route, *, by: User, note: str, of: Draft | None
) -> Submission:
    if roadmap.role_of(by) not in EDITORS:
        raise Forbidden(Problem("may_not_submit"))
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    problems = [] if title.strip() else [Problem("submission_without_title", ("title",))]
    problems += route_faults(by.pk, [(Level(level), person.pk) for level, person in route])
    problems += _unfit(locked, route)
    if of is not None and of.plan_id != locked.pk:
        problems.append(Problem("no_such_draft_to_submit", ("draft",)))
    if problems:
        raise Invalid(*problems)
    made = Submission.objects.create(
        plan=locked,
        draft=of,
        title=title.strip()[:120],
        note=note.strip()[:1000],
        drafter=by,
        made_at=clock.now(),
    )
    Step.objects.bulk_create(
        Step(submission=made, position=place, level=level, person=person)
        for place, (level, person) in enumerate(route, 1)
    )
    return made


def _hand_in(submission: Submission, verb: Verb, *, by: User, text: str) -> Submission:
    roadmap = Roadmap.objects.select_for_update().get(pk=submission.plan_id)
    locked = hold(submission)
    require_drafter(locked, by)
    locked.round += 1
    left = [Level(step.level) for step in steps_left(locked)]
    state = move(At(locked.state), verb, left)
    unanswered = [each for each in checklist(locked) if each.state == "open"]
    since = approved_version(roadmap)
    problems = [Problem("point_open", (str(each.point.number),)) for each in unanswered]
    problems += _unfit(roadmap, [(each.level, each.person) for each in steps_left(locked)])
    problems += _authors(roadmap, since, locked)
    problems += _unready(roadmap, locked.draft)
    if problems:
        raise Invalid(*problems)
    name = f"{locked.title} ({locked.round})"[-120:]
    locked.since, locked.valid_until = since, None
    locked.version = freeze(
        roadmap,
        name,
        Version.Origin.SUBMITTED,
        by=by,
        why=locked.note[:500],
        draft=locked.draft,
    )
    return put(locked, state, record(locked, verb, by=by, text=text))


def hold(submission: Submission) -> Submission:
    """The submission as it is now, kept from others until the commit."""
    rows = Submission.objects.select_for_update(of=("self",))
    return rows.select_related("plan", "version", "since", "drafter", "draft__plan").get(
        pk=submission.pk
    )


def require_drafter(submission: Submission, by: User) -> None:
    if submission.drafter_id != by.pk:
        raise Forbidden(Problem("not_the_drafter"))


def record(submission: Submission, verb: Verb, *, by: User, **values: object) -> Decision:
    """What somebody did, under the name they have now."""
    return Decision.objects.create(
        submission=submission,
        round=submission.round,
        verb=verb.value,
        version=submission.version,
        by=by,
        by_name=str(by),
        at=clock.now(),
        **values,
    )


def put(submission: Submission, state: At, decision: Decision) -> Submission:
    """Where it stands from now on, and since when if that is an end; those concerned are told."""
    submission.state = State(state.value)
    if state in {At.APPROVED, At.CONDITIONAL, At.REJECTED, At.WITHDRAWN}:
        submission.decided_at = clock.now()
    submission.save()
    for due in occasions.of_decision(submission, decision):
        tell(due)
    return submission


def _unfit(roadmap: Roadmap, route: Route) -> list[Problem]:
    """One problem for each person whose role does not fit their level."""
    return [
        Problem("role_does_not_fit", (level,), {"person": str(person)})
        for level, person in route
        if level not in FITTING
        or roadmap.role_of(person) not in FITTING[level]
        or not person.is_active
    ]


def _unready(roadmap: Roadmap, draft: Draft | None) -> list[Problem]:
    """A draft is decided on as it would be adopted: open, not empty, on the plan as it stands."""
    if draft is None:
        return []
    values = {"name": draft.name, "number": roadmap.revision}
    if draft.state != DraftState.OPEN or not draft.changes:
        return [Problem("draft_not_to_submit", ("draft",), values)]
    if base_of(draft) != whole_plan_of(roadmap):
        return [Problem("draft_is_behind", ("draft",), values)]
    return []


def _authors(roadmap: Roadmap, since: Version | None, submission: Submission) -> list[Problem]:
    """One problem for each person of the route who edited what they would decide on."""
    hands = editors_between(roadmap, since, roadmap.revision) | drawers(submission)
    return [
        Problem("route_author", (step.level,), {"person": str(step.person)})
        for step in submission.steps.select_related("person")
        if step.person_id in hands
    ]
