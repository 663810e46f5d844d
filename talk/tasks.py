"""The beat's side: twice a minute those who watch are told of edits, and the outbox is emptied."""

from celery import shared_task

from talk import mailing, outbox, telling


@shared_task(name="talk.tasks.tell")
def tell() -> None:
    """Tell of new edits and send what is due."""
    telling.tell_edits()
    outbox.queue_mail()
    mailing.send_due()
