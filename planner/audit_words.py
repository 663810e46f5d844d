"""The log in words: what tables and columns are called, and values as people read them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as context

from audit.models import Event
from audit.queries import Deed
from core.templatetags.ui import day
from roadmaps import vocabulary
from roadmaps.field_words import FIELDS
from roadmaps.models import Role
from roadmaps.store import MODELS

KIND_OF = {model._meta.db_table: kind for kind, model in MODELS.items()}
#: Values longer than this are cut on the page; the file and REST tell them whole.
LONG = 120
#: Of what one act did, so many events are shown before the rest is folded away.
SHOWN = 8
#: How the database writes a day and a moment.
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)?")

SUBJECTS: Mapping[str, Promise] = {
    "accounts_user": context("subject", "person"),
    "accounts_user_groups": context("subject", "person's group"),
    "accounts_user_user_permissions": context("subject", "person's permission"),
    "accounts_apitoken": context("subject", "API token"),
    "accounts_failedsignin": context("subject", "failed sign-in"),
    "approvals_answer": context("subject", "answer to a point of a submission"),
    "approvals_baseline": context("subject", "baseline"),
    "approvals_decision": context("subject", "decision on a submission"),
    "approvals_delegation": context("subject", "delegation"),
    "approvals_point": context("subject", "point of a submission"),
    "approvals_step": context("subject", "step of a route"),
    "approvals_submission": context("subject", "submission"),
    "approvals_version": context("subject", "version of the plan"),
    "atlas_referenceload": context("subject", "load of reference data"),
    "audit_event": context("subject", "audit log"),
    "courier_incoming": context("subject", "package that was read"),
    "courier_keyring": context("subject", "station's own keys"),
    "courier_outgoing": context("subject", "package that went out"),
    "courier_station": context("subject", "station"),
    "diligence_answer": context("subject", "answer of due diligence"),
    "diligence_signoff": context("subject", "signature of due diligence"),
    "life_lifestep": context("subject", "step of a project"),
    "documents_document": context("subject", "document"),
    "documents_documentevent": context("subject", "handling of a document"),
    "documents_documentversion": context("subject", "version of a document"),
    "drafts_adoptionrule": context("subject", "rule for adopting drafts"),
    "drafts_draft": context("subject", "draft"),
    "drafts_draftsignature": context("subject", "signature of a draft"),
    "drafts_draftstep": context("subject", "step of a draft"),
    "lint_waiver": context("subject", "waiver"),
    "parties_candidate": context("subject", "candidate for a party"),
    "parties_decision": context("subject", "decision on a candidate"),
    "parties_listversion": context("subject", "list of parties"),
    "parties_partyfacts": context("subject", "facts about a party"),
    "parties_partyscreening": context("subject", "screening of parties"),
    "ranges_rangesrun": context("subject", "simulation of ranges"),
    "reports_report": context("subject", "report"),
    "roadmaps_grant": context("subject", "role in a project or zone"),
    "roadmaps_membership": context("subject", "membership"),
    "roadmaps_revision": context("subject", "revision"),
    "roadmaps_roadmap": context("subject", "plan"),
    "sanctions_generalexemption": context("subject", "general exemption"),
    "sanctions_hschapter": context("subject", "HS chapter"),
    "sanctions_hseditionchange": context("subject", "change between HS editions"),
    "sanctions_hsheading": context("subject", "HS heading"),
    "sanctions_instrument": context("subject", "legal instrument"),
    "sanctions_measure": context("subject", "measure"),
    "sanctions_measureproposal": context("subject", "edit of the law"),
    "sanctions_measureversion": context("subject", "version of a measure"),
    "sanctions_proposalstep": context("subject", "step of an edit of the law"),
    "sanctions_withheldmeasure": context("subject", "shipped change that was not applied"),
    "screening_confirmation": context("subject", "confirmation"),
    "screening_datarequest": context("subject", "request for data"),
    "search_plansearch": context("subject", "search for plans"),
    "sharing_guestpass": context("subject", "guest's pass"),
    "sharing_look": context("subject", "look as somebody else"),
    "sharing_sharelink": context("subject", "share link"),
    "talk_comment": context("subject", "comment"),
    "talk_earliertext": context("subject", "earlier text of a comment"),
    "talk_mail": context("subject", "mail"),
    "talk_mailsetting": context("subject", "mail setting"),
    "talk_notice": context("subject", "notice"),
    "talk_occasion": context("subject", "occasion told of"),
    "talk_watch": context("subject", "watch"),
    "trade_upload": context("subject", "trade figures"),
    "zones_belt": context("subject", "belt"),
    "zones_industry": context("subject", "industry"),
    "zones_industry_suited_zones": context("subject", "zone suited to an industry"),
    "zones_infrastructureitem": context("subject", "infrastructure"),
    "zones_region": context("subject", "region"),
    "zones_source": context("subject", "source"),
    "zones_strategy": context("subject", "strategy"),
    "zones_zone": context("subject", "zone"),
    "zones_zone_belts": context("subject", "zone's belt"),
    "zones_zone_target_industries": context("subject", "zone's industry"),
}
COLUMNS: Mapping[str, Promise] = {
    "asked_by": context("column", "asked for by"),
    "asked_at": context("column", "asked for at"),
    "at": context("column", "time"),
    "by": context("column", "by"),
    "drawn_at": context("column", "drawn at"),
    "file": context("column", "file"),
    "full_name": context("column", "name"),
    "is_active": context("column", "may sign in"),
    "is_staff": context("column", "administrator"),
    "language": context("column", "language"),
    "last_login": context("column", "last sign-in"),
    "note": context("column", "note"),
    "number": context("column", "number"),
    "password": context("column", "password"),
    "reason": context("column", "reason"),
    "revision": context("column", "revision"),
    "revoked_at": context("column", "revoked at"),
    "role": context("column", "role"),
    "said": context("column", "what was said"),
    "scope": context("column", "scope"),
    "state": context("column", "state"),
    "title": context("column", "title"),
    "user": context("column", "person"),
    "username": context("column", "user name"),
}


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column that differs, before and after, in words."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in words."""

    verb: str
    subject: str
    name: str
    columns: tuple[ColumnLine, ...]


