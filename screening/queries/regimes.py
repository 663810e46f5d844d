"""The measures that bind something in a plan, each with its course under a scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from engine.plan import Plan
from engine.records import Window
from engine.schedule import Schedule
from engine.screening import Case, Screener
from engine.screening import Measure as Law
from engine.screening.courses import Stretch, course
from engine.screening.undertakings import cases_of
from roadmaps.memory import Memory
from sanctions.clocks import measures_known
from sanctions.models import Measure, Regime
from screening import catalogue
from screening.queries.plan_page import HORIZON

_met: Memory[frozenset[str]] = Memory(most=1_000)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a measure's course, and the windows of the scenario that begin and end it."""

    stretch: Stretch
    opened_by: tuple[Window, ...] = ()
    closed_by: tuple[Window, ...] = ()

    @property
    def windows(self) -> tuple[Window, ...]:
        return tuple(dict.fromkeys((*self.opened_by, *self.closed_by)))


@dataclass(frozen=True, slots=True)
class Course:
    """A measure's course, and how many projects it would meet were nothing eased."""

    measure: Measure
    projects: int
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Courses:
    """By regime, the measure that meets most projects first; `silent` ones meet none."""

    first: date
    last: date
    groups: Sequence[tuple[Regime, Sequence[Course]]]
    silent: int

    def of(self, measure: str) -> Course | None:
        every = (each for _regime, rows in self.groups for each in rows)
        return next((each for each in every if each.measure.pk == measure), None)


def courses_of(plan: Plan, schedule: Schedule, scenario: str, known: date | None = None) -> Courses:
    """From the first day of the plan's first year to the last of the last that is drawn.

    `known` asks for the law as it was known on a day.
    """
    start = plan.header.start
    first = date(start.year, 1, 1)
    last = date(max(schedule.finish or start, start + HORIZON).year, 12, 31)
    past = catalogue.past(known)
    law = catalogue.screener(plan, scenario, past).law
    meets = met_projects(plan, past)
    windows = _windows_by_measure(plan, scenario)
    rows = [each for each in measures_known(known).values() if each.regime in plan.header.regimes]
    found: dict[str, list[Course]] = {}
    for row in rows:
        if row.pk in meets:
            own = windows.get(row.pk, ())
            stretches = course(law.measures[row.pk], law.reliefs, first, last)
            pieces = [_piece(each, own) for each in stretches]
            found.setdefault(row.regime, []).append(Course(row, meets[row.pk], pieces))
    groups = [
        (regime, sorted(found[regime], key=lambda each: -each.projects))
        for regime in Regime
        if regime in found
    ]
    return Courses(first, last, groups, len(rows) - sum(len(each) for _regime, each in groups))


def met_projects(plan: Plan, law: Mapping[str, Law] | None = None) -> Mapping[str, int]:
    """How many projects each measure would meet if nothing were eased, on any day of the plan."""
    screener = catalogue.screener(law=law)
    found: dict[str, int] = {}
    for case in cases_of(plan).values():
        for key in _met.get_or_make((screener, case), partial(_meets, screener, case)):
            found[key] = found.get(key, 0) + 1
    return found


def _meets(screener: Screener, case: Case) -> frozenset[str]:
    days = (case.day, *screener.turning_days(case, case.day, case.day + HORIZON))
    screened = (screener.screen(replace(case, day=day)) for day in days)
    return frozenset(key for each in screened for key in each.matched)


def _windows_by_measure(plan: Plan, scenario: str) -> Mapping[str, Sequence[Window]]:
    found: dict[str, list[Window]] = {}
    for window in plan.windows.values():
        if window.scenario == scenario and window.condition in plan.conditions:
            for measure in plan.conditions[window.condition].measures:
                found.setdefault(measure, []).append(window)
    return found


def _piece(stretch: Stretch, windows: Sequence[Window]) -> Piece:
    eased = [each for each in windows if each.condition in stretch.conditions]
    return Piece(
        stretch,
        tuple(each for each in eased if each.since == stretch.since),
        tuple(each for each in eased if each.until == stretch.until),
    )
