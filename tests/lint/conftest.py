"""A small stored plan that some rules find fault with, and its people."""

from typing import Any

import pytest

from accounts.models import User
from roadmaps.models import Roadmap, Role
from tests.plans import a_plan, forget_plans, let_in


@pytest.fixture
def roadmap(jin: User, mina: User, reference_data: None) -> Roadmap:
    """Jin draws it, Mina approves it."""
    forget_plans()
    plan = a_plan(jin)
    let_in(plan, mina, Role.APPROVER)
    return plan


@pytest.fixture
def as_mina(client: Any, mina: User, roadmap: Roadmap) -> Any:
    client.force_login(mina)
    return client
