"""What the roadmap page shows besides its bars: figures, filters, the panel, the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from django.core.paginator import Page, Paginator

from core.clock import today
from engine.answer import Scheduled
from engine.gain import Target
from engine.permits import lapsing
from engine.plan import Plan
from engine.records import Activity, Link, Project
from roadmaps.bars import EPOCH, Bar, project_bars
from roadmaps.lag_words import lag_words
from roadmaps.lanes import names_in_catalogue
from roadmaps.leeway import Leeway, leeway_of
from roadmaps.money import Total, totals
from roadmaps.outlooks import Outlook
from roadmaps.reasons import Explanation, explain
from roadmaps.roadmap_page import Row, View, chart_of
from roadmaps.trials import Trial, trials
from roadmaps.verdicts import Verdict
from roadmaps.why_targets import late_of
from zones.models import Industry, Zone

NEVER = 10**9
ROWS_A_PAGE = 300


@dataclass(frozen=True, slots=True)
class Figures:
    """The plan in four figures. `finish` is the last date there is; what is blocked has none."""

    projects: int
    gates: int
    totals: tuple[Total, ...]
    finish: date | None
    blocked: int
    barred: int
    lapsing: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: only what the plan holds."""

    stages: Mapping[str, str]
    zones: Mapping[str, str]
    industries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A link of an activity, the activity at its other end, and its lag in words."""

    link: Link
    other: Activity
    lag: str


@dataclass(frozen=True, slots=True)
class ActivityPanel:
    """One activity: its dates, what it hangs on, and why it is not earlier."""

    activity: Activity
    project: Project
    stage_number: int
    when: Scheduled
    verdict: str
    explanation: Explanation
    late: Explanation | None
    trials: tuple[Trial, ...]
    leeway: Leeway
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class ProjectPanel:
    """One project: its span, its activities, and why its first dates are not earlier."""

    project: Project
    stage_number: int
    bar: Bar
    activities: tuple[tuple[Activity, Scheduled], ...]
    first: Activity | None
    explanation: Explanation | None
    trials: tuple[Trial, ...]
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class TableLine:
    """A bar as a row of the table. Dates are inclusive here, as people read them."""

    bar: Bar
    start: date | None
    finish: date | None
    stage: str
    stage_number: int
    editable: bool
    # Of an activity: the float that takes time from others, and by how many working days its finish
    # is later than the one it was given.
    interfering: int | None = None
    later: int | None = None


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of the table: lanes with their lines, and where among the pages it is."""

    groups: tuple[tuple[str, tuple[TableLine, ...]], ...]
    page: "Page[Row]"


def figures_of(outlook: Outlook, language: str) -> Figures:
    plan = outlook.plan
    bars = project_bars(plan, outlook.schedule, outlook.scenario, language)
    return Figures(
        projects=len(plan.projects),
        gates=len(plan.gates),
        totals=tuple(totals(plan.costs.values())),
        finish=outlook.schedule.finish,
        blocked=sum(bar.blocked or bar.partly for bar in bars),
        barred=sum(bar.verdict.word == "barred" for bar in bars),
        lapsing=len(lapsing(plan, today())),
    )


def choices_of(plan: Plan, language: str) -> Choices:
    projects = plan.projects.values()
    zones = {zone for project in projects for zone in (project.zone, *project.also_zones)}
    industries = {project.industry for project in projects}
    return Choices(
        {key: stage.name(language) for key, stage in plan.stages.items()},
        {k: name for k, name in names_in_catalogue(Zone, language).items() if k in zones},
        {k: n for k, n in names_in_catalogue(Industry, language).items() if k in industries},
    )


