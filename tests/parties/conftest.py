"""A small plan with a compliance officer, and bells that ring nowhere."""

import pytest

from accounts.models import User
from jobs.models import Job
from jobs.running import run_job
from planner import queue
from roadmaps.models import Roadmap, Role
from tests.plans import RECORDS, a_plan, forget_plans, let_in

#: Supply networks name parties as well; tests about one partner leave them out.
NETWORK = ("entity", "relation", "control")


@pytest.fixture(autouse=True)
def _deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(queue.conf, "broker_url", "memory://")
    monkeypatch.setitem(queue.conf, "broker_write_url", "memory://")


@pytest.fixture
def plan(jin: User) -> Roadmap:
    """Jin's small plan; its only partner is called 공단."""
    forget_plans()
    return a_plan(jin, [each for each in RECORDS if each.kind not in NETWORK])


@pytest.fixture
def officer(plan: Roadmap, mina: User) -> User:
    """Mina is the plan's compliance officer."""
    return let_in(plan, mina, Role.COMPLIANCE)


@pytest.fixture
def work() -> "object":
    """Does every waiting job, as a worker would."""

    def work_off() -> None:
        for job in Job.objects.filter(state="queued").order_by("pk"):
            run_job(job.pk, "test")

    return work_off
