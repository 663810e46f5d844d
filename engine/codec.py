"""Changes and records to JSON and back. The dataclasses are the schema."""

import re
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from engine.changes import Add, Alter, Change, Remove
from engine.plan import HEADER
from engine.problems import BrokenPlan, Problem
from engine.records import KINDS, Record

#: A key stands in addresses: no blanks, and nothing that divides them.
KEY = re.compile(r"[^\s/?#%\\]+")
VERBS = ("add", "change", "remove")
LONGEST_TEXT = 4_000
LONGEST_KEY = 64
EARLIEST, LATEST = date(1950, 1, 1), date(2150, 12, 31)


class _Wrong(Exception):
    """A value is not what its field asks for."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code, self.values = code, values


def encode_changes(changes: Sequence[Change]) -> list[dict[str, Any]]:
    return [_encode_change(change) for change in changes]


def encode_record(record: Record) -> dict[str, Any]:
    """The record's fields as JSON values: dates ISO, decimals as strings."""
    return {each.name: encode_value(getattr(record, each.name)) for each in fields(record)}


def encode_value(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple() | list():
            return [encode_value(each) for each in value]
    return value


def decode_changes(raw: object) -> list[Change]:
    """The changes in a JSON list; BrokenPlan with every fault and its place ("0.values.lag")."""
    if not isinstance(raw, list) or not raw:
        raise BrokenPlan(Problem("changes_missing", ("changes",)))
    problems: list[Problem] = []
    decoded = [_decode_change(each, f"changes.{place}", problems) for place, each in enumerate(raw)]
    if problems:
        raise BrokenPlan(*problems)
    return [change for change in decoded if change is not None]


def decode_record(kind: str, raw: Mapping[str, Any], where: str = "") -> Record:
    """One record from JSON; BrokenPlan with every fault."""
    problems: list[Problem] = []
    record = _record(kind, raw, where, problems)
    if problems or record is None:
        raise BrokenPlan(*problems)
    return record


def _encode_change(change: Change) -> dict[str, Any]:
    match change:
        case Add(record):
            return {"kind": f"add_{record.kind}", "record": encode_record(record)}
        case Alter(kind, key, values):
            encoded = {name: encode_value(value) for name, value in values.items()}
            return {"kind": f"change_{kind}", "key": key, "values": encoded}
        case Remove(kind, key):
            return {"kind": f"remove_{kind}", "key": key}


def _decode_change(raw: Any, where: str, problems: list[Problem]) -> Change | None:
    name = raw.get("kind") if isinstance(raw, dict) else None
    verb, _, kind = name.partition("_") if isinstance(name, str) else ("", "", "")
    if verb not in VERBS or kind not in KINDS or (kind == HEADER and verb != "change"):
        problems.append(Problem("unknown_change", (f"{where}.kind",), {"found": str(name)}))
        return None
    extra = set(raw) - {
        "kind",
        {"add": "record"}.get(verb, "key"),
        *(["values"] * (verb == "change")),
    }
    problems += [
        Problem("unknown_field", (f"{where}.{each}",), {"field": each}) for each in sorted(extra)
    ]
    if verb == "add":
        record = _record(kind, raw.get("record"), f"{where}.record", problems)
        return None if record is None else Add(record)
    key = raw.get("key")
    if not isinstance(key, str) or not key:
        problems.append(Problem("missing_field", (f"{where}.key",), {"field": "key"}))
        return None
    if verb == "remove":
        return Remove(kind, key)
    values = _values(kind, raw.get("values"), f"{where}.values", problems)
    if not raw.get("values"):
        problems.append(Problem("missing_field", (f"{where}.values",), {"field": "values"}))
    return Alter(kind, key, values)


def _record(kind: str, raw: Any, where: str, problems: list[Problem]) -> Record | None:
    known = len(problems)
    values = _values(kind, raw, where, problems, with_key=True)
    for each in fields(KINDS[kind]):
        is_required = each.default is MISSING and each.default_factory is MISSING
        if (
            is_required
            and each.name not in values
            and isinstance(raw, Mapping)
            and each.name not in raw
        ):
            place = f"{where}.{each.name}"
            problems.append(Problem("missing_field", (place,), {"field": each.name}))
    return None if len(problems) > known else KINDS[kind](**values)


def _values(
    kind: str, raw: Any, where: str, problems: list[Problem], *, with_key: bool = False
) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        problems.append(Problem("not_an_object", (where,)))
        return {}
    found: dict[str, Any] = {}
    for name, value in raw.items():
        place = f"{where}.{name}"
        reader = readers(kind).get(name)
        if reader is None or (name == "key" and not with_key):
            problems.append(Problem("unknown_field", (place,), {"field": name}))
            continue
        try:
            found[name] = reader(value)
        except _Wrong as wrong:
            problems.append(Problem(wrong.code, (place,), {"field": name, **wrong.values}))
    return found


Reader = Callable[[Any], Any]


@cache
def readers(kind: str) -> Mapping[str, Reader]:
    """For each field of a kind, the function that reads its JSON value."""
    hints = get_type_hints(KINDS[kind])
    return {each.name: _reader(hints[each.name], each) for each in fields(KINDS[kind])}


def _reader(hint: Any, each: "Field[Any]") -> Reader:
    least, most = each.metadata.get("at_least"), each.metadata.get("at_most")
    inner = _plain(hint, LONGEST_KEY if each.name == "key" else LONGEST_TEXT)

    def read(value: Any) -> Any:
        found = inner(value)
        if each.name == "key" and not KEY.fullmatch(found):
            raise _Wrong("bad_key" if found else "empty")
        if least is not None and found is not None and found < least:
            raise _Wrong("too_small", least=least)
        if most is not None and found is not None and found > most:
            raise _Wrong("too_large", most=most)
        return found

    return read


def _plain(hint: Any, longest: int) -> Reader:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return lambda value: _one_of(value, arguments)
    if origin in (Union, types.UnionType):
        inner = _plain(next(a for a in arguments if a is not type(None)), longest)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _plain(arguments[0], longest)
        return lambda value: _tuple(value, item)
    return {
        str: lambda value: _text(value, longest),
        bool: _flag,
        int: _whole,
        date: _date,
        Decimal: _decimal,
    }[hint]


def _one_of(value: Any, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise _Wrong("not_one_of", found=str(value), choices=", ".join(c or "''" for c in choices))
    return str(value)


def _tuple(value: Any, item: Reader) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise _Wrong("not_a_list")
    return tuple(item(each) for each in value)


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise _Wrong("not_text")
    if len(value) > longest:
        raise _Wrong("too_long", longest=longest)
    if "\x00" in value:
        raise _Wrong("not_text")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("not_a_flag")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Wrong("not_a_whole_number")
    if abs(value) > 100_000:
        raise _Wrong("too_large", most=100_000)
    return value


def _date(value: Any) -> date:
    try:
        found = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        found = None
    if found is None:
        raise _Wrong("not_a_date", found=str(value))
    if not EARLIEST <= found <= LATEST:
        raise _Wrong("date_out_of_range", found=str(value))
    return found


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise _Wrong("not_a_decimal")
    try:
        found = Decimal(value)
    except InvalidOperation:
        raise _Wrong("not_a_decimal") from None
    if not found.is_finite() or abs(found) >= Decimal(10) ** 18:
        raise _Wrong("not_a_decimal")
    return found
