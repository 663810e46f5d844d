"""The beat's side: twice a minute those who watch are told of edits, and the outbox is emptied.

Every morning, before the letters of the day, people are told of what is due.
"""

from celery import shared_task

from core import clock
from talk import mailing, outbox, telling


@shared_task(name="talk.tasks.tell")
def tell() -> None:
    """Tell of new edits and send what is due."""
    telling.tell_edits()
    outbox.queue_mail()
    mailing.send_due()


@shared_task(name="talk.tasks.remind")
def remind() -> None:
    """Tell of what is due today. Asking twice reminds nobody twice."""
    telling.tell_due(clock.today())
