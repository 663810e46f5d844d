"""Words of the procedure for templates: roles as they were then, and what a form has seen."""

from django import template

from life.queries.project_page import LifePage
from roadmaps.models import Role

register = template.Library()


@register.simple_tag
def role_label(role: str) -> str:
    return str(Role(role).label) if role in Role.values else role


@register.simple_tag
def seen_of(page: LifePage, track: str) -> int:
    """How many rows of a track the page shows."""
    return page.life.next_number(track) - 1
