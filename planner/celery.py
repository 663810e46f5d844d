"""The queue. A job is a row in Postgres; a message only rings the worker's bell."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.settings")

app = Celery("planner")
app.config_from_object("planner.queue_settings")
app.autodiscover_tasks()
