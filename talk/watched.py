"""What somebody watches, in words, for the page where it can be ended."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents import subjects
from roadmaps.schedules import plan_of
from talk.models import Watch
from talk.places import place_of


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A watch, what it is called and where that is."""

    watch: Watch
    name: str
    kind: str
    place: str


def watch_lines(found: Iterable[Watch]) -> list[WatchLine]:
    """Watches in words; of a thing that is gone the key is left."""
    return [
        WatchLine(
            each,
            subjects.name_of(each.plan, plan_of(each.plan), each.kind, each.key) or each.key,
            subjects.kind_word(each.kind),
            place_of(each.plan, each.kind, each.key),
        )
        for each in found
    ]
