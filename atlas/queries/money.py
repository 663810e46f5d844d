"""What the plan's projects cost by year and source, against the yearly ceilings.

A project's cost lines fall evenly over the days from its start to its finish; a project without
dates, or with only some, has no year to put its money in. Amounts of different currency or price
year are never added: each pair has its own table.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from atlas.queries.spans import ProjectSpan
from core import sight
from engine.plan import Plan

Price = tuple[str, int | None]
ByYear = dict[int, Decimal]
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class YearAmount:
    year: int
    amount: Decimal
    ceiling: Decimal | None

    @property
    def is_over(self) -> bool:
        return self.ceiling is not None and self.amount > self.ceiling


@dataclass(frozen=True, slots=True)
class SourceCost:
    """One funding source: its years, and what falls in no year because its projects are blocked."""

    key: str
    name_ko: str
    name_en: str
    years: tuple[YearAmount, ...]
    undated: Decimal
    total: Decimal
    total_ceiling: Decimal | None


@dataclass(frozen=True, slots=True)
class CostTable:
    """All costs at one currency and price year. The rows add up to the totals exactly."""

    currency: str
    price_year: int | None
    sources: tuple[SourceCost, ...]
    years: tuple[YearAmount, ...]
    undated: Decimal

    @property
    def total(self) -> Decimal:
        return sum((source.total for source in self.sources), Decimal(0))


def cost_tables(plan: Plan, spans: Mapping[str, ProjectSpan]) -> list[CostTable]:
    """One table per currency and price year, in the order of their totals.

    None to whom amounts are withheld.
    """
    if not sight.here().amounts:
        return []
    prices = sorted({(line.currency, line.price_year) for line in plan.costs.values()}, key=str)
    tables = [_table(plan, spans, price) for price in prices]
    return sorted(tables, key=lambda table: -table.total)


def spread(amount: Decimal, start: date, finish: date) -> ByYear:
    """The amount over the days from start to finish, by year; rounding ends up in the last year."""
    days = (finish - start).days + 1
    found: ByYear = {}
    left = amount
    for year in range(start.year, finish.year):
        first = max(start, date(year, 1, 1))
        share = (amount * (date(year + 1, 1, 1) - first).days / days).quantize(CENT)
        found[year] = share
        left -= share
    found[finish.year] = left
    return found


def _table(plan: Plan, spans: Mapping[str, ProjectSpan], price: Price) -> CostTable:
    dated: dict[str, ByYear] = defaultdict(lambda: defaultdict(Decimal))
    undated: dict[str, Decimal] = defaultdict(Decimal)
    for line in plan.costs.values():
        if (line.currency, line.price_year) != price:
            continue
        span = spans.get(line.project)
        if span is None or not (span.has_all_dates and span.start and span.finish):
            undated[line.source] += line.amount
            continue
        for year, share in spread(line.amount, span.start, span.finish).items():
            dated[line.source][year] += share
    years = _years(year for shares in dated.values() for year in shares)
    keys = [key for key in plan.sources if key in dated or key in undated]
    sources = tuple(_source(plan, key, price, dated[key], undated[key], years) for key in keys)
    return CostTable(
        *price,
        sources,
        tuple(_sum_of_year(sources, index, year) for index, year in enumerate(years)),
        sum(undated.values(), Decimal(0)),
    )


def _source(
    plan: Plan, key: str, price: Price, dated: ByYear, undated: Decimal, years: range
) -> SourceCost:
    ceilings = {
        ceiling.year: ceiling.amount
        for ceiling in plan.ceilings.values()
        if ceiling.source == key and (ceiling.currency, ceiling.price_year) == price
    }
    source = plan.sources[key]
    return SourceCost(
        key,
        source.name_ko,
        source.name_en,
        tuple(YearAmount(year, dated.get(year, Decimal(0)), ceilings.get(year)) for year in years),
        undated,
        sum(dated.values(), undated),
        ceilings.get(None),
    )


def _sum_of_year(sources: Iterable[SourceCost], index: int, year: int) -> YearAmount:
    cells = [source.years[index] for source in sources]
    limits = [cell.ceiling for cell in cells]
    # A sum of ceilings is one only if no source is without: otherwise there is no limit to show.
    known = [limit for limit in limits if limit is not None]
    ceiling = sum(known, Decimal(0)) if known and len(known) == len(limits) else None
    return YearAmount(year, sum((cell.amount for cell in cells), Decimal(0)), ceiling)


def _years(found: Iterable[int]) -> range:
    years = sorted(set(found))
    return range(years[0], years[-1] + 1) if years else range(0)