def activity_panel(outlook: Outlook, key: str, language: str) -> ActivityPanel:
    plan, schedule = outlook.plan, outlook.schedule
    activity = plan.activities[key]
    project = plan.projects[activity.project]
    [bar] = [
        bar
        for bar in project_bars(plan, schedule, outlook.scenario, language)
        if bar.key == project.key
    ]
    found = trials(plan, schedule, key, outlook.scenario, language)
    return ActivityPanel(
        activity=activity,
        project=project,
        stage_number=stage_number(plan, project),
        when=schedule[key],
        verdict=bar.verdict.word,
        explanation=explain(plan, schedule, key, outlook.scenario, language),
        late=late_of(plan, schedule, Target("activity", key), outlook.scenario, language),
        trials=tuple(found),
        leeway=leeway_of(plan, schedule, key, outlook.scenario, language),
        before=_neighbours(plan, key, "after", "before", language),
        after=_neighbours(plan, key, "before", "after", language),
    )


def project_panel(outlook: Outlook, key: str, language: str) -> ProjectPanel:
    """Explained by its first activity: the one that decides when the project begins."""
    plan, schedule = outlook.plan, outlook.schedule
    project = plan.projects[key]
    mine = [activity for activity in plan.activities.values() if activity.project == key]
    dated = [(activity, schedule[activity.key]) for activity in mine]
    dated.sort(key=lambda pair: (pair[1].start or date.max, pair[0].key))
    found = [
        bar for bar in project_bars(plan, schedule, outlook.scenario, language) if bar.key == key
    ]
    first = dated[0][0] if dated else None
    return ProjectPanel(
        project=project,
        stage_number=stage_number(plan, project),
        bar=found[0] if found else _no_bar(project, language),
        activities=tuple(dated),
        first=first,
        explanation=explain(plan, schedule, first.key, outlook.scenario, language)
        if first
        else None,
        trials=tuple(trials(plan, schedule, first.key, outlook.scenario, language))
        if first and not schedule[first.key].blocked
        else (),
        totals=tuple(totals(line for line in plan.costs.values() if line.project == key)),
    )


def table_of(outlook: Outlook, view: View, language: str, number: str | None = None) -> TablePage:
    """The chart's lanes and bars as a table: the same lanes, in the order of their dates."""
    plan = outlook.plan
    chart = chart_of(plan, outlook.schedule, outlook.scenario, view, language)
    page = Paginator(sorted(chart.rows, key=_by_lane), ROWS_A_PAGE).get_page(number)
    groups = tuple(
        (
            chart.lanes[lane].name,
            tuple(_table_line(outlook, row.bar, view, language) for row in rows),
        )
        for lane, rows in groupby(page.object_list, key=attrgetter("lane"))
    )
    return TablePage(groups, page)


def stage_number(plan: Plan, project: Project) -> int:
    ordered = sorted(plan.stages.values(), key=lambda stage: (stage.position, stage.key))
    return next((n for n, stage in enumerate(ordered, 1) if stage.key == project.stage), 0)


def day_of(days: int) -> date:
    return date.fromordinal(days + EPOCH)


def _table_line(outlook: Outlook, bar: Bar, view: View, language: str) -> TableLine:
    plan = outlook.plan
    project = plan.projects[bar.project]
    stage = plan.stages.get(project.stage)
    return TableLine(
        bar,
        day_of(bar.start) if bar.start is not None else None,
        day_of(bar.finish) - timedelta(days=not bar.milestone) if bar.finish is not None else None,
        stage.name(language) if stage else "",
        stage_number(plan, project),
        view.level == "activity" and not bar.finished and bar.project in outlook.edits,
        *(_differences(outlook.schedule[bar.key]) if view.level == "activity" else ()),
    )


def _differences(when: Scheduled) -> tuple[int | None, int | None]:
    given = when.given
    return when.interfering_float, given.finish_difference if given else None


def _by_lane(row: Row) -> tuple[int, int, str]:
    """Within a lane by date; those without one last."""
    start = row.bar.start
    return (row.lane, NEVER if start is None else start, row.bar.key)


def _neighbours(
    plan: Plan, key: str, mine: str, other: str, language: str
) -> tuple[Neighbour, ...]:
    return tuple(
        Neighbour(link, plan.activities[getattr(link, other)], lag_words(plan, link, language))
        for link in plan.links.values()
        if getattr(link, mine) == key
    )


def _no_bar(project: Project, language: str) -> Bar:
    name = project.name(language)
    return Bar(project.key, name, project.key, None, None, 0, None, Verdict.UNKNOWN, False, False)
