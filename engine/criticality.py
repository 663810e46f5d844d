"""Which activities are critical, by either definition: little total float, or the longest path."""

from typing import TYPE_CHECKING

import numpy as np

from engine.edges import Flags
from engine.network import LONGEST_PATH

if TYPE_CHECKING:
    from engine.solution import Solution


def critical_rows(solution: "Solution") -> Flags:
    """By row, under the network's own rule; what is blocked or done is critical to nothing."""
    rule = solution.compiled.network.critical
    if rule.by == LONGEST_PATH:
        chosen = _longest_path(solution)
    else:
        chosen = solution.floats.total <= rule.threshold
    found: Flags = chosen & ~solution.is_blocked & ~solution.compiled.done
    return found


def _longest_path(solution: "Solution") -> Flags:
    """Back from the last day of the plan along everything that drives a date."""
    compiled = solution.compiled
    found = np.zeros(compiled.count, bool)
    last = solution.shown(solution.time)[1]
    ends = np.flatnonzero((last == solution.end) & ~compiled.is_gate & ~solution.is_blocked)
    waiting = ends.tolist()
    while waiting:
        row = waiting.pop()
        if not found[row]:
            found[row] = True
            waiting += solution.rows_behind(row)
    return found
