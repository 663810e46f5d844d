"""Projects that would compete: the same industry in the same region, and which goods they share."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.plan import Plan
from engine.records import Project


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another project of the same industry and region. `headings` are the HS headings both sell."""

    project: str
    other: str
    region: str
    headings: tuple[str, ...]


def overlaps_of(plan: Plan, regions: Mapping[str, str], key: str) -> tuple[Overlap, ...]:
    """The projects that overlap with one, those that share goods first. `regions`: by zone."""
    project = plan.projects[key]
    region = regions.get(project.zone, "")
    if not region or not project.industry:
        return ()
    mine = headings_of(plan, key)
    found = [
        Overlap(key, other.key, region, tuple(sorted(mine & headings_of(plan, other.key))))
        for other in plan.projects.values()
        if other.key != key and _alike(project, other) and regions.get(other.zone) == region
    ]
    return tuple(sorted(found, key=lambda each: (not each.headings, each.other)))


def headings_of(plan: Plan, project: str) -> frozenset[str]:
    """The HS headings (four digits) of what a project brings out of the North."""
    return frozenset(
        line.hs.replace(".", "")[:4]
        for line in plan.goods.values()
        if line.project == project and line.direction == "out" and line.hs
    )


def _alike(one: Project, other: Project) -> bool:
    return one.industry == other.industry
