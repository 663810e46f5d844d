"""Beside the critical path: the paths nearly as long, and what is critical to one gate."""

import numpy as np

from engine.answer import Path
from engine.floats import slack
from engine.network import BY_FLOAT
from engine.passes import pass_back
from engine.solution import Solution

#: How many of the longest paths are worth a look.
MOST_PATHS = 12


def longest_paths(solution: Solution, limit: int) -> list[Path]:
    """The driving chains with the least float, the critical one first.

    Each begins, from its end, with the activity of least total float (of equals, the last to
    finish) that lies on none before, and goes back along what drives it until it meets one of
    those, or its root. So every path has work of its own, and no activity stands on two.
    """
    compiled, total = solution.compiled, solution.floats.total
    rows = [
        row
        for row in compiled.activity_rows.tolist()
        if not (solution.is_blocked[row] or compiled.done[row])
    ]
    last = solution.time[compiled.count :]
    rows.sort(key=lambda row: (total[row], -last[row], compiled.activities[row].id))
    taken: set[int] = set()
    found: list[Path] = []
    for row in rows:
        if len(found) == limit:
            break
        if row not in taken:
            found.append(_path_to(solution, row, taken))
    return found


def floats_to_gate(solution: Solution, key: str) -> dict[str, int]:
    """How far each activity may slip before this gate opens later, where it can delay it at all.

    In working days of its calendar, like total float. Nothing for a gate that never opens.
    """
    compiled, early, line = solution.compiled, solution.early, solution.compiled.timeline
    count, gate = compiled.count, next(g for g in compiled.gates if g.gate.id == key)
    moment = int(early.time[gate.row])
    if moment >= line.days:
        return {}
    far = line.before.take(compiled.spans.base + line.days - 1)
    place = far.copy()
    place[gate.row] = line.before[compiled.spans.base[gate.row] + moment + 1] - 1
    late = pass_back(compiled, solution.weather, early, place).time
    begun = np.where(compiled.begun, early.resumed, solution.time[:count])
    spare = slack(compiled, begun, solution.time[count:], late[:count], late[count:])
    reached = (place < far) & ~compiled.is_gate & ~solution.is_blocked & ~compiled.done
    return {compiled.activities[row].id: int(spare[row]) for row in np.flatnonzero(reached)}


def critical_to_gate(solution: Solution, key: str) -> list[str]:
    """The activities with no more float to the gate than what counts as critical in the plan."""
    rule = solution.compiled.network.critical
    most = rule.threshold if rule.by == BY_FLOAT else 0
    return sorted(each for each, spare in floats_to_gate(solution, key).items() if spare <= most)


def _path_to(solution: Solution, end: int, taken: set[int]) -> Path:
    """The chain that drives a row, as far back as nothing on it is taken; takes it."""
    compiled, total = solution.compiled, solution.floats.total
    rows, row, leaves = [], end, None
    seen: set[int] = set()
    while row not in seen:
        seen.add(row)
        if not compiled.is_gate[row]:
            rows.append(row)
        behind = [each for each in solution.rows_behind(row) if each not in seen]
        free = [each for each in behind if each not in taken]
        if not free:
            leaves = next((compiled.activities[each].id for each in behind), None)
            break
        row = min(free, key=lambda each: (total[each], each))
    taken |= {*rows, *(each for each in seen if compiled.is_gate[each])}
    keys = tuple(compiled.activities[each].id for each in reversed(rows))
    return Path(int(total[end]), keys, leaves)
