"""Maximum lags: how long after its predecessor an activity may be, and who gives way for it.

An activity that would be too late moves its predecessor later instead, until nothing moves any
more: the forward pass is repeated, each time from the floors the last one asked for. Floors only
rise, so this ends with the earliest dates that keep every maximum. Where the two can never come
close enough (a longer minimum, a date that cannot move) the maximum is given up and reported.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from engine.calendars import Days, Timeline
from engine.compiling import Compiled
from engine.edges import WORKED_UNITS, Flags, lag_of, way_of
from engine.network import Link
from engine.placing import spread

#: Rounds without an end in sight, beyond one for every maximum.
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class MaxLags:
    """The maximum lags of a network as columns, one entry each; `number` is the place in `links`.

    From the time read `at`, `base`, `count` and `at_end` go on by the lag, and `next_base` to the
    next worked moment where worked time is counted: on a Friday evening, Monday is no later. Of an
    activity that has begun, the moment at `stands_at` is compared, of others the place.
    """

    links: tuple[Link, ...]
    number: Days
    before: Days
    after: Days
    at: Days
    stands_at: Days
    to_finish: Flags
    base: Days
    count: Days
    at_end: Days
    next_base: Days

    def __len__(self) -> int:
        return len(self.number)

    def of(self, some: Days) -> "MaxLags":
        """Some of them."""
        columns = (getattr(self, each.name)[some] for each in fields(self)[1:])
        return MaxLags(self.links, *columns)

    def link(self, at: int) -> Link:
        return self.links[int(self.number[at])]

    def ends(self, timeline: Timeline, read: Days) -> Days:
        """The moments the lags end, with what they count from standing at `read`."""
        place = timeline.before.take(read + self.base) + self.count
        ended: Days = timeline.nth.take(place) + self.at_end
        return ended

    def latest(self, timeline: Timeline, read: Days) -> Days:
        """The last moments that are not too late."""
        ended = self.ends(timeline, read)
        latest: Days = timeline.nth.take(timeline.before.take(ended + self.next_base))
        return latest


@dataclass(frozen=True, slots=True)
class Settled:
    """The floors that keep the maxima in `kept`; `lags` are all, with those given up."""

    floor: Days
    lags: MaxLags
    kept: MaxLags


def max_lags_of(compiled: Compiled) -> MaxLags | None:
    """Lays the maximum lags of a network out; None where it has none."""
    links = sorted(compiled.expiring, key=_order)
    if not links:
        return None
    line, count = compiled.timeline, compiled.count
    before = np.array([compiled.row_of[link.before] for link in links], np.int64)
    after = np.array([compiled.row_of[link.after] for link in links], np.int64)
    ways, next_bases = [], []
    for link, source, row in zip(links, before.tolist(), after.tolist(), strict=True):
        as_lag, own = replace(link, lag=link.max_lag or 0), int(compiled.spans.calendar[source])
        lag = lag_of(as_lag, compiled.activities[source], line, own)
        base = int(compiled.spans.calendar[row])
        base = compiled.base_of[link.calendar] if link.calendar else base
        ways.append(way_of(lag, line, base, bounds_finish=False)[:3])
        next_bases.append(base if lag.unit in WORKED_UNITS else line.every_day)
    base_of_way, count_of_way, at_end = np.array(ways, np.int64).T
    from_finish = np.array([link.kind[0] == "F" for link in links], bool)
    to_finish = np.array([link.kind[1] == "F" for link in links], bool)
    return MaxLags(
        tuple(links),
        np.arange(len(links)),
        before,
        after,
        before + count * from_finish,
        after + count * to_finish,
        to_finish,
        base_of_way,
        count_of_way,
        at_end,
        np.array(next_bases, np.int64),
    )


def latest_places(compiled: Compiled, lags: MaxLags, read: Days) -> Days:
    """The latest place of each successor, with what its lag counts from standing at `read`."""
    latest, spans = lags.latest(compiled.timeline, read), compiled.spans.of(lags.after)
    by_start = compiled.timeline.before.take(spans.base + latest + 1) - 1
    places: Days = np.where(lags.to_finish, spans.latest_places(latest), by_start)
    return places


def too_late(compiled: Compiled, lags: MaxLags, time: Days) -> Flags:
    """Which maxima are broken with everything standing at `time`; what never comes breaks none."""
    days, count = compiled.timeline.days, compiled.count
    comes = (time[count + lags.after] < days) & (time[count + lags.before] < days)
    broken: Flags = comes & ~_allowed(compiled, lags, time, time.take(lags.at))
    return broken


def least_places(compiled: Compiled, lags: MaxLags, time: Days) -> Days:
    """The first place of each predecessor from which its successor is not too late."""
    line, spans = compiled.timeline, compiled.spans.of(lags.before)
    from_finish, elapsed = lags.at >= compiled.count, np.flatnonzero(spans.elapsed)
    low, high = line.before.take(spans.base), line.before.take(spans.base + line.days - 1)
    while bool((low < high).any()):
        middle = (low + high) // 2
        start, finish = spread(spans, middle.copy(), elapsed)
        enough = _allowed(compiled, lags, time, np.where(from_finish, finish, start))
        high, low = np.where(enough, middle, high), np.where(enough, low, middle + 1)
    return low


def settle(compiled: Compiled, lags: MaxLags, place_all: Callable[[Days], Days]) -> Settled:
    """Floors from which every maximum is kept but those that cannot be.

    `place_all` gives the times of everything from such floors.
    """
    given_up = {at for at in range(len(lags)) if _contradicts_itself(lags.link(at))}
    dropped: list[int] = []
    while True:
        floor, culprits = _rise(compiled, lags, place_all, given_up | set(dropped))
        if not culprits:
            break
        dropped.append(_circular(compiled, lags, culprits, given_up | set(dropped)))
    for at in dropped[:-1]:
        # It may have been another's fault.
        others = given_up | set(dropped) - {at}
        again, culprits = _rise(compiled, lags, place_all, others)
        if not culprits:
            floor, given_up = again, others - set(dropped)
            dropped.remove(at)
    given_up |= set(dropped)
    kept = np.array([at for at in range(len(lags)) if at not in given_up], np.int64)
    return Settled(floor, lags, lags.of(kept))


def movable(compiled: Compiled, lags: MaxLags) -> Flags:
    """Which predecessors may come later: those that have not begun."""
    flags: Flags = ~compiled.begun[lags.before]
    return flags


def _rise(
    compiled: Compiled, lags: MaxLags, place_all: Callable[[Days], Days], without: set[int]
) -> tuple[Days, list[int]]:
    """Lifts floors until no maximum is broken; or those that are still broken in the end."""
    floor, count, days = compiled.floor.copy(), compiled.count, compiled.timeline.days
    free = movable(compiled, lags)
    free[list(without)] = False
    time = place_all(floor)
    broken: list[int] = []
    for _ in range(len(lags) + PATIENCE):
        broken = np.flatnonzero(too_late(compiled, lags, time) & free).tolist()
        if not broken:
            return floor, []
        some = lags.of(np.array(broken))
        asked = least_places(compiled, some, time)
        for row, place in zip(some.before.tolist(), asked.tolist(), strict=True):
            firm = compiled.firm.get(row)
            floor[row] = max(floor[row], place if firm is None else min(place, firm.most))
        came, before = time[count + some.before] < days, time
        time = place_all(floor)
        lost = came & (time[count + some.before] >= days)
        if lost.any():
            return floor, [broken[at] for at in np.flatnonzero(lost).tolist()]
        if np.array_equal(before, time):
            # A firm date is in the way: it stays, and the maximum is reported.
            return floor, []
    return floor, broken


def _allowed(compiled: Compiled, lags: MaxLags, time: Days, read: Days) -> Flags:
    """Whether successors at `time` are not too late after what stands at `read`."""
    stands = compiled.timeline.before.take(compiled.spans.base[lags.after] + time[lags.after])
    by_place = stands <= latest_places(compiled, lags, read)
    by_moment = time[lags.stands_at] <= lags.latest(compiled.timeline, read)
    allowed: Flags = np.where(compiled.begun[lags.after], by_moment, by_place)
    return allowed


def _order(link: Link) -> tuple[str, str, str, float, str]:
    return link.source, link.before, link.after, link.max_lag or 0, link.unit


def _contradicts_itself(link: Link) -> bool:
    return link.has_minimum and link.max_lag is not None and link.max_lag < link.lag


def _circular(compiled: Compiled, lags: MaxLags, culprits: Sequence[int], without: set[int]) -> int:
    """Of the maxima that lift without an end the first that, in a circle, lifts itself."""
    after: dict[int, set[int]] = {}
    edges, count = compiled.forward, compiled.count
    for source, row in zip((edges.at % count).tolist(), edges.row.tolist(), strict=True):
        after.setdefault(source, set()).add(row)
    for gate in compiled.gates:
        for need in gate.rows:
            after.setdefault(need, set()).add(gate.row)
    for at in set(range(len(lags))) - without:
        after.setdefault(int(lags.after[at]), set()).add(int(lags.before[at]))
    for at in culprits:
        if _leads(after, int(lags.before[at]), int(lags.after[at])):
            return at
    return culprits[0]


def _leads(after: Mapping[int, set[int]], source: int, target: int) -> bool:
    seen, waiting = {source}, [source]
    while waiting:
        for row in after.get(waiting.pop(), ()):
            if row == target:
                return True
            if row not in seen:
                seen.add(row)
                waiting.append(row)
    return False
