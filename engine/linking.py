"""Lays links, and what gates open, out as the edges of both passes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from engine.calendars import Days, Timeline
from engine.edges import Edges, Flags, Lag, Way, lag_of, way_of
from engine.network import Activity, Link
from engine.rows import GateRow, Spans

# Bit 1: from the finish; bit 0: to the finish.
KINDS = {"SS": 0, "SF": 1, "FS": 2, "FF": 3}


class Ends(NamedTuple):
    """The rows every edge joins, and which of their ends."""

    before: Days
    after: Days
    from_finish: Flags
    to_finish: Flags

    def followed_by(self, more: "Ends") -> "Ends":
        """These and then others."""
        return Ends(
            np.concatenate([self.before, more.before]),
            np.concatenate([self.after, more.after]),
            np.concatenate([self.from_finish, more.from_finish]),
            np.concatenate([self.to_finish, more.to_finish]),
        )


def ends_of(
    links: Sequence[Link], before: Days, after: Days, gates: Sequence[GateRow]
) -> tuple[Ends, Days]:
    """The ends of links and then of what gates open, and the number of the link or gate of each."""
    kinds = np.array([KINDS[link.kind] for link in links], np.int64)
    opened = np.array([(gate.row, row) for gate in gates for row in gate.opens], np.int64)
    opened = opened.reshape(-1, 2)
    number = [at for at, gate in enumerate(gates, len(links)) for _ in gate.opens]
    ends = Ends(
        np.concatenate([before, opened[:, 0]]),
        np.concatenate([after, opened[:, 1]]),
        np.concatenate([kinds >> 1 == 1, np.ones(len(opened), bool)]),
        np.concatenate([kinds & 1 == 1, np.zeros(len(opened), bool)]),
    )
    return ends, np.array([*range(len(links)), *number], np.int64)


def ways_of_lags(
    timeline: Timeline,
    links: Sequence[Link],
    ends: Ends,
    activities: Sequence[Activity],
    spans: Spans,
    base_of: Mapping[str, int],
) -> Days:
    """A row per edge of how its lag is counted: equal lags are worked out once."""
    bases, own = spans.calendar[ends.after].tolist(), spans.calendar[ends.before].tolist()
    rows, to_finish = ends.before.tolist(), ends.to_finish.tolist()
    known: dict[tuple[float, str, int, bool], int] = {(0, "", 0, False): 0}
    ways: list[Way] = [way_of(Lag(0, "days"), timeline, 0, bounds_finish=False)]
    which = [0] * len(rows)
    for at, link in enumerate(links):
        if link.lag:
            lag: tuple[float, str] = (link.lag, link.unit)
            if link.unit == "percent":
                lag = lag_of(link, activities[rows[at]], timeline, own[at])
            base = base_of[link.calendar] if link.calendar else bases[at]
            number = known.setdefault((*lag, base, to_finish[at]), len(known))
            if number == len(ways):
                ways.append(way_of(Lag(*lag), timeline, base, to_finish[at]))
            which[at] = number
    return np.array(ways, np.int64)[np.array(which, np.int64)]


def comes_last(spans: Spans, ends: Ends, ways: Days) -> Flags:
    """The edges whose lag is added once the duration has been taken off the finish they read.

    So schedulers to the minute treat lags that count no calendar: a start on Friday and a day of
    lag make Monday morning. In days, and with every other lag, the lag bounds the finish itself.
    """
    if spans.timeline.shown_short:
        return np.zeros(len(ways), bool)
    is_elapsed = (ways[:, 0] == spans.timeline.every_day) & (ways[:, 1] != 0)
    found: Flags = ends.to_finish & is_elapsed & (spans.one[ends.after] > 0)
    return found


def forward_edges(
    spans: Spans, ends: Ends, ways: Days, number: Days, last: Flags, rests: Days | None = None
) -> Edges:
    """Edges that bound the earliest places of what they lead to; `last` as in `comes_last`.

    `rests` are 1 where an edge reads when the rest of its source goes on: those times come last.
    """
    count, target = len(spans.base), spans.of(ends.after)
    elapsed = ends.to_finish & target.elapsed
    short = ends.to_finish * target.one * spans.timeline.shown_short
    into = np.where(elapsed, target.way_back - 1, target.base - short)
    length = target.more + target.one
    return Edges(
        at=ends.before + count * (ends.from_finish + (0 if rests is None else 2 * rests)),
        row=ends.after,
        base=np.where(last, target.base, ways[:, 0]),
        count=np.where(last, -length, ways[:, 1]),
        at_end=ways[:, 2],
        into=np.where(last, ways[:, 1] + target.base, ways[:, 2] + into),
        less=np.where(ends.to_finish & ~last, length - short, 0),
        onto=np.where(elapsed, target.base + 1, 0),
        minus=np.zeros(len(number), np.int64),
        number=number,
        elapsed=0,
    )


def backward_edges(spans: Spans, ends: Ends, ways: Days, number: Days, last: Flags) -> Edges:
    """Edges that bound the latest places of what they come from; `last` as in `comes_last`.

    Of those the late start is read, the lag taken off, and the duration added to what is left.
    """
    count, source, target = len(spans.base), spans.of(ends.before), spans.of(ends.after)
    elapsed = ends.from_finish & source.elapsed
    more = np.where(ends.from_finish, source.more, 0)
    into = np.where(elapsed, source.way_back, source.base + 1 - ends.from_finish * source.one)
    return Edges(
        at=ends.after + count * (ends.to_finish & ~last),
        row=ends.before,
        base=np.where(last, target.base + 1 - ways[:, 1], ways[:, 3]),
        count=np.where(last, target.more + target.one - 1, -ways[:, 4]),
        at_end=np.zeros(len(number), np.int64),
        into=into,
        less=np.where(elapsed, more, more + 1),
        onto=np.where(elapsed, source.base + 1, 0),
        minus=np.where(elapsed, 1, 0),
        number=number,
        elapsed=0,
    )
