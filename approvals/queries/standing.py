"""Where a plan stands: what was approved last, and whether the plan is still that."""

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce

from approvals.models import Baseline, State, Submission, Version
from approvals.queries.seeing import hash_of
from core import clock
from roadmaps.models import Roadmap

APPROVED = (State.APPROVED, State.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Standing:
    """The approval that counts. `state` is same, changed or expired."""

    submission: Submission
    version: Version
    state: str


def last_approved(roadmap: Roadmap) -> Submission | None:
    """The approval that counts last. That of a draft counts once it has been adopted."""
    found = Submission.objects.filter(plan=roadmap, state__in=APPROVED)
    counting = found.filter(Q(draft=None) | Q(baselines__isnull=False)).annotate(
        since_when=Coalesce("baselines__at", "decided_at")
    )
    return counting.select_related("version").order_by("-since_when", "-pk").first()


def approved_version(roadmap: Roadmap) -> Version | None:
    found = last_approved(roadmap)
    return found.version if found else None


def standing_of(roadmap: Roadmap) -> Standing | None:
    """None where nothing was ever approved. What an approval is bound to is the content."""
    found = last_approved(roadmap)
    if found is None or found.version is None:
        return None
    if found.valid_until and clock.today() > found.valid_until:
        return Standing(found, found.version, "expired")
    same = found.version.revision == roadmap.revision or found.version.content_hash == hash_of(
        roadmap
    )
    return Standing(found, found.version, "same" if same else "changed")


def baseline_of(roadmap: Roadmap) -> Baseline | None:
    """The version the plan is measured against."""
    return Baseline.objects.filter(plan=roadmap).select_related("version", "by").first()
