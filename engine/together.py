"""The dates of several activities as one, a stage's or the whole plan's, and what holds them."""

import numpy as np

from engine.calendars import Days
from engine.reasons import Bound, Explained, Release
from engine.solution import Solution


def finish_together(solution: Solution, rows: Days) -> tuple[Explained, int]:
    """What holds the last finish of some rows, and its day: all that finish on it.

    Of an unfinished span the day is its last; without those that decide, the one before decides.
    """
    finishes = solution.shown(solution.time)[1].take(rows)
    day = int(finishes.max())
    last = _named(solution, "last", rows[finishes == day], day)
    if not (finishes < day).any():
        return Explained(last, None), day
    next_day = int(finishes[finishes < day].max())
    runner_up = _named(solution, "last", rows[finishes == next_day], next_day)[0]
    return Explained(last, runner_up, (Release(last, next_day),)), day


def start_together(solution: Solution, rows: Days) -> tuple[Explained, int]:
    """What holds the first start of some rows, and its day: any of those that start on it."""
    starts = solution.time[: solution.compiled.count].take(rows)
    day = int(starts.min())
    return Explained(_named(solution, "first", rows[starts == day], day), None), day


def _named(solution: Solution, kind: str, rows: Days, day: int) -> tuple[Bound, ...]:
    activities = solution.compiled.activities
    return tuple(
        Bound(kind, key, day) for key in sorted(activities[row].id for row in np.unique(rows))
    )
