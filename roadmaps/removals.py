"""Records that were removed and are not there now, and the changes that bring one back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Q, QuerySet

from core.errors import Invalid
from engine.changes import Add, Alter, Change, Remove
from engine.codec import decode_changes
from engine.plan import Plan, references
from engine.problems import Problem
from engine.records import KINDS, Record
from roadmaps import schedules, vocabulary
from roadmaps.models import Revision, Roadmap


@dataclass(frozen=True, slots=True)
class Removal:
    """A record that is gone: what it was called, and the revision that took it out last."""

    kind: str
    key: str
    kind_name: str
    name: str
    revision: int
    by: str
    at: datetime


def removals(roadmap: Roadmap) -> list[Removal]:
    """Everything that was removed and has not come back, the latest first."""
    plan = schedules.whole_plan_of(roadmap)
    found: dict[tuple[str, str], Removal] = {}
    for revision in _removing(roadmap).select_related("by"):
        for record in _removed_by(revision):
            if not plan.has(record.kind, record.key):
                found.setdefault((record.kind, record.key), _line(plan, record, revision))
    return list(found.values())


def changes_restoring(roadmap: Roadmap, kind: str, key: str) -> list[Change]:
    """The record as it was last, with what went because of it, and the places that let go of it.

    A place that somebody has edited since keeps what it holds now. Raises Invalid where no such
    record was removed.
    """
    plan = schedules.whole_plan_of(roadmap)
    revisions = _removing(roadmap).filter(touched__contains=[f"{kind}:{key}"])
    revision = next(
        (r for r in revisions if any((a.kind, a.key) == (kind, key) for a in _removed_by(r))), None
    )
    if revision is None or plan.has(kind, key):
        raise Invalid(Problem("not_removed", (key,), {"key": key}))
    undo, done = decode_changes(revision.undo), decode_changes(revision.changes)
    back = _with_dependants(
        plan, [each.record for each in undo if isinstance(each, Add)], kind, key
    )
    keys = {(record.kind, record.key) for record in back}
    return [
        *(Add(record) for record in back),
        *_taking_hold(plan, undo, done, keys),
    ]


def _removing(roadmap: Roadmap) -> "QuerySet[Revision]":
    """Revisions that removed something, the latest first."""
    removed = Q()
    for kind in KINDS:
        removed |= Q(changes__contains=[{"kind": f"remove_{kind}"}])
    return roadmap.revisions.filter(removed).order_by("-number")


def _removed_by(revision: Revision) -> Iterator[Record]:
    gone = {
        (change.kind, change.key)
        for change in decode_changes(revision.changes)
        if isinstance(change, Remove)
    }
    for change in decode_changes(revision.undo):
        if isinstance(change, Add) and change.about in gone:
            yield change.record


def _with_dependants(plan: Plan, removed: Sequence[Record], kind: str, key: str) -> list[Record]:
    """Of what went together: the record, and whatever can't be without it and is still gone."""
    kept: dict[tuple[str, str], Record] = {}
    for record in removed:  # an undo names each after what it refers to
        is_gone = not plan.has(record.kind, record.key)
        if is_gone and ((record.kind, record.key) == (kind, key) or _refers(record, set(kept))):
            kept[record.kind, record.key] = record
    return list(kept.values())


def _refers(record: Record, keys: set[tuple[str, str]]) -> bool:
    """Whether a record can't be without one of these."""
    return any(
        (reference.refers, each) in keys
        for reference in references()
        if reference.kind == record.kind and reference.removal == "cascade"
        for each in reference.keys(record)
    )


def _taking_hold(
    plan: Plan, undo: Sequence[Change], done: Sequence[Change], keys: set[tuple[str, str]]
) -> Iterator[Change]:
    """Fields that let go of what comes back, where nobody has written anything else since."""
    for back, made in zip(undo, reversed(done), strict=True):
        if not (isinstance(back, Alter) and isinstance(made, Alter)):
            continue
        if not plan.has(back.kind, back.key):
            continue
        now = plan.find(back.kind, back.key)
        names = {each.name for each in fields(now)}
        values = {
            name: value
            for name, value in back.values.items()
            if name in names and getattr(now, name) == made.values[name]
            if keys.intersection(_held(back, name, value))
        }
        if values:
            yield Alter(back.kind, back.key, values)


def _held(change: Alter, name: str, value: object) -> Iterator[tuple[str, str]]:
    """The records a field's value names, as kind and key."""
    for reference in references():
        if (reference.kind, reference.field) == (change.kind, name):
            for each in value if isinstance(value, tuple) else (value,):
                yield reference.refers, str(each)


def _line(plan: Plan, record: Record, revision: Revision) -> Removal:
    name = vocabulary.record_name(plan, record)
    by = str(revision.by) if revision.by else ""
    kind_name = vocabulary.kind_name(record.kind)
    return Removal(record.kind, record.key, kind_name, name, revision.number, by, revision.at)
