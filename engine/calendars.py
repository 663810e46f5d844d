"""Working-day and month arithmetic on whole columns of days at once.

A day is an integer counted from the timeline's first date; a span is half-open. Every way of
counting (a calendar's worked days, plain days, months) is a pair of tables: `before` turns a day
into a place, `nth` a place into a day, and going on by so many units is adding to the place:

    reached = nth[before[base + day] + count - at_end] + at_end

`at_end` is 1 where the end of the last worked day is meant. All tables lie one after the other in
two flat arrays, padded so far that no duration or lag leaves them: rows with different calendars
and units are answered by the same two lookups, without a bounds check.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.worktime import EVERY_WEEKDAY, Calendar, parties_of

Days = NDArray[np.int64]
Worked = NDArray[np.bool_]

UNIX_EPOCH = date(1970, 1, 1).toordinal()
EVERY_DAY = Calendar(EVERY_WEEKDAY)
# In the tables of months each month has 31 places, whatever its length.
MONTH = 31
PARTS_OF_A_DAY = {"hours": 24, "minutes": 1440, "elapsed_hours": 24, "elapsed_minutes": 1440}
PLACES = {"months": MONTH, "years": 12 * MONTH}


class Timeline:
    """The days a schedule is worked out on. From `days` on a day means "never".

    The tables answer such a day with `never`, which lies so far out that no lead brings it back.
    What is counted is called a day throughout; see `MinuteTimeline` for the other resolution.
    """

    # A finish is shown as the last day worked: one less than where the span is over.
    shown_short = 1
    per_day = 1

    def __init__(self, first: int, days: int, pad: int, calendars: Sequence[Calendar]) -> None:
        self.first, self.days, self.pad = first, days, pad
        self.never = days + pad
        self._width = days + 4 * pad + 1
        tables = [_worked_tables(each, first, days, pad) for each in (*calendars, EVERY_DAY)]
        tables += _month_tables(first, days, pad)
        befores, at = [], 0
        for table in tables:
            befores.append(table.before + at)
            at += len(table.nth)
        self.before = np.concatenate(befores)
        self.nth = np.concatenate([table.nth for table in tables])
        self.every_day, self.months, self.months_back = (
            self.base(len(calendars) + at) for at in range(3)
        )

    def number(self, when: date) -> int:
        return when.toordinal() - self.first

    def over(self, when: date) -> int:
        """Where a span with a length is over that finishes on this date."""
        return self.number(when) + 1

    def last(self, when: date) -> int:
        """The last day that still lies on this date."""
        return self.number(when)

    def date(self, day: int) -> date:
        return date.fromordinal(self.first + day)

    def iso(self, day: int) -> str:
        return date.fromordinal(self.first + day).isoformat()

    def stands(self, calendar: Days, units: Sequence[str], amounts: Sequence[int]) -> Days:
        """The tables the starts of spans must stand in, each span's calendar being given."""
        return calendar

    def size(self, unit: str, calendar: int) -> int:
        """How many places a unit has, counted on a calendar."""
        return PLACES.get(unit, 1)

    def sizes(self, units: Sequence[str], calendar: Days) -> Days:
        return np.array([PLACES.get(unit, 1) for unit in units], np.int64)

    def base(self, calendar: int) -> int:
        """Where day 0 of a calendar stands in `before`."""
        return calendar * self._width + self.pad

    def worked(self, base: Days | int, since: Days | int, until: Days | int) -> Days:
        """How many worked days lie in [since, until); negative the wrong way round."""
        return self.before.take(base + until) - self.before.take(base + since)


@lru_cache(maxsize=32)
def timeline(first: int, days: int, pad: int, calendars: tuple[Calendar, ...]) -> Timeline:
    """The timeline of these calendars, kept: an edit seldom changes them."""
    return Timeline(first, days, pad, calendars)


