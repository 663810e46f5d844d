"""The overlap search of article 17(1)3 over every plan that this person sees."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from engine.life.rivals import Profile, Rival, rivals
from engine.life.values import MAIN, State
from engine.plan import Plan
from life.models import LifeStep
from life.procedure import procedure
from roadmaps.models import GoodsLine, Project, Roadmap
from zones.models import Zone


@dataclass(frozen=True, slots=True)
class RivalLine:
    """A project that may compete, with the plan it is in and how far it has come."""

    rival: Rival
    project: Project
    state: State

    @property
    def plan(self) -> Roadmap:
        return self.project.plan


@dataclass(frozen=True, slots=True)
class RivalSearch:
    """What was looked for and found. `gaps` are what the project does not say of itself."""

    lines: Sequence[RivalLine]
    headings: tuple[str, ...]
    gaps: tuple[str, ...]


def rivals_of(roadmap: Roadmap, plan: Plan, key: str, by: User) -> RivalSearch:
    """Projects of the same industry and region in all plans the person sees, this one included."""
    project = plan.projects[key]
    regions = dict(Zone.objects.values_list("pk", "region_id"))
    region = regions.get(project.zone) or ""
    rows = _alike(project.industry, regions, region, by) if project.industry and region else []
    headings, states = _headings(rows), _states(rows)
    table = procedure().tracks[MAIN].states

    def profile(row: Project) -> Profile:
        state = table[states.get((row.plan_id, row.key), "idea")]
        sold = frozenset(headings.get(row.pk, ()))
        return Profile(
            row.plan_id, row.key, row.industry_id or "", region, sold, state.key, state.running
        )

    by_place = {(row.plan_id, row.key): row for row in rows}
    sold = frozenset(
        _heading(line.hs)
        for line in plan.goods.values()
        if line.project == key and line.direction == "out" and line.hs
    )
    mine = Profile(roadmap.pk, key, project.industry, region, sold, "", False)
    found = rivals(mine, map(profile, rows))
    lines = [
        RivalLine(each, by_place[each.profile.plan, each.profile.key], table[each.profile.state])
        for each in found
    ]
    unknown = {"industry": project.industry, "region": region, "goods": sold}
    return RivalSearch(lines, tuple(sorted(sold)), tuple(k for k, v in unknown.items() if not v))


def _alike(
    industry: str, regions: Mapping[str, str | None], region: str, by: User
) -> list[Project]:
    zones = [zone for zone, each in regions.items() if each == region]
    seen = Roadmap.objects.visible_to(by)
    found = Project.objects.filter(plan__in=seen, industry=industry, zone__in=zones)
    return list(found.select_related("plan").order_by("plan_id", "key"))


def _headings(rows: Sequence[Project]) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    lines = GoodsLine.objects.filter(project__in=rows, direction="out").exclude(hs="")
    for project, hs in lines.values_list("project_id", "hs"):
        found[project].add(_heading(hs))
    return found


def _states(rows: Sequence[Project]) -> Mapping[tuple[int, str], str]:
    """Where each project's procedure stands: where its last row led."""
    plans = {row.plan_id for row in rows}
    steps = LifeStep.objects.filter(plan__in=plans, track=MAIN).order_by("pk")
    return {
        (plan, key): to for plan, key, to in steps.values_list("plan_id", "project", "to_state")
    }


def _heading(hs: str) -> str:
    return hs.replace(".", "")[:4]
