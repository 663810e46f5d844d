"""A stretch of work on the database that is taken back at its end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is rolled back; the product's own transactions run as they do."""
    assert connection.settings_dict["NAME"] == connection.settings_dict["TEST"]["NAME"]
    block = transaction.atomic()
    block._from_testcase = True  # durable services may be nested in it, as in Django's TestCase
    with block:
        try:
            yield
        finally:
            transaction.set_rollback(True)
