"""The one way a content is written as bytes, and the reading of it that takes no other.

There is nothing compressed in it: what is read is as large as what was carried.
"""

import json
from typing import Any

from engine.problems import BrokenPlan, Problem


def to_bytes(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def from_bytes(content: bytes, sort: str, names: set[str]) -> dict[str, Any]:
    """The object with exactly these names. Raises BrokenPlan where it is another, or none."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise unreadable("json") from None
    if not isinstance(found, dict) or found.get("sort") != sort:
        raise unreadable("sort")
    if odd := sorted(set(found) ^ {"sort", *names}):
        raise unreadable(*odd)
    if to_bytes(found) != content:
        raise unreadable("canonical")
    return found


def unreadable(*about: str) -> BrokenPlan:
    """What was signed by a station we trust, and still is not what this version can read."""
    return BrokenPlan(Problem("parcel_unreadable", about))


def text_in(content: dict[str, Any], name: str, longest: int) -> str:
    value = content[name]
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise unreadable(name)
    return value


def whole_in(content: dict[str, Any], name: str) -> int:
    value = content[name]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**31:
        raise unreadable(name)
    return value
