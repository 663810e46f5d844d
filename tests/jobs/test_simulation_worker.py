"""Several workers draw one simulation; kill -9 of them all costs no draw and changes no byte."""

from pathlib import Path

import pytest
from celery import Celery

from accounts.models import User
from jobs.models import Job
from ranges.models import RangesRun
from tests.jobs.farm import broker, environment, wait_for, worker
from tests.plans import a_plan
from tests.ranges.asking import ask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_parts_resume_after_a_kill_and_add_up_to_the_same_bytes(tmp_path: Path, jin: User) -> None:
    plan = a_plan(jin)
    question = {"draws": 200_000, "seed": 3}
    split = ask(plan, jin, parts=4, **question)
    with broker(tmp_path) as bell:
        env = environment(bell.url)
        ring = Celery(broker=bell.url)
        with worker(env, tmp_path / "first.log") as first:
            for job in Job.objects.filter(kind="ranges-part"):
                ring.send_task("jobs.tasks.run", args=(job.pk,))
            wait_for(lambda: Job.objects.filter(state="running", progress__gt=2).exists(), 60)
            first.kill()
        assert Job.objects.filter(state="running").exists()
        with worker(env, tmp_path / "second.log"):
            wait_for(lambda: RangesRun.objects.filter(sha256__gt="").exists(), 90)
            split.refresh_from_db()
            assert Job.objects.filter(attempts__gte=2).exists()
            RangesRun.objects.all().delete()
            Job.objects.all().delete()
            ask(plan, jin, parts=1, **question)
            wait_for(lambda: RangesRun.objects.filter(sha256__gt="").exists(), 90)
    assert RangesRun.objects.get().sha256 == split.sha256
