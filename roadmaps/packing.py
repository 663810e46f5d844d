"""Which row of its lane a bar stands in: bars that overlap in time never overlap on the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush


@dataclass(frozen=True, slots=True)
class Span:
    """What one bar takes up: from a day to a day, the label that may stick out included."""

    start: int
    end: int


def rows_of(spans: Iterable[Span]) -> tuple[list[int], int]:
    """A row for each span, in the order given, and how many rows that makes.

    The lowest free row first: spans are taken by their start, so no fewer rows could hold them.
    """
    listed = list(spans)
    rows = [0] * len(listed)
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    count = 0
    for place in sorted(range(len(listed)), key=lambda n: (listed[n].start, listed[n].end, n)):
        span = listed[place]
        while busy and busy[0][0] <= span.start:
            heappush(free, heappop(busy)[1])
        if free:
            row = heappop(free)
        else:
            row, count = count, count + 1
        rows[place] = row
        heappush(busy, (max(span.end, span.start + 1), row))
    return rows, count
