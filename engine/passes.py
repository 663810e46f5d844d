"""The forward and the backward pass, wave by wave."""

from dataclasses import dataclass, replace

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.gates import close_gate, open_gate
from engine.max_lags import PATIENCE, MaxLags, Settled, latest_places, max_lags_of, settle
from engine.placing import fit, fit_latest, spread
from engine.weather import Weather


@dataclass(frozen=True, slots=True)
class Early:
    """The forward pass: entries 0..n are starts, n.. finishes (exclusive).

    `demanded` is the place each edge leads its row to, `resumed` where the remaining work of a
    started activity goes on, `gate_day` the day each gate is said to open; `settled` says what
    maximum lags have moved.
    """

    time: Days
    demanded: Days
    resumed: Days
    gate_day: dict[int, int]
    settled: Settled | None = None

    @property
    def read(self) -> Days:
        """What forward edges read: starts, finishes, and where the rests of rows go on."""
        return np.concatenate([self.time, self.resumed])


@dataclass(frozen=True, slots=True)
class Late:
    """The backward pass: how late each start and finish may lie."""

    time: Days


def earliest(compiled: Compiled, weather: Weather) -> Early:
    """The forward pass; with maximum lags, the last of as many as it takes to keep them."""
    lags = max_lags_of(compiled)
    if lags is None:
        return forward_pass(compiled, weather, compiled.floor)
    settled = settle(compiled, lags, lambda floor: forward_pass(compiled, weather, floor).time)
    return replace(forward_pass(compiled, weather, settled.floor), settled=settled)


def forward_pass(compiled: Compiled, weather: Weather, floor: Days) -> Early:
    count, timeline = compiled.count, compiled.timeline
    # What forward edges read: starts, finishes and, where it holds anything, where rests go on.
    read = np.zeros((3 if compiled.passes_on else 2) * count, np.int64)
    time, resumed = read[: 2 * count], read[2 * count :]
    if not compiled.passes_on:
        resumed = compiled.actual[:count].copy()
    place = floor.copy()
    demanded = np.zeros(len(compiled.forward), np.int64)
    gate_day: dict[int, int] = {}
    done = 0
    for wave in compiled.waves:
        edges, first, gates = wave.edges_in, wave.first, wave.gates
        if size := len(edges):
            led_to = edges.places(timeline, read)
            demanded[done : done + size] = led_to
            done += size
            np.maximum.at(place, edges.row, led_to)
            for row in wave.firm:
                place[row] = firm_place(compiled, row, demanded, int(floor[row]))
        if gates > first:
            start, finish = spread(wave.spans, place[first:gates], wave.elapsed)
            if (rows := wave.conditioned) is not None:
                some = slice(rows.start - first, rows.stop - first)
                fit(compiled, weather, rows, start[some], finish[some])
            time[first:gates] = start
            time[count + first : count + gates] = finish
        for row in range(gates, wave.last):
            opened, gate_day[row] = open_gate(compiled.gate_at[row], time, weather, compiled)
            time[row] = time[count + row] = opened
        if wave.begun is not None:
            _write_history(compiled, wave.begun, time, resumed)
    return Early(time, demanded, resumed, gate_day)


def firm_place(compiled: Compiled, row: int, demanded: Days, floor: int) -> int:
    """The earliest place of a row whose constraint decides over its links.

    Gates hold it all the same, and so does what can never come: no date is invented for it.
    """
    edges, line = compiled.forward, compiled.timeline
    place = floor
    for edge in compiled.edges_into[row]:
        led_to = int(demanded[edge])
        if edges.number[edge] < len(compiled.links) and line.nth[led_to] < line.days:
            led_to = min(led_to, compiled.firm[row].most)
        place = max(place, led_to)
    return place


