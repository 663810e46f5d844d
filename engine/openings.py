"""When conditions hold in each of many runs: windows whose dates differ from run to run."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from engine.calendars import Days, Timeline
from engine.network import Window
from engine.sampling import Sample, triangular, whole
from engine.windows import OPEN_END

CLOSED = -1


class Openings:
    """The times one condition holds: [since, until) by window and run, in order, none touching.

    Where chance has no say there is one column for all runs.
    """

    def __init__(self, since: Days, until: Days, never: int) -> None:
        self.never = never
        empty = until <= since
        since = np.where(empty, OPEN_END, since)
        order = np.argsort(since, axis=0, kind="stable")
        self._since = np.take_along_axis(since, order, axis=0)
        self._until = np.take_along_axis(np.where(empty, CLOSED, until), order, axis=0)
        for at in range(1, len(since)):
            self._join(at)
        lasting = self._until == OPEN_END
        # From these days on it holds for ever: nothing need be looked up.
        self.open_from = np.where(lasting, self._since, never + 1).min(axis=0, initial=never + 1)

    def _join(self, at: int) -> None:
        before, until = self._until[at - 1], self._until[at]
        touch = self._since[at] <= before
        self._since[at] = np.where(touch, self._since[at - 1], self._since[at])
        self._until[at] = np.where(touch, np.maximum(before, until), until)
        self._until[at - 1] = np.where(touch, CLOSED, before)

    def at_or_after(self, day: Days) -> tuple[Days, Days]:
        """The first day from each day on that it holds, and when that time ends."""
        found, end = np.full_like(day, self.never), np.full_like(day, OPEN_END)
        for since, until in zip(self._since[::-1], self._until[::-1], strict=True):
            ahead = until > day
            found = np.where(ahead, np.maximum(since, day), found)
            end = np.where(ahead, until, end)
        return found, end


def openings_of(
    windows: Mapping[str, Sequence[Window]], sample: Sample, timeline: Timeline
) -> dict[str, Openings]:
    """Of each condition when it holds in every run of a sample."""
    return {
        name: _opening([(window, window.cause or name) for window in times], sample, timeline)
        for name, times in windows.items()
    }


def _opening(windows: Sequence[tuple[Window, str]], sample: Sample, line: Timeline) -> Openings:
    drawn = [len(sample.lateness[cause]) for _, cause in windows if cause in sample.lateness]
    since, until = np.empty((2, len(windows), max(drawn, default=1)), np.int64)
    for at, (window, cause) in enumerate(windows):
        end = OPEN_END if window.until is None else line.over(window.until)
        until[at] = OPEN_END if end >= line.days else end
        since[at] = line.number(window.since)
        if cause in sample.lateness:
            lateness, despair = sample.lateness[cause], sample.despair[cause]
            points = (window.low or window.since, window.since, window.high or window.since)
            since[at] = whole(triangular(lateness, *map(line.number, points)))
            since[at][despair < window.never] = line.never
            until[at][despair < window.never] = CLOSED
    return Openings(np.clip(since, 0, line.never), until, line.never)


def all_held(openings: Iterable[Openings], day: Days) -> Days:
    """The first day from each day on that every condition holds."""
    openings = list(openings)
    while True:
        later = day
        for each in openings:
            later = each.at_or_after(later)[0]
        if np.array_equal(later, day):
            return day
        day = later
