"""Retained logic: what work that has begun, or is finished, before its turn passes on.

The rest of work in hand waits for its predecessors, and of finished work nothing is left that could
wait. Yet what follows it was to come after all of them: so finished work keeps a moment at which
it would go on, and its successors wait for that moment too, by every kind of link. What follows
the start of work in hand waits for the start of its rest. Of a lag that much is left as the status
date has not used up.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import floor
from typing import NamedTuple

import numpy as np

from engine.calendars import Days, Timeline
from engine.edges import WORKED_UNITS, Flags, Lag, lag_of, way_of
from engine.linking import Ends
from engine.network import Activity, Link
from engine.rows import Spans


class Progress(NamedTuple):
    """What has happened by row: actual starts and then finishes; `now` is the status date."""

    begun: Flags
    done: Flags
    actual: Days
    now: int | None


class Passed(NamedTuple):
    """Links once more, from where the rest of their predecessors goes on: see `Edges`."""

    ends: Ends
    number: Days
    ways: Days


def passed_on(
    timeline: Timeline,
    links: Sequence[Link],
    ends: Ends,
    activities: Sequence[Activity],
    spans: Spans,
    base_of: Mapping[str, int],
    progress: Progress,
) -> Passed:
    """The links of what has begun and passes its waits on, with what is left of their lags."""
    numbers = [*_passing(links, ends, progress)]
    ways = []
    for at in numbers:
        link, before, after = links[at], int(ends.before[at]), int(ends.after[at])
        own = int(spans.calendar[before])
        base = base_of[link.calendar] if link.calendar else int(spans.calendar[after])
        lag = lag_of(link, activities[before], timeline, own)
        if progress.done[before]:
            left = _left(timeline, lag, base, base, _since(link, before, progress), progress.now)
        else:
            # The work done is what uses up the lag, so it is counted where the work is.
            left = _left(timeline, lag, base, own, int(progress.actual[before]), progress.now)
        ways.append(way_of(left, timeline, base, link.kind[1] == "F"))
    some = np.array(numbers, np.int64)
    return Passed(
        Ends(
            ends.before[some],
            ends.after[some],
            np.zeros(len(some), bool),
            ends.to_finish[some],
        ),
        some,
        np.array(ways, np.int64).reshape(-1, 5),
    )


def _passing(links: Sequence[Link], ends: Ends, progress: Progress) -> Iterator[int]:
    """The links out of finished work, and out of the starts of work in hand.

    Without a status date nobody knows how much of such a lag has passed: the actual start holds.
    """
    begun = progress.begun[ends.before[: len(links)]]
    for at in np.flatnonzero(begun).tolist():
        is_done = bool(progress.done[ends.before[at]])
        if links[at].kind[1] == "F":
            continue
        if is_done or (progress.now is not None and links[at].kind[0] == "S"):
            yield at


def _since(link: Link, row: int, progress: Progress) -> int:
    """From when a lag has been counted."""
    count = len(progress.begun)
    return int(progress.actual[row + count * (link.kind[0] == "F")])


def _left(
    timeline: Timeline, lag: Lag, base: int, counted: int, since: int, now: int | None
) -> Lag:
    """What of a lag lies after the status date; of a lead nothing.

    `base` is the calendar of the lag, `counted` the one on which it has been used up.
    """
    if now is None:
        return lag
    if lag.amount <= 0:
        return Lag(0, "")
    if since >= now:
        return lag
    if lag.unit in WORKED_UNITS:
        whole = floor(lag.amount * timeline.size(lag.unit, base) + 0.5)
        left = whole - int(timeline.worked(counted, since, now))
        return Lag(max(left, 0), "workdays" if timeline.shown_short else "minutes")
    way = way_of(lag, timeline, base, bounds_finish=False)
    ended = int(timeline.nth[timeline.before[since + way.base] + way.places]) + way.at_end
    return Lag(max(ended - now, 0), "days" if timeline.shown_short else "elapsed_minutes")
