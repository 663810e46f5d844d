"""When a gate opens, and how late its needs may finish for it to open in time."""

from engine.calendars import Days
from engine.compiling import Compiled
from engine.rows import GateRow
from engine.weather import Weather


def open_gate(gate: GateRow, time: Days, weather: Weather, compiled: Compiled) -> tuple[int, int]:
    """The moment a gate lets work begin, and the day it is said to open.

    With a need finished on a Friday the gate opens that Friday and work begins after it; a
    milestone, or a condition that comes true, opens it for the very day.
    """
    timeline = compiled.timeline
    if gate.at_least:
        moment, day = needs_met(gate, time)
    else:
        moment = day = compiled.begin
    if moment >= timeline.days:
        return timeline.never, timeline.never
    if gate.row not in weather.gate_holds:
        return moment, day
    for since, until in weather.gate_holds[gate.row]:
        if until > day:
            return (moment, day) if since <= day else (since, since)
    return timeline.never, timeline.never


def keys_of(gate: GateRow, time: Days) -> list[int]:
    """Of each need twice its finish, less one where it has a length: orders (moment, day)."""
    finishes = time.take(gate.finishes).tolist()
    return [2 * at - length for at, length in zip(finishes, gate.has_length, strict=True)]


def needs_met(gate: GateRow, time: Days) -> tuple[int, int]:
    """The moment and the day on which the last need that counts has finished."""
    key = sorted(keys_of(gate, time))[gate.at_least - 1]
    return (key + 1) // 2, key // 2


def close_gate(
    gate: GateRow, latest: int, place: Days, time: Days, weather: Weather, compiled: Compiled
) -> None:
    """Lets a gate's needs finish no later than that it can open at the moment `latest`.

    Of a k-of-n gate only the k needs that finish first are held to it: together the late dates
    still make a schedule that keeps the plan's finish.
    """
    holds = weather.gate_holds.get(gate.row)
    allowed = (latest, latest)
    if holds is not None:
        last = max((min(until - 1, latest) for since, until in holds if since <= latest), default=0)
        allowed = (last, min(last + 1, latest))
    keys = keys_of(gate, time)
    for at in sorted(range(len(keys)), key=keys.__getitem__)[: gate.at_least]:
        compiled.spans.cap_finish(place, gate.rows[at], allowed[gate.has_length[at]])
