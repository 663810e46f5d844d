"""Where a copy of a plan came from, as far as can be told."""

from roadmaps.models import Roadmap


def revision_when_copied(roadmap: Roadmap, copy: Roadmap) -> int:
    """The plan's latest revision when the copy was made: a copy keeps no history of its own."""
    earlier = roadmap.revisions.filter(at__lte=copy.created_at).order_by("-number").first()
    return earlier.number if earlier else 1
