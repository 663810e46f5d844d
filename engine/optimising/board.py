"""The supplies as bits, and which row each task takes: what schedule generation reads.

What a capacity lacks is kept as one whole number per demand: a bit for each day on which less than
that is free. Whether a span fits is then a shift and an "and", however long it is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.edges import Flags
from engine.optimising.axis import Axis
from engine.optimising.instance import Door, Instance
from engine.optimising.rises import BEYOND, Rise

#: Of each task its row, or None where it is left out.
Rows = Sequence[int | None]


class Before(NamedTuple):
    """A task that is waited for: its place + `more`, or where that is None `table[place]`."""

    source: int
    more: int | None
    table: list[int]


class Half(NamedTuple):
    """A gate that opens before all its needs are met: `floors` are those of begun ones."""

    wanted: int
    floors: list[int]
    needs: list[tuple[int, list[int]]]


class Board:
    """Supplies on the axis, and of each row what generation asks again and again."""

    def __init__(self, instance: Instance, axis: Axis) -> None:
        self.instance, self.axis = instance, axis
        self.names = sorted(axis.supply)
        at = {name: number for number, name in enumerate(self.names)}
        self.asks: dict[int, list[tuple[int, int]]] = {}
        self.kept: dict[int, list[tuple[int, int]]] = {}
        self.added: dict[int, list[tuple[int, int]]] = {}
        self.money: dict[int, list[tuple[str, float]]] = {}
        for task in instance.tasks:
            for row in task.rows:
                found = instance.asks(row)
                self.asks[row] = [
                    (at[ask.name], axis.amount(ask.name, ask.amount))
                    for ask in found
                    if ask.kind == "capacity" and ask.name in at and ask.amount
                ]
                self.kept[row] = [
                    (at[ask.name], axis.amount(ask.name, ask.kept))
                    for ask in found
                    if ask.kind == "capacity" and ask.name in at and ask.kept
                ]
                self.added[row] = [
                    (at[name], axis.amount(name, amount))
                    for name, amount in sorted(instance.activity(row).adds.items())
                    if name in at and amount
                ]
                self.money[row] = [(a.name, a.amount) for a in found if a.kind == "budget"]
        self.levels = [
            sorted(
                {
                    amount
                    for asked in (self.asks, self.kept)
                    for asks in asked.values()
                    for r, amount in asks
                    if r == number
                }
            )
            for number in range(len(self.names))
        ]
        self.free = [axis.supply[name].tolist() for name in self.names]
        self.short = [
            [_bits(axis.supply[name] < level) for level in levels]
            for name, levels in zip(self.names, self.levels, strict=True)
        ]
        self.needs = {
            row: [(r, amount, bisect_left(self.levels[r], amount)) for r, amount in asks]
            for row, asks in self.asks.items()
        }
        self.lasting = {
            row: [(r, amount, bisect_left(self.levels[r], amount)) for r, amount in kept]
            for row, kept in self.kept.items()
        }
        self.allowed = {row: places.tolist() for row, places in instance.allowed.items()}
        self.is_whole = {
            row: bool(found) and found[-1] - found[0] + 1 == len(found)
            for row, found in self.allowed.items()
        }
        self.begins: dict[int, list[int]] = {}
        self.ends: dict[int, list[int]] = {}
        if not axis.is_plain:
            for row in self.allowed:
                self.begins[row] = axis.begins(row).tolist()
                self.ends[row] = axis.ends(row).tolist()

    def next_allowed(self, row: int, place: int) -> int:
        """The first place at or after this one at which the row may stand at all."""
        found = self.allowed[row]
        if self.is_whole[row]:
            return max(place, found[0]) if place <= found[-1] else BEYOND
        at = bisect_left(found, place)
        return found[at] if at < len(found) else BEYOND

    def last_allowed(self, row: int, place: int) -> int:
        """The last place at or before this one at which the row may stand; -1 where none is."""
        found = self.allowed[row]
        at = bisect_right(found, place) - 1
        return found[at] if at >= 0 else -1


class Selection:
    """Which row each task takes: what waits for what, with the gates resolved where they can be."""

    def __init__(self, board: Board, rows: Rows) -> None:
        self.board, self.rows = board, list(rows)
        instance = board.instance
        count = instance.count
        self.before: list[list[Before]] = [[] for _ in range(count)]
        self.after: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        self.doors: list[list[Half]] = [[] for _ in range(count)]
        self.is_possible = all(row is None or board.allowed[row] for row in self.rows)
        self.is_plain = board.axis.is_plain
        self.has_leads = self.has_overlaps = False
        for arc in instance.arcs:
            pair = self.rows[arc.source], self.rows[arc.target]
            if pair[0] is not None and pair[1] is not None and pair in arc.rises:
                self._join(arc.source, arc.target, arc.rises[pair[0], pair[1]])
        for door in instance.doors:
            self._open(door)
        self.waits = [
            len(each) + sum(len(needs) for _, _, needs in doors)
            for each, doors in zip(self.before, self.doors, strict=True)
        ]
        self.followers: list[list[int]] = [[] for _ in range(count)]
        for target in range(count):
            for source, _, _ in self.before[target]:
                self.followers[source].append(target)
            for _, _, needs in self.doors[target]:
                for source, _ in needs:
                    self.followers[source].append(target)

    def _join(self, source: int, target: int, rise: Rise) -> None:
        if rise.more is None:
            self.before[target].append(Before(source, None, rise.table.tolist()))
            self.is_plain = False
            return
        self.before[target].append(Before(source, rise.more, []))
        self.after[source].append((target, rise.more))
        self.has_leads |= rise.more < 0
        row = self.rows[source]
        if self.board.axis.is_plain and row is not None:
            self.has_overlaps |= rise.more < self.board.axis.length[row]

    def _open(self, door: Door) -> None:
        needs = [(need, row) for need in door.needs if (row := self.rows[need]) is not None]
        for target in door.targets:
            row = self.rows[target]
            if row is None:
                continue
            if len(needs) + len(door.begun) < door.wanted:
                self.is_possible = False
                return
            sources = [(need, door.rises[of, row]) for need, of in needs]
            if len(needs) == door.wanted and not door.begun:
                for source, rise in sources:
                    self._join(source, target, rise)
                continue
            self.is_plain = False
            floors = [each[row] for each in door.begun]
            listed = [(source, rise.table.tolist()) for source, rise in sources]
            self.doors[target].append(Half(door.wanted, floors, listed))


def _bits(flags: Flags) -> int:
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")
