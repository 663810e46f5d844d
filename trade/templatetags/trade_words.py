"""Amounts and shares of the trade figures, as they are read."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from engine.problems import Problem
from trade.models import Basis, Figure
from trade.words import sentence

register = template.Library()

MILLION = Decimal(1_000_000)


@register.filter
def millions(value: Decimal | str | None) -> str:
    """Dollars as millions; unknown figures, for a template also an empty text, say so."""
    return f"{value / MILLION:,.1f}" if isinstance(value, Decimal) else _("unknown")


@register.filter
def as_percent(share: Decimal | None) -> str:
    """0.053 as +5 %; a share is what was added or lost."""
    return _("unknown") if share is None else f"{share * 100:+.0f} %".replace("-", "−")


@register.filter
def trade_sentence(problem: Problem) -> str:
    return sentence(problem)


@register.filter
def confidence_word(figure: Figure) -> str:
    """How sure the figure is: what a country reported needs no word."""
    words = {
        "high": pgettext("confidence", "high"),
        "medium": pgettext("confidence", "medium"),
        "low": pgettext("confidence", "low"),
    }
    if figure.basis == Basis.REPORTED:
        return ""
    return words.get(figure.confidence) or pgettext("confidence", "unknown")
