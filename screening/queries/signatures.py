"""Who has confirmed what, and whether it still stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from roadmaps.models import Roadmap
from screening.models import Confirmation


@dataclass(frozen=True, slots=True)
class Signature:
    """The latest confirmation of something; stale once it rests on what is no more."""

    confirmation: Confirmation | None
    rests_on: str

    @property
    def is_stale(self) -> bool:
        return self.confirmation is not None and self.confirmation.rests_on != self.rests_on

    @property
    def stands(self) -> bool:
        return self.confirmation is not None and not self.is_stale


class Signatures:
    """The latest confirmation of every line and project of a plan."""

    def __init__(self, roadmap: Roadmap, scenario: str) -> None:
        self._codes: dict[str, Confirmation] = {}
        self._verdicts: dict[str, Confirmation] = {}
        for each in _oldest_first(roadmap):
            if each.kind == Confirmation.Kind.CODE:
                self._codes[each.line] = each
            elif each.scenario == scenario:
                self._verdicts[each.project] = each

    def of_code(self, line: str, rests_on: str) -> Signature:
        return Signature(self._codes.get(line), rests_on)

    def of_verdict(self, project: str, rests_on: str) -> Signature:
        return Signature(self._verdicts.get(project), rests_on)


def _oldest_first(roadmap: Roadmap) -> Iterable[Confirmation]:
    return Confirmation.objects.filter(plan=roadmap).select_related("by").order_by("pk")
