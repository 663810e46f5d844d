"""Reading an inbox: a notice is read once, and its owner alone reads it."""

from collections.abc import Sequence

from accounts.models import User
from core import clock
from talk.queries.inbox import inbox_of


def mark_read(person: User, ids: Sequence[int] | None, *, plan: int | None = None) -> int:
    """Mark these notices as read, or all (of a plan); how many were unread."""
    found = inbox_of(person).filter(read_at=None)
    if ids is not None:
        found = found.filter(pk__in=ids)
    if plan is not None:
        found = found.filter(plan_id=plan)
    return found.update(read_at=clock.now())
