"""Celery's settings, each chosen so that a killed worker or broker loses nothing.

The visibility timeout is long so that nothing runs twice by it; recovery is the sweeper's work.
"""

from celery.schedules import crontab
from django.conf import settings

broker_url = settings.BROKER_URL
broker_connection_retry_on_startup = True
broker_transport_options = {
    "visibility_timeout": 21_600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    # A request that rings while the broker is away soon gives up; the sweeper rings again.
    "max_retries": 1,
    "interval_start": 0.2,
}
# Messages leave the broker as they arrive: the row in Postgres remembers the work. Kombu 5.7 ends
# the whole worker when the broker dies while it holds messages it has not acknowledged.
task_acks_late = False
worker_disable_prefetch = True
task_ignore_result = True
worker_prefetch_multiplier = 1
worker_hijack_root_logger = False
timezone = "Asia/Seoul"
beat_schedule = {
    # Before the letters of the day go out at seven; and again, should the beat have been down then.
    "remind": {"task": "talk.tasks.remind", "schedule": crontab(hour="6,9,13", minute="45")},
    "tell": {"task": "talk.tasks.tell", "schedule": 30.0, "options": {"expires": 30.0}},
    "sweep": {"task": "jobs.tasks.sweep", "schedule": 5.0, "options": {"expires": 5.0}},
    "rescreen": {"task": "parties.tasks.rescreen", "schedule": 60.0, "options": {"expires": 60.0}},
}
