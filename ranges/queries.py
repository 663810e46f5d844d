"""How far the simulations of a plan are, and what those that are read say."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import sight
from engine.networks import relief_level
from engine.plan import Plan
from jobs.models import FINAL, Job, State
from jobs.words import WORDS as JOB_WORDS
from ranges.answers import answer_of
from ranges.apps import DRAW, READ
from ranges.models import RangesPart, RangesRun
from ranges.words import WORDS
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from roadmaps.vocabulary import RELIEF
from roadmaps.words import WORDS as PLAN_WORDS

MOST_LINES, MOST_ROWS = 12, 400
DRAWING_SHARE = 90
STEPS: dict[str, Promise] = {
    "laying_out": _("Laying out the plan"),
    "drawing": _("Drawing runs"),
    "keeping": _("Putting the runs away"),
    "reading": _("Reading the ranges"),
}
KINDS = ("stage", "gate", "project", "activity")


@dataclass(frozen=True, slots=True)
class RunLine:
    """One simulation and how far it is, over all its jobs."""

    run: RangesRun
    scenario: str
    state: str
    progress: int
    step: str
    fault: str
    is_cancelling: bool
    is_stale: bool

    @property
    def is_underway(self) -> bool:
        return self.state not in FINAL

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE

    @property
    def can_retry(self) -> bool:
        return self.state in {State.FAILED, State.CANCELLED}

    @property
    def state_name(self) -> str:
        return str(State(self.state).label)


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A stage, gate, project or activity: the date without chance, and the dates under chance."""

    kind: str
    key: str
    name: str
    planned: date | None
    p10: date | None
    p50: date | None
    p80: date | None
    p90: date | None
    never: float
    criticality: float | None
    stage: str = ""

    @property
    def days(self) -> tuple[date | None, ...]:
        return self.planned, self.p10, self.p50, self.p80, self.p90


@dataclass(frozen=True, slots=True)
class CauseRow:
    """What makes the end of the plan spread, and how much of it."""

    kind: str
    key: str
    name: str
    share: float
    never: float


