"""Which keys are ours, which stations there are, what went out and came in, for whom to see."""

from typing import TYPE_CHECKING

from accounts.models import User
from courier.cards import Card
from courier.models import Incoming, KeyRing, Outgoing, Sort, Station
from roadmaps.models import Membership, Roadmap, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet


def keeps_stations(user: User) -> bool:
    """Whether somebody makes keys and says which stations are trusted: owners, administrators."""
    return user.is_staff or Membership.objects.filter(user=user, role=Role.OWNER).exists()


def ring_in_use() -> KeyRing | None:
    return KeyRing.objects.filter(retired_at=None).first()


def stations() -> "QuerySet[Station]":
    """Every station: those in use first."""
    found = Station.objects.select_related("added_by", "confirmed_by", "retired_by")
    return found.order_by("retired_at", "name", "pk")


def trusted_stations() -> "QuerySet[Station]":
    return Station.objects.filter(retired_at=None, confirmed_at__isnull=False)


def card_of(station: Station) -> Card:
    return Card(station.name, bytes.fromhex(station.signs), bytes.fromhex(station.seals))


def sent_from(roadmap: Roadmap) -> "QuerySet[Outgoing]":
    """The plan's packages that went out, the latest first; their bytes stay where they are."""
    found = roadmap.packages_out.select_related("station", "by")
    return found.prefetch_related("answers__draft").defer("content", "file")


def sent_by_all(user: User) -> "QuerySet[Outgoing]":
    """Everything that went out, as far as this person sees the plans."""
    found = Outgoing.objects.filter(plan__in=Roadmap.objects.visible_to(user))
    return found.select_related("station", "by").defer("content", "file")


def read_into(roadmap: Roadmap) -> "QuerySet[Incoming]":
    """What was read for this plan: where it came from, and answers."""
    return roadmap.packages_in.select_related("station", "by", "draft", "answers").defer("content")


def read_by_all(user: User) -> "QuerySet[Incoming]":
    """Everything that was read here, as far as this person sees the plans."""
    found = Incoming.objects.filter(plan__in=Roadmap.objects.visible_to(user))
    return found.select_related("station", "by", "draft", "plan").defer("content")


def origin_of(roadmap: Roadmap) -> Incoming | None:
    """The package a plan came in; None for a plan of our own."""
    return read_into(roadmap).filter(sort=Sort.PLAN).first()
