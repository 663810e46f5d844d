"""The checklist: the drafter answers a point, the route says whether that settles it."""

from django.db import transaction

from accounts.models import User
from approvals.models import Answer, Point, Submission
from approvals.queries.turns import may_take
from approvals.services.submitting import hold
from core import clock
from core.errors import Forbidden, Invalid
from engine.approving import OPEN
from engine.problems import Problem


@transaction.atomic(durable=True)
def answer_point(
    submission: Submission, point_id: int, verb: str, *, by: User, text: str = ""
) -> Answer:
    """The drafter answers; whoever's turn it is says that a point is settled, or open again."""
    locked = hold(submission)
    point = Point.objects.filter(decision__submission=locked, pk=point_id).first()
    if point is None or verb not in Answer.Verb.values:
        raise Invalid(Problem("no_such_point", (str(point_id),)))
    if locked.state not in {state.value for state in OPEN}:
        raise Invalid(Problem("submission_over", (locked.title,)))
    is_drafter = locked.drafter_id == by.pk
    if verb == Answer.Verb.ANSWER and not is_drafter:
        raise Forbidden(Problem("not_the_drafter"))
    if verb == Answer.Verb.ANSWER and not text.strip():
        raise Invalid(Problem("answer_empty", ("text",)))
    if verb != Answer.Verb.ANSWER and not may_take(locked, by):
        raise Forbidden(Problem("not_your_turn"))
    return Answer.objects.create(
        point=point, verb=verb, text=text.strip()[:1000], by=by, by_name=str(by), at=clock.now()
    )
