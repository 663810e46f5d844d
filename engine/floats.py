"""How far things may slip: total and free float, and placing as late as nobody else notices."""

from dataclasses import dataclass

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.gates import close_gate
from engine.passes import Early, Late, latest_after, latest_for
from engine.placing import fit_latest, spread
from engine.weather import Weather


@dataclass(frozen=True, slots=True)
class Floats:
    """Of each row, in worked days of its calendar (elapsed ones for an elapsed span)."""

    total: Days
    free: Days


def floats_of(
    compiled: Compiled, weather: Weather, time: Days, late: Late, early: Early, last_day: int
) -> Floats:
    """Total and free float of every activity; of begun ones that of the remaining work."""
    count = compiled.count
    start, end = _latest_unnoticed(compiled, weather, early, time, last_day)
    begun = np.where(compiled.begun, early.resumed, time[:count])
    total = slack(compiled, begun, time[count:], late.time[:count], late.time[count:])
    free = slack(compiled, begun, time[count:], start, end)
    still = compiled.done | (time[count:] >= compiled.timeline.days)
    total[still] = free[still] = 0
    return Floats(total, np.maximum(free, 0))


def place_late_ones(
    compiled: Compiled, weather: Weather, early: Early, late: Late, last_day: int
) -> Days:
    """The times with every "as late as possible" activity as late as nobody else notices."""
    count = compiled.count
    time = early.time.copy()
    rows = sorted(compiled.late_rows, key=lambda row: -int(compiled.wave_of[row]))
    # Once is enough, but that a maximum lag lets one go on when the one before it has.
    for _ in range(1 if early.settled is None else 1 + len(early.settled.kept)):
        for row in rows:
            if time[count + row] < compiled.timeline.days:
                starts, ends = _latest_unnoticed(
                    compiled, weather, early, time, last_day, late.time
                )
                if starts[row] > time[row]:
                    time[row], time[count + row] = starts[row], ends[row]
    return time


def _latest_unnoticed(
    compiled: Compiled,
    weather: Weather,
    early: Early,
    time: Days,
    last_day: int,
    limit: Days | None = None,
) -> tuple[Days, Days]:
    """Of each row the latest span that moves nothing that waits for it, nor the plan's end."""
    count, edges, timeline = compiled.count, compiled.backward_at_once, compiled.timeline
    place = latest_for(compiled, early, last_day)
    # Of work in hand, what its predecessors can still delay is where the rest of it goes on.
    stands = time
    if compiled.keeps_logic:
        stands = np.where(compiled.begun, early.resumed, time[:count])
        stands = np.concatenate([stands, time[count:]])
    np.minimum.at(place, edges.row, edges.places(timeline, compiled.as_met(stands)))
    for gate in compiled.gates:
        if time[gate.row] < timeline.days:
            close_gate(gate, int(time[gate.row]), place, time, weather, compiled)
    if early.settled is not None:
        kept = early.settled.kept
        np.minimum.at(place, kept.after, latest_after(compiled, kept, time, time))
    for row, firm in compiled.firm.items():
        place[row] = min(int(place[row]), firm.most)
    if limit is not None:
        latest = timeline.before.take(compiled.spans.base + limit[:count] + 1) - 1
        np.minimum(place, latest, out=place)
    start, end = spread(compiled.spans, place, compiled.elapsed_rows)
    rows = np.flatnonzero(start < weather.open_from)
    if len(rows):
        some_start, some_end = start[rows], end[rows]
        fit_latest(compiled, weather, rows, some_start, some_end)
        start[rows], end[rows] = some_start, some_end
    return start, end


def slack(compiled: Compiled, start: Days, finish: Days, to_start: Days, to_finish: Days) -> Days:
    """How far spans may slip: the smaller of what their starts and their finishes allow."""
    spans, worked, rows = compiled.spans, compiled.timeline.worked, compiled.elapsed_rows
    by_start = worked(spans.calendar, start, to_start)
    by_finish = worked(spans.calendar, finish, to_finish)
    by_start[rows] = to_start[rows] - start[rows]
    by_finish[rows] = to_finish[rows] - finish[rows]
    found: Days = np.minimum(by_start, by_finish)
    return found
