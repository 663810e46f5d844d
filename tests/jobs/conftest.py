"""Bells rung by a test's own process ring nowhere: these tests' workers have their own broker."""

import pytest

from planner import queue


@pytest.fixture(autouse=True)
def _deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(queue.conf, "broker_url", "memory://")
    monkeypatch.setitem(queue.conf, "broker_write_url", "memory://")
