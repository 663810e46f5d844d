"""What many runs say: the dates kept with 10 to 90 % probability, and what makes them spread.

A percentile is a date that came up: the first by which at least that share of *all* runs is there.
Runs that never get there count as later than any date, so with 20 % "never" there is no P90.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days, Timeline
from engine.network import Network
from engine.sampling import NEVER_BIN
from engine.simulation import Runs, Study, Whole, all_runs, cause_names, prepare

Amounts = NDArray[np.float64]

SHARES = (0.1, 0.5, 0.8, 0.9)
BLOCK = 64
LEFT_OUT = NEVER_BIN + 1


@dataclass(frozen=True, slots=True)
class Spread:
    """Dates by which it is there in 10, 50, 80 and 90 % of the runs; the share that never is."""

    p10: date | None
    p50: date | None
    p80: date | None
    p90: date | None
    never: float


@dataclass(frozen=True, slots=True)
class RangedActivity:
    """When an activity starts and finishes, and in what share of runs it decides the finish."""

    start: Spread
    finish: Spread
    criticality: float


@dataclass(frozen=True, slots=True)
class Cause:
    """What makes the plan's finish spread: a condition's date, or an activity's duration.

    Where no run completes the plan, it is the finish of all that runs.

    `share` is the part of the variance that goes once it is known (the correlation ratio),
    `never` the share of runs in which a condition does not come true.
    """

    kind: str
    source: str
    share: float
    never: float


@dataclass(frozen=True, slots=True)
class Band:
    """What a year costs, in 10, 50 and 90 % of the runs at most; and on average."""

    p10: float
    p50: float
    p90: float
    mean: float


@dataclass(frozen=True, slots=True)
class Ranges:
    """The answer. `finish` is the last day of all that runs, `complete` of the whole plan."""

    scenario: str | None
    draws: int
    seed: int
    finish: Spread
    complete: Spread
    activities: Mapping[str, RangedActivity]
    gates: Mapping[str, Spread]
    groups: Mapping[str, Spread]
    causes: tuple[Cause, ...]
    spending: Mapping[str, Mapping[int, Band]]


def simulate(
    network: Network,
    scenario: str | None = None,
    draws: int = 10_000,
    seed: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
) -> Ranges:
    """The ranges of one scenario; the same for the same seed, bit for bit."""
    study = prepare(network, scenario, draws, seed)
    return ranges_of(study, all_runs(study, on_progress))


def ranges_of(study: Study, runs: Runs) -> Ranges:
    compiled, line = study.compiled, study.compiled.timeline
    rows = compiled.activity_rows
    last = last_days(runs, line.shown_short)
    starts, finishes = ([_spread(row, line) for row in days] for days in (runs.start, last))
    activities = {
        key: RangedActivity(starts[row], finishes[row], int(runs.critical[row]) / study.draws)
        for key, row in zip(compiled.keys, rows.tolist(), strict=True)
    }
    gates = {
        compiled.gate_at[row].gate.id: _spread(days, line) for row, days in runs.gate_day.items()
    }
    groups = {
        group.id: _spread(finish_of(study, last, group.members), line)
        for group in sorted(study.network.groups, key=lambda group: group.id)
        if group.members
    }
    complete = finish_of(study, last, compiled.keys)
    rest = _finish_of_the_rest(study, last)
    # Where no run completes the plan, what can be told is why the rest of it spreads.
    told = complete if (complete < line.days).any() else rest
    return Ranges(
        study.scenario,
        study.draws,
        study.seed,
        _spread(rest, line),
        _spread(complete, line),
        activities,
        dict(sorted(gates.items())),
        groups,
        causes_of_spread(study, runs, told),
        _bands(runs, line),
    )


def finish_of(study: Study, last: Whole, keys: Sequence[str]) -> Whole:
    """In every run the last day of some activities; never where one is never done."""
    line = study.compiled.timeline
    rows = [study.compiled.row_of[key] for key in keys]
    days = np.zeros(last.shape[1], last.dtype)
    for some in _blocks(len(rows)):
        np.maximum(days, last[rows[some]].max(axis=0), out=days)
    return np.where(days < line.days, days, line.never)


def last_days(runs: Runs, short: int = 1) -> Whole:
    """The last day worked by row and run; the milestone's own. See `Timeline.shown_short`."""
    last = runs.finish.copy()
    for some in _blocks(len(last)):
        last[some] -= (runs.finish[some] > runs.start[some]) & bool(short)
    return last