def days_at_most(unit: str) -> float:
    """How many days, or places of the tables of days, a unit takes at most."""
    return PLACES.get(unit, 1 / PARTS_OF_A_DAY.get(unit, 1))


def worked_days(calendar: Calendar, first: int, days: int) -> Worked:
    """Of so many days from `first`, a proleptic ordinal, on: which are worked."""
    weekday = (np.arange(days) + (first - 1) % 7) % 7 + 1
    everywhere = np.ones(days, bool)
    for party in parties_of(calendar):
        worked = np.isin(weekday, party.weekdays) & ~closed_days(party, first, days)
        for dates, is_worked in ((party.holidays, False), (party.workdays, True)):
            numbers = np.array([when.toordinal() - first for when in dates], np.int64)
            worked[numbers[(numbers >= 0) & (numbers < days)]] = is_worked
        everywhere &= worked
    return everywhere


def closed_days(calendar: Calendar, first: int, days: int) -> Worked:
    """Which of so many days lie in a closure of every year."""
    closed = np.zeros(days, bool)
    if not calendar.closures:
        return closed
    month_day = _month_days(first, days)
    for closure in calendar.closures:
        since, until = (month * (MONTH + 1) + day for month, day in (closure.since, closure.until))
        after, by = month_day >= since, month_day <= until
        closed |= after & by if since <= until else after | by
    return closed


class _Tables(NamedTuple):
    before: Days
    nth: Days


@lru_cache(maxsize=64)
def _worked_tables(calendar: Calendar, first: int, days: int, pad: int) -> _Tables:
    worked = worked_days(calendar, first, days)
    count = int(worked.sum())
    nth = np.full(count + 4 * pad + 2, days + pad, np.int64)
    nth[: pad + 1] = 0
    nth[pad + 1 : pad + 1 + count] = np.flatnonzero(worked)
    before = np.zeros(days + 4 * pad + 1, np.int64)
    np.cumsum(worked, out=before[pad + 1 : pad + 1 + days])
    # From the last day on, `pad` places more: a lead from there stays behind the end.
    before[pad + days :] = count + pad
    return _Tables(before + pad + 1, nth)


def _month_days(first: int, days: int) -> Days:
    """Of each day its month and day as one number that grows through the year."""
    dates = np.arange(first - UNIX_EPOCH, first - UNIX_EPOCH + days).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    day: Days = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    day += (months.astype(np.int64) % 12 + 1) * (MONTH + 1)
    return day


@lru_cache(maxsize=16)
def _month_tables(first: int, days: int, pad: int) -> tuple[_Tables, _Tables]:
    """Months forward, and back to the latest day from which so many months lead no further.

    A day that the month reached does not have is the first of the next: a month from 31 January
    is over with the last day of February, as the Civil Act (art. 160) counts a period, and
    3 months from 15 January end on 14 April.
    """
    more = pad // MONTH + 2
    offset = first - UNIX_EPOCH
    dates = np.arange(offset, offset + days).astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    since, until = int(month[0].astype(np.int64)) - more, int(month[-1].astype(np.int64)) + 1
    starts = np.arange(since, until + 3 * more + 2).astype("datetime64[M]").astype("datetime64[D]")
    start = starts.astype(np.int64) - offset
    place = np.arange(MONTH)
    reached = np.minimum(start[:-1, None] + place, start[1:, None]).ravel()
    latest = np.minimum(start[:-1, None] + place, start[1:, None] - 1).ravel()
    before = np.zeros(days + 4 * pad + 1, np.int64)
    before[pad : pad + days] = (month.astype(np.int64) - since) * MONTH
    before[pad : pad + days] += (dates - month.astype("datetime64[D]")).astype(np.int64)
    before[:pad] = before[pad]
    before[pad + days :] = (until - since + more) * MONTH
    tables = []
    for nth in (reached, latest):
        np.clip(nth, 0, None, out=nth)
        nth[nth >= days] = days + pad
        tables.append(_Tables(before, nth))
    return tables[0], tables[1]
