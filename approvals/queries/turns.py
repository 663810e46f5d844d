"""Whose turn it is, who may stand in for them, and what stands in the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from approvals.models import Answer, Delegation, Level, Point, Step, Submission, Version
from approvals.queries.seeing import side_of
from approvals.queries.worsening import worse_since
from core import clock
from drafts.models import Draft
from drafts.queries.drawing import drawn_by
from engine.approving import WAITING
from engine.lint import Finding
from roadmaps.models import Roadmap, Role

#: Which roles may stand at which level.
FITTING: Mapping[str, frozenset[str]] = {
    Level.REVIEW.value: frozenset({Role.REVIEWER, Role.COMPLIANCE, Role.APPROVER, Role.OWNER}),
    Level.COOPERATION.value: frozenset({Role.REVIEWER, Role.COMPLIANCE, Role.APPROVER, Role.OWNER}),
    Level.DECISION.value: frozenset({Role.APPROVER, Role.OWNER}),
    Level.ACCEPTANCE.value: frozenset({Role.APPROVER, Role.OWNER}),
}


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point of the checklist with what was said to it. `state` is open, answered or settled."""

    point: Point
    answers: Sequence[Answer]

    @property
    def state(self) -> str:
        last = self.answers[-1].verb if self.answers else ""
        return {"answer": "answered", "settle": "settled"}.get(last, "open")


def steps_left(submission: Submission) -> list[Step]:
    """The steps of this round that nobody has taken yet, in order."""
    taken = submission.decisions.filter(round=submission.round, step__isnull=False)
    done = set(taken.values_list("step", flat=True))
    return [each for each in submission.steps.select_related("person") if each.pk not in done]


def current_step(submission: Submission) -> Step | None:
    if submission.state not in {state.value for state in WAITING}:
        return None
    return next(iter(steps_left(submission)), None)


def waits_for(submission: Submission, step: int, round_: int) -> bool:
    """Whether a step of a round is still the one whose turn it is."""
    now = current_step(submission)
    return now is not None and (now.pk, submission.round) == (step, round_)


def delegations_on(roadmap: Roadmap, level: str) -> "QuerySet[Delegation]":
    """Those that count today in this plan, at this level."""
    today = clock.today()
    return Delegation.objects.filter(
        Q(level="") | Q(level=level),
        plan=roadmap,
        revoked_at=None,
        since__lte=today,
        until__gte=today,
    ).select_related("giver", "taker")


def mandate(submission: Submission, step: Step, person: User) -> Delegation | None:
    """The delegation by which somebody takes another's step, if any."""
    found = delegations_on(submission.plan, step.level)
    return found.filter(giver=step.person, taker=person).first()


def waiting_for(roadmap: Roadmap, person: User) -> list[Submission]:
    """What this person could decide now, in their own place or another's."""
    states = [state.value for state in WAITING]
    rows = Submission.objects.filter(plan=roadmap, state__in=states).select_related("drafter")
    return [each for each in rows if may_take(each, person)]


def may_take(submission: Submission, person: User) -> bool:
    step = current_step(submission)
    if step is None or submission.drafter_id == person.pk:
        return False
    if step.person_id != person.pk and mandate(submission, step, person) is None:
        return False
    return person.pk not in hands_in(submission) | decided_by(submission, step)


def hands_in(submission: Submission) -> set[int]:
    """Who drafted what is to be decided: everybody who edited the plan since the last approval."""
    if submission.version is None:
        return {submission.drafter_id}
    edited = editors_between(submission.plan, submission.since, submission.version.revision)
    return {submission.drafter_id, *edited, *drawers(submission)}


def drawers(submission: Submission) -> set[int]:
    """Whose hand is in the draft that is put to approval."""
    return drawn_by(submission.draft) if submission.draft else set()


def editors_between(roadmap: Roadmap, since: Version | None, until: int) -> set[int]:
    """The people whose edits lie after a version and up to a revision.

    A draft was edited by who drew it; who adopted it decided about it.
    """
    rows = roadmap.revisions.filter(
        number__gt=reached(since), number__lte=until, by__isnull=False
    ).order_by()
    found = set(rows.filter(draft=None).values_list("by", flat=True).distinct())
    adopted = Draft.objects.filter(adopted_as__in=rows)
    return found.union(*(drawn_by(each) for each in adopted))


def reached(version: Version | None) -> int:
    """Up to which revision a version says what the plan held: of a draft, where it was adopted."""
    if version is None:
        return 0
    adopted = version.submissions.filter(draft__adopted_as__isnull=False)
    number = adopted.values_list("draft__adopted_as__number", flat=True).first()
    return number or version.revision


def decided_by(submission: Submission, step: Step) -> set[int]:
    """Who has taken a step of this round, or has another one in the route."""
    taken = submission.decisions.filter(round=submission.round, step__isnull=False)
    others = submission.steps.exclude(pk=step.pk)
    return {*taken.values_list("by", flat=True), *others.values_list("person", flat=True)}


def checklist(submission: Submission) -> list[PointLine]:
    """Every point ever raised, in order."""
    rows = Point.objects.filter(decision__submission=submission).select_related("decision")
    found = rows.prefetch_related("answers")
    return [PointLine(each, list(each.answers.all())) for each in found]


def worsened(submission: Submission) -> list[Finding]:
    """What the plan check finds new or worse since the last approved version, and nobody waived."""
    if submission.since is None or submission.version is None:
        return []
    return worse_since(submission.plan, submission.since, side_of(submission.version))
