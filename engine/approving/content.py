"""What a plan holds, as bytes and as a hash: an approval is bound to this and to nothing else.

Two plans have the same bytes exactly if they hold the same records with the same values. The order
of records says nothing, and 250.00 is 250: what is only written differently is not a change.
"""

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from engine.plan import Plan
from engine.records import Record


def canonical(plan: Plan) -> bytes:
    """Header and records as JSON, by kind and key."""
    rows: dict[str, dict[str, Any]] = {}
    for record in (plan.header, *plan.all()):
        rows.setdefault(record.kind, {})[record.key] = _plain(record)
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def content_hash(plan: Plan) -> str:
    return sha256(canonical(plan)).hexdigest()


def _plain(record: Record) -> dict[str, Any]:
    return {each.name: _value(getattr(record, each.name)) for each in fields(record)}


def _value(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return _decimal(value)
        case tuple() | list():
            return [_value(each) for each in value]
    return value


def _decimal(value: Decimal) -> str:
    """Without the zeros that a column adds or an edit leaves out."""
    return format(value.normalize(), "f") if value else "0"
