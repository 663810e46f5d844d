"""A plan's history in words: who changed what, when and why, from which value to which."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.templatetags.ui import in_language
from engine.codec import decode_record, readers
from engine.plan import HEADER, Plan
from engine.problems import BrokenPlan
from engine.records import KINDS
from roadmaps import vocabulary
from roadmaps.models import Revision, Roadmap
from zones.models import Industry, Region, Strategy, Zone

#: A revision with more changes than this is told by their counts; its own page tells them all.
FEW = 8
#: Fields that hold ids of the catalogue.
CATALOGUE: Mapping[str, type[Model]] = {
    "zone": Zone,
    "also_zones": Zone,
    "region": Region,
    "industry": Industry,
    "strategy": Strategy,
}
#: Kinds that are called after what they join, not after their key.
WITHOUT_KEY = frozenset({"link", "window", "benefit"})


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of a record, before and after, in words."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words. `verb` is add, change or remove; only a change has fields."""

    verb: str
    kind: str
    key: str
    kind_name: str
    name: str
    fields: tuple[FieldLine, ...] = ()

    @property
    def sentence(self) -> str:
        """The change in one line of plain text."""
        what = f"{self.kind_name} {self.name}".strip()
        if self.verb == "add":
            return _("%(what)s added") % {"what": what}
        if self.verb == "remove":
            return _("%(what)s removed") % {"what": what}
        told = ", ".join(f"{each.name} {each.old} → {each.new}" for each in self.fields)
        return f"{what}: {told}"


@dataclass(frozen=True, slots=True)
class CountLine:
    """So many changes of one sort: how a large revision is told."""

    verb: str
    kind_name: str
    count: int


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One revision as a person reads it. `counts` stands in for `changes` where there are many."""

    number: int
    by: str
    at: datetime
    reason: str
    changes: tuple[ChangeLine, ...]
    counts: tuple[CountLine, ...]
    size: int
    is_undo: bool
    undoes: int | None
    undone_by: int | None

    @property
    def can_be_undone(self) -> bool:
        """The first revision is what the plan was made with: without it, it would be empty."""
        return self.undone_by is None and self.number > 1


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One thing two people changed. Without a field, somebody added or removed the whole record."""

    by: str
    revision: int
    kind_name: str
    name: str
    field: str
    theirs: str
    mine: str
    is_gone: bool


def revisions_of(
    roadmap: Roadmap, *, by: int | None = None, about: Iterable[str] | None = None
) -> "QuerySet[Revision]":
    """The plan's revisions, newest first: of one person, about some records.

    `about` holds "kind:key" names; None means all revisions, and no name means none.
    """
    found = roadmap.revisions.select_related("by", "undoes", "undone_by").order_by("-number")
    if by is not None:
        found = found.filter(by=by)
    if about is not None:
        found = found.filter(touched__overlap=list(about))
    return found


def people_of(roadmap: Roadmap) -> Sequence[User]:
    """Who has edited this plan."""
    return list(User.objects.filter(revisions__plan=roadmap).distinct().order_by("full_name"))


def names_matching(plan: Plan, text: str) -> set[str]:
    """The records ("kind:key") a person may mean by a word: a code, a name, a project's code.

    "F4-01" finds the project with all its rows, "협력단지" whatever is called so. A code is
    also looked for under every kind, since the record may be gone.
    """
    wanted = text.strip().casefold()
    found = {f"{kind}:{text.strip()}" for kind in KINDS}
    for record in [plan.header, *plan.all()]:
        words = (getattr(record, "name_ko", ""), getattr(record, "name_en", ""))
        belongs = getattr(record, "project", "").casefold() == wanted
        is_called = any(wanted in word.casefold() for word in words)
        if belongs or is_called or record.key.casefold().startswith(wanted):
            found.add(f"{record.kind}:{record.key}")
    return found


def names_of_project(plan: Plan, key: str) -> set[str]:
    """A project, its rows, and the links and criteria of its activities, as "kind:key"."""
    activities = {each.key for each in plan.activities.values() if each.project == key}
    found = {f"project:{key}"}
    for record in plan.all():
        ends = {getattr(record, name, "") for name in ("before", "after", "activity")}
        if getattr(record, "project", "") == key or ends & activities:
            found.add(f"{record.kind}:{record.key}")
    return found


def revision_lines(
    plan: Plan, revisions: Iterable[Revision], *, most: int = FEW
) -> list[RevisionLine]:
    """The revisions in words. Records are called what `plan`, the plan of today, calls them."""
    return [_line(plan, revision, most) for revision in revisions]


