"""What people do with jobs: start one, stop it, ask for another try."""

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from core.errors import Invalid
from core.queue import enqueue
from engine.problems import Problem
from jobs.models import FINAL, Job, State

RUN = "jobs.tasks.run"


@transaction.atomic
def start_job(kind: str, subject: int, *, by: User) -> Job:
    """A waiting job, rung for after commit. Part of the commit that makes its subject."""
    job = Job.objects.create(kind=kind, subject=subject, created_by=by)
    enqueue(RUN, job.pk)
    return job


@transaction.atomic(durable=True)
def cancel_job(job: Job, *, by: User) -> None:
    """Stop a job: at once if it waits, at its worker's next step if it runs."""
    waiting = Job.objects.filter(pk=job.pk, state=State.QUEUED)
    if waiting.update(state=State.CANCELLED, cancel_requested=True, finished_at=Now()):
        return
    if not Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_requested=True):
        raise Invalid(Problem("job_is_over", (str(job.pk),)))


@transaction.atomic
def retry_job(job: Job, *, by: User) -> None:
    """Put a failed or cancelled job back, with a clean sheet. May be part of a larger commit."""
    over = Job.objects.filter(pk=job.pk, state__in=[s for s in FINAL if s != State.DONE])
    put_back = over.update(
        state=State.QUEUED,
        created_by=by,
        attempts=0,
        progress=0,
        step="",
        cancel_requested=False,
        error_code="",
        error_values={},
        finished_at=None,
        rung_at=Now(),
    )
    if not put_back:
        raise Invalid(Problem("job_not_over", (str(job.pk),)))
    enqueue(RUN, job.pk)
