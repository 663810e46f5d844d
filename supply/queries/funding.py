"""What every funding source is asked for by year, against its ceilings, for both ways of dating."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import sight
from engine.supplies import Purse, purse_of
from engine.usage import YearUse
from supply.drawing import Chart, Point, top_of, use_chart
from supply.queries.pairs import Pair

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class SourceYear:
    """One year (None: all years together) in thousand millions: the ceiling, and what is asked."""

    year: int | None
    ceiling: float | None
    plain: float
    levelled: float

    @property
    def is_over(self) -> bool:
        return self.ceiling is not None and self.plain > self.ceiling + TOLERANCE


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One funding source at one currency and price year."""

    purse: Purse
    name: str
    charts: tuple[Chart, Chart]
    years: tuple[SourceYear, ...]

    @property
    def has_ceiling(self) -> bool:
        return any(each.ceiling is not None for each in self.years)


def source_uses(pair: Pair) -> list[SourceUse]:
    """Every source, those with a ceiling first; none to whom amounts are withheld."""
    if not sight.here().amounts:
        return []
    names = sorted({*pair.plain.usage.sources, *pair.levelled.usage.sources})
    found = [_use(pair, name) for name in names]
    return sorted(found, key=lambda use: (not use.has_ceiling, use.purse.name))


def _use(pair: Pair, name: str) -> SourceUse:
    purse = purse_of(name)
    source = pair.plan.sources.get(purse.source)
    called = source.name(get_language() or "ko") if source else purse.source
    years = tuple(_years(pair, name))
    dated = [each for each in years if each.year is not None]
    series = [
        [
            Point(str(each.year), each.ceiling, amount, is_over)
            for each, amount, is_over in zip(dated, amounts, overs, strict=True)
        ]
        for amounts, overs in (
            ([e.plain for e in dated], [e.is_over for e in dated]),
            ([e.levelled for e in dated], [False for _ in dated]),
        )
    ]
    titles = _("%(name)s: by links only"), _("%(name)s: with supply and budget")
    plain, levelled = (
        use_chart(points, top_of(*series), title % {"name": called}, f"{name}-{way}")
        for points, title, way in zip(series, titles, ("links", "supply"), strict=True)
    )
    return SourceUse(purse, called, (plain, levelled), years)


def _years(pair: Pair, name: str) -> Iterator[SourceYear]:
    plain, levelled = (
        {use.year: use for use in schedule.usage.sources.get(name, ())}
        for schedule in (pair.plain, pair.levelled)
    )
    for year in sorted({*plain, *levelled}, key=lambda each: (each is None, each or 0)):
        none = YearUse(year, None, 0)
        before, after = plain.get(year, none), levelled.get(year, none)
        ceiling = before.ceiling if before.ceiling is not None else after.ceiling
        yield SourceYear(year, ceiling, before.spending, after.spending)
