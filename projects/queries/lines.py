"""The list of a plan's projects, with their dates under a scenario, filtered and sorted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language

from core.templatetags.ui import in_language
from engine.plan import Plan
from engine.records import CostLine, Project, Stage
from engine.schedule import Schedule
from roadmaps import money
from roadmaps.bars import Bar, project_bars
from roadmaps.verdicts import Verdict, verdicts
from zones.models import Industry, Strategy, Zone

EPOCH = date(1970, 1, 1)
#: What the list may be sorted by; what has no value comes last, whichever way.
SORTS = (
    "code",
    "name",
    "stage",
    "strategy",
    "zone",
    "industry",
    "start",
    "finish",
    "float",
    "cost",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks of the list; "" asks nothing. `sort` may start with "-"."""

    text: str = ""
    stage: str = ""
    strategy: str = ""
    zone: str = ""
    industry: str = ""
    verdict: str = ""
    state: str = ""
    sort: str = "code"


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project in the list. Where some of its work is blocked it has a start, but no finish."""

    project: Project
    stage: Stage | None
    stage_number: int
    strategy: Strategy | None
    zone: Zone | None
    industry: Industry | None
    start: date | None
    finish: date | None
    slack: int | None
    is_critical: bool
    is_blocked: bool
    is_partly_blocked: bool
    verdict: str
    totals: Sequence[money.Total]

    @property
    def name(self) -> str:
        return self.project.name(get_language() or "ko")

    @property
    def state(self) -> str:
        if self.is_blocked or self.is_partly_blocked:
            return "blocked"
        return "critical" if self.is_critical else "dated" if self.start else "empty"


def project_lines(plan: Plan, schedule: Schedule, scenario: str, wish: Wish) -> list[ProjectLine]:
    """The projects that answer the wish, in its order."""
    lines = all_lines(plan, schedule, scenario)
    return _sorted((line for line in lines if _answers(line, wish)), wish.sort)


def all_lines(plan: Plan, schedule: Schedule, scenario: str) -> list[ProjectLine]:
    """Every project of the plan, by code."""
    names = Catalogue()
    bars = {bar.key: bar for bar in project_bars(plan, schedule, scenario, "ko")}
    found, costs = verdicts(plan, scenario), costs_by_project(plan)
    numbers = stage_numbers(plan)
    return [
        _line(plan, project, names, numbers, bars.get(key), found[key], costs[key])
        for key, project in plan.projects.items()
    ]


class Catalogue:
    """The names a project points at, fetched once for one page."""

    def __init__(self) -> None:
        self.zones = Zone.objects.in_bulk()
        self.industries = Industry.objects.in_bulk()
        self.strategies = Strategy.objects.in_bulk()


def stage_numbers(plan: Plan) -> Mapping[str, int]:
    """1 for the first stage, and so on: the number that picks its colour."""
    ordered = sorted(plan.stages.values(), key=lambda stage: (stage.position, stage.key))
    return {stage.key: number for number, stage in enumerate(ordered, start=1)}


def costs_by_project(plan: Plan) -> Mapping[str, list[CostLine]]:
    found: dict[str, list[CostLine]] = defaultdict(list)
    for line in plan.costs.values():
        found[line.project].append(line)
    return found


def day_of(number: int | None) -> date | None:
    """The date of a bar's day number."""
    return None if number is None else EPOCH + timedelta(number)


def last_day(bar: Bar | None) -> date | None:
    """The last day a project is worked on; None while some of its work has no date."""
    if bar is None or bar.finish is None or bar.start is None or bar.partly:
        return None
    return day_of(max(bar.start, bar.finish - 1))


def _line(
    plan: Plan,
    project: Project,
    names: Catalogue,
    numbers: Mapping[str, int],
    bar: Bar | None,
    verdict: Verdict,
    costs: Iterable[CostLine],
) -> ProjectLine:
    return ProjectLine(
        project=project,
        stage=plan.stages.get(project.stage),
        stage_number=numbers.get(project.stage, 0),
        strategy=names.strategies.get(project.strategy),
        zone=names.zones.get(project.zone),
        industry=names.industries.get(project.industry),
        start=day_of(bar.start) if bar else None,
        finish=last_day(bar),
        slack=bar.slack if bar else None,
        is_critical=bool(bar and bar.critical),
        is_blocked=bool(bar and bar.blocked),
        is_partly_blocked=bool(bar and bar.partly),
        verdict=verdict.word,
        totals=money.totals(costs),
    )


def _answers(line: ProjectLine, wish: Wish) -> bool:
    project = line.project
    zones = {project.zone, *project.also_zones}
    return (
        wish.stage in {"", project.stage}
        and (not wish.strategy or project.strategy.startswith(wish.strategy))
        and (not wish.zone or wish.zone in zones)
        and wish.industry in {"", project.industry}
        and wish.verdict in {"", line.verdict}
        and wish.state in {"", line.state}
        and all(word in _words(line) for word in wish.text.lower().split())
    )


def _words(line: ProjectLine) -> str:
    project = line.project
    named = [line.zone, line.industry, line.strategy]
    texts = [project.key, project.name_ko, project.name_en, project.notes_ko, project.notes_en]
    texts += [f"{each.name_ko} {each.name_en}" for each in named if each]
    return "\n".join(texts).lower()


def _sorted(lines: Iterable[ProjectLine], wanted: str) -> list[ProjectLine]:
    name = wanted.removeprefix("-")
    if name not in SORTS:
        name, wanted = "code", "code"
    value = _SORT_VALUES[name]
    found = sorted(lines, key=lambda line: line.project.key)
    known = [line for line in found if value(line) is not None]
    known.sort(key=value, reverse=wanted.startswith("-"))
    return known + [line for line in found if value(line) is None]


def _name_of(row: Any) -> str | None:
    return in_language(row) if row else None


_SORT_VALUES: Mapping[str, Callable[[ProjectLine], Any]] = {
    "code": lambda line: line.project.key,
    "name": lambda line: line.name,
    "stage": lambda line: line.stage_number or None,
    "strategy": lambda line: line.project.strategy or None,
    "zone": lambda line: _name_of(line.zone),
    "industry": lambda line: _name_of(line.industry),
    "start": lambda line: line.start,
    "finish": lambda line: line.finish,
    "float": lambda line: line.slack,
    "cost": lambda line: line.totals[0].amount if line.totals else None,
}
