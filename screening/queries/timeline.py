"""Every measure of the plan's regimes over the plan's years, as a scenario would have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as context

from engine.plan import Plan
from engine.schedule import Schedule
from engine.screening.courses import State, Stretch, course
from engine.screening.undertakings import cases_of
from sanctions.models import Measure, Regime
from screening import catalogue
from screening.queries.plan_page import HORIZON

WIDTH = 480
STATES: Mapping[State, Promise | str] = {
    "not_yet": context("course", "not yet in force"),
    "in_force": context("course", "in force"),
    "exempted": context("course", "exemptions, case by case"),
    "partly_suspended": context("course", "off for some goods"),
    "suspended": context("course", "suspended or lifted"),
    "ended": context("course", "ended"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with its place on the strip."""

    stretch: Stretch
    label: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure's course, and how many projects it meets at any time."""

    measure: Measure
    pieces: Sequence[Piece]
    projects: int


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of one regime."""

    title: str
    rows: Sequence[MeasureRow]


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The strip: its groups, its years, and how many measures meet nothing in the plan."""

    groups: Sequence[Group]
    ticks: Sequence[Tick]
    width: int
    silent: int


def timeline_page(plan: Plan, schedule: Schedule, scenario: str) -> Timeline:
    """The measures that meet something in the plan; those that meet nothing are counted."""
    first = plan.header.start
    last = max(schedule.finish or first, first + HORIZON)
    screener = catalogue.screener(plan, scenario)
    meets = _meets(plan)
    rows = Measure.objects.select_related("instrument").filter(regime__in=plan.header.regimes)
    found: dict[str, list[MeasureRow]] = {}
    silent = 0
    for row in rows:
        if row.pk not in meets:
            silent += 1
            continue
        law = screener.law
        pieces = [
            _piece(each, first, last)
            for each in course(law.measures[row.pk], law.reliefs, first, last)
        ]
        found.setdefault(row.regime, []).append(MeasureRow(row, pieces, meets[row.pk]))
    groups = [Group(str(Regime(key).label), rows) for key, rows in found.items()]
    years = range(first.year + 1, last.year + 1)
    return Timeline(
        groups, [Tick(_x(date(year, 1, 1), first, last), year) for year in years], WIDTH, silent
    )


def _meets(plan: Plan) -> dict[str, int]:
    """How many projects each measure would meet if nothing were eased, on any day of the plan."""
    screener = catalogue.screener()
    found: dict[str, int] = {}
    for case in cases_of(plan).values():
        days = (case.day, *screener.turning_days(case, case.day, case.day + HORIZON))
        met = {key for day in days for key in screener.screen(replace(case, day=day)).matched}
        for key in met:
            found[key] = found.get(key, 0) + 1
    return found


def _piece(stretch: Stretch, first: date, last: date) -> Piece:
    start, end = _x(stretch.since, first, last), _x(stretch.until, first, last)
    return Piece(stretch, str(STATES[stretch.state]), start, round(max(end - start, 1), 2))


def _x(day: date, first: date, last: date) -> float:
    return round((day - first).days / max((last - first).days, 1) * WIDTH, 2)
