"""What a schedule takes of every capacity, month by month, and of every source, year by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from engine.network import Supplies
from engine.queues import Queues, Share
from engine.solution import Solution


@dataclass(frozen=True, slots=True)
class MonthUse:
    """A month of one capacity: its lowest supply, its highest demand, and the days short of it.

    `short` is by how much, on the worst of them.
    """

    month: date
    supply: float
    demand: float
    days_short: int
    short: float = 0.0


@dataclass(frozen=True, slots=True)
class YearUse:
    """A year of one source (None: all years together): its ceiling, if it has one, and spending."""

    year: int | None
    ceiling: float | None
    spending: float


@dataclass(frozen=True, slots=True)
class Usage:
    """Supply and demand of each capacity by month, ceiling and spending of each source by year."""

    capacities: Mapping[str, tuple[MonthUse, ...]]
    sources: Mapping[str, tuple[YearUse, ...]]


def usage_of(solution: Solution, scenario: str | None) -> Usage:
    """The use of everything limited, from the first to the last month anything runs in."""
    supplies = solution.compiled.network.supplies(scenario)
    queues = Queues(solution.compiled, scenario)
    count, days = solution.compiled.count, solution.compiled.timeline.days
    first, last = days, 0
    spent: dict[tuple[str, int | None], float] = {}
    for row in range(count):
        start, finish = int(solution.time[row]), int(solution.time[count + row])
        if finish > days or start >= days or solution.compiled.is_gate[row]:
            continue
        first, last = min(first, start), max(last, finish)
        asks = queues.asks(row)
        queues.take(row, start, finish, asks)
        for source, cost in sorted(solution.compiled.activities[row].cost.items()):
            for year, part in (*queues.shares(row, start, finish), Share(None, 1.0)):
                spent[source, year] = spent.get((source, year), 0) + cost * part
    months = _months(solution, first, last)
    return Usage(
        {name: tuple(_month_uses(queues, name, months)) for name in sorted(queues.free)},
        _sources(supplies, spent),
    )


def _months(solution: Solution, first: int, last: int) -> list[tuple[date, int, int]]:
    """Each month as its first date, its first day and the day after its last."""
    line = solution.compiled.timeline
    found: list[tuple[date, int, int]] = []
    month = line.date(first).replace(day=1) if first <= last else None
    while month is not None and line.number(month) < last:
        after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        found.append((month, max(line.number(month), 0), line.number(after)))
        month = after
    return found


def _month_uses(queues: Queues, name: str, months: list[tuple[date, int, int]]) -> list[MonthUse]:
    supply, free = queues.supply[name], queues.free[name]
    found = []
    for month, since, until in months:
        demand = supply[since:until] - free[since:until]
        short = int(np.count_nonzero(free[since:until] < -1e-9))
        least, most = float(supply[since:until].min()), float(demand.max())
        lack = max(0.0, -float(free[since:until].min())) if short else 0.0
        found.append(MonthUse(month, least, round(most, 9), short, round(lack, 9)))
    return found


def _sources(
    supplies: Supplies, spent: Mapping[tuple[str, int | None], float]
) -> dict[str, tuple[YearUse, ...]]:
    ceilings = {(each.source, each.year): each.amount for each in supplies.budgets}
    known = sorted({*ceilings, *spent}, key=lambda each: (each[0], each[1] is None, each[1] or 0))
    found: dict[str, list[YearUse]] = {}
    for source, year in known:
        use = YearUse(year, ceilings.get((source, year)), round(spent.get((source, year), 0), 9))
        found.setdefault(source, []).append(use)
    return {source: tuple(uses) for source, uses in found.items()}
