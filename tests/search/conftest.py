"""A plan to search; and bells rung by a test's own process ring nowhere."""

import pytest

from accounts.models import User
from planner import queue
from roadmaps.models import Roadmap
from tests.search.plans import a_crowded_plan


@pytest.fixture(autouse=True)
def _deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(queue.conf, "broker_url", "memory://")
    monkeypatch.setitem(queue.conf, "broker_write_url", "memory://")


@pytest.fixture
def plan(jin: User) -> Roadmap:
    return a_crowded_plan(jin)
