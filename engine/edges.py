"""Links as columns: what each one demands on the way forward and allows on the way back.

Of a network with n rows, entry r of a column of times is the start of row r and entry n + r its
finish. An edge reads one such time and bounds the start of one row, as a place in that row's
calendar: in the forward pass the earliest place of its target, in the backward pass the latest
place of its source. A bound on a finish becomes one on the start by taking the span away.
"""

from dataclasses import dataclass
from math import floor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days, Timeline
from engine.network import Activity, Link

Flags = NDArray[np.bool_]
Some = slice | Days

WORKED_UNITS = ("workdays", "hours", "minutes")
MONTHLY_UNITS = ("months", "years")
NOMINAL_MONTH = 30


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges of one direction in one order; each column has one entry per edge.

    `at` is the time read, `base`, `count` and `at_end` go on by the lag, `into` and `less` lead to
    the place in the bounded row's calendar. The last `elapsed` edges bound the finish of a span
    that counts no worked days: of those, `into` and `less` take the span away, and `onto` and
    `minus` lead to the place. They are the last of each group, so `places` can be asked of one
    group at a time. `number` is the link's, or after the links the gate's.
    """

    at: Days
    row: Days
    base: Days
    count: Days
    at_end: Days
    into: Days
    less: Days
    onto: Days
    minus: Days
    number: Days
    elapsed: int

    def __len__(self) -> int:
        return len(self.at)

    def reached(self, timeline: Timeline, time: Days) -> Days:
        """The moments the lags lead to, with everything standing at `time`."""
        day = time.take(self.at)
        day += self.base
        place = timeline.before.take(day)
        place += self.count
        day = timeline.nth.take(place)
        day += self.at_end
        return day

    def places(self, timeline: Timeline, time: Days) -> Days:
        """What the edges allow of the rows they bound, with everything standing at `time`."""
        before, nth = timeline.before, timeline.nth
        day = time.take(self.at)
        day += self.base
        place = before.take(day)
        place += self.count
        day = nth.take(place)
        day += self.into
        place = before.take(day)
        place -= self.less
        if self.elapsed:
            last = slice(len(place) - self.elapsed, None)
            back = nth.take(place[last]) + self.onto[last]
            place[last] = before.take(back) - self.minus[last]
        return place

    def of(self, some: Some) -> "Edges":
        """Some of the edges; of a slice, a view."""
        onto = self.onto[some]
        return Edges(
            self.at[some],
            self.row[some],
            self.base[some],
            self.count[some],
            self.at_end[some],
            self.into[some],
            self.less[some],
            onto,
            self.minus[some],
            self.number[some],
            elapsed=int(np.count_nonzero(onto)),
        )

    def by(self, group: Days, keep: Flags) -> "Edges":
        """The edges to keep, ordered by a group, and within it those to elapsed finishes last."""
        order = np.argsort(2 * group + (self.onto > 0), kind="stable")
        return self.of(order[keep[order]])


class EdgesByRow:
    """The places of the edges of each row, in the order they have: a list is made when asked."""

    def __init__(self, row: Days, count: int) -> None:
        self._places = np.argsort(row, kind="stable")
        begins = np.searchsorted(row[self._places], np.arange(count + 1))
        self._begins: list[int] = begins.tolist()

    def __getitem__(self, row: int) -> list[int]:
        found: list[int] = self._places[self._begins[row] : self._begins[row + 1]].tolist()
        return found


class Lag(NamedTuple):
    """A lag as a number of units; how they are counted."""

    amount: float
    unit: str


def lag_of(link: Link, before: Activity, timeline: Timeline, calendar: int) -> Lag:
    """A link's lag; of a percentage, the share of its predecessor's duration, on its calendar.

    A share is counted in the predecessor's unit (in minutes at that resolution), rounded half up;
    one that is no whole number of months is counted in days of which a month has thirty.
    """
    if link.unit != "percent":
        return Lag(link.lag, link.unit)
    share = before.duration * abs(link.lag) / 100
    unit = before.unit
    if timeline.per_day > 1 and unit not in MONTHLY_UNITS:
        share *= timeline.size(unit, calendar)
        unit = "minutes" if unit in WORKED_UNITS else "elapsed_minutes"
    if unit == "years":
        share, unit = share * 12, "months"
    if unit == "months" and share != int(share):
        share, unit = share * NOMINAL_MONTH, "days"
        if timeline.per_day > 1:
            share, unit = share * timeline.per_day, "elapsed_minutes"
    count = int(share + 0.5)
    return Lag(count if link.lag > 0 else -count, unit)


class Way(NamedTuple):
    """How a lag is counted, forward and back: see `Timeline` for the arithmetic."""

    base: int
    places: int
    at_end: int
    base_back: int
    places_back: int


def way_of(lag: Lag, timeline: Timeline, calendar_base: int, bounds_finish: bool) -> Way:
    """The tables and counts of a lag.

    Worked time forward ends with the last of it, a lead at the beginning of its first. Where a day
    is the unit, a finish lies at the end of a worked day either way.
    """
    count, unit = floor(lag.amount * timeline.size(lag.unit, calendar_base) + 0.5), lag.unit
    if not count or unit not in (*WORKED_UNITS, *MONTHLY_UNITS):
        return Way(timeline.every_day, count, 0, timeline.every_day, count)
    if unit in WORKED_UNITS:
        at_end = 1 if count > 0 or (bounds_finish and timeline.shown_short) else 0
        at_start = 1 - at_end
        return Way(
            calendar_base, count - at_end, at_end, calendar_base + at_start, count + at_start
        )
    return Way(timeline.months, count, 0, timeline.months_back, count)
