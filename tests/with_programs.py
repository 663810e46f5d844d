"""The reference plan, loaded once for tests of programs, and people and programs around it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from roadmaps.models import Roadmap, Role
from tests.api.caller import Caller
from tests.plans import a_plan, forget_plans, let_in
from tests.undone import undone


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Roadmap]:
    """The reference data and the NKPEI plan."""
    with django_db_blocker.unblock(), undone():
        call_command("load_reference", verbosity=0)
        call_command("load_nkpei", verbosity=0)
        yield Roadmap.objects.get()


@pytest.fixture
def db(loaded: Roadmap, django_db_blocker: Any) -> Iterator[None]:
    """The database with the reference plan in it; what a test writes is undone."""
    with django_db_blocker.unblock(), undone():
        forget_plans()
        yield
        forget_plans()


@pytest.fixture
def nkpei(loaded: Roadmap, db: None) -> Roadmap:
    """The reference plan, as it was loaded."""
    loaded.refresh_from_db()
    return loaded


@pytest.fixture
def reader(nkpei: Roadmap) -> Caller:
    """A program of somebody who views the reference plan."""
    return Caller(let_in(nkpei, User.objects.create_user("reader"), Role.VIEWER), "read")


@pytest.fixture
def editor(nkpei: Roadmap) -> Caller:
    """A program of somebody who plans in the reference plan."""
    return Caller(let_in(nkpei, User.objects.create_user("editor"), Role.PLANNER))


@pytest.fixture
def trial(jin: User) -> Roadmap:
    """A small plan of Jin's."""
    return a_plan(jin)


@pytest.fixture
def program(jin: User) -> Caller:
    """Jin's program."""
    return Caller(jin)
