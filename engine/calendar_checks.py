"""What makes a calendar unusable: each fault with its code and the calendar's name."""

from collections.abc import Iterator

from engine.network import MINUTE, Network
from engine.problems import Problem
from engine.worktime import DAY, Calendar, is_empty, is_month_day, parties_of

IMPLICIT_CALENDAR = "standard"


def calendar_faults(network: Network) -> Iterator[Problem]:
    default = network.default_calendar
    if default not in network.calendars and default != IMPLICIT_CALENDAR:
        yield Problem("unknown_calendar", ("default_calendar",), {"calendar": default})
    for name, calendar in sorted(network.calendars.items()):
        faults = list(_faults_of(name, calendar))
        yield from faults
        if not faults and is_empty(calendar, by_minute=network.resolution == MINUTE):
            yield Problem("empty_calendar", (name,))


def _faults_of(name: str, calendar: Calendar) -> Iterator[Problem]:
    if calendar.minutes_per_day is not None and not 1 <= calendar.minutes_per_day <= DAY:
        yield Problem("impossible_day", (name,), {"minutes": calendar.minutes_per_day})
    for party in parties_of(calendar):
        if wrong := [day for day in party.weekdays if day not in range(1, 8)]:
            yield Problem("unknown_weekday", (name,), {"weekday": wrong[0]})
        for closure in party.closures:
            for month, day in (closure.since, closure.until):
                if not is_month_day(month, day):
                    yield Problem("bad_month_day", (name,), {"value": f"{month:02}-{day:02}"})
