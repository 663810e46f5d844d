"""The timeline in minutes: the tables of `Timeline`, kept as days and the patterns of days.

A day has one of a few patterns (which of its minutes are worked), so a lookup is that of its day
and then that of the minute in the day's pattern. What asks the tables cannot tell the difference.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from engine.calendars import MONTH, UNIX_EPOCH, Days, Timeline, Worked
from engine.patterns import Masks, patterns_of, with_ends
from engine.worktime import DAY, Calendar, iso_of, minutes_per_day

MIDNIGHT = datetime.min.time()
# Pattern 0 has no minute; it also stands before the first day and after the last.
NOTHING, WHOLE_DAY, WHOLE_DAY_BACK = range(3)
MONTH_OF_MINUTES = MONTH * DAY


class MinuteTimeline(Timeline):
    """A timeline whose moments are minutes; `days` counts them, as `pad` does.

    Every calendar has three tables: its worked minutes; the same with the end of each period, where
    a milestone or an elapsed span may stand; and the whole of its working days.
    """

    shown_short = 0
    per_day = DAY

    def __init__(self, first: int, days: int, pad: int, calendars: Sequence[Calendar]) -> None:
        self.first, self.days, self.pad = first, days * DAY, pad * DAY
        self.never = self.days + self.pad
        self._width = (days + 4 * pad) * DAY
        self._count = len(calendars)
        self._workdays = {
            self.base(at): minutes_per_day(calendar) for at, calendar in enumerate(calendars)
        }
        tables = _Tables(days, pad)
        patterns = [patterns_of(calendar, first, days) for calendar in calendars]
        for day, masks in patterns:
            tables.add(day, masks)
        for day, masks in patterns:
            tables.add(*with_ends(day, masks))
        for day, masks in patterns:
            tables.add(day, np.repeat(masks.any(axis=1), DAY).reshape(-1, DAY))
        tables.add(np.zeros(days, np.int64), np.ones((1, DAY), bool))
        tables.add_months(first)
        self.before: Any = tables.before()
        self.nth: Any = tables.nth()
        self.every_day, self.months, self.months_back = (
            self.base(3 * len(calendars) + at) for at in range(3)
        )

    def number(self, when: date) -> int:
        """The minute a moment begins; a date's own is its first."""
        minutes = when.hour * 60 + when.minute if isinstance(when, datetime) else 0
        return (when.toordinal() - self.first) * DAY + minutes

    def over(self, when: date) -> int:
        """A moment itself; of a date the end of its day."""
        return self.number(when) + (0 if isinstance(when, datetime) else DAY)

    def last(self, when: date) -> int:
        """A moment itself; of a date its last minute."""
        return self.number(when) + (0 if isinstance(when, datetime) else DAY - 1)

    def date(self, day: int) -> date:
        midnight = datetime.combine(date.fromordinal(self.first + day // DAY), MIDNIGHT)
        return midnight + timedelta(minutes=day % DAY)

    def iso(self, day: int) -> str:
        return iso_of(self.date(day))

    def stands(self, calendar: Days, units: Sequence[str], amounts: Sequence[int]) -> Days:
        """The table a start must stand in: of milestones and elapsed spans, also a period's end."""
        shift = [
            self._count * self._width * (_worked_and_long(unit, amount))
            for unit, amount in zip(units, amounts, strict=True)
        ]
        # A gate counts every minute: it has but one table.
        return np.where(calendar == self.every_day, calendar, calendar + np.array(shift, np.int64))

    def size(self, unit: str, calendar: int) -> int:
        """How many minutes a unit has; of a month, how many places."""
        return SIZES.get(unit) or self._workdays.get(calendar, DAY)

    def sizes(self, units: Sequence[str], calendar: Days) -> Days:
        pairs = zip(units, calendar.tolist(), strict=True)
        return np.array([self.size(unit, base) for unit, base in pairs], np.int64)


SIZES = {
    "hours": 60,
    "minutes": 1,
    "elapsed_hours": 60,
    "elapsed_minutes": 1,
    "days": DAY,
    "months": MONTH_OF_MINUTES,
    "years": 12 * MONTH_OF_MINUTES,
}
WHOLE_DAY_UNITS = ("days", "months", "years")


def _worked_and_long(unit: str, amount: int) -> int:
    """Which of the three tables of its calendar a span of this kind may start in."""
    if not amount or unit.startswith("elapsed"):
        return 1
    return 2 if unit in WHOLE_DAY_UNITS else 0


@lru_cache(maxsize=16)
def minute_timeline(
    first: int, days: int, pad: int, calendars: tuple[Calendar, ...]
) -> MinuteTimeline:
    """The timeline of these calendars, kept; first a proleptic ordinal, `pad` in days."""
    return MinuteTimeline(first, days, pad, calendars)


class _Before:
    """How many worked minutes lie before a moment, with where its table begins."""

    def __init__(self, places: Days, pattern: Days, counts: Days) -> None:
        self._places, self._pattern, self._counts = places, pattern, counts

    def take(self, at: Any) -> Any:
        day = at // DAY
        minute = at - day * DAY
        minute += self._pattern.take(day)
        return self._places.take(day) + self._counts.take(minute)

    def __getitem__(self, at: Any) -> Any:
        return self.take(at)


class _Nth:
    """The minute at a place; at a place of no minute, the next one, or never."""

    def __init__(self, keys: Days, moments: Days, pattern: Days, minutes: Days) -> None:
        self._keys, self._moments = keys, moments
        self._pattern, self._minutes = pattern, minutes

    def take(self, place: Any) -> Any:
        entry = self._keys.searchsorted(place, side="right") - 1
        further = np.minimum(place - self._keys.take(entry), DAY)
        return self._moments.take(entry) + self._minutes.take(self._pattern.take(entry) + further)

    def __getitem__(self, place: Any) -> Any:
        return self.take(place)


class _Entries(NamedTuple):
    """A run of places: from which on, the moment of the first, and its pattern."""

    keys: Days
    moments: Days
    patterns: Days


class _Tables:
    """Gathers the tables of all calendars, one after the other."""

    def __init__(self, days: int, pad: int) -> None:
        self._days, self._pad, self._at = days, pad, 0
        self._places: list[Days] = []
        self._pattern: list[Days] = []
        self._entries: list[_Entries] = []
        whole = np.ones(DAY, bool)
        self._masks = [np.zeros(DAY, bool), whole, whole]
        self._number = {self._masks[0].tobytes(): NOTHING, whole.tobytes(): WHOLE_DAY}

    def add(self, day: Days, masks: Masks) -> None:
        """A table in which each day has the minutes of one of these masks."""
        pattern = np.array([self._known(mask) for mask in masks], np.int64)[day]
        worked = masks.sum(axis=1).astype(np.int64)[day]
        total = int(worked.sum())
        pad = self._pad * DAY
        since = self._at + pad
        places = since + np.cumsum(worked) - worked
        # From the last day on, `pad` places more: a lead from there stays behind the end.
        self._lay(places, pattern, since, since + total + pad)
        rows = np.flatnonzero(worked)
        self._run(places[rows], rows, pattern[rows], since + total)
        self._at = since + total + 3 * pad + DAY

    def add_months(self, first: int) -> None:
        """Months forward, and back: see the day's tables; a place is a minute of a month."""
        since = first - UNIX_EPOCH
        dates = np.arange(since, since + self._days).astype("datetime64[D]")
        months = dates.astype("datetime64[M]")
        number = months.astype(np.int64) - int(months[0].astype(np.int64))
        day = (dates - months.astype("datetime64[D]")).astype(np.int64)
        more = self._pad // MONTH + 2
        end = int(number[-1]) + 1
        for pattern in (WHOLE_DAY, WHOLE_DAY_BACK):
            origin = self._at + more * MONTH_OF_MINUTES
            places = origin + (number * MONTH + day) * DAY
            last = origin + end * MONTH_OF_MINUTES
            all_days = np.full(self._days, pattern)
            over = last + more * MONTH_OF_MINUTES
            self._lay(places, np.full(self._days, WHOLE_DAY), int(places[0]), over)
            self._run(places, np.arange(self._days), all_days, last)
            self._at = over + (2 * more + 2) * MONTH_OF_MINUTES

    def before(self) -> _Before:
        counts = [np.cumsum(mask) - mask for mask in self._masks]
        pattern = np.concatenate(self._pattern) * DAY
        return _Before(np.concatenate(self._places), pattern, np.concatenate(counts))

    def nth(self) -> _Nth:
        minutes = np.zeros((len(self._masks), DAY + 1), np.int64)
        for number, mask in enumerate(self._masks):
            worked = np.flatnonzero(mask)
            minutes[number, : len(worked)] = worked
        # A month that has no such day is over with its last one.
        minutes[WHOLE_DAY, DAY], minutes[WHOLE_DAY_BACK, DAY] = DAY, DAY - 1
        entries = _Entries(*(np.concatenate(column) for column in zip(*self._entries, strict=True)))
        pattern = entries.patterns * (DAY + 1)
        return _Nth(entries.keys, entries.moments, pattern, minutes.ravel())

    def _known(self, mask: Worked) -> int:
        number = self._number.setdefault(mask.tobytes(), len(self._masks))
        if number == len(self._masks):
            self._masks.append(mask)
        return number

    def _lay(self, places: Days, pattern: Days, start: int, end: int) -> None:
        before, after = np.full(self._pad, start), np.full(3 * self._pad, end)
        self._places += [before, places, after]
        self._pattern += [np.zeros_like(before), pattern, np.zeros_like(after)]

    def _run(self, places: Days, days: Days, pattern: Days, end: int) -> None:
        never = (self._days + self._pad) * DAY
        self._entries.append(
            _Entries(
                np.concatenate([[self._at], places, [end]]),
                np.concatenate([[0], days * DAY, [never]]),
                np.concatenate([[NOTHING], pattern, [NOTHING]]),
            )
        )
