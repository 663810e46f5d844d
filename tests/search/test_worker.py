"""A real worker searches, and stops soon after it was told to."""

from pathlib import Path

import pytest
from celery import Celery

from accounts.models import User
from jobs.models import Job
from roadmaps.models import Roadmap
from search.models import PlanSearch
from search.services import ask_for_search
from tests.jobs.farm import broker, environment, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_finds_the_plan(tmp_path: Path, plan: Roadmap, jin: User) -> None:
    asked = {"scenario": "A", "goal": "finish", "weights": {}, "stages": ["S1", "S2"]}
    search = ask_for_search(plan, seconds=20, by=jin, **asked)  # type: ignore[arg-type]
    job = Job.objects.get()
    with (
        broker(tmp_path) as bell,
        worker(environment(bell.url, DATA_DIR=str(tmp_path)), tmp_path / "worker.log"),
    ):
        Celery(broker=bell.url).send_task("jobs.tasks.run", args=(job.pk,))
        wait_for(lambda: Job.objects.filter(pk=job.pk, state="done").exists(), 90)
    found = PlanSearch.objects.get(pk=search.pk)
    assert (found.outcome, found.answers[0]["finish"]) == ("optimal", "2027-01-22")
