"""Who is at work on this connection: told to the database, which writes it into every event."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass

from django.db import connection

SETTING = "audit.who"
#: Who is really at work where a request has somebody else's eyes.
_behind: "ContextVar[Acting | None]" = ContextVar("behind", default=None)


@dataclass(frozen=True, slots=True)
class Acting:
    """A person, or a part of the product (`who_id` None), and on what occasion."""

    who: str
    who_id: int | None = None
    role: str = ""
    request: str = ""
    address: str = ""
    reason: str = ""


@contextmanager
def acting(somebody: Acting) -> Iterator[None]:
    """What is written inside, on this connection, is written by this person.

    Begin it outside of a transaction: inside one that is rolled back the name would go with it.
    """
    tell_who(somebody)
    try:
        yield
    finally:
        tell_no_more()


@contextmanager
def standing_behind(somebody: Acting | None) -> Iterator[None]:
    """What is read inside is read by this person, whosever eyes are used."""
    token = _behind.set(somebody)
    try:
        yield
    finally:
        _behind.reset(token)


def stand_behind(somebody: Acting) -> None:
    """From here to the end of the request, this person is the one who reads."""
    _behind.set(somebody)


def who_is_behind() -> Acting | None:
    """Who is really reading; None where it is who it seems to be."""
    return _behind.get()


def tell_who(somebody: Acting) -> None:
    """From now on this connection writes for this person."""
    _tell(json.dumps(asdict(somebody)))


def tell_no_more() -> None:
    """From now on it writes for nobody in particular."""
    # A broken transaction takes no statement; a connection that is gone needs none.
    if connection.connection is not None and not connection.needs_rollback:
        _tell("")


def _tell(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, words])
