"""What one start asks of another, as a function of places: the engine's own arithmetic, tabulated.

A place counts the days an activity may start on in its calendar, from the first day of planning
on. A rise tells for every place of one activity the least place of another; it never falls. Where
both count the same days it is the place plus a constant, and a solver has an easy life.
"""

from typing import NamedTuple

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.rows import GateRow
from engine.windows import Times

# More than any place there is.
BEYOND = 1 << 30


class Rise(NamedTuple):
    """The least place allowed: the place + `more`, or where `more` is None `table[place]`."""

    more: int | None
    table: Days

    def at(self, place: int) -> int:
        """What a place asks for."""
        if self.more is not None:
            return max(place + self.more, 0)
        return int(self.table[place])


class Rises:
    """The rises between the rows of a compiled network; equal ones are worked out once."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled, line = compiled, compiled.timeline
        self.nth, self.before = line.nth, line.before
        base = compiled.spans.base
        #: Of each row the place of the first day, and how many places there are from it on.
        self.origin = line.before[base + compiled.begin]
        self.size = line.before[base + line.days - 1] - self.origin
        self._starts: dict[tuple[int, ...], Days] = {}
        self._finishes: dict[tuple[int, ...], Days] = {}
        self._rises: dict[tuple[int, ...], Rise] = {}

    def starts(self, row: int) -> Days:
        """Of each place the day it stands for."""
        key = int(self.origin[row]), int(self.size[row])
        if key not in self._starts:
            self._starts[key] = self.nth[key[0] : key[0] + key[1]]
        return self._starts[key]

    def finishes(self, row: int) -> Days:
        """Of each place where a span that starts there is over."""
        spans = self.compiled.spans
        key = tuple(
            int(each[row]) for each in (self.origin, self.size, spans.way, spans.more, spans.one)
        )
        if key not in self._finishes:
            place = self.before[int(spans.way[row]) + self.starts(row)] + int(spans.more[row])
            self._finishes[key] = self.nth[place] + int(spans.one[row])
        return self._finishes[key]

    def along(self, edge: int) -> Rise:
        """What a link, or an open gate, asks of the row it leads to."""
        compiled, edges = self.compiled, self.compiled.forward
        source, from_finish = int(edges.at[edge]) % compiled.count, self._from_finish(edge)
        spans = compiled.spans
        key = (
            *(int(each[source]) for each in (self.origin, spans.way, spans.more, spans.one)),
            int(from_finish),
            *self._signature(edge),
        )
        if key not in self._rises:
            times = self.finishes(source) if from_finish else self.starts(source)
            self._rises[key] = rise_of(self.led_to(edge, times))
        return self._rises[key]

    def through(self, gate: GateRow, need: int, edge: int, held: Times | None) -> Rise:
        """What a gate asks of a row once it has all but this one of its needs."""
        row, length = gate.rows[need], gate.has_length[need]
        spans = self.compiled.spans
        key = (
            *(int(each[row]) for each in (self.origin, spans.way, spans.more, spans.one)),
            -1 - length,
            gate.row,
            *self._signature(edge),
        )
        if key not in self._rises:
            moment, day = self.finishes(row), self.finishes(row) - length
            self._rises[key] = rise_of(self.led_to(edge, self._opened(moment, day, held)))
        return self._rises[key]

    def open_at(self, day: int, length: int, edge: int, held: Times | None) -> int:
        """The least place a gate allows, the last of whose needs is over on `day`."""
        moments = self._opened(np.array([day]), np.array([day - length]), held)
        return int(self.led_to(edge, moments)[0])

    def led_to(self, edge: int, times: Days) -> Days:
        """The least places of an edge's row for these times of the row it comes from."""
        edges, row, line = self.compiled.forward, int(self.compiled.forward.row[edge]), self
        over = times >= self.compiled.timeline.days
        times = np.minimum(times, self.compiled.timeline.days)
        place = line.before[times + int(edges.base[edge])] + int(edges.count[edge])
        place = line.before[line.nth[place] + int(edges.into[edge])] - int(edges.less[edge])
        if onto := int(edges.onto[edge]):
            place = line.before[line.nth[place] + onto] - int(edges.minus[edge])
        found: Days = np.maximum(place - int(self.origin[row]), 0)
        found[over | (found >= int(self.size[row]))] = BEYOND
        return found

    def _from_finish(self, edge: int) -> bool:
        return int(self.compiled.forward.at[edge]) >= self.compiled.count

    def _signature(self, edge: int) -> tuple[int, ...]:
        edges, row = self.compiled.forward, int(self.compiled.forward.row[edge])
        columns = (edges.base, edges.count, edges.into, edges.less, edges.onto, edges.minus)
        return (*(int(each[edge]) for each in columns), int(self.origin[row]), int(self.size[row]))

    def _opened(self, moment: Days, day: Days, held: Times | None) -> Days:
        """See `open_gate`: the moments gates open at, whose last needs are over at these."""
        never = self.compiled.timeline.never
        if held is None:
            return moment
        found = np.full_like(moment, never)
        for since, until in reversed(held):
            found = np.where(day < until, np.where(since <= day, moment, since), found)
        return np.where(moment >= self.compiled.timeline.days, never, found)


def rise_of(table: Days) -> Rise:
    """A rise from its values: by a constant, if that is what it is."""
    inside = np.flatnonzero((table > 0) & (table < BEYOND))
    if not len(inside):
        return Rise(None, table)
    more = int(table[inside[0]] - inside[0])
    first, last = int(inside[0]), int(inside[-1])
    is_plain = (
        last - first + 1 == len(inside)
        and bool((table[inside] - inside == more).all())
        and (first == 0 or first + more == 1)
        # From where nothing is left of the timeline on, no place would be allowed anyway.
        and bool((table[last + 1 :] == BEYOND).all())
    )
    return Rise(more if is_plain else None, table)


def plain_length(table: Days) -> int | None:
    """By how much a table exceeds its own places, if always by as much."""
    if not len(table):
        return None
    more = table - np.arange(len(table))
    return int(more[0]) if bool((more == more[0]).all()) else None
