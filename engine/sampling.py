"""Chance, from a seed: how long things take and when conditions come true, in each of many runs.

Runs are drawn in chunks; every chunk has a seed of its own, born of the seed and the chunk's
number. So the same seed gives the same answer, whether one worker draws all chunks or ten do.

A three-point estimate is read as a triangle (Johnson 1997, The Statistician 46:3): it needs
nothing but the three points, and is a little wider than the beta of PERT, which errs towards
caution. A condition is drawn once in a run, for whatever waits for it: one chance says how late it
comes within its range, one whether it comes at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import erf, sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days
from engine.groups import correlation_of
from engine.network import Activity, Network, Window

Chances = NDArray[np.floating[Any]]
Point = float | NDArray[np.float64]

CHUNK = 2_000
# Rows of lengths drawn in one go: what is worked out on the way stays in the processor's cache.
BLOCK = 16
BINS = 32
NEVER_BIN = BINS
ALMOST_ONE = 1 - 2**-24


@dataclass(frozen=True, slots=True)
class Sample:
    """What chance says in the runs of some chunks.

    `bins` has a row per cause: in which part of its range each run has it. `never` is by condition.
    """

    durations: Mapping[str, NDArray[np.int32]]
    lateness: Mapping[str, Chances]
    despair: Mapping[str, Chances]
    bins: NDArray[np.uint8]


def is_spread(activity: Activity) -> bool:
    """Whether an activity's duration is open: not where it is over, or what remains is known."""
    if activity.actual_finish or activity.remaining is not None:
        return False
    return (activity.low, activity.high) != (None, None) and range_of(activity)[::2] != (
        activity.duration,
        activity.duration,
    )


def range_of(activity: Activity) -> tuple[int, int, int]:
    """Shortest, most likely and longest duration."""
    low = activity.duration if activity.low is None else activity.low
    high = activity.duration if activity.high is None else activity.high
    return low, activity.duration, high


def is_open(window: Window) -> bool:
    """Whether chance has a say in a window."""
    return window.never > 0 or any(
        each is not None and each != window.since for each in (window.low, window.high)
    )


def causes_of(network: Network, scenario: str | None) -> tuple[list[str], list[str]]:
    """The conditions and the activities that make dates spread, by name."""
    windows = network.scenarios[scenario] if scenario is not None else {}
    conditions = sorted({cause for cause, window in _by_cause(windows) if is_open(window)})
    return conditions, sorted(each.id for each in network.activities if is_spread(each))


def draw_sample(
    network: Network, scenario: str | None, seed: int, chunks: range, draws: int
) -> Sample:
    """The chances of some chunks of so many draws, in the order of the names: not of the input."""
    conditions, spread = causes_of(network, scenario)
    size = min(chunks.stop * CHUNK, draws) - chunks.start * CHUNK
    drawn = _Drawn(
        np.empty((2, len(conditions), size)),
        np.empty((len(spread), size), np.int32),
        np.empty((len(conditions) + len(spread), size), np.uint8),
    )
    for at, chunk in enumerate(chunks):
        generator = np.random.Generator(
            np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(chunk,)))
        )
        part = drawn.part(slice(at * CHUNK, min((at + 1) * CHUNK, size)))
        _draw_conditions(part, generator, network, scenario, conditions)
        _draw_lengths(part, generator, network, spread)
    lateness, despair = (dict(zip(conditions, rows, strict=True)) for rows in drawn.chances)
    lengths = dict(zip(spread, drawn.lengths, strict=True))
    return Sample(lengths, lateness, despair, drawn.bins)


class _Drawn(NamedTuple):
    """Room for a sample: how late conditions come, and whether; lengths; parts of the ranges."""

    chances: NDArray[np.float64]
    lengths: NDArray[np.int32]
    bins: NDArray[np.uint8]

    def part(self, runs: slice) -> "_Drawn":
        return _Drawn(self.chances[..., runs], self.lengths[:, runs], self.bins[:, runs])


