"""Every goods line of a plan with its code, what the code means, and whether it is confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.plan import Plan
from engine.records import GoodsLine, Project
from engine.screening import digits
from roadmaps.models import Roadmap
from sanctions.models import HsChapter, HsHeading
from screening import grounds
from screening.queries.signatures import Signature, Signatures


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line; `meaning` is the nearest heading or chapter known here."""

    line: GoodsLine
    project: Project
    meaning: HsHeading | HsChapter | None
    signature: Signature

    @property
    def state(self) -> str:
        if self.signature.is_stale:
            return "stale"
        return "confirmed" if self.signature.stands else "open"


def code_lines(
    roadmap: Roadmap, plan: Plan, scenario: str, *, project: str = "", state: str = ""
) -> Sequence[CodeLine]:
    """The lines, of one project or all, in one state or any."""
    signatures = Signatures(roadmap, scenario)
    known: dict[str, HsHeading | HsChapter] = {
        **HsChapter.objects.in_bulk(),
        **HsHeading.objects.in_bulk(),
    }
    found = [
        CodeLine(
            line,
            plan.projects[line.project],
            _meaning(digits(line.hs), known),
            signatures.of_code(line.key, grounds.of_code(line)),
        )
        for line in plan.goods.values()
        if project in {"", line.project}
    ]
    return [each for each in found if state in {"", each.state}]


def _meaning(hs: str, known: dict[str, HsHeading | HsChapter]) -> HsHeading | HsChapter | None:
    lengths = range(len(hs), 1, -1)
    return next((known[hs[:length]] for length in lengths if hs[:length] in known), None)
