"""Where a copy of a plan came from, as far as can be told."""

from engine.changes import Alter, Change
from engine.plan import HEADER
from roadmaps.models import Roadmap

#: A copy has a name and a place of its own; that is no proposal to rename the plan.
OF_THE_COPY = frozenset({"name_ko", "name_en", "illustrative"})


def revision_when_copied(roadmap: Roadmap, copy: Roadmap) -> int:
    """The plan's latest revision when the copy was made: a copy keeps no history of its own."""
    earlier = roadmap.revisions.filter(at__lte=copy.created_at).order_by("-number").first()
    return earlier.number if earlier else 1


def without_copy(change: Change) -> Change | None:
    """What a change of a copy proposes for the plan; None if it is the copy's own affair."""
    if not isinstance(change, Alter) or change.kind != HEADER:
        return change
    values = {name: value for name, value in change.values.items() if name not in OF_THE_COPY}
    return Alter(HEADER, change.key, values) if values else None
