"""The one door to the queue: after commit, by name, ids only."""

from celery import current_app
from django.db import transaction


def enqueue(task: str, *ids: int) -> None:
    """Ring the bell for `task` once the current transaction is committed."""

    # A function, no partial: Django's log of a failed hook asks for its name.
    def ring() -> None:
        # A broker that is away must not fail the request: the sweeper rings again.
        current_app.send_task(task, args=ids, retry=False)

    transaction.on_commit(ring, robust=True)