@dataclass(frozen=True, slots=True)
class YearBand:
    year: int
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class CostBand:
    """What each year costs, in one currency and price year."""

    currency: str
    price_year: str
    years: tuple[YearBand, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a simulation says, with the plan's names."""

    complete: RangeRow
    finish: RangeRow
    rows: tuple[RangeRow, ...]
    causes: tuple[CauseRow, ...]
    costs: tuple[CostBand, ...]

    def of(self, kind: str) -> list[RangeRow]:
        return [row for row in self.rows if row.kind == kind]


def runs_of(plans: "QuerySet[Roadmap]") -> "QuerySet[RangesRun]":
    """The simulations of these plans, without what they say."""
    found = RangesRun.objects.filter(plan__in=plans)
    return found.select_related("asked_by", "plan").defer("answer")


def run_lines(plan: Roadmap, language: str) -> list[RunLine]:
    """The plan's latest simulations, the newest first."""
    runs = plan.ranges_runs.select_related("asked_by").defer("answer")[:MOST_LINES]
    return _lines(list(runs), plan, language)


def run_line(run: RangesRun, plan: Roadmap, language: str) -> RunLine:
    return _lines([run], plan, language)[0]


def jobs_of(run: RangesRun) -> list[Job]:
    """The jobs of its parts, and that of the reading once there is one."""
    return _jobs([run])[run.pk]


def read(run: RangesRun, plan: Plan, language: str) -> Read:
    """The kept answer of a run that has one, in names."""
    answer = answer_of(run)
    spending = answer["spending"] if sight.of_plan(run.plan_id).amounts else {}
    rows = [
        _row(kind, key, line, _name(plan, kind, key, language), _stage(plan, kind, key))
        for kind, part in zip(KINDS, ("stages", "gates", "projects", "activities"), strict=True)
        for key, line in answer[part].items()
    ]
    position = {key: at for at, key in enumerate(plan.stages)}
    rows.sort(key=lambda row: (KINDS.index(row.kind), position.get(row.stage, 99), row.key))
    whole = {"finish": answer["complete"], "planned": answer["planned"]}
    return Read(
        _row("plan", "", whole, "", ""),
        _row("plan", "", {**whole, "finish": answer["finish"]}, "", ""),
        tuple(rows),
        tuple(_cause(plan, cause, language) for cause in answer["causes"]),
        tuple(_band(price, years) for price, years in spending.items()),
    )


def matching(rows: Iterable[RangeRow], kind: str, text: str) -> list[RangeRow]:
    """The rows of a kind ("" = all) whose code or name holds every word."""
    words = text.lower().split()
    return [
        row
        for row in rows
        if kind in ("", row.kind) and all(word in f"{row.key} {row.name}".lower() for word in words)
    ]


def _lines(runs: Sequence[RangesRun], plan: Roadmap, language: str) -> list[RunLine]:
    jobs, frozen = _jobs(runs), plan_of(plan)
    return [_line(run, jobs[run.pk], plan, frozen, language) for run in runs]


def _jobs(runs: Sequence[RangesRun]) -> dict[int, list[Job]]:
    """Of each simulation the jobs of its parts and of the reading: two queries for all."""
    keys = [run.pk for run in runs]
    parts = dict(RangesPart.objects.filter(run__in=keys).values_list("pk", "run_id"))
    found: dict[int, list[Job]] = defaultdict(list)
    for job in Job.objects.filter(kind=DRAW, subject__in=parts).order_by("pk"):
        found[parts[job.subject]].append(job)
    for job in Job.objects.filter(kind=READ, subject__in=keys):
        found[job.subject].append(job)
    return found


def _line(
    run: RangesRun, jobs: Sequence[Job], plan: Roadmap, frozen: Plan, language: str
) -> RunLine:
    scenario = frozen.scenarios.get(run.scenario)
    name = scenario.name(language) if scenario else ""
    failed = next((job for job in jobs if job.error_code), None)
    step = next((job.step for job in reversed(jobs) if job.step), "")
    state = _state(run, jobs)
    return RunLine(
        run,
        f"{run.scenario} · {name}" if name else run.scenario,
        state,
        100 if state == State.DONE else _progress(jobs),
        str(STEPS.get(step, "")),
        _fault(failed) if failed and state == State.FAILED else "",
        any(job.cancel_requested for job in jobs) and state not in FINAL,
        run.revision != plan.revision,
    )


def _state(run: RangesRun, jobs: Sequence[Job]) -> str:
    """One state of several jobs: over only when nothing moves any more."""
    states = {job.state for job in jobs}
    if run.sha256:
        return State.DONE
    if State.RUNNING in states or (State.QUEUED in states and State.DONE in states):
        return State.RUNNING
    if State.QUEUED in states:
        return State.QUEUED
    return State.FAILED if State.FAILED in states else State.CANCELLED


def _progress(jobs: Sequence[Job]) -> int:
    drawing = [job.progress for job in jobs if job.kind == DRAW]
    reading = [job.progress for job in jobs if job.kind == READ]
    drawn = sum(drawing) * DRAWING_SHARE // (100 * max(len(drawing), 1))
    return drawn + sum(reading) * (100 - DRAWING_SHARE) // 100


def _fault(job: Job) -> str:
    words = {**PLAN_WORDS, **JOB_WORDS, **WORDS}.get(job.error_code)
    return str(words) % {"about": "", **job.error_values} if words else job.error_code


def _row(kind: str, key: str, line: dict[str, Any], name: str, stage: str) -> RangeRow:
    finish = line["finish"]
    p10, p50, p80, p90 = (_day(finish[share]) for share in ("p10", "p50", "p80", "p90"))
    critical, planned = line.get("criticality"), _day(line["planned"])
    return RangeRow(kind, key, name, planned, p10, p50, p80, p90, finish["never"], critical, stage)


def _name(plan: Plan, kind: str, key: str, language: str) -> str:
    """As it is called now; nothing for what was removed since."""
    return plan.find(kind, key).name(language) if plan.has(kind, key) else ""  # type: ignore[union-attr]


def _stage(plan: Plan, kind: str, key: str) -> str:
    if kind == "stage":
        return key
    if kind == "gate":
        return plan.gates[key].stage if key in plan.gates else ""
    if kind == "activity":
        key = plan.activities[key].project if key in plan.activities else ""
    return plan.projects[key].stage if key in plan.projects else ""


def _cause(plan: Plan, cause: dict[str, Any], language: str) -> CauseRow:
    kind, key = {"duration": "activity"}.get(cause["kind"], cause["kind"]), cause["source"]
    level = relief_level(key)
    name = str(RELIEF.get(level, level)) if level else _name(plan, kind, key, language)
    return CauseRow(kind, key, name, cause["share"], cause["never"])


def _band(price: str, years: dict[str, Any]) -> CostBand:
    currency, _space, year = price.partition(" ")
    bands = (YearBand(int(at), b["p10"], b["p50"], b["p90"]) for at, b in sorted(years.items()))
    return CostBand(currency, year, tuple(bands))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
