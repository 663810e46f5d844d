"""The part of those in the route: agree, approve, send back, reject, accept."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.models import User
from approvals.models import Baseline, Decision, Delegation, Point, Step, Submission
from approvals.queries.turns import (
    FITTING,
    checklist,
    current_step,
    decided_by,
    hands_in,
    mandate,
    steps_left,
    worsened,
)
from approvals.queries.worsening import told
from approvals.services.submitting import hold, put, record
from core import clock
from core.errors import Forbidden, Invalid, Outdated
from engine.approving import Level, State, Verb, move
from engine.problems import Problem

YES = frozenset({Verb.APPROVE, Verb.CONDITION})


@transaction.atomic(durable=True)
def decide(
    submission: Submission,
    verb: Verb,
    *,
    by: User,
    seen: str,
    text: str = "",
    points: Sequence[str] = (),
    conditions: Sequence[str] = (),
    valid_until: date | None = None,
) -> Decision:
    """Take the step whose turn it is, in one's own place or by a delegation.

    `seen` is the hash of the version the decider looked at: a newer round is refused (409). An
    approval is refused while a point is not settled, or while something became worse since the last
    approved version that nobody waived.
    """
    locked = hold(submission)
    left = steps_left(locked)
    levels = [Level(each.level) for each in left[1:]]
    conditional = verb is Verb.CONDITION or _has_conditions(locked)
    state = move(State(locked.state), verb, levels, conditional=conditional)
    step = current_step(locked)
    if step is None:
        raise Forbidden(Problem("not_your_turn"))
    deputy = _mandate(locked, step, by)
    if locked.version is None or seen != locked.version.content_hash:
        raise Outdated(Problem("other_version", (locked.title,)))
    points, conditions = _texts(points, 1000), _texts(conditions, 500)
    _require_words(verb, text, points, conditions, valid_until)
    if verb in YES:
        _require_clear(locked)
    made = record(
        locked,
        verb,
        by=by,
        step=step,
        how=deputy.how if deputy else "",
        standing_for=deputy.giver if deputy else None,
        standing_name=str(deputy.giver) if deputy else "",
        text=text.strip()[:2000],
        conditions=conditions if verb is Verb.CONDITION else [],
        valid_until=valid_until if verb in YES else None,
    )
    if verb is Verb.SEND_BACK:
        first = len(checklist(locked)) + 1
        Point.objects.bulk_create(
            Point(decision=made, number=number, text=each)
            for number, each in enumerate(points, first)
        )
    if made.valid_until and (not locked.valid_until or made.valid_until < locked.valid_until):
        locked.valid_until = made.valid_until
    if state in {State.APPROVED, State.CONDITIONAL} and locked.draft is None:
        Baseline.objects.create(
            plan=locked.plan,
            version=locked.version,
            submission=locked,
            reason=locked.title,
            by=by,
            at=clock.now(),
        )
    put(locked, state, made)
    return made


def _has_conditions(submission: Submission) -> bool:
    found = submission.decisions.filter(round=submission.round, verb=Verb.CONDITION.value)
    return found.exists()


def _mandate(submission: Submission, step: Step, by: User) -> Delegation | None:
    """Four eyes: not the drafter, nobody who edited it, nobody twice. None: one's own step."""
    if by.pk in hands_in(submission):
        raise Forbidden(Problem("decides_own_draft"))
    if by.pk in decided_by(submission, step):
        raise Forbidden(Problem("decides_twice"))
    if submission.plan.role_of(step.person) not in FITTING[step.level]:
        raise Forbidden(Problem("role_does_not_fit", (step.level,), {"person": str(step.person)}))
    if step.person_id == by.pk:
        return None
    found = mandate(submission, step, by)
    if found is None or not submission.plan.role_of(by):
        raise Forbidden(Problem("not_your_turn"))
    return found


def _require_words(
    verb: Verb,
    text: str,
    points: Sequence[str],
    conditions: Sequence[str],
    valid_until: date | None,
) -> None:
    problems = []
    if verb is Verb.SEND_BACK and not points:
        problems.append(Problem("sent_back_without_points", ("points",)))
    if verb is Verb.REJECT and not text.strip():
        problems.append(Problem("rejected_without_reason", ("text",)))
    if verb is Verb.CONDITION and not conditions:
        problems.append(Problem("no_conditions", ("conditions",)))
    if verb is Verb.CONDITION and valid_until is None:
        problems.append(Problem("conditions_without_end", ("valid_until",)))
    if valid_until is not None and valid_until < clock.today():
        problems.append(Problem("valid_until_past", ("valid_until",)))
    if problems:
        raise Invalid(*problems)


def _require_clear(submission: Submission) -> None:
    unsettled = [each for each in checklist(submission) if each.state != "settled"]
    problems = [Problem("point_not_settled", (str(each.point.number),)) for each in unsettled]
    revision = submission.version.revision if submission.version else 0
    problems += [
        Problem(
            "became_worse", (each.about[1],), {"finding": told(submission.plan, revision, each)}
        )
        for each in worsened(submission)
    ]
    if problems:
        raise Invalid(*problems)


def _texts(given: Sequence[str], longest: int) -> list[str]:
    return [each.strip()[:longest] for each in given if each.strip()]
