"""Signs of life of the worker and the beat, for the health page."""

import logging
from threading import Event, Thread

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

WORKER, BEAT = "worker", "beat"
PULSE_SECONDS = 5.0

logger = logging.getLogger(__name__)

_UPSERT = """
    INSERT INTO jobs_pulse (name, at) VALUES (%s, statement_timestamp())
    ON CONFLICT (name) DO UPDATE SET at = excluded.at
"""


def record_pulse(name: str) -> None:
    """Write the sign of life; a database that is away is only logged, the next one will tell."""
    own = _own_connection()
    try:
        with own.cursor() as cursor:
            cursor.execute(_UPSERT, [name])
    except DatabaseError:
        logger.warning("no pulse written for %s", name, exc_info=True)
    finally:
        own.close()


class Pulsing:
    """A thread that records a pulse every few seconds until it is stopped."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._over = Event()

    def start(self) -> None:
        Thread(target=self._pulse, name=f"pulse-{self._name}", daemon=True).start()

    def stop(self) -> None:
        self._over.set()

    def _pulse(self) -> None:
        record_pulse(self._name)
        while not self._over.wait(PULSE_SECONDS):
            record_pulse(self._name)


def _own_connection() -> BaseDatabaseWrapper:
    """A connection outside the pool: the worker's parent forks, and a pool must not be forked."""
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    options = {key: value for key, value in own.settings_dict["OPTIONS"].items() if key != "pool"}
    own.settings_dict = {**own.settings_dict, "OPTIONS": options}
    return own
