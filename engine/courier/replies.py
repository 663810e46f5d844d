"""A reply: what was edited in a plan that came in a package, each edit with who made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.changes import Change
from engine.codec import decode_changes, encode_changes
from engine.courier.canonical import from_bytes, text_in, to_bytes, unreadable, whole_in
from engine.courier.parcels import LONGEST_NOTE, LONGEST_PERSON

LONGEST_REASON = 500
NAMED = {"number", "base", "by", "note", "edits"}
OF_AN_EDIT = {"by", "at", "reason", "changes"}


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that somebody made together over there."""

    by: str
    at: datetime
    reason: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to the package with this number whose content has this hash, signed by `by`."""

    number: int
    base: str
    by: str
    note: str
    edits: tuple[Edit, ...]


def write_reply(reply: Reply) -> bytes:
    edits = [
        {
            "by": edit.by,
            "at": edit.at.isoformat(timespec="seconds"),
            "reason": edit.reason,
            "changes": encode_changes(edit.changes),
        }
        for edit in reply.edits
    ]
    named = {"number": reply.number, "base": reply.base, "by": reply.by, "note": reply.note}
    return to_bytes({"sort": "answer", **named, "edits": edits})


def read_reply(content: bytes) -> Reply:
    """The reply in the bytes. Raises BrokenPlan, with every fault, where this version can't."""
    found = from_bytes(content, "answer", NAMED)
    if not isinstance(found["edits"], list):
        raise unreadable("edits")
    return Reply(
        whole_in(found, "number"),
        text_in(found, "base", 64),
        text_in(found, "by", LONGEST_PERSON),
        text_in(found, "note", LONGEST_NOTE),
        tuple(_edit(raw) for raw in found["edits"]),
    )


def _edit(raw: Any) -> Edit:
    if not isinstance(raw, dict) or set(raw) != OF_AN_EDIT:
        raise unreadable("edits")
    try:
        at = datetime.fromisoformat(raw["at"])
    except (TypeError, ValueError):
        raise unreadable("at") from None
    if at.tzinfo is None:
        raise unreadable("at")
    by, reason = text_in(raw, "by", LONGEST_PERSON), text_in(raw, "reason", LONGEST_REASON)
    return Edit(by, at, reason, decode_changes(raw["changes"]))
