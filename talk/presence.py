"""Who looks at a plan now. A row lives for 15 seconds from its last heartbeat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from accounts.models import User
from core import clock
from engine.records import KINDS
from roadmaps.models import Roadmap
from talk.models import Presence

LASTS = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else who has the plan open, and what they look at in it."""

    username: str
    name: str
    kind: str
    key: str


def beat(roadmap: Roadmap, about: str, *, by: User) -> Sequence[Present]:
    """This person is here and looks at `about`; who else is. Rows that ran out are cleared."""
    kind, _, key = about.partition(":")
    if kind not in KINDS or not key or len(key) > 64 or "\x00" in key:
        kind, key = "plan", "plan"
    now = clock.now()
    Presence.objects.filter(plan=roadmap, seen_at__lte=now - LASTS).delete()
    Presence.objects.update_or_create(
        plan=roadmap, user=by, defaults={"kind": kind, "key": key, "seen_at": now}
    )
    return others_at(roadmap, by)


def others_at(roadmap: Roadmap, person: User) -> Sequence[Present]:
    """Who else is here, by name."""
    lately = Presence.objects.filter(plan=roadmap, seen_at__gt=clock.now() - LASTS)
    found = lately.exclude(user=person).select_related("user").order_by("user__username")
    return [Present(p.user.username, str(p.user), p.kind, p.key) for p in found]
