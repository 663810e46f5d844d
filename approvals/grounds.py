"""An approval as the ground on which a draft is adopted (see `drafts.grounds`)."""

from django.urls import reverse

from accounts.models import User
from approvals.models import Baseline, Submission
from approvals.queries.seeing import hash_now
from approvals.queries.standing import APPROVED
from core import clock
from drafts.grounds import Ground
from drafts.models import Draft


def ground_of(draft: Draft) -> Ground | None:
    """The approval of the draft exactly as it is now, as long as it holds."""
    found = _approval(draft)
    if found is None or found.decided_at is None:
        return None
    last = found.decisions.filter(step__isnull=False).order_by("-pk").first()
    return Ground(found.title, last.by_name if last else "", found.decided_at, _address(found))


def put_to_approval(draft: Draft) -> list[tuple[str, str, str]]:
    """Title, state and address of every submission of the draft, the latest first."""
    rows = Submission.objects.filter(draft=draft)
    return [(each.title, str(each.get_state_display()), _address(each)) for each in rows]


def adopted(draft: Draft, *, by: User) -> None:
    """The approved draft is the plan: from now on the plan is measured against that version."""
    found = _approval(draft)
    if found is not None and found.version is not None:
        Baseline.objects.create(
            plan=found.plan,
            version=found.version,
            submission=found,
            reason=found.title,
            by=by,
            at=clock.now(),
        )


def _approval(draft: Draft) -> Submission | None:
    rows = Submission.objects.filter(draft=draft, state__in=APPROVED).order_by("-decided_at")
    for each in rows.select_related("plan", "version", "draft__plan"):
        holds = each.valid_until is None or clock.today() <= each.valid_until
        if holds and each.version and each.version.content_hash == hash_now(each):
            return each
    return None


def _address(submission: Submission) -> str:
    return reverse("approvals:submission", args=[submission.plan_id, submission.pk])
