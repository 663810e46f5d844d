"""A small plan, and two who work on it; Olga sees nothing of it."""

import pytest

from accounts.models import User
from roadmaps.models import Roadmap, Role
from tests.plans import a_plan, forget_plans, let_in


@pytest.fixture
def plan(jin: User, mina: User) -> Roadmap:
    """Jin's plan, which Mina approves."""
    forget_plans()
    made = a_plan(jin)
    let_in(made, mina, Role.APPROVER)
    for person, language in ((jin, "ko"), (mina, "en")):
        person.email, person.language = f"{person.username}@example.test", language
        person.save()
    return made
