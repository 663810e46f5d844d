"""The doorbell's side: what a message makes a worker do; how worker and beat show they live."""

import os
from typing import Any

from celery import Task, shared_task
from celery.signals import after_task_publish, worker_ready, worker_shutdown

from jobs.pulses import BEAT, WORKER, Pulsing, record_pulse
from jobs.running import run_job
from jobs.sweeping import sweep_jobs

SWEEP = "jobs.tasks.sweep"

_worker = Pulsing(WORKER)


@shared_task(name="jobs.tasks.run", bind=True)
def run(task: Task[[int], None], job_id: int) -> None:
    """Do the job if it still waits."""
    run_job(job_id, f"{task.request.hostname}/{os.getpid()}")


@shared_task(name=SWEEP)
def sweep() -> None:
    """Put back what dead workers and lost messages left lying."""
    sweep_jobs()


@worker_ready.connect
def _start_pulse(**_: Any) -> None:
    _worker.start()


@worker_shutdown.connect
def _stop_pulse(**_: Any) -> None:
    _worker.stop()


@after_task_publish.connect(sender=SWEEP)
def _beat_lives(**_: Any) -> None:
    # Only the beat sends sweeps: one sent proves that it ticks and that the broker hears it.
    record_pulse(BEAT)
