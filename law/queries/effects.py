"""What a proposal would change: the plans a person sees, screened under the old and the new law."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from engine.records import Project, Scenario
from engine.screening import Measure
from engine.screening.reading import read_measure
from roadmaps.models import Roadmap
from roadmaps.schedules import schedule_for
from sanctions.content import Content
from screening import catalogue, grounds
from screening.queries.plan_page import Screened, screened_projects
from screening.queries.shown import Shown
from screening.queries.signatures import Signatures

#: Plans are screened in the order they were changed; the page says so where there are more.
MOST_PLANS = 10


@dataclass(frozen=True, slots=True)
class Changed:
    """A project whose screening differs: its gravest verdict, or only what that rests on."""

    project: Project
    scenario: Scenario | None
    old: Shown
    new: Shown
    loses_signature: bool

    @property
    def verdict_differs(self) -> bool:
        return self.old.verdict != self.new.verdict


@dataclass(frozen=True, slots=True)
class PlanEffects:
    """One plan: the projects whose screening differs, of how many looked at in all scenarios."""

    roadmap: Roadmap
    changed: Sequence[Changed]
    looked_at: int

    @property
    def verdicts(self) -> int:
        return sum(each.verdict_differs for each in self.changed)

    @property
    def signatures(self) -> int:
        return sum(each.loses_signature for each in self.changed)


@dataclass(frozen=True, slots=True)
class Effects:
    """All plans looked at, and how many were left out."""

    plans: Sequence[PlanEffects]
    left_out: int


def effects_of(measure: str, content: Content, user: User) -> Effects:
    """What the plans this person sees would meet if the measure said this."""
    new = with_measure(catalogue.measures(), measure, content)
    seen = Roadmap.objects.visible_to(user).order_by("-pk")
    return Effects(
        [_effects(each, new) for each in seen[:MOST_PLANS]],
        max(seen.count() - MOST_PLANS, 0),
    )


def with_measure(law: Mapping[str, Measure], measure: str, content: Content) -> dict[str, Measure]:
    """The law with one measure saying something else."""
    return {**law, measure: read_measure({"id": measure, **content})}


def _effects(roadmap: Roadmap, new: Mapping[str, Measure]) -> PlanEffects:
    changed: list[Changed] = []
    looked_at = 0
    plan, _ = schedule_for(roadmap, "")
    for scenario in plan.scenarios or [""]:
        plan, schedule = schedule_for(roadmap, scenario)
        signatures = Signatures(roadmap, scenario)
        before = screened_projects(plan, schedule, scenario)
        after = screened_projects(plan, schedule, scenario, new)
        looked_at += len(before)
        for one, other in zip(before, after, strict=True):
            if one.spells != other.spells:
                found = plan.scenarios.get(scenario)
                changed.append(_changed(one, other, found, signatures))
    changed.sort(key=lambda each: not each.verdict_differs)
    return PlanEffects(roadmap, changed, looked_at)


def _changed(
    one: Screened, other: Screened, scenario: Scenario | None, signatures: Signatures
) -> Changed:
    key = one.project.key
    stands, would = (
        signatures.of_verdict(key, grounds.of_verdict(each.case, each.spells)).stands
        for each in (one, other)
    )
    shown = Shown(one.verdict), Shown(other.verdict)
    return Changed(one.project, scenario, *shown, loses_signature=stands and not would)
