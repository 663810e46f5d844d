"""Links as columns: what each one demands on the way forward and allows on the way back.

Of a network with n rows, place r of a column of times is the start of row r and place n + r its
finish; an edge carries a time from one such place to another.
"""

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.calendars import MONTH, Days, Timeline
from engine.network import Activity, Link

Flags = NDArray[np.bool_]

NOMINAL_MONTH = 30


class Lag(NamedTuple):
    """A lag as a number of units; how they are counted."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges in one order. Each column has one entry per edge; see `Timeline` for the arithmetic."""

    source: Days
    target: Days
    base: Days
    count: Days
    at_end: Days
    base_back: Days
    count_back: Days
    number: Days

    def __len__(self) -> int:
        return len(self.source)

    def carry(self, timeline: Timeline, time: Days) -> Days:
        """What the sources demand of their targets, with everything standing at `time`."""
        day = time.take(self.source)
        day += self.base
        place = timeline.before.take(day)
        place += self.count
        reached = timeline.nth.take(place)
        reached += self.at_end
        return reached

    def fetch(self, timeline: Timeline, time: Days) -> Days:
        """How late the sources may stand for their targets to stand at `time`."""
        day = time.take(self.target)
        day += self.base_back
        place = timeline.before.take(day)
        place -= self.count_back
        return timeline.nth.take(place)

    def of(self, some: "slice | Days") -> "Edges":
        """Some of the edges; of a slice, a view."""
        return Edges(*(getattr(self, name)[some] for name in COLUMNS))

    def by(self, group: Days, keep: Flags | None = None) -> "Edges":
        """The same edges ordered by a group; `keep` leaves some out."""
        order = np.argsort(group, kind="stable")
        return self.of(order if keep is None else order[keep[order]])


COLUMNS = tuple(column.name for column in fields(Edges))


def lag_of(link: Link, before: Activity) -> Lag:
    """A link's lag; of a percentage, the share of its predecessor's duration.

    A share is counted in the predecessor's unit, rounded half up; one that is no whole number of
    months is counted in days of which a month has thirty.
    """
    if link.unit != "percent":
        return Lag(int(link.lag), link.unit)
    share = before.duration * abs(link.lag) / 100
    unit = before.unit
    if unit == "years":
        share, unit = share * 12, "months"
    if unit == "months" and share != int(share):
        share, unit = share * NOMINAL_MONTH, "days"
    count = int(share + 0.5)
    return Lag(count if link.lag > 0 else -count, unit)


class Ways(NamedTuple):
    """How an edge's lag is counted forward and back, as the columns of `Edges`."""

    base: int
    places: int
    at_end: int
    base_back: int
    places_back: int


def ways_of(lag: Lag, timeline: Timeline, calendar_base: int, bounds_finish: bool) -> Ways:
    """The tables and counts of a lag.

    Worked days forward end with the last of them, a lead at the beginning of its first; a finish
    lies at the end of a worked day either way.
    """
    count, unit = lag
    if not count or unit == "days":
        return Ways(timeline.every_day, count, 0, timeline.every_day, count)
    if unit == "workdays":
        at_end = 1 if count > 0 or bounds_finish else 0
        at_start = 1 - at_end
        base_back = calendar_base + at_start
        return Ways(calendar_base, count - at_end, at_end, base_back, count + at_start)
    places = count * MONTH * (12 if unit == "years" else 1)
    return Ways(timeline.months, places, 0, timeline.months_back, places)
