"""The site: settings, and what joins the apps. Imported by nobody."""

# Whatever starts Django must know our queue, or the doorbell rings at Celery's default address.
from planner.celery import app as queue

__all__ = ["queue"]
