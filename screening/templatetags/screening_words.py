"""Measures and their routes in the words of the page."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import pgettext_lazy as context

from roadmaps.templatetags.plan_words import cited
from sanctions.bases import basis_name
from sanctions.models import Measure
from sanctions.tags import INVESTMENT_FORMS, tag_name

register = template.Library()
register.filter("basis_name", basis_name)
register.filter("tag_name", tag_name)

ROUTES = {
    "carve_out": context("route", "carve-out in the text"),
    "humanitarian": context("route", "humanitarian"),
    "approval": context("route", "approval the text asks for"),
    "committee_case_by_case": context("route", "Committee, case by case"),
    "public_utility_infrastructure": context("route", "public-utility infrastructure"),
}


@register.filter
def summary_of(measure: Measure) -> str:
    """What the measure says, in the language of the page."""
    is_korean = (get_language() or "ko").startswith("ko")
    return measure.summary_ko if is_korean else measure.summary_en


@register.filter
def route_name(kind: str) -> str:
    return str(ROUTES.get(kind, kind))


@register.filter
def form_name(form: str) -> str:
    """A form of investment in words."""
    return str(INVESTMENT_FORMS.get(form, form))


@register.filter
def measure_name(key: str) -> str:
    """A measure by its id as it is cited; the id of one that is only proposed."""
    found = Measure.objects.select_related("instrument").filter(pk=key).first()
    return cited(found) if found else key
