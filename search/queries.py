"""Reads for the page of searches, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from engine.plan import Plan
from jobs.models import Job
from jobs.words import WORDS as JOB_WORDS
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from search.apps import JOB
from search.models import PlanSearch
from search.words import WORDS

MOST_LINES = 20
MOST_MOVED = 40

STEPS: dict[str, Promise] = {
    "reading": gettext_lazy("Reading the plan"),
    "searching": gettext_lazy("Searching"),
    "keeping": gettext_lazy("Working out what changes"),
}
OBJECTIVES: dict[str, Promise] = {
    "finish": gettext_lazy("Length in calendar days"),
    "benefit": gettext_lazy("Worth of the projects in the plan"),
    "cost_smoothness": gettext_lazy("Highest yearly cost of all sources (thousand millions)"),
}
REASONS: dict[str, Promise] = {
    "capacity": pgettext_lazy("why moved", "capacity"),
    "budget": pgettext_lazy("why moved", "budget"),
    "choice": pgettext_lazy("why moved", "choice of the search"),
    "link": pgettext_lazy("why moved", "link"),
    "gate": pgettext_lazy("why moved", "gate"),
    "condition": pgettext_lazy("why moved", "condition"),
    "constraint": pgettext_lazy("why moved", "date constraint"),
    "plan_start": pgettext_lazy("why moved", "start of the plan"),
    "status_date": pgettext_lazy("why moved", "status date"),
    "actual": pgettext_lazy("why moved", "already begun"),
}


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a goal was reached; the gap is None where there is no telling."""

    name: str
    objective: float
    bound: float
    percent: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """An activity that starts on another day than today's plan has it."""

    activity: str
    was: date | None
    start: date | None
    days: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One plan found; `saved` are the days its finish lies before that of the plan as it stands."""

    number: int
    finish: date | None
    reached: tuple[Reached, ...]
    left_out: tuple[str, ...]
    moved: tuple[Moved, ...]
    more_moved: int
    changes: int
    unpinned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchLine:
    """One search in the list: how far it is, and what it found."""

    search: PlanSearch
    job: Job
    scenario: str
    optional: str
    step: str
    fault: str
    answers: tuple[Answer, ...]

    @property
    def is_underway(self) -> bool:
        return not self.job.is_final

    @property
    def is_outdated(self) -> bool:
        """Whether the plan has been edited since."""
        return self.search.plan.revision > self.search.revision


def search_lines(plan: Roadmap, language: str) -> list[SearchLine]:
    """The plan's latest searches, the newest first."""
    found = plan.searches.select_related("asked_by", "plan")[:MOST_LINES]
    return _lines(found, plan_of(plan), language)


def search_line(search: PlanSearch, plan: Roadmap, language: str) -> SearchLine:
    return _lines([search], plan_of(plan), language)[0]


def searches_of(plans: "QuerySet[Roadmap]") -> "QuerySet[PlanSearch]":
    """The searches of these plans with how far each is."""
    job = Job.objects.filter(kind=JOB, subject=OuterRef("pk"))
    return (
        PlanSearch.objects.filter(plan__in=plans)
        .select_related("asked_by")
        .annotate(
            state=Subquery(job.values("state")),
            progress=Subquery(job.values("progress"), output_field=IntegerField()),
            step=Subquery(job.values("step")),
            error=Subquery(job.values("error_code")),
        )
    )


def _lines(searches: Iterable[PlanSearch], plan: Plan, language: str) -> list[SearchLine]:
    listed = list(searches)
    found = Job.objects.filter(kind=JOB, subject__in=[search.pk for search in listed])
    jobs = {job.subject: job for job in found}
    return [_line(search, jobs[search.pk], plan, language) for search in listed]


def _line(search: PlanSearch, job: Job, plan: Plan, language: str) -> SearchLine:
    scenario = plan.scenarios.get(search.scenario)
    name = scenario.name(language) if scenario else search.scenario
    count = len(search.weights)
    words = ngettext(
        "%(count)s project may be left out", "%(count)s projects may be left out", count
    )
    return SearchLine(
        search=search,
        job=job,
        scenario=f"{search.scenario} · {name}",
        optional=words % {"count": count} if count else _("no project may be left out"),
        step=str(STEPS.get(job.step, "")),
        fault=_fault(job),
        answers=tuple(
            _answer(number, raw, plan, language) for number, raw in enumerate(search.answers, 1)
        ),
    )


def _answer(number: int, raw: Mapping[str, Any], plan: Plan, language: str) -> Answer:
    moved = sorted(raw["moved"], key=lambda each: (each["start"] or "", each["activity"]))
    return Answer(
        number=number,
        finish=_day(raw["finish"]),
        reached=tuple(_reached(each) for each in raw["objectives"]),
        left_out=tuple(_named(plan.projects, key, language) for key in raw["left_out"]),
        moved=tuple(_moved(each, plan, language) for each in moved[:MOST_MOVED]),
        more_moved=max(len(moved) - MOST_MOVED, 0),
        changes=len(raw["changes"]),
        unpinned=tuple(_named(plan.activities, key, language) for key in raw["unpinned"]),
    )


def _reached(raw: Mapping[str, Any]) -> Reached:
    gap = raw["gap"]
    return Reached(
        str(OBJECTIVES[raw["name"]]),
        raw["objective"],
        raw["bound"],
        None if gap is None else round(100 * gap, 1),
    )


def _moved(raw: Mapping[str, Any], plan: Plan, language: str) -> Moved:
    was, start = _day(raw["was"]), _day(raw["start"])
    kinds = dict.fromkeys(reason["kind"] for reason in raw["reasons"])
    return Moved(
        _named(plan.activities, raw["activity"], language),
        was,
        start,
        (start - was).days if was and start else None,
        ", ".join(str(REASONS.get(kind, kind)) for kind in kinds),
    )


def _named(records: Mapping[str, Any], key: str, language: str) -> str:
    """A record's key and name; of one that is gone, its key."""
    return f"{key} · {records[key].name(language)}" if key in records else key


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _fault(job: Job) -> str:
    if not job.error_code:
        return ""
    words = {**JOB_WORDS, **WORDS}.get(job.error_code)
    return str(words) % job.error_values if words else job.error_code
