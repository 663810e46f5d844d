"""What is stranded if access to the North ends: a plan's projects as commitments, month by month.

A project takes its money across evenly from its start to its finish, its staff of the South while
it runs, its goods until the plan ends. Figures nobody knows are counted, never taken for zero.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engine.plan import Plan
from engine.records import CostLine, Project
from engine.reversal import Commitment, Exposure, months, reversal_curve
from engine.schedule import Schedule, solve
from ranges.study import price_key
from roadmaps.bars import EPOCH, Bar, project_bars
from roadmaps.models import Roadmap
from roadmaps.past import plan_at
from roadmaps.schedules import compile_plan, scenario_of, schedule_for

MOST_MONTHS = 720


@dataclass(frozen=True, slots=True)
class Month:
    """If access ends on the first day of a month. Money in the currency of the curve.

    `unknown` is the part of `out` for which no recoverable share is known; `stranded` what is lost
    of the rest. `unknown_staff` and `unknown_days` count projects under way without that figure.
    """

    day: date
    out: float
    recoverable: float
    stranded: float
    unknown: float
    people: float
    unknown_staff: int
    goods: int
    wind_down: int
    unknown_days: int


@dataclass(frozen=True, slots=True)
class Curve:
    """One sequence: a scenario at a revision, in one currency and price year.

    `undated` counts the projects without dates, which are in no month.
    """

    scenario: str
    revision: int
    price: str
    prices: tuple[str, ...]
    undated: int
    months: tuple[Month, ...]

    @property
    def worst(self) -> Month | None:
        """The first month in which most would be stranded."""
        return max(self.months, key=lambda month: month.stranded, default=None)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more the second of two sequences has on the other side than the first."""

    day: date
    out: float
    stranded: float
    people: float
    wind_down: int


def curve_of(
    roadmap: Roadmap, scenario: str, revision: int, price: str = "", until: date | None = None
) -> Curve:
    """The curve of a scenario at a revision; `until` makes it as long as another."""
    plan, schedule = _dated(roadmap, scenario, revision)
    key = scenario_of(plan, scenario)
    bars = {bar.key: bar for bar in project_bars(plan, schedule, key, "ko")}
    prices = tuple(dict.fromkeys(price_key(line) for line in plan.costs.values()))
    chosen = price if price in prices else _largest(plan, prices)
    spans = {bar_key: span for bar_key, bar in bars.items() if (span := _span(bar))}
    last = max([finish for _start, finish in spans.values()] + [plan.header.start])
    end = max(last + timedelta(31), until or last)
    found = _months(plan, spans, chosen, plan.header.start, end)
    return Curve(key, revision, chosen, prices, len(bars) - len(spans), found)


def differences(first: Curve, second: Curve) -> tuple[Difference, ...]:
    """Month by month as long as either lasts; a sequence that is over stays as it ended."""
    days = sorted({month.day for curve in (first, second) for month in curve.months})
    one, two = (_on_days(curve.months, days) for curve in (first, second))
    return tuple(
        Difference(
            day,
            b.out - a.out,
            b.stranded - a.stranded,
            b.people - a.people,
            b.wind_down - a.wind_down,
        )
        for day, a, b in zip(days, one, two, strict=True)
    )


def _on_days(found: Sequence[Month], days: Iterable[date]) -> list[Month]:
    by_day = {month.day: month for month in found}
    shown, latest = [], found[0]
    for day in days:
        latest = by_day.get(day, latest)
        shown.append(latest)
    return shown


def _dated(roadmap: Roadmap, scenario: str, revision: int) -> tuple[Plan, Schedule]:
    if revision >= roadmap.revision:
        return schedule_for(roadmap, scenario)
    plan = plan_at(roadmap, revision)
    return plan, solve(compile_plan(plan), scenario_of(plan, scenario) or None)


def _span(bar: Bar) -> tuple[date, date] | None:
    """First and last day; None while some of its work has no date."""
    if bar.start is None or bar.finish is None or bar.partly:
        return None
    last = max(bar.start, bar.finish - 1)
    return date.fromordinal(bar.start + EPOCH), date.fromordinal(last + EPOCH)


def _months(
    plan: Plan, spans: Mapping[str, tuple[date, date]], price: str, since: date, until: date
) -> tuple[Month, ...]:
    days = list(months(since, until))[:MOST_MONTHS]
    if not days:
        return ()
    lines: dict[str, list[CostLine]] = defaultdict(list)
    for line in plan.costs.values():
        if price_key(line) == price:
            lines[line.project].append(line)
    goods: dict[str, int] = defaultdict(int)
    for each in plan.goods.values():
        goods[each.project] += each.direction == "into"
    projects = {key: plan.projects[key] for key in spans}
    known = _known(projects, spans, lines, goods)
    unknown = [_commitment(key, spans[key], _sum(lines[key], known=False)) for key in projects]
    curves = (reversal_curve(each, days[0], days[-1]) for each in (known, unknown))
    return tuple(
        _month(exposure, other.out, projects, spans)
        for exposure, other in zip(*curves, strict=True)
    )


def _known(
    projects: Mapping[str, Project],
    spans: Mapping[str, tuple[date, date]],
    lines: Mapping[str, list[CostLine]],
    goods: Mapping[str, int],
) -> list[Commitment]:
    found = []
    for key, project in projects.items():
        money = _sum(lines.get(key, []), known=True)
        back = sum(float(each.amount * (each.recoverable or 0)) for each in lines.get(key, []))
        start, finish = spans[key]
        found.append(
            Commitment(
                key,
                start,
                finish,
                money,
                back / money if money else 0,
                project.wind_down or 0,
                project.sk_staff or 0,
                goods.get(key, 0),
            )
        )
    return found


def _commitment(key: str, span: tuple[date, date], money: float) -> Commitment:
    return Commitment(key, *span, money)


def _month(
    exposure: Exposure,
    unknown: float,
    projects: Mapping[str, Project],
    spans: Mapping[str, tuple[date, date]],
) -> Month:
    running = [p for key, p in projects.items() if spans[key][0] < exposure.day <= spans[key][1]]
    return Month(
        exposure.day,
        exposure.out + unknown,
        exposure.recoverable,
        exposure.stranded,
        unknown,
        exposure.people,
        sum(project.sk_staff is None for project in running),
        round(exposure.goods),
        exposure.wind_down,
        sum(project.wind_down is None for project in running),
    )


def _sum(lines: Iterable[CostLine], *, known: bool) -> float:
    return float(sum(each.amount for each in lines if (each.recoverable is not None) == known))


def _largest(plan: Plan, prices: Sequence[str]) -> str:
    def total(price: str) -> float:
        return float(sum(e.amount for e in plan.costs.values() if price_key(e) == price))

    return max(prices, key=total, default="")
