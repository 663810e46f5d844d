"""The roadmap as its chart and table need it: bars in lanes and rows, as columns, in one answer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from engine.changes import Remove, apply_all, expand
from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps import bars as drawn
from roadmaps.bars import Bar, activity_bars, epoch_day, project_bars
from roadmaps.chart_frame import cost_columns, gate_marks, permit_marks, stage_bands, stages_of
from roadmaps.chart_links import link_columns
from roadmaps.lanes import GROUPINGS, Lane, lanes_of
from roadmaps.packing import Span, rows_of

#: How many days of the axis a letter of a label takes at the year zoom (12 px type, 75 px a year).
DAYS_PER_HANGUL, DAYS_PER_LETTER, DAYS_OF_MARK, MOST_DAYS = 45, 26, 110, 480
CRITICAL, BLOCKED, MILESTONE, PARTLY, STARTED, FINISHED, EDITABLE = 1, 2, 4, 8, 16, 32, 64
LEVELS = ("project", "activity")


@dataclass(frozen=True, slots=True)
class View:
    """What the reader chose to see. An empty filter lets everything through."""

    lanes: str = "zone"
    level: str = "project"
    stage: str = ""
    zone: str = ""
    industry: str = ""
    verdict: str = ""
    critical: bool = False
    blocked: bool = False
    compare: str = ""

    @property
    def filters(self) -> bool:
        return any(
            (self.stage, self.zone, self.industry, self.verdict, self.critical, self.blocked)
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its place in the chart."""

    bar: Bar
    lane: int
    row: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The roadmap under one view: lanes, rows in them, and the days the axis runs between."""

    lanes: tuple[Lane, ...]
    heights: tuple[int, ...]
    rows: tuple[Row, ...]
    start: int
    end: int


def view_of(query: Mapping[str, str]) -> View:
    """The view an address asks for; what it asks wrongly is left out."""
    given: dict[str, Any] = {}
    for each in fields(View):
        value = query.get(each.name, "")
        given[each.name] = value == "1" if each.type in {bool, "bool"} else value
    if given["lanes"] not in GROUPINGS:
        given["lanes"] = "zone"
    if given["level"] not in LEVELS:
        given["level"] = "project"
    return View(**given)


def chart_of(plan: Plan, schedule: Schedule, scenario: str, view: View, language: str) -> Chart:
    """Filtered, grouped and packed."""
    make = project_bars if view.level == "project" else activity_bars
    shown = [bar for bar in make(plan, schedule, scenario, language) if _passes(plan, bar, view)]
    lanes, place = lanes_of(plan, shown, view.lanes, language)
    groups: list[list[Bar]] = [[] for _ in lanes]
    for bar in shown:
        groups[place[bar.project]].append(bar)
    rows: list[Row] = []
    heights: list[int] = []
    for lane, group in enumerate(groups):
        packed, height = _pack(group, lane)
        rows += packed
        heights.append(height)
    start, end = _axis(plan, shown)
    return Chart(tuple(lanes), tuple(heights), tuple(rows), start, end)


def roadmap_columns(
    plan: Plan,
    schedule: Schedule,
    scenario: str,
    view: View,
    *,
    language: str,
    today: date,
    other: Schedule | None = None,
    edits: Collection[str] = (),
) -> dict[str, Any]:
    """The chart as columns: a tenth of what the same would weigh as objects.

    `edits` are the projects whose bars the reader may move.
    """
    chart = chart_of(plan, schedule, scenario, view, language)
    stages = stages_of(plan)
    number = {stage.key: n for n, stage in enumerate(stages, 1)}
    bars = [row.bar for row in chart.rows]
    shown = {bar.project for bar in bars}
    spans = bars
    if view.level == "activity":
        every = project_bars(plan, schedule, scenario, language)
        spans = [bar for bar in every if bar.project in shown]
    return {
        "level": view.level,
        "scenario": scenario,
        "start": chart.start,
        "end": chart.end,
        "today": epoch_day(today),
        "lanes": [
            {
                "key": lane.key,
                "name": lane.name,
                "code": lane.code,
                "summary": lane.summary,
                "rows": n,
            }
            for lane, n in zip(chart.lanes, chart.heights, strict=True)
        ],
        "stage_names": ["", *(stage.name(language) for stage in stages)],
        "stages": list(stage_bands(plan, schedule, stages, (chart.start, chart.end), language)),
        "gates": [*gate_marks(plan, schedule, language), *permit_marks(plan, language)],
        "bars": _bar_columns(plan, chart, view, number, language, edits),
        "links": link_columns(plan, schedule, bars, view.level),
        "costs": cost_columns(plan, spans, language, whole=not view.filters),
        "ghosts": _ghosts(plan, other, bars, view, scenario) if other else None,
    }


def _passes(plan: Plan, bar: Bar, view: View) -> bool:
    if not view.filters:
        return True
    project = plan.projects[bar.project]
    return (
        (not view.stage or project.stage == view.stage)
        and (not view.zone or view.zone == project.zone or view.zone in project.also_zones)
        and (not view.industry or project.industry == view.industry)
        and (not view.verdict or bar.verdict.word == view.verdict)
        and (not view.critical or bar.critical)
        and (not view.blocked or bar.blocked or bar.partly)
    )


def _pack(bars: list[Bar], lane: int) -> tuple[list[Row], int]:
    """Dated bars share rows; blocked ones stand in a band of their own, one to a row."""
    dated = [bar for bar in bars if bar.start is not None]
    blocked = [bar for bar in bars if bar.start is None]
    rows, height = rows_of(_span(bar) for bar in dated)
    packed = [Row(bar, lane, row) for bar, row in zip(dated, rows, strict=True)]
    packed += [Row(bar, lane, row) for row, bar in enumerate(blocked)]
    return packed, max(height, len(blocked), 1)


def _span(bar: Bar) -> Span:
    """A bar's days; of a project, also the days its name needs at the year zoom."""
    start, finish = bar.start or 0, bar.finish or 0
    if bar.roots or not bar.duration:
        label = sum(DAYS_PER_LETTER if c.isascii() else DAYS_PER_HANGUL for c in bar.name)
        return Span(start, max(finish, start + min(label, MOST_DAYS) + DAYS_OF_MARK))
    return Span(start, finish)


