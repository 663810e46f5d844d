"""The days capacities are counted on: places where all calendars agree, calendar days elsewhere.

On an axis of places a span is its start plus a constant, which is what solvers are best at. It is
taken only where nothing is lost: one calendar, one way of counting, and no supply that is short on
days off alone.
"""

from fractions import Fraction
from math import lcm

import numpy as np

from engine.calendars import Days
from engine.optimising.instance import Instance
from engine.optimising.rises import plain_length

# Amounts are whole numbers of such small parts at the most.
FINEST = 10**6


class Axis:
    """Where on the axis the rows of an instance begin and end."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        rows = [row for task in instance.tasks for row in task.rows]
        self.length: dict[int, int] = {}
        self.is_plain = self._lay_places(rows)
        self.supply: dict[str, Days] = {}
        self._lay_supply(rows)

    def begins(self, row: int) -> Days:
        """Of each place where on the axis a span begins."""
        starts = self.instance.rises.starts(row)
        return np.arange(len(starts)) if self.is_plain else starts - self.instance.begin

    def ends(self, row: int) -> Days:
        """Of each place where on the axis a span is over."""
        if self.is_plain:
            return np.arange(len(self.instance.rises.starts(row))) + self.length[row]
        return self.instance.rises.finishes(row) - self.instance.begin

    def shown_ends(self, row: int) -> Days:
        """Of each place the end that counts for the plan's finish: a milestone stands on a day."""
        if self.is_plain:
            return self.begins(row) + max(self.length[row], 1)
        return self.instance.shown_ends(row) - self.instance.begin

    def days_until(self, end: int) -> int:
        """How many calendar days from the plan's start an end on the axis is; 0 for no end."""
        instance = self.instance
        start = instance.compiled.timeline.number(instance.network.start)
        if end <= 0:
            return 0
        if not self.is_plain:
            return end + instance.begin - start
        starts = instance.rises.starts(instance.tasks[0].rows[0])
        return int(starts[min(end, len(starts)) - 1]) + 1 - start

    def amount(self, name: str, amount: float) -> int:
        """A demand in the whole numbers a capacity is counted in."""
        return int(Fraction(repr(float(amount))) * self.scale[name] + Fraction(1, 2))

    def _lay_places(self, rows: list[int]) -> bool:
        """Whether places will do, with how many places each row takes."""
        instance, rises = self.instance, self.instance.rises
        if not rows or instance.begun_rows:
            return False
        starts = rises.starts(rows[0])
        before, base = rises.before, int(instance.compiled.spans.base[rows[0]])
        for row in rows:
            if not np.array_equal(rises.starts(row), starts):
                return False
        known: dict[int, int | None] = {}
        inside = int(np.count_nonzero(starts < instance.days - instance.compiled.timeline.pad))
        for row in rows:
            finishes = rises.finishes(row)[:inside]
            key = id(rises.finishes(row))
            if key not in known:
                places = before[base + np.minimum(finishes, instance.days - 1)]
                known[key] = plain_length(places - int(rises.origin[rows[0]]))
            length = known[key]
            if length is None:
                return False
            self.length[row] = length
        if any(rise.more is None for arc in instance.arcs for rise in arc.rises.values()):
            return False
        return self._supply_agrees(starts)

    def _supply_agrees(self, starts: Days) -> bool:
        """Whether no supply is less on days off than on the days of work around them."""
        for free in self.instance.queues.free.values():
            least = np.minimum.reduceat(free[: self.instance.days], starts) if len(starts) else free
            around = np.minimum(free[starts], np.append(free[starts[1:]], np.inf))
            if bool((least < around).any()):
                return False
        return True

    def _lay_supply(self, rows: list[int]) -> None:
        instance = self.instance
        wanted = {
            (ask.name, ask.amount)
            for row in rows
            for ask in instance.asks(row)
            if ask.kind == "capacity"
        }
        self.scale: dict[str, int] = {}
        for name in sorted({name for name, _ in wanted if name in instance.queues.free}):
            free = instance.queues.free[name][instance.begin : instance.days]
            amounts = {amount for other, amount in wanted if other == name}
            parts = [Fraction(repr(float(each))).denominator for each in (*amounts, *set(free))]
            whole = lcm(*parts)
            self.scale[name] = min(whole, FINEST)
            if self.is_plain:
                starts = instance.rises.starts(rows[0])
                free = instance.queues.free[name][starts]
            scaled = np.floor(np.maximum(free, 0) * self.scale[name] + 1e-6)
            self.supply[name] = scaled.astype(np.int64)
