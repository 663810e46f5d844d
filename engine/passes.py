"""The forward and the backward pass, wave by wave, and the float between them."""

from dataclasses import dataclass

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled, GateRow, Wave
from engine.windows import OPEN_END, Piece, Pieces, held, intersection, pieces_of


class Weather:
    """What one scenario says about the conditions, on the timeline of a compiled network."""

    def __init__(self, compiled: Compiled, scenario: str | None) -> None:
        windows = compiled.network.scenarios[scenario] if scenario is not None else {}
        timeline = compiled.timeline
        self._pieces_for: dict[tuple[tuple[str, str], ...], list[Piece]] = {}
        self.held = {name: held(times, timeline) for name, times in sorted(windows.items())}
        self.pieces = Pieces(
            [self.pieces_for(needed) for needed in compiled.requirement_sets], timeline
        )
        self.gate_holds = {
            gate.row: intersection(self.held.get(name, ()) for name in gate.gate.conditions)
            for gate in compiled.gates
            if gate.gate.conditions
        }

    def pieces_for(self, needed: tuple[tuple[str, str], ...]) -> list[Piece]:
        if needed not in self._pieces_for:
            self._pieces_for[needed] = pieces_of(needed, self.held)
        return self._pieces_for[needed]

    def stays_open(self, needed: tuple[tuple[str, str], ...]) -> bool:
        """Whether these conditions hold together for ever from some day on."""
        return any(piece.until == piece.limit == OPEN_END for piece in self.pieces_for(needed))


@dataclass(frozen=True, slots=True)
class Early:
    """The forward pass: places 0..n are starts, n.. finishes (exclusive)."""

    time: Days
    bound: Days
    release: Days
    resumed: Days
    gate_day: dict[int, int]


def forward_pass(compiled: Compiled, weather: Weather) -> Early:
    count, timeline = compiled.count, compiled.timeline
    edges = compiled.forward
    time = np.zeros(2 * count, np.int64)
    bound = compiled.floor.copy()
    release = np.zeros(len(edges), np.int64)
    resumed = np.zeros(count, np.int64)
    gate_day: dict[int, int] = {}
    for number, (wave, stretch) in enumerate(zip(compiled.waves, edges.stretches, strict=True)):
        if stretch.last > stretch.first:
            these = slice(stretch.first, stretch.last)
            demanded = edges.carry(timeline, stretch, time.take(edges.source[these]))
            release[these] = demanded
            np.maximum.at(bound, edges.target[these], demanded)
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
    start, finish = place(
        compiled, rows, bound[rows], bound[count + rows.start : count + rows.stop]
    )
    if wave.unconditioned > wave.conditioned:
        of = slice(wave.conditioned - wave.first, wave.unconditioned - wave.first)
        some = np.arange(wave.conditioned, wave.unconditioned)
        start[of], finish[of] = fit(compiled, weather.pieces, some, start[of], finish[of])
    time[rows] = start
    time[count + rows.start : count + rows.stop] = finish


def place(
    compiled: Compiled, rows: slice | Days, start: Days, finish: Days | None = None
) -> tuple[Days, Days]:
    """The earliest start at or after `start` on which the span is over no sooner than `finish`."""
    spans, timeline = compiled.spans, compiled.timeline
    base, more, one = spans.base[rows], spans.more[rows], spans.one[rows]
    months, days = spans.months[rows], spans.days[rows]
    elapsed = _elapsed_slice(months, days)
    if finish is not None and elapsed is not None:
        back = finish[elapsed] - days[elapsed]
        back = timeline.latest_before_months(back - 1, months[elapsed]) + 1
        start = start.copy()
        start[elapsed] = np.maximum(start[elapsed], back)
    at = timeline.before.take(base + start)
    if finish is not None:
        by_finish = timeline.before.take(base + finish - one) - more
        if elapsed is not None:
            by_finish[elapsed] = 0
        np.maximum(at, by_finish, out=at)
    placed = timeline.nth.take(at)
    over = timeline.nth.take(at + more) + one
    if elapsed is not None:
        over[elapsed] = timeline.add_months(placed[elapsed], months[elapsed]) + days[elapsed]
    return placed, over


def place_latest(
    compiled: Compiled, rows: slice | Days, start: Days, finish: Days
) -> tuple[Days, Days]:
    """The latest start at or before `start` whose span is over no later than `finish`."""
    spans, timeline = compiled.spans, compiled.timeline
    base, more, one = spans.base[rows], spans.more[rows], spans.one[rows]
    months, days = spans.months[rows], spans.days[rows]
    elapsed = _elapsed_slice(months, days)
    highest = timeline.days - 1
    start, finish = np.clip(start, 0, highest), np.clip(finish, 0, highest)
    if elapsed is not None:
        back = timeline.latest_before_months(finish[elapsed] - days[elapsed], months[elapsed])
        start[elapsed] = np.minimum(start[elapsed], back)
    at = timeline.before.take(base + start + 1) - 1
    by_finish = timeline.before.take(base + finish + 1 - one) - more - 1
    if elapsed is not None:
        by_finish[elapsed] = at[elapsed]
    np.minimum(at, by_finish, out=at)
    placed = timeline.nth.take(at)
    over = timeline.nth.take(at + more) + one
    if elapsed is not None:
        over[elapsed] = timeline.add_months(placed[elapsed], months[elapsed]) + days[elapsed]
    return placed, over


def _elapsed_slice(months: Days, days: Days) -> Days | None:
    found = np.flatnonzero((months != 0) | (days != 0))
    return found if len(found) else None