def _finish_of_the_rest(study: Study, last: Whole) -> Days:
    """In every run the last day of what is done at all; never where nothing is."""
    line, rows = study.compiled.timeline, study.compiled.activity_rows
    found = np.full(study.draws, -1, np.int64)
    for some in _blocks(len(rows)):
        days = last[rows[some]]
        is_there = days < line.days
        # As wide numbers: the narrow ones of the runs know no -1.
        latest = (days * is_there).max(axis=0).astype(np.int64)
        np.maximum(found, np.where(is_there.any(axis=0), latest, -1), out=found)
    return np.where(found < 0, line.never, found)


def _blocks(rows: int) -> Iterator[slice]:
    """A few rows at a time: what is worked out on the way stays in the processor's cache."""
    return (slice(at, at + BLOCK) for at in range(0, rows, BLOCK))


def causes_of_spread(study: Study, runs: Runs, finish: Whole) -> tuple[Cause, ...]:
    """Each cause's share of the variance of the finish, in the runs that have one; largest first.

    The correlation ratio over equal parts of the cause's range, less what chance alone would give.
    """
    there = finish < study.compiled.timeline.days
    days = finish[there].astype(np.float64)
    off = np.zeros(study.draws)
    off[there] = days - days.mean() if len(days) else 0
    causes = []
    for (kind, source), bins in zip(cause_names(study), runs.bins, strict=True):
        never = float(np.count_nonzero(bins == NEVER_BIN)) / study.draws
        share = _ratio(np.where(there, bins, LEFT_OUT), off)
        causes.append(Cause(kind, source, round(share, 4), never))
    return tuple(sorted(causes, key=lambda cause: (-cause.share, cause.kind, cause.source)))


def correlation_ratio(bins: NDArray[np.integer[Any]], values: Amounts) -> float:
    """The share of a variance that lies between groups, without bias; 0 where none is known."""
    return _ratio(bins, values - values.mean()) if len(values) else 0.0


def _ratio(bins: NDArray[np.integer[Any]], off: Amounts) -> float:
    """`off` is how far each value is from the mean; 0 where it is left out."""
    whole = bins.astype(np.intp)
    sizes = np.bincount(whole, minlength=LEFT_OUT)[:LEFT_OUT]
    count, total = int(sizes.sum()), float(off @ off)
    groups = int(np.count_nonzero(sizes))
    if not total or count <= groups:
        return 0.0
    sums = np.bincount(whole, weights=off, minlength=LEFT_OUT)[:LEFT_OUT]
    between = float((sums[sizes > 0] ** 2 / sizes[sizes > 0]).sum())
    return max(0.0, 1 - (total - between) / total * (count - 1) / (count - groups))


def _spread(days: Days | Whole, line: Timeline) -> Spread:
    """Counted day by day: a plan has fewer days than a simulation has runs, and sorting is slow.

    Minutes it has more: those are sorted.
    """
    if line.per_day > 1:
        return _spread_by_minute(days, line)
    count, first = len(days), int(days.min())
    if first >= line.days:
        return Spread(None, None, None, None, 1.0)
    last = int((days * (days < line.days)).max())
    # The runs that never get there stand behind the last day.
    reached = np.bincount(np.minimum(days, last + 1) - first)[: last + 1 - first].cumsum()
    wanted = [ceil(share * count) for share in SHARES]
    places = np.searchsorted(reached, wanted).tolist()
    p10, p50, p80, p90 = (
        line.date(first + place) if place < len(reached) else None for place in places
    )
    return Spread(p10, p50, p80, p90, (count - int(reached[-1])) / count)


def _spread_by_minute(days: Days | Whole, line: Timeline) -> Spread:
    reached = np.sort(days)
    known = int(np.searchsorted(reached, line.days))
    wanted = [ceil(share * len(days)) - 1 for share in SHARES]
    p10, p50, p80, p90 = (
        line.date(int(reached[place])) if place < known else None for place in wanted
    )
    return Spread(p10, p50, p80, p90, (len(days) - known) / len(days))


def _bands(runs: Runs, line: Timeline) -> dict[str, dict[int, Band]]:
    first = line.date(0).year
    return {
        source: {first + at: _band(year) for at, year in enumerate(years) if year.any()}
        for source, years in sorted(runs.spending.items())
    }


def _band(amounts: Amounts) -> Band:
    ordered = np.sort(amounts)
    p10, p50, p90 = (float(ordered[ceil(p * len(ordered)) - 1]) for p in (0.1, 0.5, 0.9))
    return Band(p10, p50, p90, float(ordered.mean()))
