"""Projects that may compete with one, beside its answer to the third requirement of article 17."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.overlaps import Overlap, overlaps_of
from engine.plan import Plan
from lint.queries.naming import Named, Names
from roadmaps.models import Roadmap
from zones.models import Zone


@dataclass(frozen=True, slots=True)
class OverlapLine:
    """Another project with what it shares: industry and region always, goods where it says so."""

    overlap: Overlap
    other: Named
    industry: Named
    region: Named


def overlaps_with(roadmap: Roadmap, plan: Plan, key: str, query: str) -> Sequence[OverlapLine]:
    """Every project of the plan that overlaps with one."""
    names = Names(roadmap, plan, query)
    regions = dict(Zone.objects.values_list("pk", "region_id"))
    industry = plan.projects[key].industry
    return [
        OverlapLine(
            each,
            names.of(("project", each.other)),
            names.of(("industry", industry)),
            names.of(("region", each.region)),
        )
        for each in overlaps_of(plan, regions, key)
    ]
