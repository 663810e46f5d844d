"""One door for everything that is done with a submission: pages and REST say a verb."""

from collections.abc import Sequence
from datetime import date

from accounts.models import User
from approvals.models import Submission
from approvals.services.deciding import decide
from approvals.services.submitting import resubmit, submit, withdraw
from engine.approving import Verb


def act(
    submission: Submission,
    verb: Verb,
    *,
    by: User,
    seen: str = "",
    text: str = "",
    points: Sequence[str] = (),
    conditions: Sequence[str] = (),
    valid_until: date | None = None,
) -> None:
    """The drafter's part, or a decision; refused as those are."""
    match verb:
        case Verb.SUBMIT:
            submit(submission, by=by)
        case Verb.RESUBMIT:
            resubmit(submission, by=by, text=text)
        case Verb.WITHDRAW:
            withdraw(submission, by=by, text=text)
        case _:
            decide(
                submission,
                verb,
                by=by,
                seen=seen,
                text=text,
                points=points,
                conditions=conditions,
                valid_until=valid_until,
            )
