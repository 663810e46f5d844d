"""What can never start, and because of which conditions: the roots, never an invented date."""

from dataclasses import dataclass

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.fitting import Fitting
from engine.passes import Early
from engine.reasons import Bound, bounds_of
from engine.weather import Weather


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a row never comes: what stands directly before it, the roots, the gates on the way."""

    blockers: tuple[Bound, ...]
    conditions: frozenset[str]
    gates: frozenset[str]


def rows_beyond(compiled: Compiled, weather: Weather, early: Early) -> Days:
    """Rows that leave the timeline although nothing blocks them."""
    days, count = compiled.timeline.days, compiled.count
    lost = early.time[count:] >= days
    if lost.any():
        edges = compiled.forward
        lost[edges.row[early.read.take(edges.at) >= days]] = False
        lost[weather.open_from > compiled.timeline.never] = False
        lost[compiled.is_gate] = False
    return np.flatnonzero(lost)


def blocked_rows(
    compiled: Compiled, weather: Weather, early: Early, implied: Days
) -> dict[int, Blocked]:
    """Every row that never comes, or goes on, with its roots; rows stand in the order of waves."""
    days, count, read = compiled.timeline.days, compiled.count, early.read
    found: dict[int, Blocked] = {}
    never = early.time[count:] >= days
    if compiled.passes_on:
        never |= early.resumed >= days
    for row in np.flatnonzero(never).tolist():
        gate = compiled.gate_at.get(row)
        if gate is None:
            direct = _blockers_of_activity(compiled, weather, read, implied, row)
        else:
            direct = _blockers_of_gate(compiled, weather, early, row)
        conditions = {b.source for b, _ in direct if b.kind == "condition" and b.source}
        gates = {b.source for b, _ in direct if b.kind == "gate" and b.source}
        for _, behind in direct:
            if behind is not None:
                conditions |= found[behind].conditions
                gates |= found[behind].gates
        blockers = tuple(sorted({bound for bound, _ in direct}, key=lambda bound: bound.rank))
        found[row] = Blocked(blockers, frozenset(conditions), frozenset(gates))
    return found


def _blockers_of_activity(
    compiled: Compiled, weather: Weather, read: Days, implied: Days, row: int
) -> list[tuple[Bound, int | None]]:
    days, count = compiled.timeline.days, compiled.count
    found: list[tuple[Bound, int | None]] = []
    for edge in compiled.edges_into[row]:
        if read[compiled.forward.at[edge]] >= days:
            number = int(compiled.forward.number[edge])
            behind = int(compiled.forward.at[edge]) % count
            if number < len(compiled.links):
                found.append((Bound("link", compiled.links[number].source, days), behind))
            else:
                gate = compiled.gates[number - len(compiled.links)]
                found.append((Bound("gate", gate.gate.id, days), behind))
    if compiled.requirement_set[row] >= 0:
        fitting = Fitting(compiled, weather, row)
        bounds = bounds_of(compiled, implied[compiled.edges_into[row]].tolist(), row)
        day = next(bound.day for bound in bounds if bound.day < days)
        if fitting.start(day, fitting.names) is None:
            held = fitting.holding(day, None)
            found += [(Bound("condition", name, days), None) for name in held]
    return found


def _blockers_of_gate(
    compiled: Compiled, weather: Weather, early: Early, row: int
) -> list[tuple[Bound, int | None]]:
    days = compiled.timeline.days
    gate = compiled.gate_at[row]
    found: list[tuple[Bound, int | None]] = []
    finishes = early.time.take(gate.finishes).tolist()
    never = [at for at, finish in enumerate(finishes) if finish >= days]
    if len(finishes) - len(never) < gate.at_least:
        found += [(Bound("need", gate.names[at], days), gate.rows[at]) for at in never]
    day = max([finish for finish in finishes if finish < days] or [compiled.begin])
    for name in gate.gate.conditions:
        if all(until <= day for _, until in weather.held.get(name, ())):
            found.append((Bound("condition", name, days), None))
    if not found:
        found = [(Bound("condition", name, days), None) for name in gate.gate.conditions]
    return found
