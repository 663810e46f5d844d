"""Money in a report: one table per currency and price year, in a unit in which every sum adds up.

The decimals of a unit are as many as its amounts need to be exact, so printed rows add up to their
printed total. What is spread over years is rounded by largest remainder, so those rows do, too.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import sight
from core.templatetags.ui import withheld
from engine.plan import Plan, plan_of
from engine.records import CostLine, Stage
from reports.shape import CostRow, CostTable, Unit, YearRow, YearTable
from reports.writing import NONE
from roadmaps import money
from roadmaps.bars import Bar

MOST_DECIMALS = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """How the amounts of one currency and price year are written."""

    divisor: Decimal
    unit: Unit

    @property
    def zero(self) -> Decimal:
        return Decimal(0)

    @property
    def step(self) -> Decimal:
        """The smallest amount that is written, in whole currency."""
        return self.divisor.scaleb(-self.unit.decimals)

    def holds(self, line: CostLine) -> bool:
        return (line.currency, line.price_year) == (self.unit.currency, self.unit.price_year)

    def write(self, amount: Decimal) -> str:
        """The digits alone, for a table that names the unit; fails closed."""
        if not sight.here().amounts:
            return withheld()
        return f"{amount / self.divisor:,.{self.unit.decimals}f}"

    def tell(self, amount: Decimal) -> str:
        """The amount with its unit and prices, for running text."""
        told = self.in_words(self.write(amount))
        if self.unit.price_year is None or not sight.here().amounts:
            return told
        return _("%(amount)s (%(year)s prices)") % {"amount": told, "year": self.unit.price_year}

    def in_words(self, digits: str) -> str:
        """Digits that stand in a table, with their unit."""
        if not sight.here().amounts:
            return withheld()
        values = {"amount": digits, "currency": self.unit.currency}
        if self.unit.currency == "KRW":
            return _("KRW %(amount)s billion") % values
        return _("%(currency)s %(amount)s million") % values


def scales_of(lines: Sequence[CostLine], language: str) -> list[Scale]:
    """One scale per currency and price year, the largest sum first."""
    return [
        _scale(total, [line.amount for line in lines if _kind(line) == _kind(total)], language)
        for total in money.totals(lines)
    ]


def cost_table(
    plan: Plan, lines: Sequence[CostLine], stages: Sequence[Stage], scale: Scale, language: str
) -> CostTable:
    """Cost by source and stage. A source without money here has no row."""
    cells: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line in lines:
        if scale.holds(line):
            cells[line.source][plan.projects[line.project].stage] += line.amount
    keys = [stage.key for stage in stages]
    rows = [
        _cost_row(source.name(language), [cells[key][stage] for stage in keys], scale)
        for key, source in plan.sources.items()
        if key in cells
    ]
    columns = [sum((cells[key][stage] for key in cells), Decimal(0)) for stage in keys]
    names = [stage.name(language) for stage in stages]
    return CostTable(
        scale.unit, names, rows, _cost_row(pgettext("report", "Total"), columns, scale)
    )


def year_table(
    plan: Plan, lines: Sequence[CostLine], bars: Sequence[Bar], scale: Scale, language: str
) -> YearTable:
    """Cost by year and source. Only sources that have a ceiling are held against one."""
    kind = (scale.unit.currency, scale.unit.price_year)
    spread = {
        key: _spread(
            plan,
            [line for line in lines if line.source == key and scale.holds(line)],
            bars,
            key,
            kind,
        )
        for key in plan.sources
    }
    spread = {key: each for key, each in spread.items() if each.by_year or each.undated}
    years = sorted({year for each in spread.values() for year in each.by_year})
    columns = {
        key: _rounded(
            [each.by_year.get(year, Decimal(0)) for year in years] + [each.undated], scale.step
        )
        for key, each in spread.items()
    }
    rows = [_year_row(at, year, columns, spread, scale) for at, year in enumerate(years)]
    undated = [column[-1] for column in columns.values()]
    sums = [sum(column, Decimal(0)) for column in columns.values()]
    return YearTable(
        scale.unit,
        [plan.sources[key].name(language) for key in columns],
        rows,
        _cost_row(pgettext("report", "Without a date (blocked)"), undated, scale),
        _cost_row(pgettext("report", "Total"), sums, scale),
        any(each.ceilings for each in spread.values()),
    )


def _scale(total: money.Total, amounts: Sequence[Decimal], language: str) -> Scale:
    if total.currency == "KRW":
        divisor = money.EOK if language == "ko" else money.BILLION
        name = _("KRW billion")
    else:
        divisor, name = Decimal(1_000_000), _("%(currency)s million") % {"currency": total.currency}
    text = name
    if total.price_year is not None:
        text = _("%(unit)s, %(year)s prices") % {"unit": name, "year": total.price_year}
    decimals = next(
        (
            places
            for places in range(MOST_DECIMALS)
            if all(amount % divisor.scaleb(-places) == 0 for amount in amounts)
        ),
        MOST_DECIMALS,
    )
    return Scale(divisor, Unit(total.currency, total.price_year, name, text, decimals))


def _kind(thing: CostLine | money.Total) -> tuple[str, int | None]:
    return thing.currency, thing.price_year


def _spread(
    plan: Plan,
    lines: Sequence[CostLine],
    bars: Sequence[Bar],
    source: str,
    kind: tuple[str, int | None],
) -> money.Years:
    """One source's money by year, by the rule of the screens asked of a plan with that alone."""
    alone = plan_of(
        plan.header,
        {
            "cost": {line.key: line for line in lines},
            "ceiling": {k: each for k, each in plan.ceilings.items() if each.source == source},
        },
    )
    found = money.yearly(alone, bars)
    return found[0] if found else money.Years(*kind, {}, {}, {}, {}, Decimal(0))


def _year_row(
    at: int,
    year: int,
    columns: Mapping[str, Sequence[Decimal]],
    spread: Mapping[str, money.Years],
    scale: Scale,
) -> YearRow:
    amounts = [column[at] for column in columns.values()]
    held = [key for key in columns if year in spread[key].ceilings]
    limit = sum((spread[key].ceilings[year] for key in held), Decimal(0))
    limited = sum((columns[key][at] for key in held), Decimal(0))
    over = sum(
        (max(Decimal(0), columns[key][at] - spread[key].ceilings[year]) for key in held), Decimal(0)
    )
    return YearRow(
        year=str(year),
        amounts=[scale.write(amount) for amount in amounts],
        total=scale.write(sum(amounts, Decimal(0))),
        limited=scale.write(limited) if held else NONE,
        ceiling=scale.write(limit) if held else NONE,
        over=scale.write(over) if over else NONE,
        value=float(limited / scale.divisor),
        limit=float(limit / scale.divisor) if held else None,
        excess=float(over / scale.divisor),
    )


def _cost_row(name: str, amounts: Sequence[Decimal], scale: Scale) -> CostRow:
    total = sum(amounts, Decimal(0))
    return CostRow(name, [scale.write(amount) for amount in amounts], scale.write(total))


def _rounded(amounts: Sequence[Decimal], step: Decimal) -> list[Decimal]:
    """Multiples of `step` near the amounts, with the same sum (itself a multiple of it)."""
    counts = [(amount / step).to_integral_value(ROUND_FLOOR) for amount in amounts]
    missing = int((sum(amounts, Decimal(0)) / step).to_integral_value() - sum(counts, Decimal(0)))
    by_loss = sorted(range(len(amounts)), key=lambda at: counts[at] * step - amounts[at])
    for at in by_loss[:missing]:
        counts[at] += 1
    return [count * step for count in counts]
