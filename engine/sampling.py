"""Chance, from a seed: how long things take and when conditions come true, in each of many runs.

Runs are drawn in chunks; every chunk has a seed of its own, born of the seed and the chunk's
number. So the same seed gives the same answer, whether one worker draws all chunks or ten do.

A three-point estimate is read as a triangle (Johnson 1997, The Statistician 46:3): it needs
nothing but the three points, and is a little wider than the beta of PERT, which errs towards
caution. A condition is drawn once in a run, for whatever waits for it: one chance says how late it
comes within its range, one whether it comes at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import erf, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days
from engine.groups import correlation_of
from engine.network import Activity, Network, Window

Chances = NDArray[np.floating[Any]]

CHUNK = 2_000
BINS = 32
NEVER_BIN = BINS
ALMOST_ONE = 1 - 2**-24


@dataclass(frozen=True, slots=True)
class Sample:
    """What chance says in the runs of one chunk.

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
    conditions = sorted(name for name, times in windows.items() if any(map(is_open, times)))
    return conditions, sorted(each.id for each in network.activities if is_spread(each))


def draw_sample(network: Network, scenario: str | None, seed: int, chunk: int, size: int) -> Sample:
    """The chances of one chunk, in the order of the names: not of the input."""
    generator = np.random.Generator(
        np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(chunk,)))
    )
    conditions, spread = causes_of(network, scenario)
    windows = network.scenarios[scenario] if scenario is not None else {}
    by_id = {activity.id: activity for activity in network.activities}
    bins = np.empty((len(conditions) + len(spread), size), np.uint8)
    lateness, despair = {}, {}
    for at, name in enumerate(conditions):
        lateness[name], despair[name] = generator.random(size), generator.random(size)
        bins[at] = lateness[name] * BINS
        bins[at][despair[name] < max(window.never for window in windows[name])] = NEVER_BIN
    group_of = correlation_of(network)
    groups = sorted({group_of[key][0] for key in spread if key in group_of})
    shared = {group: generator.standard_normal(size) for group in groups}
    durations = {}
    for at, key in enumerate(spread, len(conditions)):
        # Single precision: 2^24 chances are plenty for a length in whole units, and twice as fast.
        chance: Chances = generator.random(size, np.float32)
        if key in group_of:
            group, rho = group_of[key]
            own = generator.standard_normal(size)
            chance = normal_chance(sqrt(rho) * shared[group] + sqrt(1 - rho) * own)
            chance = np.minimum(chance, ALMOST_ONE)
        bins[at] = chance * BINS
        amounts = triangular(chance, *range_of(by_id[key]))
        amounts += 0.5
        durations[key] = amounts.astype(np.int32)
    return Sample(durations, lateness, despair, bins)


def triangular(chance: Chances, low: float, mode: float, high: float) -> Chances:
    """The value below which a triangle has this share of its area."""
    width = high - low
    if not width:
        return np.full_like(chance, mode)
    left, right = chance * float(width * (mode - low)), np.subtract(1, chance)
    right *= float(width * (high - mode))
    np.sqrt(left, out=left)
    np.sqrt(right, out=right)
    left += low
    np.subtract(high, right, out=right)
    found: Chances = np.where(chance < (mode - low) / width, left, right)
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
