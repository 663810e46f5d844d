"""Reads the calendars of `plan-network/1`, and puts those together that are made of others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.shapes import Fields
from engine.worktime import EVERY_WEEKDAY, Calendar, Closure, MonthDay

# A date that no year has, where the one written is a fault already told.
NO_DAY: MonthDay = (1, 1)


def read_calendars(fields: Fields) -> dict[str, Calendar]:
    """Every calendar by its name; a circle of calendars is a fault, told once."""
    drafts = {name: _draft(each) for name, each in fields.named("calendars")}
    behind = {name: _behind(name, drafts) for name in drafts}
    if circular := sorted(name for name in drafts if name in behind[name]):
        fields.fault("circular_calendars", calendars=", ".join(circular))
    for draft in drafts.values():
        for other in draft.all_of:
            if other not in drafts:
                draft.fields.fault("unknown_calendar", calendar=other)
    return {
        name: replace(
            draft.own,
            all_of=tuple(drafts[other].own for other in sorted(behind[name] - {name})),
        )
        for name, draft in drafts.items()
    }


@dataclass(frozen=True, slots=True)
class _Draft:
    """A calendar as written: its own part, and the names of those that must work as well."""

    own: Calendar
    all_of: tuple[str, ...]
    fields: Fields


def _draft(fields: Fields) -> _Draft:
    all_of = tuple(fields.texts("all_of"))
    usual = EVERY_WEEKDAY if all_of else Calendar().weekdays
    own = Calendar(
        tuple(fields.wholes("weekdays", usual)),
        frozenset(fields.days("holidays")),
        frozenset(fields.days("workdays")),
        minutes_per_day=fields.optional_whole("minutes_per_day"),
        closures=tuple(_closure(each) for each in fields.entries("closures")),
    )
    fields.ignored("hours", "hours_on", "name")
    fields.done()
    return _Draft(own, all_of, fields)


def _closure(fields: Fields) -> Closure:
    closure = Closure(_month_day(fields, "from"), _month_day(fields, "to"))
    fields.ignored("name")
    fields.done()
    return closure


def _month_day(fields: Fields, name: str) -> MonthDay:
    """A day of any year, as MM-DD."""
    text = fields.text(name)
    month, dash, day = text.partition("-")
    if len(text) == 5 and dash and (month + day).isascii() and (month + day).isdecimal():
        return int(month), int(day)
    if text:
        fields.fault("bad_month_day", value=text)
    return NO_DAY


def _behind(name: str, drafts: Mapping[str, _Draft]) -> set[str]:
    """Every calendar one is made of, at first or second hand: itself too, on a circle."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        more = {other for other in drafts[ahead.pop()].all_of if other in drafts}
        ahead += more - found
        found |= more
    return found
