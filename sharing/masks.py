"""The mask a link or a pass stands for."""

from collections.abc import Collection

from core.errors import Invalid
from engine.masking import Mask
from engine.plan import Plan
from engine.problems import Problem
from sharing.models import GuestPass, ShareLink


def mask_of(plan: Plan, given: ShareLink | GuestPass) -> Mask:
    """What is hidden. A link that names no project and no zone shows all; such a pass none."""
    only = projects_in(plan, given.projects, given.zones)
    if isinstance(given, GuestPass):
        seen = given.membership.sight
        return Mask(amounts=not seen.amounts, parties=not seen.parties, projects=only)
    return Mask(
        amounts=given.hide_amounts,
        parties=given.hide_parties,
        projects=only if given.projects or given.zones else None,
    )


def projects_in(plan: Plan, projects: Collection[str], zones: Collection[str]) -> frozenset[str]:
    """The projects that are named, and those that lie in a zone that is."""
    return frozenset(
        key
        for key, project in plan.projects.items()
        if key in projects or project.zone in zones or not zones_apart(project.also_zones, zones)
    )


def zones_apart(these: Collection[str], those: Collection[str]) -> bool:
    return not set(these) & set(those)


def require_known(plan: Plan, projects: Collection[str], zones: Collection[str]) -> None:
    """Refuse projects and zones of which the plan has none: a slip would show too little."""
    known = {zone for each in plan.projects.values() for zone in (each.zone, *each.also_zones)}
    problems = [Problem("shared_unknown_project", (k,)) for k in projects if k not in plan.projects]
    problems += [Problem("shared_unknown_zone", (key,)) for key in zones if key not in known]
    if problems:
        raise Invalid(*problems)
