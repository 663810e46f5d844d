"""Which findings are waived: by whom, why, until when, and what became of earlier waivers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.belonging import projects_of
from engine.lint import Finding, Place
from engine.plan import HEADER, Plan
from lint.models import Waiver
from lint.queries.checking import code_of
from roadmaps.models import Roadmap
from roadmaps.reach import Reach
from zones.rulebook import principles


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver and whether it counts today: if not, `lapse` says why ("ended", "expired")."""

    waiver: Waiver
    lapse: str

    @property
    def counts(self) -> bool:
        return not self.lapse


def waivers_of(roadmap: Roadmap, today: date) -> Sequence[Waived]:
    """Every waiver ever given in the plan, the latest first."""
    found = Waiver.objects.filter(plan=roadmap).select_related("by", "ended_by")
    return [Waived(each, _lapse(each, today)) for each in found]


def waivers_by_finding(given: Sequence[Waived]) -> Mapping[str, Waiver]:
    """The waiver that counts today, by the finding's code; the latest where there are several."""
    return {each.waiver.finding: each.waiver for each in reversed(given) if each.counts}


def may_waive(reach: Reach, finding: Finding) -> bool:
    """Whether somebody may accept it: in the whole plan, or where all lies that it concerns."""
    return _has_the_role(reach, finding.rule, (finding.about, *finding.places))


def may_end(reach: Reach, waiver: Waiver) -> bool:
    """The same of taking a waiver back. A finding shows again, so what it was about decides."""
    return _has_the_role(reach, waiver.rule, [(waiver.kind, waiver.key)])


def _has_the_role(reach: Reach, rule: str, places: Iterable[Place]) -> bool:
    """The rulebook names no role that draws the plan; what concerns no project is the plan's."""
    belongs = [_projects_of(reach.plan, place) for place in places]
    projects = frozenset().union(*belongs) if belongs and belongs[0] else frozenset()
    return reach.has(principles()[rule].waived_by, projects)


def _projects_of(plan: Plan, place: Place) -> frozenset[str]:
    kind, key = place
    if kind == HEADER or not plan.has(kind, key):
        return frozenset()
    return projects_of(plan, plan.find(kind, key))


def covers(waiver: Waiver | None, finding: Finding) -> bool:
    """A waiver covers what was seen: a finding that became worse shows again."""
    if waiver is None or waiver.finding != code_of(finding):
        return False
    return round(finding.excess, 6) <= waiver.excess


def _lapse(waiver: Waiver, today: date) -> str:
    if waiver.ended_at is not None:
        return "ended"
    return "expired" if today > waiver.until else ""
