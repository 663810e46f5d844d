"""Delegations: given by the one whose decisions they are, for a time, and revocable."""

from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from approvals.models import Delegation, How, Level
from core import clock
from core.errors import Forbidden, Invalid
from engine.problems import Problem
from roadmaps.models import Roadmap, Role

GIVES = frozenset({Role.REVIEWER, Role.COMPLIANCE, Role.APPROVER, Role.OWNER})
LONGEST = timedelta(days=366)


@transaction.atomic(durable=True)
def delegate(
    roadmap: Roadmap,
    taker: User,
    *,
    how: str,
    level: str,
    since: date,
    until: date,
    reason: str,
    by: User,
) -> Delegation:
    """Let a member of the plan decide in one's place, at one level or at all, between two days."""
    if roadmap.role_of(by) not in GIVES:
        raise Forbidden(Problem("may_not_delegate"))
    problems = []
    if taker.pk == by.pk:
        problems.append(Problem("delegates_to_oneself", ("taker",)))
    if not roadmap.role_of(taker) or not taker.is_active:
        problems.append(Problem("deputy_no_member", ("taker",), {"person": str(taker)}))
    if how not in How.values or level not in {"", *Level.values}:
        problems.append(Problem("no_such_delegation", ("how",)))
    if until < since or until < clock.today() or until - since > LONGEST:
        problems.append(Problem("delegation_days", ("until",)))
    if not reason.strip():
        problems.append(Problem("delegation_without_reason", ("reason",)))
    if problems:
        raise Invalid(*problems)
    return Delegation.objects.create(
        plan=roadmap,
        giver=by,
        taker=taker,
        how=how,
        level=level,
        since=since,
        until=until,
        reason=reason.strip()[:500],
        made_at=clock.now(),
    )


@transaction.atomic(durable=True)
def revoke(roadmap: Roadmap, delegation_id: int, *, by: User) -> Delegation:
    """It counts no more from now on. What was decided by it stands; revoking twice does nothing."""
    rows = Delegation.objects.select_for_update().filter(plan=roadmap, pk=delegation_id)
    found = rows.first()
    if found is None:
        raise Invalid(Problem("no_such_delegation", (str(delegation_id),)))
    if found.giver_id != by.pk:
        raise Invalid(Problem("not_your_delegation"))
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        found.save(update_fields=["revoked_at"])
    return found
