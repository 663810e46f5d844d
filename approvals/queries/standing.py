"""Where a plan stands: what was approved last, and whether the plan is still that."""

from dataclasses import dataclass

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
    """The approval given last, with its version."""
    found = Submission.objects.filter(plan=roadmap, state__in=APPROVED)
    return found.select_related("version").order_by("-decided_at", "-pk").first()


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
