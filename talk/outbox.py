"""From notices to letters: each unread notice is put into one letter, once.

One person at a time and apart from the commit that made the notice, so that whoever comments never
waits for a letter.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import clock
from talk.models import Mail, MailSetting, Notice

When = MailSetting.When
#: The hour, here, at which the mail of a day goes out.
DIGEST_HOUR = 7


def queue_mail() -> int:
    """Put every notice that is in no letter yet into one; how many letters wait for it."""
    fresh = Notice.objects.filter(is_queued=False).order_by("user").distinct()
    return sum(_queue(pk) for pk in list(fresh.values_list("user", flat=True)))


@transaction.atomic
def _queue(person_id: int) -> int:
    """The notices are held meanwhile; another worker passes them over."""
    held = Notice.objects.select_for_update(skip_locked=True).order_by("pk")
    notices = list(held.filter(user=person_id, is_queued=False))
    letters = _letters_for(User.objects.get(pk=person_id), [n for n in notices if not n.read_at])
    Notice.objects.filter(pk__in=[each.pk for each in notices]).update(is_queued=True)
    return letters


def _letters_for(person: User, notices: list[Notice]) -> int:
    setting = MailSetting.objects.filter(user=person).first()
    when = setting.when if setting else When.DAILY
    if not notices or when == When.NONE or not person.email:
        return 0
    if when == When.AT_ONCE:
        for each in notices:
            mail = Mail.objects.create(user=person, is_digest=False, due=clock.now())
            Notice.objects.filter(pk=each.pk).update(mail=mail)
        return len(notices)
    waits = Mail.objects.select_for_update()
    mail, _ = waits.get_or_create(
        user=person, is_digest=True, state=Mail.State.WAITING, defaults={"due": _next_digest()}
    )
    Notice.objects.filter(pk__in=[each.pk for each in notices]).update(mail=mail)
    return 1


def _next_digest() -> datetime:
    now = timezone.localtime(clock.now())
    today = timezone.make_aware(datetime.combine(now.date(), time(DIGEST_HOUR)))
    return today if now < today else today + timedelta(days=1)