def _axis(plan: Plan, bars: Iterable[Bar]) -> tuple[int, int]:
    """From the year the plan starts in to the end of the year of its last bar."""
    last = max((bar.finish for bar in bars if bar.finish is not None), default=None)
    first_year = plan.header.start.year
    last_year = first_year + 2
    if last is not None:
        last_year = max(last_year, date.fromordinal(last - 1 + drawn.EPOCH).year)
    return epoch_day(date(first_year, 1, 1)), epoch_day(date(last_year + 1, 1, 1))


def _bar_columns(
    plan: Plan,
    chart: Chart,
    view: View,
    number: Mapping[str, int],
    language: str,
    edits: Collection[str],
) -> dict[str, list[Any]]:
    rows, projects = chart.rows, plan.projects
    columns: dict[str, list[Any]] = {
        "key": [row.bar.key for row in rows],
        "name": [row.bar.name for row in rows],
        "lane": [row.lane for row in rows],
        "row": [row.row for row in rows],
        "start": [row.bar.start for row in rows],
        "finish": [row.bar.finish for row in rows],
        "stage": [number.get(projects[row.bar.project].stage, 0) for row in rows],
        "verdict": [int(row.bar.verdict) for row in rows],
        "flags": [_flags(row.bar, edits) for row in rows],
        "slack": [row.bar.slack for row in rows],
        "length": [row.bar.length for row in rows],
    }
    if view.level == "activity":
        names = list(dict.fromkeys(row.bar.project for row in rows))
        place = {key: n for n, key in enumerate(names)}
        columns["projects"] = [projects[key].name(language) for key in names]
        columns["project"] = [place[row.bar.project] for row in rows]
        columns["duration"] = [row.bar.duration for row in rows]
        columns["unit"] = [row.bar.unit for row in rows]
    else:
        columns["roots"] = [row.bar.roots for row in rows]
    return columns


def _flags(bar: Bar, edits: Collection[str]) -> int:
    return (
        CRITICAL * bar.critical
        + BLOCKED * bar.blocked
        + MILESTONE * bar.milestone
        + PARTLY * bar.partly
        + STARTED * bar.started
        + FINISHED * bar.finished
        + EDITABLE * (bar.project in edits)
    )


def _ghosts(
    plan: Plan, other: Schedule, bars: list[Bar], view: View, scenario: str
) -> dict[str, list[int]]:
    """Where the bars would stand under the other dates, if they differ and have dates there."""
    make = project_bars if view.level == "project" else activity_bars
    there = {bar.key: bar for bar in make(_shared(plan, other), other, scenario, "ko")}
    found: dict[str, list[int]] = {"bar": [], "start": [], "finish": []}
    for place, bar in enumerate(bars):
        ghost = there.get(bar.key)
        if ghost is None or ghost.start is None or ghost.finish is None or bar.blocked:
            continue
        if (ghost.start, ghost.finish) != (bar.start, bar.finish):
            found["bar"].append(place)
            found["start"].append(ghost.start)
            found["finish"].append(ghost.finish)
    return found


def _shared(plan: Plan, other: Schedule) -> Plan:
    """The plan without the work the other dates know nothing of: it was added since."""
    known = drawn.dates(other)
    added = [Remove("activity", key) for key in plan.activities if key not in known]
    return apply_all(plan, expand(plan, added)) if added else plan
