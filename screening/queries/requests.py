"""The requests for data of a plan: open ones first, the oldest of them on top."""

from collections.abc import Sequence

from roadmaps.models import Roadmap
from screening.models import DataRequest


def requests_of(roadmap: Roadmap, project: str = "") -> Sequence[DataRequest]:
    """All of the plan, or of one project."""
    found = DataRequest.objects.filter(plan=roadmap).select_related("by", "answered_by")
    if project:
        found = found.filter(project=project)
    return sorted(found, key=lambda each: (not each.is_open, each.pk if each.is_open else -each.pk))
