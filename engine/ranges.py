"""What many runs say: the dates kept with 10 to 90 % probability, and what makes them spread.

A percentile is a date that came up: the first by which at least that share of *all* runs is there.
Runs that never get there count as later than any date, so with 20 % "never" there is no P90.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days, Timeline
from engine.network import Network
from engine.sampling import INDEPENDENT, NEVER_BIN, Together
from engine.simulation import Runs, Study, Whole, all_runs, cause_names, prepare

Amounts = NDArray[np.float64]

SHARES = (0.1, 0.5, 0.8, 0.9)


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
    together: Together = INDEPENDENT,
    groups: Mapping[str, Sequence[str]] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Ranges:
    """The ranges of one scenario; the same for the same seed, bit for bit.

    `groups` are sets of activities that get a range of their own, such as stages.
    """
    study = prepare(network, scenario, draws, seed, together, groups)
    return ranges_of(study, all_runs(study, on_progress))


def ranges_of(study: Study, runs: Runs) -> Ranges:
    compiled, line = study.compiled, study.compiled.timeline
    rows = compiled.activity_rows
    starts, finishes = _spreads(runs.start, line), _spreads(last_days(runs), line)
    activities = {
        key: RangedActivity(starts[row], finishes[row], int(runs.critical[row]) / study.draws)
        for key, row in zip(compiled.keys, rows.tolist(), strict=True)
    }
    gates = {
        compiled.gate_at[row].gate.id: _spread(days, line) for row, days in runs.gate_day.items()
    }
    groups = {
        name: _spread(finish_of(study, runs, members), line)
        for name, members in study.groups.items()
        if members
    }
    complete = finish_of(study, runs, compiled.keys)
    return Ranges(
        study.scenario,
        study.draws,
        study.seed,
        _spread(_finish_of_the_rest(study, runs), line),
        _spread(complete, line),
        activities,
        dict(sorted(gates.items())),
        groups,
        causes_of_spread(study, runs, complete),
        _bands(runs, line),
    )


def last_days(runs: Runs) -> Whole:
    """The last day worked by row and run; the milestone's own."""
    days: Whole = runs.finish - (runs.finish > runs.start)
    return days


def finish_of(study: Study, runs: Runs, keys: Sequence[str]) -> Days:
    """In every run the last day of some activities; never where one is never done."""
    rows = [study.compiled.row_of[key] for key in keys]
    last = np.zeros(study.draws, np.int64)
    for row in rows:
        start, finish = runs.start[row], runs.finish[row]
        np.maximum(last, finish - (finish > start), out=last)
        last[finish >= study.compiled.timeline.days] = study.compiled.timeline.never
    return last


def _finish_of_the_rest(study: Study, runs: Runs) -> Days:
    last = np.full(study.draws, -1, np.int64)
    for row in study.compiled.activity_rows.tolist():
        start, finish = runs.start[row], runs.finish[row].astype(np.int64)
        runs_at_all = finish < study.compiled.timeline.days
        np.maximum(last, finish - (finish > start), out=last, where=runs_at_all)
    return np.where(last < 0, study.compiled.timeline.never, last)


def causes_of_spread(study: Study, runs: Runs, finish: Days) -> tuple[Cause, ...]:
    """Each cause's share of the variance of the finish, in the runs that have one; largest first.

    The correlation ratio over equal parts of the cause's range, less what chance alone would give.
    """
    there = finish < study.compiled.timeline.days
    days = finish[there].astype(np.float64)
    causes = []
    for (kind, source), bins in zip(cause_names(study), runs.bins, strict=True):
        never = float(np.count_nonzero(bins == NEVER_BIN)) / study.draws
        share = correlation_ratio(bins[there], days)
        causes.append(Cause(kind, source, round(share, 4), never))
    return tuple(sorted(causes, key=lambda cause: (-cause.share, cause.kind, cause.source)))


def correlation_ratio(bins: NDArray[np.uint8], values: Amounts) -> float:
    """The share of a variance that lies between groups, without bias; 0 where none is known."""
    count = len(values)
    total = float(values.var()) * count if count else 0.0
    if not total:
        return 0.0
    sizes = np.bincount(bins)
    sums = np.bincount(bins, weights=values - values.mean())
    groups = int(np.count_nonzero(sizes))
    if count <= groups:
        return 0.0
    between = float((sums[sizes > 0] ** 2 / sizes[sizes > 0]).sum())
    return max(0.0, 1 - (total - between) / total * (count - 1) / (count - groups))


def _spreads(days: Whole, line: Timeline) -> list[Spread]:
    """Of each row."""
    return [_spread(row, line) for row in days]


def _spread(days: Days | Whole, line: Timeline) -> Spread:
    """Counted day by day: a plan has fewer days than a simulation has runs, and sorting is slow."""
    known, count = days[days < line.days], len(days)
    first = int(known.min()) if len(known) else 0
    reached = np.cumsum(np.bincount(known - first))
    wanted = [ceil(share * count) for share in SHARES]
    places = np.searchsorted(reached, wanted).tolist()
    p10, p50, p80, p90 = (
        line.date(first + place) if place < len(reached) else None for place in places
    )
    return Spread(p10, p50, p80, p90, (count - len(known)) / count)


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
