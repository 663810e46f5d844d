"""Working-day and month arithmetic on whole columns of days at once.

A day is an integer counted from the timeline's first date; a span is half-open. Two tables answer
every question: `before` says how many worked days lie before a day, `nth` which day the n-th worked
one is. Both are laid out calendar after calendar in one flat array and padded at either end, so
that thousands of rows with different calendars are answered by one lookup without a bounds check.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.network import Calendar

Days = NDArray[np.int64]

UNIX_EPOCH = date(1970, 1, 1).toordinal()


class Timeline:
    """The days a schedule is worked out on, with the tables of its calendars.

    `pad` is at least the longest lag or duration. Any day from `days` on means "never": the tables
    answer it with `never`, so far out that no lead can bring it back.
    """

    def __init__(
        self, first: date, days: int, pad: int, months: int, calendars: Sequence[Calendar]
    ) -> None:
        self.first = first.toordinal()
        self.days = days
        self.never = days + pad
        self._pad = pad
        self._width = days + 4 * pad + 1
        befores, nths, at = [], [], 0
        for calendar in calendars:
            before, nth = _tables(calendar, self.first, days, pad)
            befores.append(before + at)
            nths.append(nth)
            at += len(nth)
        self.before = np.concatenate(befores)
        self.nth = np.concatenate(nths)
        self._month, self._day_of_month, self._month_start = _months(self.first, days, pad, months)

    def number(self, when: date) -> int:
        return when.toordinal() - self.first

    def date(self, day: int) -> date:
        return date.fromordinal(self.first + day)

    def base(self, calendar: int) -> int:
        """Where day 0 of a calendar stands in `before`: `before[base + day]`."""
        return calendar * self._width + self._pad

    def on_or_after(self, base: Days | int, day: Days | int) -> Days:
        """The first worked day at or after each day."""
        return self.nth.take(self.before.take(base + day))

    def on_or_before(self, base: Days | int, day: Days | int) -> Days:
        """The last worked day at or before each day."""
        return self.nth.take(self.before.take(base + day + 1) - 1)

    def worked(self, base: Days | int, since: Days | int, until: Days | int) -> Days:
        """How many worked days lie in [since, until); negative the wrong way round."""
        return self.before.take(base + until) - self.before.take(base + since)

    def add_months(self, day: Days, months: Days | int) -> Days:
        """The corresponding day so many months on; where there is none, the first of the next.

        So a month from 31 January is over with the last day of February, as the Civil Act
        (art. 160) counts a period, and 3 months from 15 January end on 14 April.
        """
        at = day + self._pad
        month = self._month.take(at) + months
        same_day = self._month_start.take(month) + self._day_of_month.take(at)
        found: Days = np.minimum(same_day, self._month_start.take(month + 1))
        return found

    def latest_before_months(self, day: Days, months: Days | int) -> Days:
        """The last day from which adding the months leads no further than `day`."""
        at = day + self._pad
        month = self._month.take(at) - months
        same_day = self._month_start.take(month) + self._day_of_month.take(at)
        found: Days = np.minimum(same_day, self._month_start.take(month + 1) - 1)
        return found

    def add_workdays(self, base: Days | int, day: Days, count: Days, at_end: Days) -> Days:
        """The moment so many worked days away: the end of that day, or its start for a lead."""
        return self.nth.take(self.before.take(base + day) + count - at_end) + at_end

    def latest_before_workdays(
        self, base: Days | int, day: Days, count: Days, at_end: Days
    ) -> Days:
        """The last day from which adding the worked days leads no further than `day`."""
        at_start = 1 - at_end
        return self.nth.take(self.before.take(base + day + at_start) - count - at_start)


class _Tables(NamedTuple):
    before: Days
    nth: Days


@lru_cache(maxsize=64)
def _tables(calendar: Calendar, first: int, days: int, pad: int) -> _Tables:
    worked = np.isin((np.arange(days) + (first - 1) % 7) % 7 + 1, calendar.weekdays)
    for dates, is_worked in ((calendar.holidays, False), (calendar.workdays, True)):
        numbers = np.array([when.toordinal() - first for when in dates], np.int64)
        worked[numbers[(numbers >= 0) & (numbers < days)]] = is_worked
    count = int(worked.sum())
    nth = np.full(count + 4 * pad + 2, days + pad, np.int64)
    nth[: pad + 1] = 0
    nth[pad + 1 : pad + 1 + count] = np.flatnonzero(worked)
    before = np.zeros(days + 4 * pad + 1, np.int64)
    np.cumsum(worked, out=before[pad + 1 : pad + 1 + days])
    # From the last day on, `pad` worked days more: a lead from there stays behind the end.
    before[pad + days :] = count + pad
    return _Tables(before + pad + 1, nth)


@lru_cache(maxsize=8)
def _months(first: int, days: int, pad: int, months: int) -> tuple[Days, Days, Days]:
    """Of each day its month (counted from an arbitrary one) and its place in it; month starts."""
    at = np.arange(first - UNIX_EPOCH - pad, first - UNIX_EPOCH + days + 3 * pad + 1)
    month = at.astype("datetime64[D]").astype("datetime64[M]")
    since = int(month[0].astype(np.int64)) - months - 1
    until = int(month[-1].astype(np.int64)) + months + 3
    starts = np.arange(since, until).astype("datetime64[M]").astype("datetime64[D]")
    place = at - month.astype("datetime64[D]").astype(np.int64)
    return month.astype(np.int64) - since, place, starts.astype(np.int64) + UNIX_EPOCH - first
