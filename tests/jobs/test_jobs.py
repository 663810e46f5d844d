"""A job is claimed once, beats while it lives, and ends once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts.models import User
from core.errors import Invalid
from engine.problems import Problem
from jobs import claims, services
from jobs.claims import Cancelled, Claim, Lost
from jobs.models import Job, Pulse, State
from jobs.pulses import record_pulse
from jobs.running import run_job
from jobs.sweeping import sweep_jobs
from tests.jobs import worker_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(jin: User) -> Job:
    return services.start_job("slow", 7, by=jin)


def claimed(job: Job) -> Claim:
    claim = claims.claim_job(job.pk, "w1")
    assert claim is not None
    return claim


def now(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def let_it_go_stale(job: Job, seconds: int = 10) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat_at=Now() - timedelta(seconds=seconds))


def test_a_new_job_waits_with_nothing_done(job: Job, jin: User) -> None:
    found = now(job)

    assert (found.state, found.attempts, found.progress, found.created_by) == ("queued", 0, 0, jin)
    assert found.is_final is False


def test_of_two_workers_only_the_first_gets_the_job(job: Job) -> None:
    assert claims.claim_job(job.pk, "w1") is not None
    assert claims.claim_job(job.pk, "w2") is None
    assert (now(job).worker, now(job).attempts) == ("w1", 1)


def test_a_job_for_the_same_subject_is_never_made_twice(job: Job, jin: User) -> None:
    with pytest.raises(IntegrityError):
        services.start_job("slow", 7, by=jin)


def test_a_beat_moves_the_heartbeat(job: Job) -> None:
    claim = claimed(job)
    let_it_go_stale(job)
    before = now(job).heartbeat_at

    claims.beat(claim)

    assert now(job).heartbeat_at > before


def test_a_step_tells_how_far_the_job_is(job: Job) -> None:
    claims.report_step(claimed(job), "drawing", 40)

    assert (now(job).step, now(job).progress) == ("drawing", 40)


def test_finishing_writes_the_result_and_the_end_together(job: Job) -> None:
    written: list[str] = []

    claims.finish_job(claimed(job), lambda: written.append(now(job).state))

    assert written == ["done"]
    assert (now(job).state, now(job).progress) == ("done", 100)


def test_a_result_that_can_not_be_written_leaves_the_job_unfinished(job: Job) -> None:
    claim = claimed(job)

    with pytest.raises(ZeroDivisionError):
        claims.finish_job(claim, lambda: 1 // 0 and None)

    assert now(job).state == "running"


def test_a_worker_that_lost_its_job_finishes_nothing(job: Job) -> None:
    first = claimed(job)
    let_it_go_stale(job)
    sweep_jobs()
    second = claimed(job)
    written: list[str] = []

    with pytest.raises(Lost):
        claims.finish_job(first, lambda: written.append("first"))
    claims.finish_job(second, lambda: written.append("second"))
    with pytest.raises(Lost):
        claims.finish_job(second, lambda: written.append("again"))

    assert written == ["second"]
    assert now(job).attempts == 2


def test_a_job_whose_worker_is_silent_goes_back_and_is_rung_for(job: Job) -> None:
    claimed(job)
    let_it_go_stale(job)

    assert sweep_jobs() == [job.pk]
    assert now(job).state == "queued"


def test_a_job_whose_worker_beats_is_left_alone(job: Job) -> None:
    claimed(job)
    let_it_go_stale(job, seconds=8)

    assert sweep_jobs() == []
    assert now(job).state == "running"


def test_a_waiting_job_is_rung_for_again_only_after_a_while(job: Job) -> None:
    assert sweep_jobs() == []
    Job.objects.filter(pk=job.pk).update(rung_at=Now() - timedelta(seconds=11))

    assert sweep_jobs() == [job.pk]
    assert sweep_jobs() == []


def test_a_job_that_kills_every_worker_fails_with_that_reason(job: Job) -> None:
    for _ in range(4):
        claimed(job)
        let_it_go_stale(job)
        sweep_jobs()

    assert (now(job).state, now(job).error_code) == ("failed", "job_kept_dying")
    assert now(job).error_values == {"attempts": 4}


def test_a_waiting_job_is_cancelled_at_once(job: Job, jin: User) -> None:
    services.cancel_job(job, by=jin)

    assert now(job).state == "cancelled"
    assert claims.claim_job(job.pk, "w1") is None


def test_a_running_job_learns_at_its_next_step_that_it_was_cancelled(job: Job, jin: User) -> None:
    claim = claimed(job)
    services.cancel_job(job, by=jin)

    with pytest.raises(Cancelled):
        claims.report_step(claim, "drawing", 50)
    with pytest.raises(Cancelled):
        claims.finish_job(claim, lambda: pytest.fail("the result was written"))


def test_a_cancelled_job_of_a_dead_worker_is_not_tried_again(job: Job, jin: User) -> None:
    claimed(job)
    services.cancel_job(job, by=jin)
    let_it_go_stale(job)

    assert sweep_jobs() == []
    assert now(job).state == "cancelled"


def test_a_job_that_is_over_can_not_be_cancelled(job: Job, jin: User) -> None:
    claims.finish_job(claimed(job), lambda: None)

    with pytest.raises(Invalid) as refused:
        services.cancel_job(job, by=jin)

    assert refused.value.problems[0].code == "job_is_over"


def test_a_failed_job_can_be_tried_again_with_a_clean_sheet(job: Job, jin: User) -> None:
    claims.fail_job(claimed(job), Problem("glyph_missing", (), {"sentence": "先"}))
    assert now(job).error_values == {"sentence": "先"}

    services.retry_job(job, by=jin)

    found = now(job)
    assert (found.state, found.attempts, found.error_code) == ("queued", 0, "")
    assert found.error_values == {}


def test_a_job_that_is_done_can_not_be_tried_again(job: Job, jin: User) -> None:
    claims.finish_job(claimed(job), lambda: None)

    with pytest.raises(Invalid) as refused:
        services.retry_job(job, by=jin)

    assert refused.value.problems[0].code == "job_not_over"


def test_a_work_that_says_no_fails_at_once_with_its_reason(jin: User) -> None:
    worker_app.register_all()
    job = services.start_job("refusing", 1, by=jin)

    run_job(job.pk, "w1")

    assert (now(job).state, now(job).error_code) == ("failed", "no_such_wonder")
    assert (now(job).attempts, now(job).error_values) == (1, {"what": "평양"})


def test_a_work_that_breaks_is_tried_four_times(jin: User) -> None:
    worker_app.register_all()
    job = services.start_job("broken", 1, by=jin)

    states = []
    for _ in range(4):
        run_job(job.pk, "w1")
        states.append(now(job).state)

    assert states == ["queued", "queued", "queued", "failed"]
    assert now(job).error_code == "job_kept_failing"


def test_work_of_an_unknown_kind_fails_with_its_name(jin: User) -> None:
    job = services.start_job("seance", 1, by=jin)

    run_job(job.pk, "w1")

    assert (now(job).error_code, now(job).error_values) == ("job_kind_unknown", {"kind": "seance"})


def test_the_database_refuses_a_running_job_without_a_claim(job: Job) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state=State.RUNNING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state="dreaming", token=uuid4())


@pytest.mark.django_db(transaction=True)
def test_a_pulse_is_one_row_that_moves() -> None:
    record_pulse("worker")
    first = Pulse.objects.get(name="worker").at
    record_pulse("worker")

    assert Pulse.objects.get(name="worker").at > first
