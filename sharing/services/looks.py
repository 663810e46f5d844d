"""Looks: an administrator sees a plan as one of its members does, to read, for a short while."""

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Forbidden, Invalid
from engine.problems import Problem
from roadmaps.models import Roadmap
from sharing.models import Look

#: A look ends by itself.
LASTS = timedelta(minutes=30)
LONGEST_REASON = 500


@transaction.atomic
def begin_look(roadmap: Roadmap, person: User, reason: str, *, by: User) -> Look:
    """Look at the plan as this member. A look that was going on ends."""
    if not (by.is_staff and by.is_active):
        raise Forbidden(Problem("not_an_administrator"))
    if not reason.strip():
        raise Invalid(Problem("look_without_reason", ("reason",)))
    if len(reason) > LONGEST_REASON:
        values = {"field": "reason", "longest": LONGEST_REASON}
        raise Invalid(Problem("too_long", ("reason",), values))
    if person.pk == by.pk:
        raise Invalid(Problem("look_as_oneself", ("person",)))
    members = roadmap.memberships.filter(user=person, user__is_active=True)
    if not members.exists():
        raise Invalid(Problem("look_as_a_stranger", ("person",), {"name": str(person)}))
    now = clock.now()
    Look.objects.filter(by=by, ended_at=None, ends_at__gt=now).update(ended_at=now)
    return Look.objects.create(
        plan=roadmap,
        by=by,
        person=person,
        reason=reason.strip(),
        begun_at=now,
        ends_at=now + LASTS,
    )


@transaction.atomic
def end_look(look: Look) -> None:
    """The look is over. What has ended already stays as it is."""
    now = clock.now()
    Look.objects.filter(pk=look.pk, ended_at=None, ends_at__gt=now).update(ended_at=now)


def look_going_on(number: int, by: User) -> Look | None:
    """The administrator's look with this number, if it has not ended."""
    found = Look.objects.select_related("plan", "person", "by").filter(pk=number, by=by).first()
    if found is None or not by.is_staff or not found.lasts_at(clock.now()):
        return None
    still_member = found.plan.memberships.filter(user=found.person, user__is_active=True)
    return found if still_member.exists() else None
