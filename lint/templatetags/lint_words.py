"""Why a word is marked, in the reader's language."""

from django import template
from django.utils.translation import get_language

from terms.marking import Mark

register = template.Library()


@register.filter
def why_of(mark: Mark) -> str:
    return mark.why_en if (get_language() or "ko") == "en" else mark.why_ko
