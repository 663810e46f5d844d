"""When activities may run at all: the windows of their conditions, laid out for quick search.

A piece is a time [since, until) in which a start is allowed, and a `limit` the finish may not pass.
Conditions needed together intersect; a closed window followed by another is a suspension with
snapback, and a span that does not fit goes on to a later piece.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from engine.calendars import Days, Timeline
from engine.network import THROUGHOUT, Window

OPEN_END = 2**40
STRIDE = 2 * OPEN_END

Times = list[tuple[int, int]]


class Piece(NamedTuple):
    """A start in [since, until) whose finish lies no later than `limit` is allowed."""

    since: int
    until: int
    limit: int


class Pieces:
    """The pieces of every requirement set, one after the other, each ended by "never"."""

    def __init__(self, sets: Sequence[Sequence[Piece]], timeline: Timeline) -> None:
        never = Piece(timeline.never, OPEN_END, OPEN_END)
        rows = [
            (*piece, number) for number, pieces in enumerate(sets) for piece in (*pieces, never)
        ]
        table = np.array(rows, np.int64).reshape(-1, 4)
        self.since, self.until, self.limit = (table[:, at].copy() for at in range(3))
        self._since_key = self.since + table[:, 3] * STRIDE
        self._until_key = self.until + table[:, 3] * STRIDE
        self.first = np.array([0, *accumulate(len(pieces) + 1 for pieces in sets)], np.int64)

    def at_or_after(self, set_key: Days, day: Days) -> Days:
        """The first piece that is not over by each day."""
        return self._until_key.searchsorted(set_key + day, side="right")

    def at_or_before(self, set_key: Days, day: Days) -> Days:
        """The last piece that has begun by each day; one too few where none has."""
        return self._since_key.searchsorted(set_key + day, side="right") - 1


def held(windows: Iterable[Window], timeline: Timeline) -> Times:
    """The times a condition holds as [since, until), joined where they touch."""
    found: Times = []
    for window in sorted(windows, key=lambda window: timeline.number(window.since)):
        since = min(max(timeline.number(window.since), 0), timeline.never)
        until = OPEN_END if window.until is None else timeline.over(window.until)
        if until >= timeline.days:
            until = OPEN_END
        if until <= since:
            continue
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


def intersection(many: Iterable[Times]) -> Times:
    """The times that lie in every one of the lists of times."""
    common = [(0, OPEN_END)]
    for times in many:
        common = [
            (max(a, c), min(b, d)) for a, b in common for c, d in times if max(a, c) < min(b, d)
        ]
    return common


def pieces_of(needed: Iterable[tuple[str, str]], held_by: Mapping[str, Times]) -> list[Piece]:
    """Where the conditions of one requirement set allow a start, and until when it must be over."""
    needed = list(needed)
    whole = intersection(held_by.get(c, []) for c, when in needed if when == THROUGHOUT)
    starts = intersection(held_by.get(c, []) for c, when in needed if when != THROUGHOUT)
    return [
        Piece(max(a, since), min(b, until), until)
        for since, until in whole
        for a, b in starts
        if max(a, since) < min(b, until)
    ]