@dataclass(frozen=True, slots=True)
class DeedLine:
    """What one person did at one moment, in words."""

    deed: Deed
    who: str
    role: str
    events: tuple[EventLine, ...]

    @property
    def first(self) -> tuple[EventLine, ...]:
        """What the page shows at once."""
        return self.events[:SHOWN]

    @property
    def rest(self) -> tuple[EventLine, ...]:
        """What it opens on demand."""
        return self.events[SHOWN:]


def deed_line(deed: Deed) -> DeedLine:
    """The deed as the page tells it."""
    role = str(dict(Role.choices).get(deed.role, deed.role))
    events = tuple(event_line(event) for event in deed.events)
    return DeedLine(deed, deed.who or _nobody(deed), role, events)


def event_line(event: Event) -> EventLine:
    """The event as the page tells it."""
    name = " ".join(dict.fromkeys(each for each in (event.key, event.called) if each))
    columns = tuple(_columns(event)) if event.verb == Event.Verb.CHANGE else ()
    return EventLine(
        event.get_verb_display(), subject_word(event.subject), name or event.row, columns
    )


def subject_word(table: str) -> str:
    """What rows of a table are called; a table that has gone keeps its own name."""
    kind = KIND_OF.get(table)
    return vocabulary.kind_name(kind) if kind else str(SUBJECTS.get(table, table))


def _columns(event: Event) -> Iterator[ColumnLine]:
    old, new = event.old or {}, event.new or {}
    for column, value in new.items():
        if column != "changed_on":
            was, now = (_said(event.subject, column, each) for each in (old.get(column), value))
            yield ColumnLine(_column_word(event.subject, column), was, now)


def _nobody(deed: Deed) -> str:
    """Who did what no signed-in person did: somebody at an address, or a job, or a command."""
    return _("a visitor before signing in") if deed.address else _("the product itself")


def _said(table: str, column: str, value: Any) -> str:
    """A column's value in words: a code by what it stands for."""
    if isinstance(value, str) and value:
        value = _choices(table).get(column, {}).get(value, value)
    return in_words(value)


@cache
def _choices(table: str) -> Mapping[str, Mapping[Any, Any]]:
    """Of each column of a table that holds codes, what these are called."""
    model = next((each for each in apps.get_models() if each._meta.db_table == table), None)
    fields = model._meta.concrete_fields if model else ()
    return {str(each.column): dict(each.flatchoices) for each in fields if each.flatchoices}


def _column_word(table: str, column: str) -> str:
    field = column.removesuffix("_id")
    kind = KIND_OF.get(table) or ("plan" if table == "roadmaps_roadmap" else "")
    if kind and field in FIELDS:
        return str(vocabulary.field_name(kind, field))
    return str(COLUMNS.get(field) or FIELDS.get(field) or field)


def in_words(value: Any) -> str:
    """A column's value for reading: short, and nothing shown as a bare None."""
    if value is None or value == "" or value == []:
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _short(", ".join(map(_read, value)))
    return _short(_read(value))


def _read(value: Any) -> str:
    """Days and moments the way the product writes them, in its own time zone."""
    text = str(value)
    try:
        if DAY.fullmatch(text):
            return day(date.fromisoformat(text))
        if MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            moment = localtime(moment) if moment.tzinfo else moment
            return f"{day(moment)} {moment:%H:%M:%S}"
    except ValueError:  # no such day: the text says what stood there
        return text
    return text


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG]}…"
