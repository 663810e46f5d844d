"""The outbox: sends what is due and tries again what failed, or what a dead worker left behind.

Every letter goes out at least once. Twice only where a worker died between sending it and saying
so; both then bear the same Message-ID.
"""

import logging
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts.models import User
from core import clock, sight
from core.errors import Invalid
from engine.problems import Problem
from roadmaps.models import Roadmap
from roadmaps.sights import eyes_of
from talk.models import Mail, MailSetting
from talk.queries.inbox import NoticeLine, lines_of

log = logging.getLogger(__name__)
State = Mail.State
MOST_ATTEMPTS = 12
#: A claim on a letter lapses; the mail server answers within EMAIL_TIMEOUT, or counts as failed.
LAPSE = timedelta(minutes=10)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)


@transaction.atomic
def set_mail(when: str, email: str, *, by: User) -> None:
    """When a person wants mail, and where to. Letters that wait are kept back if never."""
    if when not in MailSetting.When.values:
        raise Invalid(Problem("not_one_of", ("when",), {"field": "when", "found": when}))
    if when != MailSetting.When.NONE and not email:
        raise Invalid(Problem("mail_address", ("email",)))
    by.email = email
    by.full_clean(exclude=["password"])
    by.save(update_fields=["email"])
    MailSetting.objects.update_or_create(user=by, defaults={"when": when})
    if when == MailSetting.When.NONE:
        Mail.objects.filter(user=by, state=State.WAITING).update(state=State.EMPTY)


def send_due() -> int:
    """Send every letter that is due; how many went out."""
    return sum(send(pk) for pk in list(_to_send().values_list("pk", flat=True)))


def send(pk: int) -> bool:
    """Send one letter, if nobody else has taken it."""
    taken = _to_send().filter(pk=pk)
    if not taken.update(state=State.TAKEN, taken_at=clock.now(), attempts=F("attempts") + 1):
        return False
    mail = Mail.objects.select_related("user").get(pk=pk)
    lines = _untold(mail)
    if not lines:
        _finish(mail, State.EMPTY)
        return False
    if mail.attempts > MOST_ATTEMPTS:
        _finish(mail, State.FAILED)
        return False
    try:
        _letter(mail, lines).send()
    except (OSError, SMTPException):
        log.exception("mail %s could not be sent", pk)
        _wait(mail)
        return False
    _finish(mail, State.SENT)
    return True


def _to_send() -> "QuerySet[Mail]":
    """What waits and is due, and what was taken by a worker that never came back."""
    now = clock.now()
    waits = Q(state=State.WAITING, due__lte=now)
    return Mail.objects.filter(waits | Q(state=State.TAKEN, taken_at__lte=now - LAPSE))


def _untold(mail: Mail) -> list[NoticeLine]:
    """What is still unread, of plans the person still sees."""
    if not mail.user.is_active or not mail.user.email:
        return []
    seen = Roadmap.objects.visible_to(mail.user)
    unread = mail.notices.filter(read_at=None, plan__in=seen)
    # A letter tells what its reader may see, whoever made the notice.
    with override(mail.user.language), sight.seeing(eyes_of(mail.user)):
        return [line for line in lines_of(unread.order_by("pk")) if not line.is_over]


def _letter(mail: Mail, lines: list[NoticeLine]) -> EmailMessage:
    """In the person's own language; it tells what happened and not what was written.

    Mail leaves the house: what a comment says stays behind the sign-in.
    """
    person = mail.user
    with override(person.language):
        if len(lines) == 1:
            subject = lines[0].sentence
        else:
            subject = ngettext(
                "%(count)s notice from your plans", "%(count)s notices from your plans", len(lines)
            ) % {"count": len(lines)}
        told = "\n".join(f"- [{line.notice.plan.name}] {line.sentence}" for line in lines)
        foot = _("Read and answer under “Inbox” in the planner. You can end these mails there.")
        text = f"{told}\n\n{foot}\n"
        name = f"<notices-{mail.pk}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition('@')[2]}>"
        return EmailMessage(
            " ".join(subject.split()), text, to=[person.email], headers={"Message-ID": name}
        )


def _wait(mail: Mail) -> None:
    """Twice as long after every failure, up to a limit; then it is given up, and says so."""
    if mail.attempts >= MOST_ATTEMPTS:
        return _finish(mail, State.FAILED)
    after = min(FIRST_WAIT * 2 ** (mail.attempts - 1), LONGEST_WAIT)
    if mail.is_digest:
        # Meanwhile another letter of the day may wait already; it takes this one's notices along.
        other = Mail.objects.filter(user=mail.user, is_digest=True, state=State.WAITING).first()
        if other is not None:
            mail.notices.update(mail=other)
            return _finish(mail, State.EMPTY)
    _ours(mail).update(state=State.WAITING, due=clock.now() + after, taken_at=None)
    return None


def _finish(mail: Mail, state: Mail.State) -> None:
    _ours(mail).update(state=state, sent_at=clock.now() if state == State.SENT else None)


def _ours(mail: Mail) -> "QuerySet[Mail]":
    """The letter, as long as nobody has taken it after us."""
    return Mail.objects.filter(pk=mail.pk, state=State.TAKEN, attempts=mail.attempts)
