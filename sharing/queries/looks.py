"""The looks taken at a plan, and those taken as somebody, with what was read in them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from audit.models import Event
from roadmaps.models import Roadmap
from sharing.models import Look

#: How the audit log calls a page that was read in a look.
SUBJECT = Look._meta.db_table
SHOWN = 50


@dataclass(frozen=True, slots=True)
class LookLine:
    """A look with the pages that were read in it."""

    look: Look
    pages: Sequence[tuple[str, int]]

    @property
    def until(self) -> datetime:
        return self.look.ended_at or self.look.ends_at


def looks_at_plan(plan: Roadmap) -> Sequence[LookLine]:
    """The latest looks at this plan."""
    return _lines(Look.objects.filter(plan=plan))


def looks_as(person: User) -> Sequence[LookLine]:
    """The latest looks taken as this person: they may know."""
    return _lines(Look.objects.filter(person=person))


def _lines(found: "Iterable[Look]") -> Sequence[LookLine]:
    looks = list(found.select_related("plan", "person", "by")[:SHOWN])  # type: ignore[attr-defined]
    pages: dict[str, Counter[str]] = defaultdict(Counter)
    read = Event.objects.filter(
        subject=SUBJECT, verb=Event.Verb.READ, row__in=[str(look.pk) for look in looks]
    )
    for row, page in read.order_by("id").values_list("row", "called"):
        pages[row][page] += 1
    return [LookLine(look, list(pages[str(look.pk)].items())) for look in looks]
