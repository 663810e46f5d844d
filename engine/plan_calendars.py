"""A plan's calendars in the scheduler's terms: seasons, intersections, calendars of zones."""

import re
from collections.abc import Iterator, Mapping

from engine.network import Calendar as Worked
from engine.records import Calendar
from engine.worktime import Closure, MonthDay, is_month_day

#: A part of every year, both days included: "12-01/03-15".
SEASON = re.compile(r"(\d\d)-(\d\d)/(\d\d)-(\d\d)")


def calendars_of(calendars: Mapping[str, Calendar]) -> dict[str, Worked]:
    """Every calendar by key. Calendars that lie in each other are faults found elsewhere."""
    return {key: _worked(calendars, key, ()) for key in calendars}


def calendars_of_zones(calendars: Mapping[str, Calendar]) -> dict[str, str]:
    """Which calendar the work of a zone goes by; of two that name it, the first by key."""
    return {
        zone: key for key, each in sorted(calendars.items(), reverse=True) for zone in each.zones
    }


def season_of(text: str) -> Closure | None:
    """The closure a text like "12-01/03-15" stands for; None where it is none."""
    found = SEASON.fullmatch(text)
    if found is None:
        return None
    month, day, last_month, last_day = map(int, found.groups())
    since: MonthDay = month, day
    until: MonthDay = last_month, last_day
    return Closure(since, until) if is_month_day(*since) and is_month_day(*until) else None


def circle_of(calendars: Mapping[str, Calendar], key: str) -> bool:
    """Whether a calendar lies in itself, through those it asks to work as well."""
    return key in set(_inside(calendars, key, {}))


def _worked(calendars: Mapping[str, Calendar], key: str, around: tuple[str, ...]) -> Worked:
    each = calendars[key]
    inside = [k for k in each.all_of if k in calendars and k not in (*around, key)]
    return Worked(
        each.weekdays,
        frozenset(each.holidays),
        frozenset(each.workdays),
        closures=tuple(season for text in each.closures if (season := season_of(text))),
        all_of=tuple(_worked(calendars, k, (*around, key)) for k in inside),
    )


def _inside(calendars: Mapping[str, Calendar], key: str, seen: dict[str, None]) -> Iterator[str]:
    for each in calendars[key].all_of:
        yield each
        if each in calendars and each not in seen:
            seen[each] = None
            yield from _inside(calendars, each, seen)
