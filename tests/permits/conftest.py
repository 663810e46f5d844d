"""A small plan with something to ask permission for, and people around it."""

import pytest
from django.test import Client

from accounts.models import User
from roadmaps.models import Roadmap, Role
from tests.plans import a_plan, let_in


@pytest.fixture
def law(reference_data: None) -> None:
    """Measures, zones and the rest."""


@pytest.fixture
def trial(law: None, jin: User) -> Roadmap:
    """The trial plan; Jin owns it."""
    return a_plan(jin)


@pytest.fixture
def planner(trial: Roadmap) -> User:
    return let_in(trial, User.objects.create_user("planner"), Role.PLANNER)


@pytest.fixture
def officer(trial: Roadmap) -> User:
    return let_in(trial, User.objects.create_user("officer"), Role.COMPLIANCE)


@pytest.fixture
def as_planner(client: Client, planner: User) -> Client:
    client.force_login(planner)
    return client


@pytest.fixture
def as_officer(officer: User) -> Client:
    client = Client()
    client.force_login(officer)
    return client
