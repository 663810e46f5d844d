"""The one door to the queue: after commit, by name, ids only."""

from functools import partial

from celery import current_app
from django.db import transaction


def enqueue(task: str, *ids: int) -> None:
    """Ring the bell for `task` once the current transaction is committed."""
    transaction.on_commit(partial(_send, task, ids), robust=True)


def _send(task: str, ids: tuple[int, ...]) -> None:
    # A broker that is away must not fail the request: the sweeper rings again.
    current_app.send_task(task, args=ids, retry=False)
