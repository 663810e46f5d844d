"""The site's worker plus kinds of work made for tests: slow, failing and refusing ones."""

import os
import time
from pathlib import Path

import django

django.setup()

from engine.problems import Problem  # noqa: E402
from jobs import kinds  # noqa: E402
from jobs.kinds import Failed, Writes  # noqa: E402
from jobs.running import Run  # noqa: E402
from planner.celery import app  # noqa: E402

__all__ = ["app"]


def register_all() -> None:
    for name in ("slow", "broken", "refusing"):
        kinds.register(name, f"tests.jobs.worker_app.{name}")


def slow(subject: int, run: Run) -> Writes:
    """Three seconds in thirty steps; finishing adds one line to the file that the test counts."""
    for percent in range(0, 90, 3):
        run.step("slow_step", percent)
        time.sleep(0.1)
    return lambda: _note(f"finished {subject}")


def broken(subject: int, run: Run) -> Writes:
    raise ZeroDivisionError


def refusing(subject: int, run: Run) -> Writes:
    raise Failed(Problem("no_such_wonder", (), {"what": "평양"}))


def _note(line: str) -> None:
    with Path(os.environ["JOB_TEST_NOTES"]).open("a", encoding="utf-8") as notes:
        notes.write(line + "\n")


register_all()
