"""Amounts in the unit of a chart, and differences with their sign."""

from decimal import Decimal

from django import template

from core import sight
from core.templatetags.ui import withheld_mark

register = template.Library()


@register.filter
def scaled(amount: float, scale: Decimal) -> str:
    """6,870 or 3.4: an amount in the unit of the page."""
    if not sight.here().amounts:
        return withheld_mark()
    value = amount / float(scale)
    return f"{value:,.0f}" if value >= 10 or not value else f"{value:,.1f}"


@register.filter
def more(amount: float, scale: Decimal) -> str:
    """+3.4, -120 or 0: how much more there is."""
    if not sight.here().amounts:
        return withheld_mark()
    value = round(amount / float(scale), 1)
    text = f"{value:+,.0f}" if abs(value) >= 10 else f"{value:+,.1f}".removesuffix(".0")
    return "0" if text in {"+0", "-0"} else text.replace("-", "−")
