"""Reading what a REST request about stations and packages says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.errors import Invalid
from engine.problems import Problem


def text_in(body: Mapping[str, Any], name: str) -> str:
    """A text; "" where it is not told."""
    value = body.get(name, "")
    if not isinstance(value, str) or "\x00" in value:
        raise Invalid(Problem("not_text", (name,), {"field": name}))
    return value


def day_in(body: Mapping[str, Any], name: str) -> date | None:
    """A day; None where it is not told."""
    value = body.get(name)
    try:
        return None if value is None else date.fromisoformat(value)
    except (TypeError, ValueError):
        values = {"field": name, "found": str(value)}
        raise Invalid(Problem("not_a_date", (name,), values)) from None