def _draw_conditions(
    drawn: _Drawn,
    generator: np.random.Generator,
    network: Network,
    scenario: str | None,
    conditions: list[str],
) -> None:
    windows = network.scenarios[scenario] if scenario is not None else {}
    nevers: dict[str, float] = {}
    for cause, window in _by_cause(windows):
        nevers[cause] = max(nevers.get(cause, 0), window.never)
    size = drawn.bins.shape[1]
    for at, name in enumerate(conditions):
        late, despair = generator.random(size), generator.random(size)
        drawn.chances[0, at], drawn.chances[1, at] = late, despair
        drawn.bins[at] = late * BINS
        drawn.bins[at][despair < nevers[name]] = NEVER_BIN


def _draw_lengths(
    drawn: _Drawn, generator: np.random.Generator, network: Network, spread: list[str]
) -> None:
    group_of = correlation_of(network)
    size: int = drawn.bins.shape[1]
    by_id = {activity.id: activity for activity in network.activities}
    points = np.array([range_of(by_id[key]) for key in spread], np.float64).reshape(-1, 3)
    groups = sorted({group_of[key][0] for key in spread if key in group_of})
    shared = {group: generator.standard_normal(size) for group in groups}
    bins = drawn.bins[len(drawn.bins) - len(spread) :]
    for some in _together([key in group_of for key in spread]):
        # Single precision: 2^24 chances are plenty for a length in whole units, and twice as fast.
        chance: Chances = generator.random((some.stop - some.start, size), np.float32)
        if spread[some.start] in group_of:
            group, rho = group_of[spread[some.start]]
            own = generator.standard_normal(size)
            chance = normal_chance(sqrt(rho) * shared[group] + sqrt(1 - rho) * own)[None]
            chance = np.minimum(chance, ALMOST_ONE)
        bins[some] = chance * BINS
        amounts = triangular(chance, *points[some].T[..., None])
        amounts += 0.5
        drawn.lengths[some] = amounts


def _by_cause(windows: Mapping[str, Sequence[Window]]) -> Iterator[tuple[str, Window]]:
    for name, times in windows.items():
        for window in times:
            yield window.cause or name, window


def _together(is_grouped: Sequence[bool]) -> Iterator[slice]:
    """Rows to be drawn in one go, in their order: a member of a group by itself."""
    since = 0
    while since < len(is_grouped):
        until = since + 1
        while (
            until < min(since + BLOCK, len(is_grouped))
            and not is_grouped[since]
            and not is_grouped[until]
        ):
            until += 1
        yield slice(since, until)
        since = until


def triangular(chance: Chances, low: Point, mode: Point, high: Point) -> Chances:
    """The value below which a triangle has this share of its area; or triangles, in columns."""
    width, kind = np.subtract(high, low), chance.dtype
    turn = np.divide(np.subtract(mode, low), np.where(width > 0, width, 1)).astype(kind)
    left = chance * np.asarray(width * np.subtract(mode, low), kind)
    right = np.subtract(1, chance)
    right *= np.asarray(width * np.subtract(high, mode), kind)
    np.sqrt(left, out=left)
    np.sqrt(right, out=right)
    left += np.asarray(low, kind)
    np.subtract(np.asarray(high, kind), right, out=right)
    found: Chances = np.where(chance < turn, left, right)
    return found


def whole(amounts: Chances) -> Days:
    """Whole units, the half rounded up."""
    days: Days = np.floor(amounts + 0.5).astype(np.int64)
    return days


def normal_chance(values: Chances) -> Chances:
    """The share of a standard normal below each value, to better than one part in a million."""
    grid, shares = _normal_table()
    return np.interp(values, grid, shares)


@lru_cache(maxsize=1)
def _normal_table() -> tuple[Chances, Chances]:
    grid = np.linspace(-8, 8, 16_001)
    return grid, np.array([(1 + erf(value / sqrt(2))) / 2 for value in grid.tolist()])
