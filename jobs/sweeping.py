"""Recovery: what a killed worker or a lost message left behind is put back and rung for again."""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from core.queue import enqueue
from jobs.claims import MOST_ATTEMPTS
from jobs.models import Job, State
from jobs.services import RUN

#: Three heartbeats and a half: a busy machine may miss two of them.
STALE = timedelta(seconds=9)
#: A message that nobody took in this time may be lost; a second one harms nothing.
UNHEARD = timedelta(seconds=10)


@transaction.atomic
def sweep_jobs() -> list[int]:
    """Put jobs of dead workers back; ring for these and for all that wait unheard."""
    _end_hopeless()
    stale = Job.objects.filter(state=State.RUNNING, heartbeat_at__lt=Now() - STALE)
    unheard = Job.objects.filter(state=State.QUEUED, rung_at__lt=Now() - UNHEARD)
    found = list((stale | unheard).select_for_update(skip_locked=True).values_list("pk", flat=True))
    Job.objects.filter(pk__in=found).update(state=State.QUEUED, rung_at=Now(), step="", progress=0)
    for job_id in found:
        enqueue(RUN, job_id)
    return found


def _end_hopeless() -> None:
    """Stale jobs that were cancelled, or took too many workers with them, are not tried again."""
    dead = Job.objects.filter(state=State.RUNNING, heartbeat_at__lt=Now() - STALE)
    dead.filter(cancel_requested=True).update(state=State.CANCELLED, finished_at=Now())
    dead.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=State.FAILED,
        error_code="job_kept_dying",
        error_values={"attempts": MOST_ATTEMPTS},
        finished_at=Now(),
    )
