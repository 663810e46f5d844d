"""Sums of money that never add different things: one total per currency and price year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import sight
from core.templatetags.ui import figure, withheld
from engine.plan import Plan
from engine.records import CostLine
from roadmaps.bars import Bar

#: 억 in Korean, millions and billions in English: what people say aloud.
EOK = Decimal(100_000_000)
BILLION = Decimal(1_000_000_000)
ORDINAL_OF_EPOCH = 719_163
Price = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Total:
    """An amount in one currency at the prices of one year (None = not stated)."""

    amount: Decimal
    currency: str
    price_year: int | None


@dataclass(frozen=True, slots=True)
class Years:
    """Money by year in one currency and price year; `undated` is what has no dates to fall on.

    `capped` is the part that sources with a ceiling in that year pay, `ceilings` the sum of those
    ceilings, `over` by how much sources exceed their own: one source's room is no other's.
    """

    currency: str
    price_year: int | None
    by_year: Mapping[int, Decimal]
    capped: Mapping[int, Decimal]
    ceilings: Mapping[int, Decimal]
    over: Mapping[int, Decimal]
    undated: Decimal


def totals(lines: Iterable[CostLine]) -> list[Total]:
    """The sums of cost lines, the largest first."""
    sums: dict[tuple[str, int | None], Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.currency, line.price_year] += line.amount
    found = [Total(amount, *kind) for kind, amount in sums.items()]
    return sorted(found, key=lambda total: -total.amount)


def written(total: Total) -> str:
    """6,870억 원 · KRW 687 bn: as an official would write it in the language of the page.

    To whom amounts are withheld, the word for that.
    """
    if not sight.here().amounts:
        return withheld()
    if total.currency != "KRW":
        return f"{total.currency} {total.amount:,.0f}"
    if (get_language() or "ko").startswith("ko"):
        return f"{_plain(total.amount / EOK)}억 원"
    return _("KRW %(amount)s bn") % {"amount": _plain(total.amount / BILLION)}


def exact(total: Total) -> str:
    """Like `written`, and to the last won: in digits where the large unit would round."""
    return exactly(total) if sight.here().amounts else withheld()


def exactly(total: Total) -> str:
    """The same of a sum that anybody may know, as one the law names."""
    korean = (get_language() or "ko").startswith("ko")
    large = total.amount / (EOK if korean else BILLION)
    if total.currency != "KRW" or large != round(large, 2):
        return f"{figure(total.amount)} {total.currency}"
    told = f"{large:,.2f}".rstrip("0").rstrip(".")
    return f"{told}억 원" if korean else _("KRW %(amount)s bn") % {"amount": told}


def in_billions(billions: float) -> str:
    """6.87: the digits alone, where the sentence names unit and currency."""
    if not sight.here().amounts:
        return withheld()
    return f"{billions:,.3f}".rstrip("0").rstrip(".")


def yearly(plan: Plan, bars: Iterable[Bar]) -> list[Years]:
    """Each project's cost, spread evenly over its days; one answer per currency and price year.

    A project without dates, or with only some, has no year to put its money in: it is `undated`.
    To whom amounts are withheld, nothing is told by year.
    """
    if not sight.here().amounts:
        return []
    placed = {bar.project: bar for bar in bars}
    sums: dict[Price, dict[tuple[str, int], Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    undated: dict[Price, Decimal] = defaultdict(Decimal)
    for line in plan.costs.values():
        bar = placed.get(line.project)
        if bar is None:
            continue
        kind = (line.currency, line.price_year)
        if bar.start is None or bar.finish is None or bar.partly:
            undated[kind] += line.amount
            continue
        for year, share in _shares(bar.start, bar.finish).items():
            sums[kind][line.source, year] += line.amount * share
    kinds = sorted(sums.keys() | undated.keys(), key=lambda kind: -sum(sums[kind].values()))
    return [_years(plan, kind, sums[kind], undated[kind]) for kind in kinds]


def _years(
    plan: Plan, kind: Price, sums: Mapping[tuple[str, int], Decimal], undated: Decimal
) -> Years:
    limits: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for each in plan.ceilings.values():
        if each.year is not None and (each.currency, each.price_year) == kind:
            limits[each.source, each.year] += each.amount
    capped = {place: amount for place, amount in sums.items() if place in limits}
    over = {place: max(amount - limits[place], Decimal(0)) for place, amount in capped.items()}
    by_year, under_ceilings = _by_year(sums), _by_year(capped)
    return Years(*kind, by_year, under_ceilings, _by_year(limits), _by_year(over), undated)


def _by_year(amounts: Mapping[tuple[str, int], Decimal]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(Decimal)
    for (_source, year), amount in amounts.items():
        found[year] += amount
    return dict(found)


def _shares(start: int, finish: int) -> dict[int, Decimal]:
    """Which part of a span falls in which year; the parts add up to one."""
    first = date.fromordinal(start + ORDINAL_OF_EPOCH)
    last = date.fromordinal(max(start, finish - 1) + ORDINAL_OF_EPOCH)
    length = Decimal(last.toordinal() - first.toordinal() + 1)
    parts = {}
    for year in range(first.year, last.year + 1):
        since, until = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        parts[year] = Decimal(until.toordinal() - since.toordinal() + 1) / length
    return parts


def _plain(number: Decimal) -> str:
    return f"{number:,.0f}" if abs(number) >= 10 else f"{number:,.1f}".removesuffix(".0")
