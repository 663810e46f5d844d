"""Supply against demand of capacities, by month and by year, for both ways of dating a plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.templatetags.ui import in_language
from engine.answer import Scheduled
from engine.plan import Plan
from engine.records import Activity, Capacity, Demand, Project, Step
from engine.schedule import Schedule
from engine.usage import MonthUse
from supply.drawing import Chart, Point, top_of, use_chart
from supply.queries.pairs import Pair
from zones.models import Region, Zone

NO_USE = MonthUse(date.min, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Span:
    """A month, or a year as its lowest supply and highest demand, for both ways of dating."""

    since: date
    plain: MonthUse
    levelled: MonthUse
    takers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CapacityUse:
    """One capacity: where it is, what is asked of it, and when that is too much."""

    record: Capacity
    place: str
    charts: tuple[Chart, Chart]
    years: tuple[Span, ...]
    demand_count: int
    unknown: tuple[Demand, ...]
    waiting: int

    @property
    def days_short(self) -> int:
        return sum(year.plain.days_short for year in self.years)


@dataclass(frozen=True, slots=True)
class DemandLine:
    """Who asks: its activity, and when that starts and ends either way."""

    record: Demand
    activity: Activity
    project: Project
    plain: Scheduled
    levelled: Scheduled

    @property
    def days_later(self) -> int:
        before, after = self.plain.start, self.levelled.start
        return (after - before).days if before and after else 0


@dataclass(frozen=True, slots=True)
class StepLine:
    """A change of the capacity: the day it comes (None: never under this scenario), and why."""

    record: Step
    day: date | None
    activity: Activity | None


@dataclass(frozen=True, slots=True)
class CapacityPage:
    use: CapacityUse
    steps: tuple[StepLine, ...]
    demands: tuple[DemandLine, ...]
    months: tuple[Span, ...]


def capacity_uses(pair: Pair, only: Iterable[str] | None = None) -> list[CapacityUse]:
    """Every capacity of the plan, or only some; those in want first."""
    wanted = pair.plan.capacities if only is None else only
    places = _places()
    found = [_use(pair, pair.plan.capacities[key], places) for key in wanted]
    return sorted(found, key=lambda use: (-use.days_short, use.record.key))


def capacity_keys(plan: Plan, zone: str, region: str) -> list[str]:
    """The capacities of a zone, and of the region it lies in."""
    return [
        key
        for key, each in plan.capacities.items()
        if each.zone == zone or (region and each.region == region and not each.zone)
    ]


def capacity_page(pair: Pair, key: str) -> CapacityPage:
    """One capacity with its steps, who asks for it, and month by month."""
    demands = tuple(_demand_lines(pair, key))
    return CapacityPage(
        _use(pair, pair.plan.capacities[key], _places()),
        tuple(_step_lines(pair, key)),
        demands,
        tuple(_months(pair, key, demands)),
    )


def _use(pair: Pair, capacity: Capacity, places: Mapping[str, str]) -> CapacityUse:
    spans = [*_spans(pair, capacity.key)]
    series = [
        [_point(span.since, use) for span, use in zip(spans, uses, strict=True)]
        for uses in ([each.plain for each in spans], [each.levelled for each in spans])
    ]
    most, name = top_of(*series), capacity.name(get_language() or "ko")
    titles = _("%(name)s: by links only"), _("%(name)s: with supply and budget")
    plain, levelled = (
        use_chart(points, most, title % {"name": name}, f"{capacity.key}-{way}")
        for points, title, way in zip(series, titles, ("links", "supply"), strict=True)
    )
    demands = [each for each in pair.plan.demands.values() if each.capacity == capacity.key]
    later = [line for line in _demand_lines(pair, capacity.key) if line.days_later > 0]
    return CapacityUse(
        capacity,
        places.get(capacity.zone or capacity.region, ""),
        (plain, levelled),
        tuple(_by_year(spans)),
        len(demands),
        tuple(each for each in demands if each.amount is None),
        len(later),
    )


def _point(month: date, use: MonthUse) -> Point:
    return Point(f"{month:%Y-%m}", use.supply, use.demand, use.days_short > 0)


def _spans(pair: Pair, key: str) -> Iterator[Span]:
    """Every month in which anything runs either way."""
    plain, levelled = (_uses(schedule, key) for schedule in (pair.plain, pair.levelled))
    for month in sorted({*plain, *levelled}):
        yield Span(month, plain.get(month, NO_USE), levelled.get(month, NO_USE))


def _uses(schedule: Schedule, key: str) -> dict[date, MonthUse]:
    return {use.month: use for use in schedule.usage.capacities.get(key, ())}


def _by_year(spans: Sequence[Span]) -> Iterator[Span]:
    for year, months in groupby(spans, key=lambda span: span.since.year):
        inside = [*months]
        first = date(year, 1, 1)
        yield Span(
            first,
            _together(first, [each.plain for each in inside]),
            _together(first, [each.levelled for each in inside]),
        )


def _together(first: date, uses: Sequence[MonthUse]) -> MonthUse:
    known = [use for use in uses if use is not NO_USE]
    return MonthUse(
        first,
        min((use.supply for use in known), default=0),
        max((use.demand for use in known), default=0),
        sum(use.days_short for use in known),
        max((use.short for use in known), default=0),
    )


def _months(pair: Pair, key: str, demands: Sequence[DemandLine]) -> Iterator[Span]:
    for span in _spans(pair, key):
        takers = tuple(each.activity.key for each in demands if _takes(each, span.since))
        yield Span(span.since, span.plain, span.levelled, takers)


def _takes(line: DemandLine, month: date) -> bool:
    """Whether it has some of the capacity in a month, with supply and budget counted."""
    start, finish = line.levelled.start, line.levelled.finish
    if start is None or finish is None or not line.record.amount:
        return False
    begun = (start.year, start.month) <= (month.year, month.month)
    return begun and (
        line.record.lasting or (month.year, month.month) <= (finish.year, finish.month)
    )


def _demand_lines(pair: Pair, key: str) -> Iterator[DemandLine]:
    plan = pair.plan
    for demand in plan.demands.values():
        if demand.capacity == key:
            activity = plan.activities[demand.activity]
            project = plan.projects[activity.project]
            dates = pair.plain[activity.key], pair.levelled[activity.key]
            yield DemandLine(demand, activity, project, *dates)


def _step_lines(pair: Pair, key: str) -> Iterator[StepLine]:
    own = {step.scenario for step in pair.plan.steps.values() if step.capacity == key}
    named = pair.scenario if pair.scenario in own else ""
    for step in pair.plan.steps.values():
        if step.capacity != key or (step.since and step.scenario != named):
            continue
        activity = pair.plan.activities.get(step.activity)
        day = pair.levelled[activity.key].finish if activity else step.since
        yield StepLine(step, day, activity)


def _places() -> dict[str, str]:
    regions = {each.pk: in_language(each) for each in Region.objects.all()}
    return regions | {each.pk: in_language(each) for each in Zone.objects.all()}
