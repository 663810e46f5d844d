"""What the pages of approvals show: the inbox, one submission, what a person may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from approvals.models import Decision, Delegation, Step, Submission
from approvals.queries.seeing import hash_now, side_of
from approvals.queries.standing import APPROVED, baseline_of
from approvals.queries.telling import Told, told
from approvals.queries.turns import (
    PointLine,
    checklist,
    current_step,
    mandate,
    may_take,
    waiting_for,
    worsened,
)
from core import clock
from engine.approving import Party, State, Verb, party_of
from engine.lint import Finding
from roadmaps.models import Roadmap


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the route in this round: done, current or still to come."""

    step: Step
    decision: Decision | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One submission as one person sees it."""

    submission: Submission
    told: Told | None
    route: Sequence[StepLine]
    decisions: Sequence[Decision]
    points: Sequence[PointLine]
    conditions: Sequence[str]
    worsened: Sequence[Finding]
    verbs: Sequence[str]
    deputy: Delegation | None
    is_drafter: bool
    is_stale: bool

    @property
    def may_decide(self) -> bool:
        return any(verb in self.verbs for verb in ("agree", "approve", "accept"))

    @property
    def approved(self) -> Sequence[str]:
        """The states in which it is approved."""
        return APPROVED

    @property
    def unsettled(self) -> int:
        return sum(each.state != "settled" for each in self.points)


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits for a person, and every submission of the plan."""

    waiting: Sequence[Submission]
    submissions: Sequence[Submission]


def inbox(roadmap: Roadmap, person: User) -> Inbox:
    rows = Submission.objects.filter(plan=roadmap).select_related("drafter", "version", "draft")
    return Inbox(waiting_for(roadmap, person), list(rows))


def submission_page(submission: Submission, person: User) -> SubmissionPage:
    """What changed since the last approved version comes first; then the way it goes."""
    roadmap, version, since = submission.plan, submission.version, submission.since
    difference = None
    if version and since:
        difference = told(roadmap, side_of(since), side_of(version))
    step, decisions = (
        current_step(submission),
        list(submission.decisions.select_related("step", "version").prefetch_related("points")),
    )
    this_round = [each for each in decisions if each.round == submission.round]
    return SubmissionPage(
        submission,
        difference,
        _route(submission, this_round, step),
        decisions,
        checklist(submission),
        [text for each in this_round for text in each.conditions],
        worsened(submission),
        verbs_of(submission, person),
        mandate(submission, step, person) if step and step.person_id != person.pk else None,
        submission.drafter_id == person.pk,
        version is not None and hash_now(submission) != version.content_hash,
    )


def verbs_of(submission: Submission, person: User) -> list[str]:
    """What this person may do now, in the order of the table."""
    state, takes = State(submission.state), may_take(submission, person)
    may = {
        Party.DRAFTER: submission.drafter_id == person.pk,
        Party.HOLDER: takes,
        None: False,
    }
    return [verb.value for verb in Verb if may[party_of(state, verb)]]


def delegations_of(roadmap: Roadmap) -> list[tuple[Delegation, bool]]:
    """All of them, each with whether it counts today."""
    today = clock.today()
    rows = Delegation.objects.filter(plan=roadmap).select_related("giver", "taker")
    return [(each, not each.revoked_at and each.since <= today <= each.until) for each in rows]


def baseline_number(roadmap: Roadmap) -> int | None:
    found = baseline_of(roadmap)
    return found.version.number if found else None


def _route(
    submission: Submission, decisions: Sequence[Decision], current: Step | None
) -> list[StepLine]:
    taken = {each.step_id: each for each in decisions if each.step_id}
    steps = submission.steps.select_related("person")
    return [StepLine(each, taken.get(each.pk), each == current) for each in steps]
