"""The records and their changes as JSON Schema (2020-12), read from the dataclasses.

The REST interface publishes these; a field added to a record appears there by itself.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from decimal import Decimal
from inspect import getdoc
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from engine.codec import LONGEST_KEY, LONGEST_TEXT
from engine.plan import HEADER
from engine.records import KINDS

Schema = dict[str, Any]

CHANGE = "Change"
_PLAIN: Mapping[Any, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
    Decimal: {"type": "string", "format": "decimal"},
}


def components() -> dict[str, Schema]:
    """By name, for each kind, its record, values and changes; `Change` is any of the changes."""
    found: dict[str, Schema] = {}
    for kind in KINDS:
        found[name_of(kind)] = record_schema(kind)
        found[f"{name_of(kind)}Values"] = values_schema(kind)
        found |= _changes(kind)
    return found | {CHANGE: _any_change()}


def name_of(kind: str) -> str:
    """What the kind is called in the schema: its record's name, the header's being "Plan"."""
    return "Plan" if kind == HEADER else KINDS[kind].__name__


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def record_schema(kind: str) -> Schema:
    """A whole record, as an `add_…` change holds it."""
    record = KINDS[kind]
    return {
        "type": "object",
        "description": getdoc(record) or "",
        "properties": _properties(kind, (each.name for each in fields(record))),
        "required": [each.name for each in fields(record) if _is_required(each)],
    }


def values_schema(kind: str) -> Schema:
    """New values for some fields of a record; its key stays."""
    names = [each.name for each in fields(KINDS[kind]) if each.name != "key"]
    return {
        "type": "object",
        "description": f"Some fields of a {kind}, with the values they get.",
        "properties": _properties(kind, names),
        "additionalProperties": False,
        "minProperties": 1,
    }


def _is_required(each: "Field[Any]") -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _properties(kind: str, names: Any) -> dict[str, Schema]:
    hints = get_type_hints(KINDS[kind])
    by_name = {each.name: each for each in fields(KINDS[kind])}
    return {name: _property(hints[name], by_name[name]) for name in names}


def _property(hint: Any, each: "Field[Any]") -> Schema:
    schema = _of_type(hint)
    if each.name == "key":
        schema |= {"minLength": 1, "maxLength": LONGEST_KEY}
    if "at_least" in each.metadata:
        least = each.metadata["at_least"]
        # A decimal travels as a string, which has no minimum.
        is_text = "string" in schema["type"]
        schema |= {"description": f"At least {least}."} if is_text else {"minimum": least}
    if "at_most" in each.metadata:
        most = each.metadata["at_most"]
        told = schema.get("description", "")
        schema |= {"description": f"{told[:-1]}, at most {most}."} if told else {"maximum": most}
    if refers := each.metadata.get("refers"):
        many = schema["type"] == "array"
        schema["description"] = (
            f"The keys of {refers} records." if many else f"The key of a {refers}."
        )
    return schema


def _of_type(hint: Any) -> Schema:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin in (Union, types.UnionType):
        inner = _of_type(next(a for a in arguments if a is not types.NoneType))
        return inner | {"type": [inner["type"], "null"]}
    if origin is tuple:
        return {"type": "array", "items": _of_type(arguments[0])}
    if hint is str:
        return {"type": "string", "maxLength": LONGEST_TEXT}
    return dict(_PLAIN[hint])


def _changes(kind: str) -> dict[str, Schema]:
    name, verb_kind = name_of(kind), f"_{kind}"
    key: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY}
    found = {
        f"Change{name}": _object(
            f"The {kind} gets new values for some fields.",
            kind={"const": f"change{verb_kind}"},
            key=key,
            values=ref(f"{name}Values"),
        )
    }
    if kind == HEADER:
        return found
    found[f"Add{name}"] = _object(
        f"A new {kind}.", kind={"const": f"add{verb_kind}"}, record=ref(name)
    )
    found[f"Remove{name}"] = _object(
        f"The {kind} goes, and with it whatever can't be without it.",
        kind={"const": f"remove{verb_kind}"},
        key=key,
    )
    return found


def _object(description: str, **properties: Schema) -> Schema:
    for schema in properties.values():
        if "const" in schema:
            schema["type"] = "string"
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _any_change() -> Schema:
    by_verb = {
        schema["properties"]["kind"]["const"]: name
        for kind in KINDS
        for name, schema in _changes(kind).items()
    }
    return {
        "description": "One edit as a value. Changes are applied in order, all of them or none.",
        "oneOf": [ref(name) for name in by_verb.values()],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {verb: ref(name)["$ref"] for verb, name in by_verb.items()},
        },
    }
