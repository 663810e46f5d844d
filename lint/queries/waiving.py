"""Which findings are waived: by whom, why, until when, and what became of earlier waivers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.lint import Finding
from lint.models import Waiver
from lint.queries.checking import code_of
from roadmaps.models import Roadmap


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


def covers(waiver: Waiver | None, finding: Finding) -> bool:
    """A waiver covers what was seen: a finding that became worse shows again."""
    if waiver is None or waiver.finding != code_of(finding):
        return False
    return round(finding.excess, 6) <= waiver.excess


def _lapse(waiver: Waiver, today: date) -> str:
    if waiver.ended_at is not None:
        return "ended"
    return "expired" if today > waiver.until else ""
