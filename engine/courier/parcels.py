"""A parcel: the plan as a partner gets it, with what is withheld, as the content of a package.

A withheld field is not written as empty: it is not there. That is how the reader knows that it is
withheld and not unknown.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any, cast

from engine.codec import decode_record, encode_record, encode_value
from engine.courier.canonical import from_bytes, text_in, to_bytes, unreadable, whole_in
from engine.masking import NAMES, Mask, hidden_in, hidden_of
from engine.plan import HEADER, Plan, plan_of
from engine.problems import BrokenPlan, Problem
from engine.records import KINDS, Header, Record

LONGEST_NOTE = 2_000
LONGEST_PERSON = 200
ALL = Mask(amounts=True, parties=True)
NAMED = {"by", "note", "revision", "answer_by", "amounts", "parties", "partial", "records"}


@dataclass(frozen=True, slots=True)
class Parcel:
    """The plan (cut already), which fields it lacks, and what the sender says about it.

    `partial`: not all projects were sent. `answer_by` is the day until which an answer is asked.
    """

    plan: Plan
    revision: int
    amounts: bool = False
    parties: bool = False
    partial: bool = False
    by: str = ""
    note: str = ""
    answer_by: date | None = None

    @property
    def mask(self) -> Mask:
        """What is withheld in the records that were sent."""
        return Mask(self.amounts, self.parties)


def write_parcel(parcel: Parcel) -> bytes:
    """The parcel's bytes; what the mask hides is not among them."""
    rows: dict[str, dict[str, Any]] = {}
    for record in (parcel.plan.header, *parcel.plan.all()):
        rows.setdefault(record.kind, {})[record.key] = _without_hidden(record, parcel.mask)
    return to_bytes(
        {
            "sort": "plan",
            "by": parcel.by,
            "note": parcel.note,
            "revision": parcel.revision,
            "answer_by": encode_value(parcel.answer_by),
            "amounts": parcel.amounts,
            "parties": parcel.parties,
            "partial": parcel.partial,
            "records": rows,
        }
    )


def read_parcel(content: bytes) -> Parcel:
    """The parcel in the bytes. Raises BrokenPlan, with every fault, where this version can't."""
    found = from_bytes(content, "plan", NAMED)
    for flag in ("amounts", "parties", "partial"):
        if not isinstance(found[flag], bool):
            raise unreadable(flag)
    mask = Mask(found["amounts"], found["parties"])
    return Parcel(
        _plan(found["records"], mask),
        whole_in(found, "revision"),
        mask.amounts,
        mask.parties,
        found["partial"],
        text_in(found, "by", LONGEST_PERSON),
        text_in(found, "note", LONGEST_NOTE),
        _day(found["answer_by"]),
    )


def _without_hidden(record: Record, mask: Mask) -> dict[str, Any]:
    hidden = hidden_in(record, mask)
    return {name: each for name, each in encode_record(record).items() if name not in hidden}


def _plan(rows: Any, mask: Mask) -> Plan:
    if (
        not isinstance(rows, dict)
        or set(rows) - set(KINDS)
        or set(rows.get(HEADER, ())) != {HEADER}
    ):
        raise unreadable("records")
    read: dict[str, dict[str, Record]] = {}
    problems: list[Problem] = []
    for kind, found in rows.items():
        if not isinstance(found, dict):
            raise unreadable(kind)
        for key, raw in found.items():
            try:
                record = _record(kind, key, raw, mask)
            except BrokenPlan as broken:
                problems += broken.problems
            else:
                read.setdefault(kind, {})[key] = record
    if problems:
        raise BrokenPlan(*problems)
    header = cast("Header", read.pop(HEADER)[HEADER])
    return plan_of(header, {kind: read.get(kind, {}) for kind in KINDS if kind != HEADER})


def _record(kind: str, key: str, raw: Any, mask: Mask) -> Record:
    if not isinstance(raw, Mapping) or raw.get("key") != key:
        raise unreadable(f"{kind}.{key}")
    lacking = hidden_of(kind, ALL) - set(raw)
    record = decode_record(kind, {**{n: _blank(kind, n) for n in lacking}, **raw}, f"{kind}.{key}")
    if lacking != hidden_in(record, mask):
        raise unreadable(f"{kind}.{key}")
    return record


def _blank(kind: str, name: str) -> Any:
    """What a masked record holds where something is withheld, as JSON."""
    if name in NAMES:
        return NAMES[name]
    defaults = {each.name: each.default for each in fields(KINDS[kind])}
    return "" if defaults[name] is MISSING else encode_value(defaults[name])


def _day(value: Any) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise unreadable("answer_by") from None
