"""Reminding people that permits lapse: a reminder is made once, and sent until it has gone out."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from core import clock
from core.templatetags.ui import day
from engine.permits import lapsing
from engine.records import Permit
from permits.models import Reminder
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import whole_plan_of

log = logging.getLogger(__name__)
#: Who has to do something about it.
RESPONSIBLE = (Role.OWNER, Role.PLANNER, Role.COMPLIANCE)
MOST_ATTEMPTS = 48


def make_reminders() -> int:
    """A reminder for every permit that lapses within its plan's notice and has none yet."""
    today, made = clock.today(), 0
    plans = Roadmap.objects.filter(permit_rows__state="granted").distinct()
    for roadmap in plans:
        for lapse in lapsing(whole_plan_of(roadmap), today):
            if lapse.days >= 0:
                _reminder, is_new = Reminder.objects.get_or_create(
                    plan=roadmap,
                    permit=lapse.permit.key,
                    until=lapse.until,
                    defaults={"made_at": clock.now()},
                )
                made += is_new
    return made


def send_reminders() -> int:
    """Send what has not gone out yet; what fails is tried again at the next call."""
    waiting = Reminder.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)
    return sum(_send(pk) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _send(pk: int) -> bool:
    """One reminder. The row is held while it is sent, so that no second worker sends it too."""
    rows = Reminder.objects.select_for_update(skip_locked=True).select_related("plan")
    found = rows.filter(pk=pk, sent_at=None).first()
    if found is None:
        return False
    permit = whole_plan_of(found.plan).permits.get(found.permit)
    if permit is not None and permit.state == "granted" and permit.valid_until == found.until:
        found.attempts += 1
        try:
            _tell(found, permit)
        except (OSError, SMTPException):
            log.exception("the reminder of %s could not be sent", found)
            found.save(update_fields=["attempts"])
            return False
    found.sent_at = clock.now()
    found.save(update_fields=["sent_at", "attempts"])
    return True


def _tell(reminder: Reminder, permit: Permit) -> None:
    """To each in their own language; nobody sees the addresses of the others."""
    for person in _responsible(reminder.plan):
        with override(person.language):
            values = {
                "permit": permit.name(person.language) or permit.key,
                "plan": reminder.plan.name,
                "day": str(day(reminder.until)),
                "key": permit.key,
            }
            subject = _("%(permit)s lapses on %(day)s") % values
            body = _(
                "Plan: %(plan)s\nPermit: %(permit)s (%(key)s)\nLast day: %(day)s\n\n"
                "What needs it has to stop by then. Ask for a new permit in good time, or record "
                "how this one ended."
            )
            EmailMessage(subject, body % values, to=[person.email]).send()


def _responsible(roadmap: Roadmap) -> Iterable[User]:
    held = roadmap.memberships.filter(role__in=RESPONSIBLE, user__is_active=True)
    return [each.user for each in held.select_related("user") if each.user.email]
