"""Links as columns: what each one adds on the way forward and takes away on the way back.

Of a network with n rows, place r of a column of times is the start of row r and place n + r its
finish; an edge carries a time from one such place to another. Edges stand in three orders: by the
wave they lead to (forward pass), by the wave they come from (backward pass), and flat.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days, Timeline
from engine.network import Activity, Link

Flags = NDArray[np.bool_]

NO_LAG, WORKED_LAG, MONTH_LAG = 0, 1, 2
NOMINAL_MONTH = 30


class Lag(NamedTuple):
    """A lag in the three ways of counting; `kind` says which one is meant."""

    kind: int
    days: int = 0
    worked: int = 0
    months: int = 0


class Stretch(NamedTuple):
    """The edges of one wave: [first, worked) count days, [worked, months) worked days, the rest
    months."""

    first: int
    worked: int
    months: int
    last: int


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges in one order. Each column has one entry per edge."""

    stretches: list[Stretch]
    source: Days
    target: Days
    days: Days
    base: Days
    worked: Days
    at_end: Days
    months: Days
    number: Days

    def __len__(self) -> int:
        return len(self.source)

    def carry(self, timeline: Timeline, stretch: Stretch, time: Days) -> Days:
        """What the sources of a stretch, standing at `time`, demand of their targets."""
        first, worked, months, last = stretch
        cut, end = worked - first, months - first
        if cut:
            time[:cut] += self.days[first:worked]
        if end > cut:
            time[cut:end] = timeline.add_workdays(
                self.base[worked:months],
                time[cut:end],
                self.worked[worked:months],
                self.at_end[worked:months],
            )
        if last > months:
            moved = timeline.add_months(time[end:], self.months[months:last])
            time[end:] = moved + self.days[months:last]
        return time

    def fetch(self, timeline: Timeline, stretch: Stretch, time: Days) -> Days:
        """How late the sources may stand for their targets to stand at `time`."""
        first, worked, months, last = stretch
        cut, end = worked - first, months - first
        if cut:
            time[:cut] -= self.days[first:worked]
        if end > cut:
            time[cut:end] = timeline.latest_before_workdays(
                self.base[worked:months],
                time[cut:end],
                self.worked[worked:months],
                self.at_end[worked:months],
            )
        if last > months:
            moved = time[end:] - self.days[months:last]
            time[end:] = timeline.latest_before_months(moved, self.months[months:last])
        return time

    def ordered(self, wave: Days, count: int, keep: Flags | None = None) -> "Edges":
        """The same edges by wave and way of counting; `keep` leaves some out."""
        kind = np.where(self.months != 0, MONTH_LAG, np.where(self.worked != 0, WORKED_LAG, NO_LAG))
        group = wave * 3 + kind
        order = np.argsort(group, kind="stable")
        if keep is not None:
            order = order[keep[order]]
        cuts = np.searchsorted(group[order], np.arange(count * 3 + 1)).tolist()
        stretches = [Stretch(*cuts[at : at + 4]) for at in range(0, count * 3, 3)]
        columns = (self.source, self.target, self.days, self.base)
        more = (self.worked, self.at_end, self.months, self.number)
        return Edges(stretches, *(column[order] for column in (*columns, *more)))


def lag_of(link: Link, before: Activity) -> Lag:
    """A link's lag, a percentage turned into the unit it is a part of."""
    if not link.lag:
        return Lag(NO_LAG)
    if link.unit != "percent":
        return _lag(int(link.lag), link.unit)
    share = before.duration * abs(link.lag) / 100
    sign = 1 if link.lag > 0 else -1
    if before.unit in ("months", "years"):
        share *= 12 if before.unit == "years" else 1
        months = int(share)
        days = int((share - months) * NOMINAL_MONTH + 0.5)
        return Lag(MONTH_LAG if months else NO_LAG, sign * days, 0, sign * months)
    return _lag(sign * int(share + 0.5), before.unit)


def _lag(amount: int, unit: str) -> Lag:
    if unit == "workdays":
        return Lag(WORKED_LAG, worked=amount)
    if unit == "days":
        return Lag(NO_LAG, days=amount)
    return Lag(MONTH_LAG, months=amount * (12 if unit == "years" else 1))


def columns(rows: Iterator[tuple[int, ...]], width: int) -> list[Days]:
    """Rows of numbers as one array per column."""
    flat = np.fromiter((value for row in rows for value in row), np.int64)
    return list(np.ascontiguousarray(flat.reshape(-1, width).T))
