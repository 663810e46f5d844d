"""The reference plan and a small one to simulate; bells rung by the tests ring nowhere."""

import pytest

from planner import queue
from tests.with_reference import db, loaded, nkpei, page, trial

__all__ = ["db", "loaded", "nkpei", "page", "trial"]


@pytest.fixture(autouse=True)
def _deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(queue.conf, "broker_url", "memory://")
    monkeypatch.setitem(queue.conf, "broker_write_url", "memory://")
