"""Reads the calendars of `plan-network/1`, and puts those together that are made of others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.shapes import Fields
from engine.worktime import (
    DAY,
    EVERY_WEEKDAY,
    Calendar,
    Closure,
    MonthDay,
    Periods,
    minute_of_day,
)

WEEKDAY_NAMES = tuple(map(str, EVERY_WEEKDAY))

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
    hours: tuple[Periods, ...] = ()
    hours_on: tuple[tuple[date, Periods], ...] = ()
    if fields.by_minute:
        hours, hours_on = _hours(fields), _hours_on(fields)
    fields.ignored("hours", "hours_on", "name")
    if fields.is_object("hours"):
        usual = tuple(day for day, periods in enumerate(hours, 1) if periods) or usual
    own = Calendar(
        tuple(fields.wholes("weekdays", usual)),
        frozenset(fields.days("holidays")),
        frozenset(fields.days("workdays")),
        hours,
        fields.optional_whole("minutes_per_day"),
        tuple(_closure(each) for each in fields.entries("closures")),
        hours_on=hours_on,
    )
    fields.done()
    return _Draft(own, all_of, fields)


def _hours(fields: Fields) -> tuple[Periods, ...]:
    """The periods of each weekday, Monday first: one list for all, or a map by weekday."""
    if not fields.is_object("hours"):
        periods = _periods(fields, "hours")
        return (periods,) * len(EVERY_WEEKDAY) if periods else ()
    inner = fields.inner("hours")
    found: dict[str, Periods] = {}
    for name in inner.names() if inner else ():
        if inner and name in WEEKDAY_NAMES:
            found[name] = _periods(inner, name)
        else:
            fields.fault("unknown_weekday", weekday=name)
    return tuple(found.get(name, ()) for name in WEEKDAY_NAMES)


def _hours_on(fields: Fields) -> tuple[tuple[date, Periods], ...]:
    """Dates that have hours of their own, whatever their weekday; none means not worked."""
    inner = fields.inner("hours_on")
    found: dict[date, Periods] = {}
    for name in inner.names() if inner else ():
        when = inner.date_named(name) if inner else None
        if inner and when:
            found[when] = _periods(inner, name)
    return tuple(sorted(found.items()))


def _periods(fields: Fields, name: str) -> Periods:
    """What is worked of a day, as [since, until) in minutes; an end of 00:00 is midnight."""
    found = []
    for pair in fields.list_of(name):
        texts = pair if isinstance(pair, list) and len(pair) == 2 else ("", "")
        since, until = (minute_of_day(each) if isinstance(each, str) else None for each in texts)
        until = DAY if until == 0 else until
        if since is None or until is None or since >= until:
            fields.fault("bad_hours", value=str(pair))
        else:
            found.append((since, until))
    return tuple(sorted(found))


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
