"""Words that only the atlas pages need."""

from typing import Any

from django import template

from core.templatetags.ui import in_language

register = template.Library()


@register.filter
def short_name(thing: Any) -> str:
    """The name up to its first bracket: for the narrow heads of a matrix."""
    return in_language(thing).partition("(")[0].strip()
