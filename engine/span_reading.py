"""Reads how long activities take: whole units, or at minute resolution any that make minutes."""

from collections.abc import Mapping
from math import floor
from typing import NamedTuple

from engine.shapes import Fields
from engine.worktime import DAY, Calendar, minutes_per_day

AMOUNTS = ("duration", "remaining", "low", "high")
IN_MINUTES = {
    "hours": (60, "minutes"),
    "minutes": (1, "minutes"),
    "days": (DAY, "elapsed_minutes"),
    "elapsed_hours": (60, "elapsed_minutes"),
    "elapsed_minutes": (1, "elapsed_minutes"),
}


class Span(NamedTuple):
    """An activity's amounts, all in one unit."""

    unit: str
    duration: int
    remaining: int | None
    low: int | None
    high: int | None


def read_span(fields: Fields, unit: str, calendar: Calendar | None) -> Span:
    """The span of an activity; 7.5 hours are 450 minutes, and parts of a minute are rounded."""
    sizes = dict(IN_MINUTES)
    if calendar is not None:
        sizes["workdays"] = (minutes_per_day(calendar), "minutes")
    if not fields.by_minute or unit not in sizes:
        return _span(unit, {name: fields.optional_whole(name) for name in AMOUNTS})
    given = {name: fields.optional_number(name) for name in AMOUNTS}
    if all(amount is None or amount == int(amount) for amount in given.values()):
        return _span(unit, {name: _rounded(amount, 1) for name, amount in given.items()})
    size, unit = sizes[unit]
    return _span(unit, {name: _rounded(amount, size) for name, amount in given.items()})


def _span(unit: str, amounts: Mapping[str, int | None]) -> Span:
    return Span(unit, amounts["duration"] or 0, *(amounts[name] for name in AMOUNTS[1:]))


def _rounded(amount: float | None, size: int) -> int | None:
    return None if amount is None else floor(amount * size + 0.5)
