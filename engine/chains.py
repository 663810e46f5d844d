"""The chain of a date, step by step to its root: back to what drives it, or on to what waits."""

from engine.compiling import Compiled
from engine.reasons import Bound, edge_bound


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
