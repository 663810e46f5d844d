"""The regime timeline: every measure that meets something, drawn over the plan's years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.plan import Plan
from engine.schedule import Schedule
from engine.screening.courses import Stretch
from sanctions.models import Measure
from screening.queries.regimes import Course, courses_of
from screening.regime_words import SHORT, STATES

WIDTH = 640


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with its place on the strip, in words where it is wide enough for them."""

    stretch: Stretch
    label: str
    short: str
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


def timeline_page(
    plan: Plan, schedule: Schedule, scenario: str, known: date | None = None
) -> Timeline:
    """The measures that meet something in the plan; those that meet nothing are counted.

    `known` asks for the law as it was known on a day.
    """
    found = courses_of(plan, schedule, scenario, known)
    days = found.first, found.last
    groups = [
        Group(str(regime.label), [_row(each, *days) for each in rows])
        for regime, rows in found.groups
    ]
    years = range(found.first.year, found.last.year + 1)
    ticks = [Tick(_x(date(year, 1, 1), *days), year) for year in years]
    return Timeline(groups, ticks, WIDTH, found.silent)


def _row(course: Course, first: date, last: date) -> MeasureRow:
    pieces = [_piece(each.stretch, first, last) for each in course.pieces]
    return MeasureRow(course.measure, pieces, course.projects)


def _piece(stretch: Stretch, first: date, last: date) -> Piece:
    start, end = _x(stretch.since, first, last), _x(stretch.until, first, last)
    words = str(STATES[stretch.state]), str(SHORT[stretch.state])
    return Piece(stretch, *words, start, round(max(end - start, 1), 2))


def _x(day: date, first: date, last: date) -> float:
    return round((day - first).days / max((last - first).days, 1) * WIDTH, 2)
