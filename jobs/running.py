"""Doing a claimed job: a thread that says we live, steps that say how far, and one way to end."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connection

from audit.acting import acting
from core.sight import everything
from jobs import claims
from jobs.claims import Cancelled, Claim, Lost
from jobs.kinds import Failed, Writes, work_for

BEAT_SECONDS = 2.5

logger = logging.getLogger(__name__)


class Run:
    """What a work sees of its job: a place to say how far it is."""

    def __init__(self, claim: Claim) -> None:
        self._claim = claim

    def step(self, code: str, progress: int) -> None:
        """Tell the waiting people; raises when the job was cancelled or taken away meanwhile."""
        claims.report_step(self._claim, code, progress)


def run_job(job_id: int, worker: str) -> None:
    """Take the job if it waits, do its work and end it. Safe to call any number of times."""
    claim = claims.claim_job(job_id, worker)
    if claim is None:
        return
    try:
        with acting(claims.acting_for(claim)), _beating(claim), everything():
            write: Writes = work_for(claim.kind)(claim.subject, Run(claim))
            claims.finish_job(claim, write)
    except Cancelled:
        claims.stop_job(claim)
    except Lost:
        logger.warning("job %s was given to another worker", job_id)
    except Failed as refusal:
        claims.fail_job(claim, refusal.problem)
    except Exception:
        # The border of the work: whatever went wrong inside, the job must not stay "running".
        logger.exception("job %s (%s %s) failed", job_id, claim.kind, claim.subject)
        claims.release_job(claim)


@contextmanager
def _beating(claim: Claim) -> Iterator[None]:
    over = Event()
    thread = Thread(target=_beat_until, args=(claim, over), name=f"beat-{claim.job}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat_until(claim: Claim, over: Event) -> None:
    try:
        while not over.wait(BEAT_SECONDS):
            try:
                claims.beat(claim)
            except (Cancelled, Lost):
                return  # the work learns it at its next step
            except DatabaseError:
                logger.warning("job %s: no heartbeat written", claim.job, exc_info=True)
                connection.close()
    finally:
        connection.close()
