"""One world for all that knocks at the doors: making it takes longer than knocking."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from tests.access.world import World, make_world, unmake_world
from tests.undone import undone


@pytest.fixture(scope="package")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The reference data. pytest-django makes a test database for whoever asks for this name."""
    with django_db_blocker.unblock(), undone():
        call_command("load_reference", verbosity=0)
        yield


@pytest.fixture(scope="package")
def world(db: None) -> Iterator[World]:
    made = make_world()
    yield made
    unmake_world(made)
