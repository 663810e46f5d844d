"""The forward and the backward pass, wave by wave."""

from dataclasses import dataclass

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.gates import close_gate, open_gate
from engine.placing import fit, fit_latest, place, place_latest
from engine.rows import Wave
from engine.weather import Weather


@dataclass(frozen=True, slots=True)
class Early:
    """The forward pass: places 0..n are starts, n.. finishes (exclusive).

    `release` is what each edge demanded, `bound` the highest demand on each start and finish,
    `resumed` where the remaining work of a started activity goes on, `gate_day` the day each gate
    is said to open.
    """

    time: Days
    bound: Days
    release: Days
    resumed: Days
    gate_day: dict[int, int]


@dataclass(frozen=True, slots=True)
class Late:
    """The backward pass: how late each start and finish may lie."""

    time: Days


def forward_pass(compiled: Compiled, weather: Weather) -> Early:
    count, timeline = compiled.count, compiled.timeline
    time = np.zeros(2 * count, np.int64)
    bound = compiled.floor.copy()
    release = np.zeros(len(compiled.forward), np.int64)
    resumed = np.zeros(count, np.int64)
    gate_day: dict[int, int] = {}
    done = 0
    for number, wave in enumerate(compiled.waves):
        if size := len(wave.edges_in):
            demanded = wave.edges_in.carry(timeline, time)
            release[done : done + size] = demanded
            done += size
            np.maximum.at(bound, wave.edges_in.target, demanded)
        if wave.gates > wave.first:
            _place_wave(compiled, weather, wave, bound, time)
        for row in range(wave.gates, wave.last):
            opened, gate_day[row] = open_gate(compiled.gate_at[row], time, weather, compiled)
            time[row] = time[count + row] = opened
        if number == 0:
            _write_history(compiled, time, resumed)
    return Early(time, bound, release, resumed, gate_day)


def _place_wave(compiled: Compiled, weather: Weather, wave: Wave, bound: Days, time: Days) -> None:
    count = compiled.count
    rows = slice(wave.first, wave.gates)
    finishes = slice(count + wave.first, count + wave.gates)
    start, finish = place(compiled.timeline, wave.spans, bound[rows], bound[finishes], wave.elapsed)
    if (some := wave.conditioned) is not None:
        fit(compiled, weather, wave.first + some.start, start[some], finish[some])
    time[rows] = start
    time[finishes] = finish


def _write_history(compiled: Compiled, time: Days, resumed: Days) -> None:
    """Puts what has happened in the place of what was computed for the first wave."""
    count, begun, done = compiled.count, compiled.begun, compiled.done
    if begun.any():
        resumed[begun] = time[:count][begun]
        time[:count][begun] = compiled.actual[:count][begun]
        time[count:][done] = compiled.actual[count:][done]
        resumed[done] = compiled.actual[:count][done]


def finish_bounds(compiled: Compiled, early: Early, last_day: int) -> Days:
    """How late every finish may lie for the plan to end on `last_day`.

    Work may go on to the end of that day, a milestone must stand on it. A gate that nothing waits
    for does not hold the plan's finish, and is not held by it.
    """
    count = compiled.count
    bound: Days = last_day + (early.time[count:] > early.time[:count])
    for gate in compiled.gates:
        bound[gate.row] = max(last_day + 1, int(early.time[gate.row]))
    return bound


def backward_pass(compiled: Compiled, weather: Weather, early: Early, last_day: int) -> Late:
    count, timeline = compiled.count, compiled.timeline
    blocked = early.time[count:] >= timeline.days
    any_blocked = bool(blocked.any())
    time = np.full(2 * count, timeline.never, np.int64)
    bound = compiled.cap.copy()
    np.minimum(bound[count:], finish_bounds(compiled, early, last_day), out=bound[count:])
    for wave in reversed(compiled.waves):
        if len(wave.edges_out):
            allowed = wave.edges_out.fetch(timeline, time)
            np.minimum.at(bound, wave.edges_out.source, allowed)
        if wave.gates > wave.first:
            rows = slice(wave.first, wave.gates)
            finishes = slice(count + wave.first, count + wave.gates)
            start, finish = place_latest(
                timeline, wave.spans, bound[rows], bound[finishes], wave.elapsed
            )
            if (some := wave.conditioned) is not None:
                these = slice(wave.first + some.start, wave.first + some.stop)
                fit_latest(compiled, weather, these, start[some], finish[some])
            if any_blocked:
                never = blocked[rows]
                start[never] = finish[never] = timeline.never
            time[rows], time[finishes] = start, finish
        for row in range(wave.gates, wave.last):
            if early.time[row] < timeline.days:
                close_gate(compiled.gate_at[row], bound, early.time, weather, compiled)
                time[row] = time[count + row] = bound[count + row]
    return Late(time)
