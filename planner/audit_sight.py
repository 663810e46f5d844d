"""The log as its reader may see it: amounts and party names are withheld there as on the pages."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Case, F, Q, TextField, Value, When

from accounts.models import User
from audit.models import Event
from core import sight
from core.sight import Eyes, Sight
from core.templatetags.ui import withheld
from engine.masking import AMOUNT_FIELDS, PARTY_FIELDS
from roadmaps.models import Membership
from roadmaps.store import MODELS

NONE: frozenset[str] = frozenset()
#: By table of plan records: the columns that hold money, and those that name parties.
FIELDS = {
    model._meta.db_table: (AMOUNT_FIELDS.get(kind, NONE), PARTY_FIELDS.get(kind, NONE))
    for kind, model in MODELS.items()
}
#: Tables in which people write down what they found out about parties.
ABOUT_PARTIES = "parties_"


def searched_name(user: User) -> Case:
    """What a row was called, as far as it is told to this person: nobody finds what is withheld.

    An administrator reads of every plan who did what and when; that is what a log is for. What a
    party is called in a plan is its members' to know.
    """
    seen = Membership.objects.filter(user=user).select_related("plan")
    told = [each.plan_id for each in seen if each.sight.parties]
    hidden = Q(subject__in=_tables_of_parties(), plan__isnull=False) & ~Q(plan__in=told)
    return Case(When(hidden, then=Value("")), default=F("called"), output_field=TextField())


def as_read(event: Event, eyes: Eyes) -> Event:
    """The event with what is withheld from these eyes told as withheld; it is not saved."""
    seen = eyes(event.plan) if event.plan is not None else sight.ALL
    if seen == sight.ALL:
        return event
    event.old, event.new = (_columns(event.subject, each, seen) for each in (event.old, event.new))
    if not seen.parties and _names_parties(event.subject):
        event.called = withheld() if event.called else ""
    return event


def _columns(table: str, columns: dict[str, Any] | None, seen: Sight) -> dict[str, Any] | None:
    if columns is None:
        return None
    return {name: _value(table, name, value, seen) for name, value in columns.items()}


def _value(table: str, name: str, value: Any, seen: Sight) -> Any:
    amounts, parties = FIELDS.get(table, (NONE, NONE))
    hides = (
        (not seen.amounts and name in amounts)
        or (not seen.parties and (name in parties or table.startswith(ABOUT_PARTIES)))
        # Changes of a draft, points and the like: nested values may hold either.
        or (table not in FIELDS and _is_nested(value))
    )
    return withheld() if hides and value not in (None, "", []) else value


def _is_nested(value: Any) -> bool:
    if isinstance(value, list):
        return any(isinstance(each, dict | list) for each in value)
    return isinstance(value, dict)


@cache
def _tables_of_parties() -> tuple[str, ...]:
    tables = (model._meta.db_table for model in apps.get_models())
    return tuple(each for each in tables if _names_parties(each))


def _names_parties(table: str) -> bool:
    _amounts, parties = FIELDS.get(table, (NONE, NONE))
    return "name_ko" in parties or table.startswith(ABOUT_PARTIES)
