"""The charts of the ranges page in the words of the request's language."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.templatetags.ui import percent
from ranges import charts
from ranges.queries import CauseRow, CostBand, RangeRow, Read
from roadmaps.money import BILLION, EOK

MOST_CAUSES = 10


@dataclass(frozen=True, slots=True)
class CostPicture:
    """The bands of one currency, its figures in `unit`."""

    band: CostBand
    unit: str
    scale: Decimal
    chart: SafeString


def fan_chart(found: Read) -> SafeString:
    """The whole plan and its stages."""
    rows = [_fan(found.complete, _("Whole plan")), *(_fan(row) for row in found.of("stage"))]
    if found.complete.p10 is None:
        rows.insert(1, _fan(found.finish, _("All that can run")))
    return mark_safe(charts.fans(rows, _("Finish of the plan and its stages, P10 to P90")))  # noqa: S308


def cause_chart(found: Read) -> SafeString:
    """What weighs most."""
    rows = [
        charts.Weight(_cause_name(cause), cause.share, percent(cause.share))
        for cause in top_causes(found)
    ]
    return mark_safe(charts.weights(rows, _("What the spread of the finish comes from")))  # noqa: S308


def top_causes(found: Read) -> list[CauseRow]:
    return [cause for cause in found.causes if cause.share > 0][:MOST_CAUSES]


def cost_pictures(found: Read) -> list[CostPicture]:
    return [_cost(band) for band in found.costs if band.years]


def _cost(band: CostBand) -> CostPicture:
    korean = (get_language() or "ko").startswith("ko")
    scale, unit = Decimal(1), band.currency
    if band.currency == "KRW":
        scale, unit = (EOK, _("100 m KRW")) if korean else (BILLION, _("KRW bn"))
    size = float(scale)
    years = [charts.Band(y.year, y.p10 / size, y.p50 / size, y.p90 / size) for y in band.years]
    title = _("Cost by year, P10 to P90, in %(unit)s") % {"unit": unit}
    return CostPicture(band, unit, scale, mark_safe(charts.bands(years, title)))  # noqa: S308


def _fan(row: RangeRow, name: str = "") -> charts.Fan:
    aside = _("never %(share)s") % {"share": percent(row.never)} if row.never else ""
    called = name or f"{row.key} {row.name}"
    return charts.Fan(called, row.planned, row.p10, row.p50, row.p80, row.p90, aside)


def _cause_name(cause: CauseRow) -> str:
    return f"{cause.key} {cause.name}" if cause.kind == "activity" else cause.name or cause.key