def fit(
    compiled: Compiled, pieces: Pieces, rows: Days, start: Days, finish: Days
) -> tuple[Days, Days]:
    """Spans moved on to the first piece of their conditions' windows that holds them."""
    sets = compiled.requirement_set[rows]
    piece = pieces.at_or_after(sets, start)
    out = np.flatnonzero((start < pieces.since[piece]) | (finish > pieces.limit[piece]))
    while len(out):
        moved, over = place(compiled, rows[out], np.maximum(start[out], pieces.since[piece[out]]))
        fits = (moved < pieces.until[piece[out]]) & (over <= pieces.limit[piece[out]])
        start[out[fits]], finish[out[fits]] = moved[fits], over[fits]
        out = out[~fits]
        piece[out] += 1
    return start, finish


def open_gate(gate: GateRow, time: Days, weather: Weather, compiled: Compiled) -> tuple[int, int]:
    """The moment a gate lets work begin, and the day it is said to open.

    With a need finished on a Friday the gate opens that Friday and work begins after it; a
    milestone, or a condition that comes true, opens it for the very day.
    """
    never = compiled.timeline.never
    if gate.at_least:
        # Twice the moment, less one for a need with a length: the order of (moment, day).
        moments = np.sort(2 * time.take(compiled.count + gate.needs) - gate.has_length)
        key = int(moments[gate.at_least - 1])
        moment, day = (key + 1) // 2, key // 2
    else:
        moment = day = compiled.begin
    if moment >= compiled.timeline.days:
        return never, never
    if gate.row not in weather.gate_holds:
        return moment, day
    for since, until in weather.gate_holds[gate.row]:
        if until > day:
            return (moment, day) if since <= day else (min(since, never), min(since, never))
    return never, never


def _write_history(compiled: Compiled, time: Days, resumed: Days) -> None:
    count, begun, done = compiled.count, compiled.begun, compiled.done
    resumed[begun] = time[:count][begun]
    time[:count][begun] = compiled.actual[:count][begun]
    time[count:][done] = compiled.actual[count:][done]
    resumed[done] = compiled.actual[:count][done]


@dataclass(frozen=True, slots=True)
class Late:
    """The backward pass: how late each start and finish may lie, and each gate."""

    time: Days
    bound: Days


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
    edges = compiled.backward
    time = np.full(2 * count, timeline.never, np.int64)
    bound = compiled.cap.copy()
    np.minimum(bound[count:], finish_bounds(compiled, early, last_day), out=bound[count:])
    for wave, stretch in zip(reversed(compiled.waves), reversed(edges.stretches), strict=True):
        if stretch.last > stretch.first:
            these = slice(stretch.first, stretch.last)
            allowed = edges.fetch(timeline, stretch, time.take(edges.target[these]))
            np.minimum.at(bound, edges.source[these], allowed)
        if wave.gates > wave.first:
            rows = slice(wave.first, wave.gates)
            finishes = slice(count + wave.first, count + wave.gates)
            start, over = place_latest(compiled, rows, bound[rows], bound[finishes])
            if wave.unconditioned > wave.conditioned:
                _fit_latest(compiled, weather.pieces, wave, start, over)
            blocked = early.time[finishes] >= timeline.days
            start[blocked] = over[blocked] = timeline.never
            time[rows], time[finishes] = start, over
        for row in range(wave.gates, wave.last):
            if early.time[row] < timeline.days:
                close_gate(compiled.gate_at[row], bound, early.time, weather, compiled)
                time[row] = time[count + row] = bound[count + row]
    return Late(time, bound)


def _fit_latest(compiled: Compiled, pieces: Pieces, wave: Wave, start: Days, finish: Days) -> None:
    """Late dates moved back into a window; left where they are if no window lies before them."""
    of = slice(wave.conditioned - wave.first, wave.unconditioned - wave.first)
    rows = np.arange(wave.conditioned, wave.unconditioned)
    start[of], finish[of] = fit_latest(compiled, pieces, rows, start[of], finish[of])


def fit_latest(
    compiled: Compiled, pieces: Pieces, rows: Days, start: Days, finish: Days
) -> tuple[Days, Days]:
    sets = compiled.requirement_set[rows]
    first = pieces.first[sets]
    piece = pieces.at_or_before(sets, start)
    known = np.maximum(piece, first)
    fits = (piece >= first) & (start < pieces.until[known]) & (finish <= pieces.limit[known])
    out = np.flatnonzero(~fits & (piece >= first))
    while len(out):
        of = piece[out]
        moved, over = place_latest(
            compiled,
            rows[out],
            np.minimum(start[out], pieces.until[of] - 1),
            np.minimum(finish[out], pieces.limit[of]),
        )
        fits = moved >= pieces.since[of]
        start[out[fits]], finish[out[fits]] = moved[fits], over[fits]
        out = out[~fits]
        piece[out] -= 1
        out = out[piece[out] >= first[out]]
    return start, finish


def close_gate(
    gate: GateRow, bound: Days, time: Days, weather: Weather, compiled: Compiled
) -> None:
    """Lets a gate's needs finish as late as the gate may open.

    Of a k-of-n gate only the k needs that finish first are held to it: together the late dates
    still make a schedule that keeps the plan's finish.
    """
    count = compiled.count
    latest = int(bound[count + gate.row])
    holds = weather.gate_holds.get(gate.row)
    with_length, without = latest, latest
    if holds is not None:
        last = max((min(until - 1, latest) for since, until in holds if since <= latest), default=0)
        with_length, without = min(last + 1, latest), last
    finishes = time.take(count + gate.needs)
    order = np.lexsort((np.arange(len(finishes)), 2 * finishes - gate.has_length))
    held_to = order[: gate.at_least]
    allowed = np.where(gate.has_length[held_to] > 0, with_length, without)
    places = count + gate.needs[held_to]
    bound[places] = np.minimum(bound[places], allowed)
