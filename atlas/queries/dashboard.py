"""The plan at a glance: money by year, zones against industries, progress, and what is blocked."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from atlas.queries.money import CostTable, cost_tables
from atlas.queries.spans import Progress, ProjectSpan, progress_of, project_spans
from engine.plan import Plan
from engine.records import Condition, Stage
from engine.schedule import Schedule
from sanctions.models import Measure
from zones.models import Industry, Zone

HEAT_STEPS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """How many projects; `heat` from 0 (none) to HEAT_STEPS (the most there are)."""

    count: int
    heat: int
    zone: Zone
    industry: Industry


@dataclass(frozen=True, slots=True)
class MatrixRow:
    zone: Zone
    cells: tuple[Cell, ...]

    @property
    def total(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Zones that have projects against industries that have projects. Rows add up to `total`."""

    industries: tuple[Industry, ...]
    rows: tuple[MatrixRow, ...]
    column_totals: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.column_totals)


@dataclass(frozen=True, slots=True)
class StageProgress:
    """The activities of one stage by where they stand."""

    stage: Stage | None
    number: int
    counts: Mapping[Progress, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def count(self, progress: Progress) -> int:
        return self.counts.get(progress, 0)


@dataclass(frozen=True, slots=True)
class Blocker:
    """A condition that never holds long enough in this scenario, and the projects it blocks."""

    condition: Condition
    measures: tuple[Measure, ...]
    projects: tuple[ProjectSpan, ...]
    activity_count: int


@dataclass(frozen=True, slots=True)
class ReliefBlocker:
    """A level of relief that the scenario never reaches, and the projects that presuppose it."""

    level: str
    projects: tuple[ProjectSpan, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    start: date | None
    finish: date | None
    project_count: int
    activity_count: int
    blocked_count: int
    costs: tuple[CostTable, ...]
    matrix: Matrix
    stages: tuple[StageProgress, ...]
    blockers: tuple[Blocker, ...]
    relief: tuple[ReliefBlocker, ...]


def dashboard(plan: Plan, schedule: Schedule) -> Dashboard:
    spans = project_spans(plan, schedule)
    return Dashboard(
        schedule.start,
        schedule.finish,
        len(plan.projects),
        len(plan.activities),
        sum(span.is_blocked for span in spans.values()),
        tuple(cost_tables(plan, spans)),
        matrix(spans),
        tuple(stage_progress(plan, schedule)),
        tuple(blockers(plan, schedule, spans)),
        tuple(relief_blockers(spans)),
    )


def matrix(spans: Mapping[str, ProjectSpan]) -> Matrix:
    """Projects counted by their zone and industry; those without one of the two are not in it."""
    counts = Counter((span.project.zone, span.project.industry) for span in spans.values())
    zones = [zone for zone in Zone.objects.all() if any(z == zone.pk for z, _ in counts)]
    found = [one for one in Industry.objects.all() if any(i == one.pk for _, i in counts)]
    most = max(counts.values(), default=1)
    rows = [
        MatrixRow(zone, tuple(_cell(counts, zone, industry, most) for industry in found))
        for zone in zones
    ]
    columns = tuple(sum(row.cells[index].count for row in rows) for index in range(len(found)))
    return Matrix(tuple(found), tuple(rows), columns)


def stage_progress(plan: Plan, schedule: Schedule) -> list[StageProgress]:
    """One row per stage in order, and one for projects without a stage if there are any."""
    where = progress_of(plan, schedule)
    counts: dict[str, Counter[Progress]] = defaultdict(Counter)
    for key, activity in plan.activities.items():
        counts[plan.projects[activity.project].stage][where[key]] += 1
    ordered = sorted(plan.stages.values(), key=lambda stage: (stage.position, stage.key))
    rows = [
        StageProgress(stage, number, counts[stage.key])
        for number, stage in enumerate(ordered, start=1)
    ]
    return [*rows, StageProgress(None, 0, counts[""])] if "" in counts else rows


def blockers(plan: Plan, schedule: Schedule, spans: Mapping[str, ProjectSpan]) -> list[Blocker]:
    """The root conditions of everything blocked, those that block most first."""
    activities: Counter[str] = Counter()
    for key in plan.activities:
        activities.update(schedule[key].blocked_by)
    measures: Mapping[Any, Measure] = Measure.objects.select_related("instrument").in_bulk()
    found = [
        Blocker(
            condition,
            tuple(measures[key] for key in condition.measures if key in measures),
            tuple(span for span in spans.values() if condition.key in span.blocked_by),
            activities[condition.key],
        )
        for condition in plan.conditions.values()
        if activities[condition.key]
    ]
    return sorted(found, key=lambda each: (-len(each.projects), each.condition.key))


def relief_blockers(spans: Mapping[str, ProjectSpan]) -> list[ReliefBlocker]:
    levels = sorted({level for span in spans.values() for level in span.relief})
    return [
        ReliefBlocker(level, tuple(span for span in spans.values() if level in span.relief))
        for level in levels
    ]


def _cell(counts: Counter[tuple[str, str]], zone: Zone, industry: Industry, most: int) -> Cell:
    count = counts[zone.pk, industry.pk]
    heat = -(-count * HEAT_STEPS // most) if count else 0
    return Cell(count, heat, zone, industry)
