"""What a killed worker or a killed broker leaves behind is finished, once, within half a minute."""

import sys
from pathlib import Path

import pytest
from celery import Celery

from accounts.models import User
from jobs import services
from jobs.models import Job, Pulse
from tests.jobs.farm import Program, broker, environment, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)
APP = "tests.jobs.worker_app"


def ring(env: dict[str, str], job: Job) -> None:
    """The doorbell, as the web server's process would press it."""
    Celery(broker=env["BROKER_URL"]).send_task("jobs.tasks.run", args=(job.pk,))


def state(job: Job) -> str:
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def lines(notes: Path) -> list[str]:
    return notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []


def test_a_killed_worker_tree_loses_nothing_and_does_nothing_twice(
    tmp_path: Path, jin: User
) -> None:
    notes = tmp_path / "notes"
    with broker(tmp_path) as bell:
        env = environment(bell.url, JOB_TEST_NOTES=str(notes))
        with worker(env, tmp_path / "first.log", APP) as first:
            job = services.start_job("slow", 1, by=jin)
            ring(env, job)
            wait_for(lambda: Job.objects.filter(pk=job.pk, progress__gt=10).exists(), 60)
            first.kill()
        assert (state(job), lines(notes)) == ("running", [])

        with worker(env, tmp_path / "second.log", APP) as second:
            ring(env, job)  # a duplicate message must do no harm
            wait_for(lambda: second.said.count("ready.") > 0, 60)
            wait_for(lambda: state(job) == "done", 30)
            ring(env, job)
            wait_for(lambda: second.said.count("jobs.tasks.run") >= 6, 20)

    assert lines(notes) == ["finished 1"]
    assert Job.objects.get(pk=job.pk).attempts == 2
    assert set(Pulse.objects.values_list("name", flat=True)) == {"worker", "beat"}


def test_a_killed_broker_loses_nothing(tmp_path: Path, jin: User) -> None:
    notes = tmp_path / "notes"
    with broker(tmp_path) as bell:
        env = environment(bell.url, JOB_TEST_NOTES=str(notes))
        with worker(env, tmp_path / "worker.log", APP):
            rung = [services.start_job("slow", n, by=jin) for n in (1, 2, 3, 4)]
            for job in rung:
                ring(env, job)
            begun = Job.objects.filter(pk__in=[job.pk for job in rung], progress__gt=10)
            wait_for(lambda: begun.count() == 2, 60)

            bell.kill()
            unheard = services.start_job("slow", 5, by=jin)
            bell.start()

            wait_for(lambda: {state(job) for job in (*rung, unheard)} == {"done"}, 60)

    assert sorted(lines(notes)) == [f"finished {n}" for n in (1, 2, 3, 4, 5)]
    assert list(Job.objects.order_by("pk").values_list("attempts", flat=True)) == [1] * 5


def test_a_request_is_not_held_up_by_a_broker_that_is_away(tmp_path: Path, jin: User) -> None:
    script = (
        "import django, time; django.setup()\n"
        "from planner.celery import app\n"
        "from core.queue import enqueue\n"
        "began = time.monotonic(); enqueue('jobs.tasks.run', 1)\n"
        "print('seconds', time.monotonic() - began)\n"
    )
    env = environment(
        f"redis+socket://{tmp_path}/nobody.sock", DJANGO_SETTINGS_MODULE="planner.settings"
    )
    log = tmp_path / "request.log"
    with Program(sys.executable, "-c", script, env=env, log=log) as request:
        wait_for(lambda: "seconds" in request.said, 60)

    assert float(log.read_text().rsplit("seconds", 1)[1]) < 3