def _write_history(compiled: Compiled, begun: Days, time: Days, resumed: Days) -> None:
    """Puts what has happened in the place of what was computed for some rows.

    What was computed as the start of a row still in hand is where its remaining work goes on.
    """
    count, done = compiled.count, begun[compiled.done[begun]]
    resumed[begun] = time[begun]
    if not compiled.passes_on:
        resumed[done] = compiled.actual[done]
    time[begun] = compiled.actual[begun]
    time[count + done] = compiled.actual[count + done]


def latest_for(compiled: Compiled, early: Early, last_day: int) -> Days:
    """The latest place of every row for the plan to end on `last_day`.

    Work may go on to the end of that day, a milestone must stand on it. A gate that nothing waits
    for does not hold the plan's finish, and is not held by it.
    """
    count = compiled.count
    short = compiled.timeline.shown_short
    finish = last_day + short * (early.time[count:] > early.time[:count])
    for gate in compiled.gates:
        finish[gate.row] = max(last_day + short, int(early.time[gate.row]))
    place = compiled.spans.latest_places(finish)
    if compiled.passes_on:
        done = compiled.done
        later = compiled.spans.base[done] + last_day + short + 1
        place[done] = compiled.timeline.before.take(later) - 1
    return place


def backward_pass(compiled: Compiled, weather: Weather, early: Early, last_day: int) -> Late:
    """Late dates; with maximum lags, those of the last of as many passes as it takes."""
    latest = np.minimum(compiled.cap, latest_for(compiled, early, last_day))
    late = pass_back(compiled, weather, early, latest.copy())
    if early.settled is None:
        return late
    kept = early.settled.kept
    for _ in range(len(kept) + PATIENCE):
        before = latest.copy()
        np.minimum.at(latest, kept.after, latest_after(compiled, kept, early.time, late.time))
        if np.array_equal(before, latest):
            break
        late = pass_back(compiled, weather, early, latest.copy())
    return late


def latest_after(compiled: Compiled, lags: MaxLags, time: Days, late: Days) -> Days:
    """The latest places of what may not come too long after the rest, with that at its latest."""
    count = compiled.count
    stood = np.concatenate([compiled.begun, compiled.done])
    places = latest_places(compiled, lags, np.where(stood, time, late).take(lags.at))
    comes = time[count + lags.before] < compiled.timeline.days
    moves = comes & ~compiled.begun[lags.after]
    found: Days = np.where(moves, places, compiled.cap.max())
    return found


def pass_back(compiled: Compiled, weather: Weather, early: Early, place: Days) -> Late:
    """One backward pass from these latest places, which it lowers."""
    count, timeline = compiled.count, compiled.timeline
    never = early.time[count:] >= timeline.days
    any_blocked = bool(never.any())
    time = np.full(2 * count, timeline.never, np.int64)
    read = time if timeline.shown_short else time.copy()
    for wave in reversed(compiled.waves):
        edges, first, gates = wave.edges_out, wave.first, wave.gates
        if len(edges):
            np.minimum.at(place, edges.row, edges.places(timeline, read))
        for row in wave.firm:
            least, most = compiled.firm[row]
            place[row] = max(min(int(place[row]), most), least)
        for row in range(gates, wave.last):
            if early.time[row] < timeline.days:
                latest = int(timeline.nth[place[row]])
                close_gate(compiled.gate_at[row], latest, place, early.time, weather, compiled)
                time[row] = time[count + row] = read[row] = read[count + row] = latest
        if gates > first:
            start, finish = spread(wave.spans, place[first:gates], wave.elapsed)
            if (rows := wave.conditioned) is not None:
                some = slice(rows.start - first, rows.stop - first)
                if np.count_nonzero(start[some] < weather.open_from[rows]):
                    these = np.arange(rows.start, rows.stop)
                    fit_latest(compiled, weather, these, start[some], finish[some])
            if any_blocked:
                blocked = never[first:gates]
                start[blocked] = finish[blocked] = timeline.never
            time[first:gates] = start
            time[count + first : count + gates] = finish
            if read is not time:
                read[first:gates] = start
                read[count + first : count + gates] = wave.spans.not_over_before(finish)
    return Late(time)
