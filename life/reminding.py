"""Reminders of deadlines: one row for each period that comes near or is missed, and one e-mail.

Rows stay, so that nobody is reminded twice and a list of what was said can be shown. A mail that
could not be sent waits for the next turn; without a mail server only the rows are made.
"""

import logging
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from core.clock import now
from core.templatetags.ui import day, in_language
from engine.life.clocks import Clock
from life.models import LifeStep, Reminder
from life.queries.board import NEAR
from life.queries.standing import lives_of
from life.vocabulary import CLOCK_NAMES
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import whole_plan_of

logger = logging.getLogger(__name__)

#: Who answers for the deadlines of a plan.
ANSWERABLE = (Role.PLANNER, Role.OWNER, Role.COMPLIANCE)


def remind(today: date) -> int:
    """Make what reminders are due in all plans and send what has not been sent; how many rows."""
    with_steps = LifeStep.objects.values("plan").distinct()
    plans = Roadmap.objects.filter(pk__in=with_steps).order_by("pk")
    made = sum(len(make_reminders(plan, today)) for plan in plans)
    send_reminders()
    return made


@transaction.atomic
def make_reminders(roadmap: Roadmap, today: date) -> list[Reminder]:
    """A row for every deadline that is near or missed and has none yet."""
    plan = whole_plan_of(roadmap)
    near = [
        (key, clock)
        for key, life in lives_of(roadmap, plan, today).items()
        for clock in life.clocks
        if clock.state in NEAR
    ]
    people = User.objects.filter(
        is_active=True, memberships__plan=roadmap, memberships__role__in=ANSWERABLE
    ).distinct()
    return [made for key, clock in near if (made := _make(roadmap, key, clock, people))]


def send_reminders() -> int:
    """Write to those reminded; how many reminders were sent."""
    if not settings.EMAIL_HOST:
        return 0
    waiting = list(Reminder.objects.filter(mailed_at=None).values_list("pk", flat=True))
    return sum(_send(pk) for pk in waiting)


def _make(roadmap: Roadmap, key: str, clock: Clock, people: Iterable[User]) -> Reminder | None:
    made, is_new = Reminder.objects.get_or_create(
        plan=roadmap,
        project=key,
        identity=clock.identity,
        defaults={"clock": clock.key, "due": clock.due},
    )
    if not is_new:
        return None
    made.recipients.set(people)
    return made


@transaction.atomic
def _send(pk: int) -> bool:
    """One reminder to each of its people in their language; a row held by another turn is left."""
    rows = Reminder.objects.select_for_update(skip_locked=True, of=("self",))
    reminder = rows.select_related("plan").filter(pk=pk, mailed_at=None).first()
    if reminder is None:
        return False
    try:
        for person in reminder.recipients.exclude(email=""):
            with override(person.language):
                send_mail(*_letter(reminder), None, [person.email])
    except OSError:
        logger.warning("reminder %s could not be sent", pk, exc_info=True)
        return False
    Reminder.objects.filter(pk=pk).update(mailed_at=now())
    return True


def _letter(reminder: Reminder) -> tuple[str, str]:
    project = whole_plan_of(reminder.plan).projects.get(reminder.project)
    called = f"{reminder.project} {in_language(project)}" if project else reminder.project
    values = {
        "clock": str(CLOCK_NAMES[reminder.clock]),
        "project": called,
        "plan": reminder.plan.name,
        "day": str(day(reminder.due)) if reminder.due else "",
    }
    if reminder.due is None:
        body = _("%(clock)s: the plan is beyond what was approved. Apply anew before carrying.")
    else:
        body = _("%(clock)s: the deadline is %(day)s.")
    head = _("Deadline: %(clock)s, %(project)s") % values
    where = _("Project: %(project)s. Plan: %(plan)s.") % values
    return head, f"{body % values}\n{where}\n"
