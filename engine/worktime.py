"""When work is done: calendars as plain values, and what makes one out of several."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

EVERY_WEEKDAY = (1, 2, 3, 4, 5, 6, 7)
# Days of the longest month: a closure may name 29 February, which most years do not have.
MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LEAP_DAY = (2, 29)

MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Closure:
    """A part of every year in which nothing is worked, such as frozen ground: both days included.

    Month and day; where the last lies before the first the closure goes over the new year.
    """

    since: MonthDay
    until: MonthDay

    def __contains__(self, day: MonthDay) -> bool:
        if self.since <= self.until:
            return self.since <= day <= self.until
        return day >= self.since or day <= self.until


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked: ISO weekdays (1 = Monday), less closures and holidays, plus workdays.

    A date named in `workdays` is worked whatever its weekday, season or name as a holiday. With
    `all_of`, only what each of those calendars works as well. Hours belong to minute resolution;
    they are kept, and ignored where a day is the unit.
    """

    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    hours: tuple[tuple[str, str], ...] = ()
    minutes_per_day: int | None = None
    closures: tuple[Closure, ...] = ()
    all_of: tuple["Calendar", ...] = ()


def intersection_of(calendars: Iterable[Calendar]) -> Calendar:
    """The calendar that works where all of these do: both sides at work on a joint site."""
    parties = tuple(calendars)
    return parties[0] if len(parties) == 1 else Calendar(EVERY_WEEKDAY, all_of=parties)


def parties_of(calendar: Calendar) -> Iterator[Calendar]:
    """The calendars that must all work, each without others behind it."""
    yield replace(calendar, all_of=()) if calendar.all_of else calendar
    for each in calendar.all_of:
        yield from parties_of(each)


def is_month_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= MONTH_LENGTHS[month - 1]


def is_empty(calendar: Calendar) -> bool:
    """Whether no year has time worked: a few extra workdays make no calendar."""
    parties = list(parties_of(calendar))
    if not set.intersection(*(set(party.weekdays) for party in parties)):
        return True
    closures = {closure for party in parties for closure in party.closures}
    return bool(closures) and not any(
        all((month, day) not in closure for closure in closures)
        for month, length in enumerate(MONTH_LENGTHS, 1)
        for day in range(1, length + 1)
        if (month, day) != LEAP_DAY
    )
