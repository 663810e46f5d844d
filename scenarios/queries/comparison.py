"""Two scenarios side by side: what finishes when, what shifts, what is blocked in one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from engine.plan import Plan
from engine.records import Project
from roadmaps import schedules
from roadmaps.bars import Bar
from roadmaps.models import Roadmap
from scenarios.drawing import Chart, cumulative
from scenarios.queries.scenarios import Result, result

EPOCH = date(1970, 1, 1)
DAYS_OF_MONTH = 30.44
#: Half the width of a shift's bar, in its own units.
REACH = 100


@dataclass(frozen=True, slots=True)
class Shift:
    """A project that finishes at another time; months are positive where the right is later."""

    project: Project
    left: date
    right: date
    months: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class CostChart:
    """Cumulative cost in one currency and price year, and what has no year to fall in."""

    currency: str
    price_year: int | None
    chart: Chart
    undated: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Result
    right: Result
    shifts: Sequence[Shift]
    same_count: int
    only_left: Sequence[Project]
    only_right: Sequence[Project]
    neither: Sequence[Project]
    charts: Sequence[CostChart]

    @property
    def sides(self) -> tuple[Result, Result]:
        return self.left, self.right


def comparison(roadmap: Roadmap, left: str, right: str) -> Comparison:
    """The right scenario against the left one. A project that is partly blocked does not finish."""
    plan = schedules.plan_of(roadmap)
    one, other = result(roadmap, left), result(roadmap, right)
    was, now = _finishes(one), _finishes(other)
    pairs = [(key, was[key], now[key]) for key in plan.projects if key in was and key in now]
    moved = _shifts(plan, [(key, a, b) for key, a, b in pairs if a != b])
    projects = plan.projects
    return Comparison(
        one,
        other,
        moved,
        len(pairs) - len(moved),
        [projects[key] for key in projects if key in was and key not in now],
        [projects[key] for key in projects if key in now and key not in was],
        [projects[key] for key in projects if key not in now and key not in was],
        _charts(one, other),
    )


def _finishes(found: Result) -> dict[str, date]:
    """The last day of every project all of whose work can run."""
    return {
        key: EPOCH + timedelta(max(bar.start, bar.finish - 1))
        for key, bar in found.bars.items()
        if _runs(bar) and bar.start is not None and bar.finish is not None
    }


def _runs(bar: Bar) -> bool:
    return not bar.blocked and not bar.partly


def _shifts(plan: Plan, pairs: Sequence[tuple[str, date, date]]) -> list[Shift]:
    most = max((abs((b - a).days) for _key, a, b in pairs), default=1)
    found = []
    for key, left, right in pairs:
        days = (right - left).days
        width = round(abs(days) / most * REACH, 1)
        x = REACH if days > 0 else REACH - width
        months = round(days / DAYS_OF_MONTH)
        found.append(Shift(plan.projects[key], left, right, months, x, width))
    return sorted(
        found, key=lambda shift: (-abs((shift.right - shift.left).days), shift.project.key)
    )


def _charts(left: Result, right: Result) -> list[CostChart]:
    """One chart per currency and price year that either scenario spends in."""
    sides = {result.scenario.key: result.costs for result in (left, right)}
    kinds = {(y.currency, y.price_year): None for costs in sides.values() for y in costs}
    charts = []
    for kind in kinds:
        years = {
            key: next((y for y in costs if (y.currency, y.price_year) == kind), None)
            for key, costs in sides.items()
        }
        chart = cumulative({key: y.by_year if y else {} for key, y in years.items()})
        undated = {key: y.undated if y else Decimal(0) for key, y in years.items()}
        charts.append(CostChart(*kind, chart, undated))
    return charts
