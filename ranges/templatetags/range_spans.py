"""Ranges beside the rows of the roadmap's table, whose own app knows nothing of simulations."""

from collections.abc import Mapping

from django import template

from ranges.spans import Span, latest_run, spans_of
from roadmaps.models import Roadmap

register = template.Library()


@register.simple_tag
def spans_beside(plan: Roadmap, scenario: str, level: str) -> Mapping[str, Span]:
    """The spans of what the table shows; none without a finished simulation of this revision."""
    run = latest_run(plan, scenario)
    return spans_of(run, level) if run else {}


@register.filter
def of(spans: Mapping[str, Span], key: str) -> Span | None:
    return spans.get(key)
