"""Which projects a record belongs to, and so who may edit it with a role in one project or zone.

A row of a project belongs to it. A link belongs to the projects of both its ends: either may draw
or cut it, since it touches both. A permit belongs to all its projects at once, so it is nobody's
alone.
Stages, gates, conditions, scenarios, sources, ceilings, capacities and calendars belong to no
project, and stay with those who have the whole plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.changes import Add, Change, Remove, apply_one
from engine.plan import HEADER, Plan
from engine.problems import BrokenPlan
from engine.records import Link, Permit, Project, Record

#: Kinds that belong to a project through a record they name, by the field that names it.
THROUGH: Mapping[str, tuple[str, str]] = {
    "demand": ("activity", "activity"),
    "step": ("activity", "activity"),
    "relation": ("entity", "source"),
}
#: Kinds that belong to no project.
OF_THE_PLAN = frozenset(
    {
        "plan", "calendar", "stage", "condition", "scenario", "window", "source", "ceiling",
        "capacity", "threshold", "gate", "criterion",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a plan that somebody has a role in: one project, or all that lies in one zone."""

    project: str = ""
    zone: str = ""

    def holds(self, plan: Plan, project: str) -> bool:
        """Whether a project lies in it; in a zone it does so only if it lies in no other."""
        if self.project:
            return project == self.project
        found = plan.projects.get(project)
        return found is not None and {found.zone, *found.also_zones} == {self.zone}


def projects_of(plan: Plan, record: Record) -> frozenset[str]:
    """The projects a record belongs to; none where it is the whole plan's."""
    match record:
        case Project():
            return frozenset({record.key})
        case Link():
            ends = (plan.activities.get(key) for key in (record.before, record.after))
            return frozenset(end.project for end in ends if end)
        case Permit():
            return frozenset(record.projects)
    if record.kind in THROUGH:
        kind, field = THROUGH[record.kind]
        key = getattr(record, field)
        found = plan.find(kind, key) if plan.has(kind, key) else None
        return frozenset({getattr(found, "project", "")} - {""})
    return frozenset({getattr(record, "project", "")} - {""})


def is_within(plan: Plan, record: Record, scopes: Iterable[Scope]) -> bool:
    """Whether somebody with a role in these parts of the plan may edit the record."""
    parts, projects = tuple(scopes), projects_of(plan, record)
    held = [any(part.holds(plan, project) for part in parts) for project in projects]
    return any(held) if isinstance(record, Link) else bool(held) and all(held)


def beyond(plan: Plan, changes: Iterable[Change], scopes: Iterable[Scope]) -> list[Change]:
    """The changes that somebody with a role in these parts only may not make.

    A record has to lie within before the change and after it: nothing is taken over from another
    project, and nothing is handed to one.
    """
    parts, found = tuple(scopes), []
    for change in changes:
        before = _record(plan, change)
        try:
            after = apply_one(plan, change)
        except BrokenPlan:
            found += [] if before and is_within(plan, before, parts) else [change]
            continue
        now = change.record if isinstance(change, Add) else _record(after, change)
        sides = [(plan, before), (after, None if isinstance(change, Remove) else now)]
        if not all(is_within(side, each, parts) for side, each in sides if each is not None):
            found.append(change)
        plan = after
    return found


def _record(plan: Plan, change: Change) -> Record | None:
    kind, key = change.about
    if kind == HEADER:
        return plan.header
    return plan.find(kind, key) if plan.has(kind, key) else None
