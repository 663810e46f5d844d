"""A report outlives kill -9 of the worker that draws it: finished once, within half a minute."""

from pathlib import Path

import pytest
from celery import Celery
from django.db.models import F

from accounts.models import User
from jobs.models import Job
from reports.models import Report
from reports.services import ask_for_report
from roadmaps.models import Roadmap
from tests.jobs.farm import broker, environment, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_report_is_finished_once_after_its_worker_was_killed(
    tmp_path: Path, plan: Roadmap, jin: User, shelf: Path
) -> None:
    report = ask_for_report(plan, scenario="B", stages=["S1", "S2"], language="ko", by=jin)
    job = Job.objects.get()
    with broker(tmp_path) as bell:
        env = environment(bell.url, DATA_DIR=str(tmp_path))
        with worker(env, tmp_path / "first.log") as first:
            Celery(broker=bell.url).send_task("jobs.tasks.run", args=(job.pk,))
            wait_for(lambda: Job.objects.filter(pk=job.pk, state="running").exists(), 60)
            first.kill()
        assert Job.objects.filter(pk=job.pk, state="running", attempts=1).exists()
        assert Report.objects.filter(pk=report.pk, file="").exists()

        with worker(env, tmp_path / "second.log") as second:
            wait_for(lambda: " ready." in second.said, 60)
            wait_for(lambda: Job.objects.filter(pk=job.pk, state="done").exists(), 30)

    report.refresh_from_db()
    assert Job.objects.filter(pk=job.pk, attempts=2, finished_at__gt=F("started_at")).exists()
    assert report.pages is not None
    assert [path.name for path in shelf.rglob("*.pdf")] == [Path(report.file.name).name]
