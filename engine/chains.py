"""The chain of a date, step by step to its root: back to what drives it, or on to what waits."""

from engine.compiling import Compiled
from engine.reasons import Bound, begin_bound, edge_bound, highest_first


def leading(compiled: Compiled, implied: list[int], row: int) -> tuple[Bound, int | None]:
    """The first reason of a row and the row it comes from, without working out the others.

    Of rows that only links, gates, a date and the plan's start hold; `implied` as of its edges.
    A chain of a hundred steps asks nothing else of each.
    """
    first, behind = begin_bound(compiled, row), None
    if (at := compiled.constraint_start(row)) is not None:
        dated = Bound("constraint", compiled.activities[row].id, at)
        first = min(first, dated, key=highest_first)
    highest = max(implied, default=-1)
    if highest < first.day:
        return first, None
    for edge, day in zip(compiled.edges_into[row], implied, strict=True):
        if day == highest:
            bound = edge_bound(compiled, int(compiled.forward.number[edge]), day)
            if highest_first(bound) < highest_first(first):
                first, behind = bound, int(compiled.forward.at[edge]) % compiled.count
    return first, behind


def row_behind(compiled: Compiled, implied: list[int], row: int, bound: Bound) -> int | None:
    """The row a bound of `row` comes from, if it comes from one; `implied` as of its edges."""
    if bound.kind in ("need", "last", "first") and bound.source:
        return compiled.row_of[bound.source]
    if bound.kind not in ("link", "gate"):
        return None
    days = compiled.timeline.days
    for edge, day in zip(compiled.edges_into[row], implied, strict=True):
        found = edge_bound(compiled, int(compiled.forward.number[edge]), min(day, days))
        if found == bound:
            return int(compiled.forward.at[edge]) % compiled.count
    return None
