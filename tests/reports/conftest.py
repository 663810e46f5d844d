"""A plan to report on; and bells rung by a test's own process ring nowhere."""

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from planner import queue
from roadmaps.models import Roadmap
from tests.reports.plans import a_small_plan


@pytest.fixture(autouse=True)
def _deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(queue.conf, "broker_url", "memory://")
    monkeypatch.setitem(queue.conf, "broker_write_url", "memory://")


@pytest.fixture
def shelf(tmp_path: Path, settings: Any) -> Path:
    """Where the reports of this test are kept."""
    backend = "django.core.files.storage.FileSystemStorage"
    kept = {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path / "files")}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    return tmp_path / "files"


@pytest.fixture
def plan(jin: User) -> Roadmap:
    return a_small_plan(jin)
