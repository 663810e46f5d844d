"""The links of a plan and what became of them, as the owner's page tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from core import clock
from roadmaps.models import Roadmap
from sharing.models import Outcome, ShareLink, ShareVisit

#: The page shows so many visits; REST shows all.
VISITS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link with its state and how often it was seen."""

    link: ShareLink
    state: str
    seen: int
    refused: int
    last: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def links_of(plans: "QuerySet[Roadmap]") -> "QuerySet[ShareLink]":
    """The links of these plans, with their counts; the newest first."""
    return (
        ShareLink.objects.filter(plan__in=plans)
        .defer("contents")
        .select_related("plan", "made_by", "revoked_by")
        .annotate(
            seen=Count("visits", filter=Q(visits__outcome=Outcome.SEEN)),
            refused=Count("visits", filter=Q(visits__outcome__in=REFUSED)),
            last=Max("visits__at", filter=Q(visits__outcome=Outcome.SEEN)),
        )
        .order_by("-pk")
    )


REFUSED = (Outcome.WRONG, Outcome.SLOWED, Outcome.CLOSED)


def link_lines(plan: Roadmap) -> Sequence[LinkLine]:
    """The plan's links: those that hold first, then the newest first."""
    now = clock.now()
    found = links_of(Roadmap.objects.filter(pk=plan.pk))
    lines = [
        LinkLine(
            link, state_of(link, now), *(getattr(link, n) for n in ("seen", "refused", "last"))
        )
        for link in found
    ]
    return sorted(lines, key=lambda line: not line.is_open)


def state_of(link: ShareLink, at: datetime) -> str:
    """open, revoked or expired."""
    if link.revoked_at is not None:
        return "revoked"
    return "open" if link.opens_at(at) else "expired"


def visits_of(link: ShareLink) -> Sequence[ShareVisit]:
    """The latest visits, the newest first."""
    return list(link.visits.all()[:VISITS_SHOWN])
