"""Reads for the page of reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Forbidden
from engine.plan import Plan
from engine.problems import Problem
from jobs.models import Job, State
from jobs.words import WORDS as JOB_WORDS
from reports.apps import JOB
from reports.models import Report
from reports.words import WORDS
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of

MOST_LINES = 50

STEPS: dict[str, Promise] = {
    "reading": gettext_lazy("Reading the frozen contents"),
    "drawing": gettext_lazy("Setting the pages"),
    "keeping": gettext_lazy("Putting the file away"),
}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in the list, and how far it is."""

    report: Report
    job: Job
    scenario: str
    stages: str
    step: str
    fault: str

    @property
    def is_underway(self) -> bool:
        return not self.job.is_final

    @property
    def is_done(self) -> bool:
        return self.job.state == State.DONE and bool(self.report.file)

    @property
    def can_retry(self) -> bool:
        return self.job.state in {State.FAILED, State.CANCELLED}


def report_lines(plan: Roadmap, language: str) -> list[ReportLine]:
    """The plan's latest reports, the newest first."""
    reports = plan.reports.defer("contents").select_related("asked_by")[:MOST_LINES]
    return _lines(reports, plan_of(plan), language)


def report_line(report: Report, plan: Roadmap, language: str) -> ReportLine:
    return _lines([report], plan_of(plan), language)[0]


def reports_of(plans: "QuerySet[Roadmap]") -> "QuerySet[Report]":
    """The reports of these plans with how far each is, without what they say."""
    job = Job.objects.filter(kind=JOB, subject=OuterRef("pk"))
    reports = Report.objects.filter(plan__in=plans).select_related("asked_by")
    return reports.defer("contents").annotate(
        state=Subquery(job.values("state")),
        progress=Subquery(job.values("progress"), output_field=IntegerField()),
        step=Subquery(job.values("step")),
        error=Subquery(job.values("error_code")),
    )


def refuse_hidden(report: Report) -> None:
    """A document is for those who may see all that it shows."""
    if not report.is_open_here:
        raise Forbidden(Problem("report_shows_more", (str(report.pk),)))


def file_name(report: Report) -> str:
    """What a downloaded report is called: its title, plan, revision, scenario and language.

    One whose dates count supply says so, since the other may lie beside it.
    """
    title, plan = report.contents["title"], report.contents["plan"]
    supply = ["supply"] if report.levelled else []
    parts = [title, plan, f"r{report.revision}", report.scenario, *supply, report.language]
    return "_".join("".join(c if c.isalnum() else "-" for c in part) for part in parts) + ".pdf"


def disposition(report: Report) -> str:
    """The download's header: a name in ASCII for old programs, the real one for the others."""
    plain = f"staged-roadmap_r{report.revision}_{report.language}.pdf"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name(report))}"


def _lines(reports: Iterable[Report], plan: Plan, language: str) -> list[ReportLine]:
    listed = list(reports)
    found = Job.objects.filter(kind=JOB, subject__in=[report.pk for report in listed])
    jobs = {job.subject: job for job in found}
    return [_line(report, jobs[report.pk], plan, language) for report in listed]


def _line(report: Report, job: Job, plan: Plan, language: str) -> ReportLine:
    scenario = plan.scenarios.get(report.scenario)
    name = scenario.name(language) if scenario else report.scenario
    return ReportLine(
        report=report,
        job=job,
        scenario=f"{report.scenario} · {name}",
        stages=_stage_names(report.stages, plan, language),
        step=str(STEPS.get(job.step, "")),
        fault=_fault(job),
    )


def _stage_names(keys: Sequence[str], plan: Plan, language: str) -> str:
    if set(keys) >= set(plan.stages):
        return _("all stages")
    return ", ".join(plan.stages[k].name(language) if k in plan.stages else k for k in keys)


def _fault(job: Job) -> str:
    if not job.error_code:
        return ""
    words = {**JOB_WORDS, **WORDS}.get(job.error_code)
    return str(words) % job.error_values if words else job.error_code
