"""What somebody else changed first, in words, for the refusal that says so."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from roadmaps import history, schedules
from roadmaps.models import Roadmap

register = template.Library()


@register.simple_tag
def conflict_lines(
    roadmap: Roadmap | None, conflicts: Iterable[Mapping[str, Any]] | None
) -> list[history.ConflictLine]:
    """The conflicts of a stale edit; none where the refusal is about something else."""
    if not roadmap or not conflicts:
        return []
    return history.conflict_lines(schedules.plan_of(roadmap), conflicts)
