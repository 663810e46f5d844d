"""Many runs of one plan, each with dates of its own: from them the ranges are read.

Chunks are independent of each other: `prepare` once, `run_chunk` wherever, `combined` in order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days
from engine.compiling import YEARS_AFTER, Compiled
from engine.courses import Course
from engine.max_lag_runs import Floors, course_within
from engine.max_lags import MaxLags, max_lags_of
from engine.network import Activity, Network, Window
from engine.openings import openings_of
from engine.permits import PERMIT
from engine.problems import BrokenPlan, Problem
from engine.sampling import (
    CHUNK,
    causes_of,
    draw_sample,
    is_spread,
    range_of,
)
from engine.schedule import solve
from engine.steps import Step, steps_of
from engine.worktime import moment_of

Whole = NDArray[np.integer[Any]]
MOST_DRAWS = 1_000_000
# Rows times runs that are worked out side by side: more would save nothing, and take memory.
CELLS = 16_000_000


@dataclass(frozen=True, slots=True)
class Study:
    """What is to be simulated: a plan under a scenario, how often, and from which seed."""

    network: Network
    scenario: str | None
    draws: int
    seed: int
    compiled: Compiled
    steps: Sequence[Step]
    max_lags: MaxLags | None = None

    @property
    def chunks(self) -> int:
        return -(-self.draws // CHUNK)


@dataclass(frozen=True, slots=True)
class Runs:
    """Starts and finishes (exclusive) by row and run, gate days, and what chance gave each cause.

    `critical` counts, by row, the runs in which it lies on a longest path; `spending` is by
    source, year after year from the timeline's first, and run.
    """

    start: Whole
    finish: Whole
    gate_day: Mapping[int, Whole]
    critical: Days
    bins: NDArray[np.uint8]
    spending: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)


def prepare(
    network: Network,
    scenario: str | None = None,
    draws: int = 10_000,
    seed: int = 1,
) -> Study:
    """Checks what is asked, and lays the plan out for all runs."""
    if not 1 <= draws <= MOST_DRAWS:
        raise BrokenPlan(Problem("impossible_draws", (), {"draws": draws, "most": MOST_DRAWS}))
    if seed < 0:
        raise BrokenPlan(Problem("negative_seed", (), {"seed": seed}))
    planned = solve(network, scenario)
    compiled = _compiled(network, planned.scenario)
    lags, settled = max_lags_of(compiled), planned.solution.early.settled
    if lags is not None and settled is not None:
        # Both are in the order of the links: what the plan cannot keep, no run tries to.
        lags = lags.of(settled.kept.number)
    steps = steps_of(compiled)
    return Study(network, planned.scenario, draws, seed, compiled, steps, lags)


def run_chunk(study: Study, chunk: int) -> Runs:
    """The runs of one chunk: the same wherever and whenever it is worked out."""
    return run_chunks(study, range(chunk, chunk + 1))


def run_chunks(study: Study, chunks: range) -> Runs:
    """The runs of some chunks in a row, worked out side by side."""
    compiled, network = study.compiled, study.network
    sample = draw_sample(network, study.scenario, study.seed, chunks, study.draws)
    size = sample.bins.shape[1]
    windows = network.scenarios[study.scenario] if study.scenario is not None else {}
    drawn = {compiled.row_of[key]: amounts for key, amounts in sample.durations.items()}
    openings = openings_of(windows, sample, compiled.timeline)

    def place_all(floors: Floors) -> Course:
        return Course(compiled, study.steps, drawn, openings, size, floors)

    course = course_within(compiled, study.max_lags, place_all)
    return Runs(
        course.start,
        course.finish,
        course.gate_day,
        np.count_nonzero(course.critical(), axis=1),
        sample.bins,
        _spending(study, course),
    )


def batches(study: Study, chunks: range) -> list[range]:
    """Chunks to be worked out side by side: as many as the memory for them stays small."""
    some = max(CELLS // (study.compiled.count * CHUNK), 1)
    return [range(at, min(at + some, chunks.stop)) for at in chunks[::some]]


def combined(parts: Sequence[Runs]) -> Runs:
    """The runs of all chunks, in their order, as if they had been one."""
    gathered = Gathered(parts[0], sum(part.start.shape[1] for part in parts))
    for part in parts:
        gathered.append(part)
    return gathered.runs


class Gathered:
    """Chunks one after the other in arrays as wide as all runs: a chunk kept need not be held."""

    def __init__(self, first: Runs, draws: int) -> None:
        self._at = 0
        self.runs = Runs(
            _widened(first.start, draws),
            _widened(first.finish, draws),
            {row: _widened(day, draws) for row, day in first.gate_day.items()},
            np.zeros_like(first.critical),
            _widened(first.bins, draws),
            {source: _widened(years, draws) for source, years in first.spending.items()},
        )

    def append(self, part: Runs) -> None:
        kept, some = self.runs, slice(self._at, self._at + part.start.shape[1])
        kept.start[:, some], kept.finish[:, some] = part.start, part.finish
        kept.bins[:, some] = part.bins
        for row, days in part.gate_day.items():
            kept.gate_day[row][some] = days
        for source, years in part.spending.items():
            kept.spending[source][:, some] = years
        np.add(kept.critical, part.critical, out=kept.critical)
        self._at = some.stop


def all_runs(study: Study, on_progress: Callable[[int, int], None] | None = None) -> Runs:
    """Every run. `on_progress` is told the chunks done and their number; it raises to cancel."""
    parts = batches(study, range(study.chunks))
    runs = run_chunks(study, parts[0])
    gathered = Gathered(runs, study.draws) if len(parts) > 1 else None
    for chunks in parts:
        if gathered:
            gathered.append(run_chunks(study, chunks) if chunks.start else runs)
        if on_progress:
            on_progress(chunks.stop, study.chunks)
    return gathered.runs if gathered else runs


def _widened(part: NDArray[Any], draws: int) -> NDArray[Any]:
    return np.empty((*part.shape[:-1], draws), part.dtype)


def cause_names(study: Study) -> list[tuple[str, str]]:
    """Kind and name of each row of `Runs.bins`."""
    conditions, spread = causes_of(study.network, study.scenario)
    named = (cause_kind(name) for name in conditions)
    return [*named, *(("duration", key) for key in spread)]


def cause_kind(name: str) -> tuple[str, str]:
    """What a cause of lateness is: a condition, or the decision on a permit."""
    return ("permit", name.removeprefix(PERMIT)) if name.startswith(PERMIT) else ("condition", name)


def _compiled(network: Network, scenario: str | None) -> Compiled:
    """The network at its longest, on a timeline that holds every run."""
    longest = replace(network, activities=tuple(map(_longest, network.activities)))
    windows = network.scenarios[scenario] if scenario is not None else {}
    latest = {name: tuple(map(_latest, times)) for name, times in windows.items()}
    scenarios = {scenario: latest} if scenario is not None else {}
    worst = solve(replace(longest, scenarios=scenarios), scenario)
    far = [worst.finish, *(window.since for times in latest.values() for window in times)]
    last = max((each.year for each in far if each), default=network.start.year)
    return Compiled(longest, YEARS_AFTER + max(last - network.start.year, 0))


def _longest(activity: Activity) -> Activity:
    if not is_spread(activity):
        return activity
    return replace(activity, duration=range_of(activity)[2], low=None, high=None)


def _latest(window: Window) -> Window:
    since = max(window.since, window.high or window.since, key=moment_of)
    until = None if window.until is None else max(window.until, since, key=moment_of)
    return Window(since, until)


def _spending(study: Study, course: Course) -> dict[str, NDArray[np.float64]]:
    """By source what each year costs: evenly over the days worked, else on the first day."""
    line, compiled = study.compiled.timeline, study.compiled
    first, last = line.date(0).year, line.date(line.days - 1).year
    new_years = (line.number(date(year, 1, 1)) for year in range(first, last + 1))
    years = list(pairwise([*new_years, line.days]))
    found: dict[str, NDArray[np.float64]] = {}
    for row, activity in enumerate(compiled.activities):
        if not activity.cost:
            continue
        base = int(compiled.spans.calendar[row])
        start, finish = course.start[row].astype(np.int64), course.finish[row].astype(np.int64)
        runs = finish < line.days
        start, finish = np.where(runs, start, 0), np.where(runs, finish, 0)
        whole = line.worked(base, start, finish)
        share = np.zeros((len(years), course.size))
        for at, (since, until) in enumerate(years):
            if until <= start.min() or finish.max() < since:
                continue
            part = line.worked(base, np.clip(start, since, until), np.clip(finish, since, until))
            on_start = (since <= start) & (start < until)
            share[at] = np.where(whole > 0, part / np.maximum(whole, 1), on_start) * runs
        for source, amount in activity.cost.items():
            found.setdefault(source, np.zeros_like(share))
            found[source] += share * amount
    return found
