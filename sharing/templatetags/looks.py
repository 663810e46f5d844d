"""Looks taken as somebody, for that person's own page."""

from collections.abc import Sequence

from django import template

from accounts.models import User
from sharing.queries import looks

register = template.Library()


@register.simple_tag
def looks_as(person: User) -> Sequence[looks.LookLine]:
    """The latest looks taken as this person."""
    return looks.looks_as(person)
