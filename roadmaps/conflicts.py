"""Two people, one field: what came in since the caller looked, where it touches theirs."""

from collections.abc import Iterable, Sequence
from typing import Any

from core.errors import Outdated
from engine.changes import Add, Alter, Change, Remove, expand
from engine.codec import encode_value
from engine.problems import Problem
from roadmaps.models import Revision, Roadmap
from roadmaps.schedules import whole_plan_of

_VERBS = {Add: "add", Alter: "change", Remove: "remove"}


def refuse_conflicts(roadmap: Roadmap, changes: Sequence[Change], since: int) -> None:
    """Raise Outdated if a revision after `since` changed a field that `changes` change too.

    Edits that touch other records, or other fields of the same record, do not stand in each
    other's way. The refusal's `conflicts` name record, field, both values, who and when. What a
    removal takes along counts as well: its author may not have seen what came to it since.
    """
    _refuse(roadmap, changes, since)
    if any(isinstance(change, Remove) for change in changes):
        _refuse(roadmap, expand(whole_plan_of(roadmap), changes), since)


def _refuse(roadmap: Roadmap, changes: Sequence[Change], since: int) -> None:
    conflicts = [
        found
        for revision in _standing(roadmap, changes, since)
        for theirs in revision.changes
        for mine in changes
        for found in _between(mine, theirs, revision)
    ]
    if conflicts:
        values = {"revision": roadmap.revision, "seen": since}
        raise Outdated(
            Problem("newer_revision", tuple({c["key"]: 0 for c in conflicts}), values),
            revision=roadmap.revision,
            conflicts=conflicts,
        )


def _standing(roadmap: Roadmap, changes: Sequence[Change], since: int) -> list[Revision]:
    """Revisions after `since` about the same records, but none that was taken back since.

    One that was taken back and done again stands by the revision that did it again.
    """
    names = [f"{kind}:{key}" for kind, key in (change.about for change in changes)]
    later = roadmap.revisions.filter(number__gt=since, touched__overlap=names)
    standing: dict[int, Revision] = {}
    for revision in later.select_related("by").order_by("number"):
        if standing.pop(revision.undoes_id or 0, None) is None:
            standing[revision.pk] = revision
    return list(standing.values())


def _between(mine: Change, theirs: dict[str, Any], revision: Revision) -> Iterable[dict[str, Any]]:
    verb, _, kind = theirs["kind"].partition("_")
    key = theirs["record"]["key"] if verb == "add" else theirs["key"]
    if (kind, key) != mine.about:
        return
    who = {
        "kind": kind,
        "key": key,
        "by": revision.by.get_full_name() if revision.by else "",
        "at": revision.at.isoformat(),
        "revision": revision.number,
    }
    if verb != "change" or not isinstance(mine, Alter):
        yield {**who, "field": "", "theirs": verb, "mine": _VERBS[type(mine)]}
        return
    for name in theirs["values"].keys() & mine.values.keys():
        value = encode_value(mine.values[name])
        if theirs["values"][name] != value:
            yield {**who, "field": name, "theirs": theirs["values"][name], "mine": value}
