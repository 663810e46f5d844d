"""When work is done: calendars as plain values, and what makes one out of several."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

EVERY_WEEKDAY = (1, 2, 3, 4, 5, 6, 7)
# Days of the longest month: a closure may name 29 February, which most years do not have.
MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LEAP_DAY = (2, 29)

DAY = 24 * 60

MonthDay = tuple[int, int]
# Minutes of a day, each [since, until): what is worked of it.
Periods = tuple[tuple[int, int], ...]

USUAL_HOURS: Periods = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))


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
    `all_of`, only what each of those calendars works as well. At minute resolution `hours` has the
    periods of each weekday, Monday first (none at all: the usual ones), and a date in `hours_on`
    has exactly its own; where a day is the unit both are ignored.
    """

    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    hours: tuple[Periods, ...] = ()
    minutes_per_day: int | None = None
    closures: tuple[Closure, ...] = ()
    all_of: tuple["Calendar", ...] = ()
    hours_on: tuple[tuple[date, Periods], ...] = ()

    def periods(self, weekday: int) -> Periods:
        """When a day of this weekday is worked, if it is worked at all."""
        return self.hours[weekday - 1] if self.hours else USUAL_HOURS

    def extra_periods(self, weekday: int) -> Periods:
        """When a day is worked that its weekday alone would leave free: else as the longest day."""
        usual = self.periods(weekday)
        return usual or max((self.periods(each) for each in EVERY_WEEKDAY), key=minutes_in)


def minute_of_day(text: str) -> int | None:
    """hh:mm as minutes since midnight, 24:00 included; None where it is no time of day."""
    parts = text.removesuffix(":00") if len(text) == 8 else text
    hour, _, minute = parts.partition(":")
    if len(parts) != 5 or not (hour + minute).isascii() or not (hour + minute).isdecimal():
        return None
    found = int(hour) * 60 + int(minute)
    return found if int(minute) < 60 and found <= DAY else None


def minutes_in(periods: Periods) -> int:
    return sum(until - since for since, until in periods)


def minutes_per_day(calendar: Calendar) -> int:
    """What a workday is worth: as stated, else what most weekdays have (of equals the longest)."""
    if calendar.minutes_per_day:
        return calendar.minutes_per_day
    if calendar.all_of:
        return min(minutes_per_day(party) for party in calendar.all_of)
    lengths = [minutes_in(calendar.periods(weekday)) for weekday in calendar.weekdays]
    worked = Counter(length for length in lengths if length)
    return max(worked, key=lambda length: (worked[length], length), default=minutes_in(USUAL_HOURS))


def iso_of(when: date) -> str:
    """A date as YYYY-MM-DD, a moment as YYYY-MM-DDThh:mm."""
    return when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()


def moment_of(when: date) -> datetime:
    """A date's first moment, a moment itself: to tell which comes first."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.min)


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


def is_empty(calendar: Calendar, *, by_minute: bool = False) -> bool:
    """Whether no year has time worked: a few extra workdays make no calendar."""
    parties = list(parties_of(calendar))
    if not any(_is_worked(weekday, parties, by_minute) for weekday in EVERY_WEEKDAY):
        return True
    closures = {closure for party in parties for closure in party.closures}
    return bool(closures) and not any(
        all((month, day) not in closure for closure in closures)
        for month, length in enumerate(MONTH_LENGTHS, 1)
        for day in range(1, length + 1)
        if (month, day) != LEAP_DAY
    )


def _is_worked(weekday: int, parties: list[Calendar], by_minute: bool) -> bool:
    if not all(weekday in party.weekdays for party in parties):
        return False
    if not by_minute:
        return True
    common = set(range(DAY))
    for party in parties:
        common &= {minute for period in party.periods(weekday) for minute in range(*period)}
    return bool(common)
