"""The beat's side: once a day reminders are made, and every hour those still waiting are sent."""

from celery import shared_task

from permits import services


@shared_task(name="permits.tasks.remind")
def remind() -> None:
    """Make today's reminders and send them."""
    services.make_reminders()
    services.send_reminders()


@shared_task(name="permits.tasks.send_again")
def send_again() -> None:
    """Send what could not be sent before."""
    services.send_reminders()
