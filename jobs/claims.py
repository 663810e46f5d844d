"""What the one worker that holds a job's token may do with it. Every write is conditional on that.

Times are the database's, so that two machines with different clocks agree on what is stale.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from audit.acting import Acting
from engine.problems import Problem
from jobs.kinds import Writes
from jobs.models import Job, State

MOST_ATTEMPTS = 4


class Lost(Exception):
    """The job is no longer ours: the sweeper thought us dead and gave it to another."""


class Cancelled(Exception):
    """Somebody asked for the job to stop."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in our hands. Whoever comes later makes another token, and ours opens nothing more."""

    job: int
    kind: str
    subject: int
    token: UUID


def claim_job(job_id: int, worker: str) -> Claim | None:
    """Take a waiting job; None when somebody else has it, or it is over."""
    token = uuid4()
    taken = Job.objects.filter(pk=job_id, state=State.QUEUED).update(
        state=State.RUNNING,
        token=token,
        worker=worker,
        attempts=F("attempts") + 1,
        started_at=Now(),
        heartbeat_at=Now(),
        progress=0,
        step="",
    )
    if not taken:
        return None
    job = Job.objects.only("kind", "subject").get(pk=job_id)
    return Claim(job_id, job.kind, job.subject, token)


def acting_for(claim: Claim) -> Acting:
    """On whose behalf the job writes: whoever asked for it."""
    asked = Job.objects.select_related("created_by").get(pk=claim.job).created_by
    return Acting(str(asked), asked.pk, request=f"job {claim.job} {claim.kind}")


def beat(claim: Claim) -> None:
    """Say that we live; learn whether we lost the job or should stop."""
    _write(claim, heartbeat_at=Now())


def report_step(claim: Claim, step: str, progress: int) -> None:
    """Say how far we are; learn whether we lost the job or should stop."""
    _write(claim, heartbeat_at=Now(), step=step, progress=progress)


def finish_job(claim: Claim, write: Writes) -> None:
    """Mark the job done and make its result real, both or neither, and by one worker only."""
    with transaction.atomic():
        _write(claim, state=State.DONE, step="", progress=100, finished_at=Now())
        write()


def fail_job(claim: Claim, problem: Problem) -> None:
    """End the job with the reason it can't be done."""
    _ours(claim).update(
        state=State.FAILED,
        error_code=problem.code,
        error_values=problem.values,
        finished_at=Now(),
    )


def stop_job(claim: Claim) -> None:
    """End the job because somebody asked for it."""
    _ours(claim).update(state=State.CANCELLED, finished_at=Now())


def release_job(claim: Claim) -> None:
    """Give the job back after an error of ours; the sweeper rings for the next try."""
    if Job.objects.filter(pk=claim.job, attempts__gte=MOST_ATTEMPTS).exists():
        fail_job(claim, Problem("job_kept_failing", (), {"attempts": MOST_ATTEMPTS}))
        return
    _ours(claim).update(state=State.QUEUED, rung_at=Now())


def _ours(claim: Claim) -> Any:
    return Job.objects.filter(pk=claim.job, token=claim.token, state=State.RUNNING)


def _write(claim: Claim, **values: Any) -> None:
    if _ours(claim).filter(cancel_requested=False).update(**values):
        return
    raise Cancelled if _ours(claim).exists() else Lost
