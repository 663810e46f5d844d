"""The daily turn of the reminders. Asking twice reminds nobody twice."""

from celery import shared_task

from core.clock import today
from life.reminding import remind


@shared_task(name="life.tasks.remind")
def remind_of_deadlines() -> None:
    remind(today())
