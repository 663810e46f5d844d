"""Simulations asked for and drawn inside a test's own process."""

from dataclasses import replace
from typing import Any

from accounts.models import User
from jobs.running import run_job
from ranges.forms import ASSUMED
from ranges.models import RangesRun
from ranges.queries import jobs_of
from ranges.services import ask_for_ranges
from roadmaps.models import Roadmap


def ask(plan: Roadmap, by: User, parts: int | None = None, **asked: Any) -> RangesRun:
    return ask_for_ranges(plan, replace(ASSUMED, **{"scenario": "B", **asked}), by=by, parts=parts)


def a_run(plan: Roadmap, by: User) -> RangesRun:
    """A small simulation of the plan, drawn and read."""
    return draw(ask(plan, by, draws=20))


def draw(run: RangesRun) -> RangesRun:
    """Do every job of the run, those that come up on the way too."""
    while waiting := [job for job in jobs_of(run) if job.state == "queued"]:
        for job in waiting:
            run_job(job.pk, "w1")
    return RangesRun.objects.get(pk=run.pk)
