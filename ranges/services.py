"""What is done with simulations: ask for one, stop it, try again, keep what was drawn and read."""

import zlib
from collections.abc import Iterator
from dataclasses import asdict, fields
from hashlib import sha256
from itertools import pairwise

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Invalid
from engine.plan import Plan
from engine.problems import Problem
from engine.sampling import CHUNK
from jobs import services as jobs
from jobs.models import FINAL, State
from ranges.apps import DRAW, READ
from ranges.models import RangesPart, RangesRun
from ranges.queries import jobs_of
from ranges.study import Question, study_of
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of

MOST_PARTS = 8
#: Activities times draws: what one job draws in a few seconds, and the most that is kept at all.
CELLS_PER_PART, MOST_CELLS = 5_000_000, 60_000_000


@transaction.atomic(durable=True)
def ask_for_ranges(
    plan: Roadmap, question: Question, *, by: User, parts: int | None = None
) -> RangesRun:
    """The simulation of the plan's present revision, in so many parts; None: as many as it needs.

    Asking for what was already asked for gives the run that is there; what of it failed or was
    cancelled is drawn again.
    """
    locked = Roadmap.objects.select_for_update().get(pk=plan.pk)
    frozen = whole_plan_of(locked)
    _refuse_impossible(frozen, question)
    which = {
        "plan": locked,
        "revision": locked.revision,
        **asdict(question),
    }
    found = RangesRun.objects.filter(**which).first()
    if found is not None:
        _retry(found, by)
        return found
    study = study_of(frozen, question)
    made = RangesRun.objects.create(**which, asked_by=by)
    wanted = parts or -(-len(frozen.activities) * question.draws // CELLS_PER_PART)
    for first, past in _shares(study.chunks, max(1, min(wanted, MOST_PARTS))):
        part = RangesPart.objects.create(run=made, first=first, past=past)
        jobs.start_job(DRAW, part.pk, by=by)
    return made


def cancel_ranges(run: RangesRun, *, by: User) -> None:
    """Stop whatever of it waits or is under way."""
    stopped = 0
    for job in jobs_of(run):
        if job.state not in FINAL:
            try:
                jobs.cancel_job(job, by=by)
                stopped += 1
            except Invalid:
                continue  # it ended meanwhile
    if not stopped:
        raise Invalid(Problem("ranges_are_over", (str(run.pk),)))


@transaction.atomic(durable=True)
def retry_ranges(run: RangesRun, *, by: User) -> None:
    """Draw again what failed or was cancelled; what is drawn stays."""
    if not _retry(run, by):
        raise Invalid(Problem("ranges_not_stopped", (str(run.pk),)))


def keep_part(part: RangesPart, drawn: bytes) -> None:
    """Called in the transaction that ends its job. The last part rings for the reading."""
    run = RangesRun.objects.select_for_update().defer("answer").get(pk=part.run_id)
    RangesPart.objects.filter(pk=part.pk).update(drawn=drawn)
    if not run.parts.filter(drawn__isnull=True).exists():
        jobs.start_job(READ, run.pk, by=run.asked_by)


def keep_answer(run: RangesRun, answer: bytes) -> None:
    """Called in the transaction that ends the reading; the runs themselves are let go."""
    RangesRun.objects.filter(pk=run.pk).update(
        answer=zlib.compress(answer, 9), sha256=sha256(answer).hexdigest(), read_at=clock.now()
    )
    run.parts.update(drawn=b"")


def question_of(run: RangesRun) -> Question:
    return Question(*(getattr(run, each.name) for each in fields(Question)))


def _retry(run: RangesRun, by: User) -> bool:
    stopped = [job for job in jobs_of(run) if job.state in (State.FAILED, State.CANCELLED)]
    for job in stopped:
        jobs.retry_job(job, by=by)
    return bool(stopped)


def _shares(chunks: int, parts: int) -> Iterator[tuple[int, int]]:
    """Chunks in a row, shared as evenly as they can be."""
    count = min(chunks, parts)
    ends = [chunks * at // count for at in range(count + 1)]
    yield from pairwise(ends)


def _refuse_impossible(plan: Plan, question: Question) -> None:
    problems = []
    if question.scenario not in plan.scenarios and (question.scenario or plan.scenarios):
        values = {"known": ", ".join(plan.scenarios)}
        problems.append(Problem("unknown_scenario", (question.scenario,), values))
    if not 0 <= question.correlation <= 1 or question.correlation.as_tuple().exponent < -2:  # type: ignore[operator]
        values = {"value": str(question.correlation)}
        problems.append(Problem("correlation_out_of_range", ("correlation",), values))
    if not 1 <= question.shortest <= 100 or not 100 <= question.longest <= 1_000:
        problems.append(Problem("assumed_range_out_of_range", ("shortest", "longest")))
    if not 0 <= question.seed < 2**31:
        problems.append(Problem("seed_out_of_range", ("seed",), {"most": 2**31 - 1}))
    most = max(MOST_CELLS // max(len(plan.activities), 1), CHUNK)
    if not 1 <= question.draws <= min(most, 1_000_000):
        values = {"most": str(min(most, 1_000_000))}
        problems.append(Problem("draws_out_of_range", ("draws",), values))
    if not plan.activities:
        problems.append(Problem("nothing_to_simulate", ()))
    if problems:
        raise Invalid(*problems)
