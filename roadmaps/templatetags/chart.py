"""Filters of the roadmap's templates: floats in words, lags with a sign, day numbers."""

from datetime import date

from django import template

from roadmaps.bars import EPOCH
from roadmaps.reasons import span_words

register = template.Library()


@register.filter
def days_in_words(days: int) -> str:
    """3 months rather than 91 days: the roadmap speaks in months."""
    return span_words(days)


@register.filter
def signed(number: int) -> str:
    """+2 or -1: a lag or a lead."""
    return f"{number:+d}"


@register.filter
def epoch_days(value: date) -> int:
    return value.toordinal() - EPOCH


@register.filter
def from_epoch(days: int, plus: int = 0) -> date:
    return date.fromordinal(days + plus + EPOCH)
