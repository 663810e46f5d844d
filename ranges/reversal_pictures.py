"""The curves of reversal in the words of the request's language, as money in a unit people say."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import sight
from core.templatetags.ui import withheld_mark
from ranges import charts
from ranges.reversal import Curve, Month
from roadmaps.money import BILLION, EOK


@dataclass(frozen=True, slots=True)
class Pictures:
    """Money, people and days; `scale` turns an amount into `unit`."""

    money: SafeString
    people: SafeString
    days: SafeString
    unit: str
    scale: Decimal


def pictures(curve: Curve, other: Curve | None) -> Pictures:
    unit, scale = unit_of(curve.price)
    size = float(scale)
    out: list[tuple[str, str, Callable[[Month], float]]] = [
        (_("out"), "out", lambda month: month.out / size),
        (_("stranded"), "lost", lambda month: month.stranded / size),
        (_("recoverable"), "back", lambda month: month.recoverable / size),
    ]
    lines = [_line(curve, word, style, value) for word, style, value in out]
    if other:
        word = _("stranded, %(scenario)s r%(revision)s") % _named(other)
        lines.append(_line(other, word, "other", out[1][2]))
    title = _("Money on the other side by month, %(unit)s") % {"unit": unit}
    return Pictures(
        _drawn(lines, title),
        _single(curve, other, _("People on the other side by month"), lambda month: month.people),
        _single(curve, other, _("Days to wind down, by month"), lambda month: month.wind_down),
        unit,
        scale,
    )


def _drawn(lines: list[charts.Line], title: str) -> SafeString:
    """The curves of money, or the word for that they are withheld."""
    if not sight.here().amounts:
        return withheld_mark()
    return mark_safe(charts.curves(lines, title))  # noqa: S308  our own text, escaped where drawn


def unit_of(price: str) -> tuple[str, Decimal]:
    """What figures are told in: hundreds of millions in Korean, billions in English."""
    currency, _space, year = price.partition(" ")
    korean = (get_language() or "ko").startswith("ko")
    if currency != "KRW":
        return price, Decimal(1)
    unit, scale = (_("100 m KRW"), EOK) if korean else (_("KRW bn"), BILLION)
    return (_("%(unit)s, %(year)s prices") % {"unit": unit, "year": year} if year else unit), scale


def _single(
    curve: Curve, other: Curve | None, title: str, value: Callable[[Month], float]
) -> SafeString:
    lines = [_line(curve, _short_name(curve), "out", value)]
    if other:
        lines.append(_line(other, _short_name(other), "other", value))
    return mark_safe(charts.curves(lines, title))  # noqa: S308


def _short_name(curve: Curve) -> str:
    return f"{curve.scenario} r{curve.revision}"


def _named(curve: Curve) -> dict[str, object]:
    return {"scenario": curve.scenario, "revision": curve.revision}


def _line(curve: Curve, word: str, style: str, value: Callable[[Month], float]) -> charts.Line:
    return charts.Line(word, style, [(month.day, value(month)) for month in curve.months])
