"""How far things may slip: placing as late as possible, total and free float."""

from dataclasses import dataclass

import numpy as np

from engine.calendars import Days
from engine.compiling import UNBOUND, Compiled
from engine.passes import (
    Early,
    Late,
    Weather,
    close_gate,
    finish_bounds,
    fit_latest,
    place_latest,
)


@dataclass(frozen=True, slots=True)
class Floats:
    """Of each row, in worked days of its calendar (elapsed ones for an elapsed span)."""

    total: Days
    free: Days


def free_bounds(
    compiled: Compiled, weather: Weather, early: Early, time: Days, last_day: int
) -> Days:
    """How late each start and finish may lie without moving anything that waits for it."""
    count, edges = compiled.count, compiled.flat
    bound = np.full(2 * count, UNBOUND, np.int64)
    bound[count:] = finish_bounds(compiled, early, last_day)
    if len(edges):
        allowed = edges.fetch(compiled.timeline, edges.stretches[0], time.take(edges.target))
        np.minimum.at(bound, edges.source, allowed)
    for gate in compiled.gates:
        if time[gate.row] < compiled.timeline.days:
            bound[count + gate.row] = time[gate.row]
            close_gate(gate, bound, time, weather, compiled)
    return bound


def place_late_ones(
    compiled: Compiled, weather: Weather, early: Early, late: Late, last_day: int
) -> Days:
    """The times with every "as late as possible" activity as late as nobody else notices."""
    count = compiled.count
    time = early.time.copy()
    rows = sorted(compiled.late_rows, key=lambda row: -int(compiled.wave_of[row]))
    for row in rows:
        if time[count + row] >= compiled.timeline.days:
            continue
        bound = free_bounds(compiled, weather, early, time, last_day)
        place_at = np.array([row])
        latest = min(int(bound[row]), int(late.time[row]))
        over = min(int(bound[count + row]), int(late.time[count + row]))
        start, end = latest_of(compiled, weather, place_at, np.array([latest]), np.array([over]))
        if start[0] > time[row]:
            time[row], time[count + row] = start[0], end[0]
    return time


def latest_of(
    compiled: Compiled, weather: Weather, rows: Days, start: Days, finish: Days
) -> tuple[Days, Days]:
    """The latest spans under both bounds that also lie in the windows of their conditions."""
    start, finish = place_latest(compiled, rows, start, finish)
    some = np.flatnonzero(compiled.requirement_set[rows] >= 0)
    if len(some):
        start[some], finish[some] = fit_latest(
            compiled, weather.pieces, rows[some], start[some], finish[some]
        )
    return start, finish


def floats_of(
    compiled: Compiled, weather: Weather, time: Days, late: Late, early: Early, last_day: int
) -> Floats:
    """Total and free float of every activity; of begun ones that of the remaining work."""
    count = compiled.count
    bound = free_bounds(compiled, weather, early, time, last_day)
    rows = np.arange(count)
    start, end = latest_of(compiled, weather, rows, bound[:count], bound[count:])
    begun = np.where(compiled.begun, early.resumed, time[:count])
    total = _slack(compiled, begun, time[count:], late.time[:count], late.time[count:])
    free = _slack(compiled, begun, time[count:], start, end)
    done = compiled.done | (time[count:] >= compiled.timeline.days)
    total[done] = free[done] = 0
    return Floats(total, np.maximum(free, 0))


def _slack(compiled: Compiled, start: Days, finish: Days, to_start: Days, to_finish: Days) -> Days:
    spans, worked = compiled.spans, compiled.timeline.worked
    by_start = np.where(spans.elapsed, to_start - start, worked(spans.base, start, to_start))
    by_finish = np.where(spans.elapsed, to_finish - finish, worked(spans.base, finish, to_finish))
    found: Days = np.minimum(by_start, by_finish)
    return found
