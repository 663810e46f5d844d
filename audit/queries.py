"""The log as somebody asks for it: filtered, newest first, and put together by what was one act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.timezone import make_aware

from audit.models import Event


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the log is wanted. None and "" ask for everything."""

    plan: int | None = None
    who: int | None = None
    verb: str = ""
    subjects: Sequence[str] = ()
    text: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What one person did at one moment: the events of one transaction."""

    at: datetime
    who: str
    role: str
    reason: str
    request: str
    address: str
    events: Sequence[Event] = field(default_factory=list)


def events_asked(asked: Asked, name: Combinable) -> "QuerySet[Event]":
    """The events, newest first. Days are those of the product's own time zone, both included.

    `name` is what a row was called, as far as it is searched for who asks.
    """
    found = Event.objects.annotate(name=name)
    if asked.plan is not None:
        found = found.filter(plan=asked.plan)
    if asked.who is not None:
        found = found.filter(who_id=asked.who)
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if asked.subjects:
        found = found.filter(subject__in=asked.subjects)
    if asked.since:
        found = found.filter(at__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    if text := asked.text.strip():
        found = found.filter(
            Q(key__istartswith=text)
            | Q(name__icontains=text)
            | Q(reason__icontains=text)
            | Q(who__icontains=text)
            | Q(request=text)
        )
    return found.order_by("-id")


def deeds_of(events: Iterable[Event]) -> list[Deed]:
    """Events put together by the transaction that wrote them; the first of them comes first."""
    return [_deed(list(each)) for _txn, each in groupby(events, key=lambda event: event.txn)]


def people_named(plan: int | None) -> list[tuple[int, str]]:
    """Everybody the log names, as they were called last."""
    found = Event.objects.exclude(who_id=None)
    if plan is not None:
        found = found.filter(plan=plan)
    named = found.order_by("who_id", "-id").distinct("who_id").values_list("who_id", "who")
    return sorted(((pk, who) for pk, who in named if pk is not None), key=lambda each: each[1])


def _deed(events: list[Event]) -> Deed:
    first = events[0]
    reason = next((each.reason for each in events if each.reason), "")
    told = first.who, first.role, reason, first.request, first.address
    return Deed(first.at, *told, events[::-1])


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))
