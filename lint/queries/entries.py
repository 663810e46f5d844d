"""Who wrote a record last, and when: every figure has somebody to ask."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.grading import Figure
from roadmaps.models import Revision, Roadmap
from roadmaps.store import MODELS


@dataclass(frozen=True, slots=True)
class Entry:
    """By whom and when; empty where the plan came whole, without a revision."""

    by: str = ""
    at: datetime | None = None


def entries_of(roadmap: Roadmap, figures: Iterable[Figure]) -> Mapping[tuple[str, str], Entry]:
    """The last entry of each figure's record."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for each in figures:
        wanted[each.kind].add(each.key)
    numbers = {
        (kind, key): number
        for kind, keys in wanted.items()
        for key, number in MODELS[kind]
        ._default_manager.filter(plan=roadmap, key__in=keys)
        .values_list("key", "changed_on")
    }
    revisions = Revision.objects.filter(plan=roadmap, number__in=set(numbers.values()))
    found = {each.number: each for each in revisions.select_related("by")}
    return {
        place: Entry(written.by.username if written.by else "", written.at)
        if (written := found.get(number))
        else Entry()
        for place, number in numbers.items()
    }
