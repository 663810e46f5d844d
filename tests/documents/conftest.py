"""A small plan with its people, a shelf of the test's own, and bells that ring nowhere."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from planner import queue
from roadmaps.models import Roadmap
from tests.plans import a_plan, forget_plans


@pytest.fixture(autouse=True)
def _deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(queue.conf, "broker_url", "memory://")
    monkeypatch.setitem(queue.conf, "broker_write_url", "memory://")


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, settings: Any) -> Path:
    """Where this test's files lie."""
    place = tmp_path / "documents"
    kept = settings.STORAGES["documents"]
    options = {**kept["OPTIONS"], "location": str(place)}
    settings.STORAGES = {**settings.STORAGES, "documents": {**kept, "OPTIONS": options}}
    return place


@pytest.fixture
def plan(jin: User) -> Roadmap:
    """Jin's small plan."""
    forget_plans()
    return a_plan(jin)
