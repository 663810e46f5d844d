"""The charts of the pages: what the queries found, in the words of the reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from atlas import charts
from atlas.queries.dashboard import StageProgress
from atlas.queries.money import CostTable, SourceCost, YearAmount
from atlas.queries.spans import Progress
from atlas.queries.zone_page import PowerTable

#: What a number in a chart stands for, by language: 억 원 or billions of won.
UNITS = {"ko": Decimal(100_000_000), "en": Decimal(1_000_000_000)}
COLOURS = {
    Progress.FINISHED: "#1b7f4b",
    Progress.UNDER_WAY: "#0b50d0",
    Progress.WAITING: "#58616a",
    Progress.BLOCKED: "#b42318",
}


def words_of_progress() -> dict[Progress, str]:
    return {
        Progress.FINISHED: _("finished"),
        Progress.UNDER_WAY: _("under way"),
        Progress.WAITING: _("to come"),
        Progress.BLOCKED: _("blocked"),
    }


@dataclass(frozen=True, slots=True)
class CostRow:
    """One funding source, or the total: its words by year, and which are over their ceiling."""

    source: SourceCost | None
    years: tuple[tuple[str, bool], ...]
    undated: str
    total: str


@dataclass(frozen=True, slots=True)
class NamedChart:
    """A chart and what stands above it."""

    title: str
    svg: SafeString


@dataclass(frozen=True, slots=True)
class CostPicture:
    """A cost table in figures a person can take in at once, with a chart of the whole and one of
    each source that has ceilings."""

    table: CostTable
    unit: str
    charts: tuple[NamedChart, ...]
    rows: tuple[CostRow, ...]
    sums: CostRow


def costs(table: CostTable) -> CostPicture:
    size = _unit_size(table)
    unit = _unit_word(table)
    capped = [each for each in table.sources if any(y.ceiling is not None for y in each.years)]
    drawn = [_cost_chart(_("All sources"), table.years, size, unit)]
    drawn += [_cost_chart(_name(each), each.years, size, unit) for each in capped]
    rows = [_cost_row(each, each.years, each.undated, each.total, size) for each in table.sources]
    sums = _cost_row(None, table.years, table.undated, table.total, size)
    return CostPicture(table, unit, tuple(drawn), tuple(rows), sums)


def _cost_chart(name: str, years: Iterable[YearAmount], size: Decimal, unit: str) -> NamedChart:
    bars = [
        charts.YearBar(y.year, y.amount / size, None if y.ceiling is None else y.ceiling / size)
        for y in years
    ]
    has_limit = any(bar.limit is not None for bar in bars)
    values = {"name": name, "unit": unit}
    title = (
        _("%(name)s: cost by year in %(unit)s; the line is the ceiling") % values
        if has_limit
        else _("%(name)s: cost by year in %(unit)s") % values
    )
    return NamedChart(title, _svg(charts.yearly_bars(bars, title)))


def _name(source: SourceCost) -> str:
    english = (get_language() or "ko").startswith("en")
    return (source.name_en or source.name_ko) if english else (source.name_ko or source.name_en)


def _unit_size(table: CostTable) -> Decimal:
    language = "en" if (get_language() or "ko").startswith("en") else "ko"
    return UNITS[language] if table.currency == "KRW" else Decimal(1_000_000)


def _unit_word(table: CostTable) -> str:
    if table.currency != "KRW":
        return _("million %(currency)s") % {"currency": table.currency}
    # Translated together with UNITS: 억 원 is another size than a billion won.
    return _("KRW billion")


def _cost_row(
    source: SourceCost | None,
    years: Iterable[YearAmount],
    undated: Decimal,
    total: Decimal,
    size: Decimal,
) -> CostRow:
    cells = tuple((_figure(each.amount / size), each.is_over) for each in years)
    return CostRow(source, cells, _figure(undated / size), _figure(total / size))


def _figure(value: Decimal) -> str:
    return f"{value:,.1f}" if value else "–"


@dataclass(frozen=True, slots=True)
class ProgressRow:
    name: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ProgressPicture:
    """A chart of the stages and the same in a table."""

    chart: SafeString
    words: tuple[str, ...]
    rows: tuple[ProgressRow, ...]


def progress(stages: Iterable[StageProgress]) -> ProgressPicture:
    language = get_language() or "ko"
    words = words_of_progress()
    rows = tuple(
        ProgressRow(
            row.stage.name(language) if row.stage else _("without a stage"),
            tuple(row.count(each) for each in Progress),
            row.total,
        )
        for row in stages
    )
    bars = [
        charts.ShareRow(
            row.name,
            tuple(
                charts.Share(words[each], count, COLOURS[each])
                for each, count in zip(Progress, row.counts, strict=True)
            ),
        )
        for row in rows
    ]
    chart = _svg(charts.share_rows(bars, _("Progress of the activities by stage")))
    return ProgressPicture(chart, tuple(words[each] for each in Progress), rows)


def power(table: PowerTable) -> SafeString | None:
    """None where the plan neither needs nor supplies power."""
    if table.is_empty:
        return None
    pairs = [charts.YearPair(y.year, y.need, y.supply) for y in table.years]
    words = (_("need of the zone (MW)"), _("supply by the zone's projects (MW)"))
    return _svg(charts.need_and_supply(pairs, _("Power needed and supplied by year"), words))


def _svg(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 - charts.py escapes every word it prints