def change_lines(plan: Plan, revision: Revision) -> list[ChangeLine]:
    """Every change of one revision in words."""
    return lines_of(plan, revision.changes, revision.undo)


def lines_of(
    plan: Plan, changes: Sequence[Mapping[str, Any]], undo: Sequence[Mapping[str, Any]]
) -> list[ChangeLine]:
    """Changes in words, given what would undo them."""
    # The undo is the changes' inverses, last first: paired back to front they give the old values.
    pairs = zip(changes, reversed(undo), strict=True)
    return [_in_words(plan, done, undone) for done, undone in pairs]


def conflict_lines(plan: Plan, conflicts: Iterable[Mapping[str, Any]]) -> list[ConflictLine]:
    """What somebody else changed first, in words: for a refusal with status 409."""
    return [_conflict(plan, each) for each in conflicts]


def _line(plan: Plan, revision: Revision, most: int) -> RevisionLine:
    is_short = len(revision.changes) <= most
    undone_by = getattr(revision, "undone_by", None)
    return RevisionLine(
        number=revision.number,
        by=str(revision.by) if revision.by else _("with the product"),
        at=revision.at,
        reason=revision.reason,
        changes=tuple(change_lines(plan, revision)) if is_short else (),
        counts=() if is_short else tuple(_counts(revision)),
        size=len(revision.changes),
        is_undo=revision.is_undo,
        undoes=revision.undoes.number if revision.undoes else None,
        undone_by=undone_by.number if undone_by else None,
    )


def _conflict(plan: Plan, found: Mapping[str, Any]) -> ConflictLine:
    kind, field = found["kind"], found["field"]
    return ConflictLine(
        by=found["by"] or _("with the product"),
        revision=found["revision"],
        kind_name=vocabulary.kind_name(kind),
        name=_name(plan, kind, found["key"], {}),
        field=vocabulary.field_name(kind, field) if field else "",
        theirs=_value(plan, kind, field, found["theirs"]) if field else "",
        mine=_value(plan, kind, field, found["mine"]) if field else "",
        is_gone=not field and found["theirs"] == "remove",
    )


def _counts(revision: Revision) -> Iterator[CountLine]:
    for name, count in Counter(each["kind"] for each in revision.changes).items():
        verb, _sep, kind = name.partition("_")
        yield CountLine(verb, vocabulary.kind_name(kind), count)


def _in_words(plan: Plan, done: Mapping[str, Any], undone: Mapping[str, Any]) -> ChangeLine:
    verb, _sep, kind = done["kind"].partition("_")
    record = done.get("record") or undone.get("record") or {}
    key = record.get("key") or done["key"]
    found: tuple[FieldLine, ...] = ()
    if verb == "change":
        found = tuple(
            FieldLine(
                vocabulary.field_name(kind, field),
                _value(plan, kind, field, undone["values"].get(field)),
                _value(plan, kind, field, value),
            )
            for field, value in done["values"].items()
            if value != undone["values"].get(field)
        )
    return ChangeLine(
        verb, kind, key, vocabulary.kind_name(kind), _name(plan, kind, key, record), found
    )


def _name(plan: Plan, kind: str, key: str, record: Mapping[str, Any]) -> str:
    if kind == HEADER:
        return ""
    if plan.has(kind, key):
        name = vocabulary.name_of(plan, kind, key)
    else:
        name = _past_name(plan, kind, record)
    # A link's or a window's name says what its key says, and better.
    is_told = not name or name == key or kind in WITHOUT_KEY
    return (name or key) if is_told else f"{key} {name}"


def _past_name(plan: Plan, kind: str, raw: Mapping[str, Any]) -> str:
    """What a record that is gone was called, from the change that made or removed it."""
    try:
        return vocabulary.record_name(plan, decode_record(kind, raw)) if raw else ""
    except BrokenPlan:
        return ""


def _value(plan: Plan, kind: str, field: str, raw: Any) -> str:
    if raw and field in CATALOGUE:
        keys = raw if isinstance(raw, list) else [raw]
        rows = CATALOGUE[field]._default_manager.in_bulk(keys)
        return ", ".join(in_language(rows[key]) if key in rows else key for key in keys)
    reader = readers(kind).get(field)
    # An old value of a field that has since gone is shown as it was written.
    return vocabulary.in_words(plan, kind, field, reader(raw) if reader else raw)
