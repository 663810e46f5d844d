"""The reference plan, loaded once per module, and callers of the REST interface."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.models import User
from roadmaps.models import Roadmap, Role
from tests.api.caller import Caller
from tests.plans import a_plan, forget_plans, let_in


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    forget_plans()
    yield
    forget_plans()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Roadmap]:
    """The reference data and the NKPEI plan; gone again after the module."""
    with django_db_blocker.unblock(), _undone():
        call_command("load_reference", verbosity=0)
        call_command("load_nkpei", verbosity=0)
        yield Roadmap.objects.get()


@pytest.fixture
def nkpei(loaded: Roadmap, django_db_blocker: Any) -> Iterator[Roadmap]:
    """The reference plan, as it was loaded: what a test writes is undone."""
    with django_db_blocker.unblock(), _undone():
        loaded.refresh_from_db()
        yield loaded


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


def _undone() -> Any:
    made = transaction.atomic()
    # What Django's own test cases do, so that durable services may run inside.
    made._from_testcase = True
    return _RolledBack(made)


class _RolledBack:
    def __init__(self, block: transaction.Atomic) -> None:
        self.block = block

    def __enter__(self) -> None:
        self.block.__enter__()

    def __exit__(self, *failure: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
