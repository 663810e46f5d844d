"""What holds one date of a schedule: reasons, runner-up, releases, and the chain to the root."""

from engine.answer import ChainStep, Why
from engine.reasons import Bound, Explained
from engine.solution import Solution


def why_row(solution: Solution, row: int) -> Why:
    """What holds the start of an activity, or the day a gate opens."""
    explained = solution.explained(row)
    return _why(solution, explained, solution.day(row), chain_of(solution, row))


def why_late(solution: Solution, row: int) -> Why:
    """What holds the late date of an activity, or of a gate, and the chain to what demands it.

    The late date of an activity is its late start; once it has begun, that of what remains.
    """
    if solution.is_blocked[row]:
        return Why(None)
    if solution.compiled.done[row]:
        history = solution.history(row)
        return Why(solution.date_of(history.day), (solution.dated(history),))
    explained, day = solution.lateness.explained(row), int(solution.late.time[row])
    return Why(
        solution.date_of(solution.late_day(row)),
        solution.reasons(explained.reasons),
        solution.runner_up(explained, day, -1),
        solution.releases(explained, day, -1),
        tuple(_late_chain(solution, row)),
    )


def why_together(solution: Solution, explained: Explained, day: int) -> Why:
    """What holds a date of several activities: of a stage, or of the whole plan."""
    behind = solution.compiled.row_of[explained.reasons[0].source or ""]
    return _why(solution, explained, day, chain_of(solution, behind))


def chain_of(solution: Solution, row: int | None) -> list[ChainStep]:
    """The first reason of a date, then of what stands behind it, and so on to the root.

    A step of begun work that still waits has the date on which the rest of it may go on.
    """
    steps, seen = [], set()
    while row is not None and row not in seen:
        seen.add(row)
        bound, behind = solution.leading(row)
        waits = solution.compiled.begun[row] and bound.kind != "actual"
        day = int(solution.early.resumed[row]) if waits else solution.day(row)
        steps.append(_step(solution, row, day, bound))
        row = behind
    return steps


def _late_chain(solution: Solution, row: int | None) -> list[ChainStep]:
    steps = []
    while row is not None and not (solution.compiled.done[row] and solution.compiled.is_free[row]):
        bound, ahead = solution.lateness.leading(row)
        steps.append(_step(solution, row, solution.late_day(row), bound))
        row = ahead
    return steps


def _step(solution: Solution, row: int, day: int, bound: Bound) -> ChainStep:
    gate = solution.compiled.gate_at.get(row)
    name = gate.gate.id if gate else solution.compiled.activities[row].id
    return ChainStep(name, gate is not None, solution.date_of(day), solution.dated(bound))


def _why(solution: Solution, explained: Explained, day: int, chain: list[ChainStep]) -> Why:
    return Why(
        solution.date_of(day),
        solution.reasons(explained.reasons),
        solution.runner_up(explained, day),
        solution.releases(explained, day),
        tuple(chain),
    )
