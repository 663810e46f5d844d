"""What is done with reports: ask for one, stop it, try again, keep what was drawn."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import clock, sight
from core.errors import Invalid
from engine.problems import Problem
from jobs import services as jobs
from jobs.models import Job, State
from reports.apps import JOB
from reports.contents import contents_of
from reports.models import Kind, Language, Report
from reports.shape import as_json
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from roadmaps.sights import eyes_of


@transaction.atomic(durable=True)
def ask_for_report(
    plan: Roadmap,
    *,
    scenario: str,
    stages: Sequence[str],
    language: str,
    by: User,
    levelled: bool = False,
) -> Report:
    """The report on the plan's present revision. Its contents are frozen now; a worker draws it.

    It tells what whoever asks may see, and says what it leaves out.

    Asking for what was already asked for gives the report that is there; if that one failed or was
    cancelled, it is drawn again.
    """
    locked = Roadmap.objects.select_for_update().get(pk=plan.pk)
    chosen = _stages(locked, stages)
    _refuse_unknown(locked, scenario, language)
    seen = eyes_of(by)(locked.pk)
    which = {
        "plan": locked,
        "revision": locked.revision,
        "scenario": scenario,
        "levelled": levelled,
        "stages": chosen,
        "kind": Kind.STAGED_ROADMAP,
        "language": language,
        "shows_amounts": seen.amounts,
        "shows_parties": seen.parties,
    }
    found = Report.objects.filter(**which).first()
    if found is not None:
        job = _job_of(found)
        if job.state in {State.FAILED, State.CANCELLED}:
            jobs.retry_job(job, by=by)
        return found
    at = timezone.localtime(clock.now())
    name = by.get_full_name()
    with sight.seeing(lambda _plan: seen, locked.pk):
        frozen = contents_of(
            locked, scenario, chosen, language, asked_by=name, at=at, levelled=levelled
        )
    report = Report.objects.create(**which, contents=as_json(frozen), asked_by=by)
    jobs.start_job(JOB, report.pk, by=by)
    return report


def cancel_report(report: Report, *, by: User) -> None:
    """Stop drawing it."""
    jobs.cancel_job(_job_of(report), by=by)


def retry_report(report: Report, *, by: User) -> None:
    """Draw it again, from the same frozen contents."""
    jobs.retry_job(_job_of(report), by=by)


def keep_drawing(report: Report, *, file: str, digest: str, pages: int) -> None:
    """Note the finished document. Called in the transaction that ends its job."""
    Report.objects.filter(pk=report.pk).update(
        file=file, sha256=digest, pages=pages, drawn_at=clock.now()
    )


def _stages(plan: Roadmap, wanted: Sequence[str]) -> list[str]:
    """The stages asked for, in the plan's order."""
    known = list(plan_of(plan).stages)
    if not wanted:
        raise Invalid(Problem("no_stage_chosen", ("stages",)))
    for key in wanted:
        if key not in known:
            raise Invalid(Problem("no_such_stage", ("stages",), {"key": key}))
    return [key for key in known if key in set(wanted)]


def _refuse_unknown(plan: Roadmap, scenario: str, language: str) -> None:
    if scenario not in plan_of(plan).scenarios:
        raise Invalid(Problem("no_such_scenario", ("scenario",), {"key": scenario}))
    if language not in Language.values:
        raise Invalid(Problem("no_such_language", ("language",), {"key": language}))


def _job_of(report: Report) -> Job:
    return Job.objects.get(kind=JOB, subject=report.pk)
