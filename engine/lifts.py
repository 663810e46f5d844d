"""Which maximum lags hold an activity where it is: what follows would otherwise come too late."""

from typing import TYPE_CHECKING

import numpy as np

from engine.answer import Clash, Reason
from engine.max_lags import least_places, movable, too_late
from engine.reasons import Bound, bounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.solution import Solution


def lifts_of(solution: "Solution", row: int) -> list[Bound]:
    """The bounds of maximum lags on the start of a row.

    What follows an activity often stands where it does because of that activity itself: such a
    bound would fall with the date it explains, and is no reason for it.
    """
    compiled, settled, time = solution.compiled, solution.early.settled, solution.early.time
    if settled is None:
        return []
    comes = time[compiled.count + settled.kept.after] < compiled.timeline.days
    mine = np.flatnonzero((settled.kept.before == row) & comes & movable(compiled, settled.kept))
    if not len(mine):
        return []
    some = settled.kept.of(mine)
    held = bounds_of(compiled, solution.implied_of(row), row)[0].day
    days = compiled.timeline.nth.take(least_places(compiled, some, time)).tolist()
    return [
        Bound("max_lag", some.link(at).source, day)
        for at, day in enumerate(days)
        if day > held or _stands_without(solution, int(some.after[at]), row)
    ]


def follower(solution: "Solution", row: int, bound: Bound) -> int | None:
    """The activity that would come too late, were this row earlier."""
    settled = solution.early.settled
    if settled is None:
        return None
    for at, before in enumerate(settled.kept.before.tolist()):
        if before == row and settled.kept.link(at).source == bound.source:
            return int(settled.kept.after[at])
    return None


def broken_max_lags(solution: "Solution") -> "Iterator[Clash]":
    """The maxima that could not be kept, each with what holds either side."""
    compiled, settled, line = solution.compiled, solution.early.settled, solution.compiled.timeline
    if settled is None:
        return
    lags, time = settled.lags, solution.time
    allowed = lags.ends(line, time.take(lags.at))
    for at in np.flatnonzero(too_late(compiled, lags, time)).tolist():
        link, row, source = lags.link(at), int(lags.after[at]), int(lags.before[at])
        start, finish = int(time[row]), int(time[compiled.count + row])
        moment = finish if link.kind[1] == "F" else start
        past = int(link.kind[1] == "F" and finish > start)
        wanted, reached = line.date(int(allowed[at]) - past), line.date(moment - past)
        against = [*solution.scheduled(link.after).reasons]
        if compiled.begun[source]:
            against.append(Reason("actual", link.before, compiled.activities[source].actual_start))
        elif source in compiled.firm and (constraint := compiled.activities[source].constraint):
            against.append(Reason("constraint", link.before, constraint.date))
        days = (reached - wanted).days
        yield Clash("max_lag", link.after, wanted, reached, days, tuple(against), None, link.source)


def _stands_without(solution: "Solution", row: int, other: int) -> bool:
    """Whether something holds a row where it is that does not hang on another."""
    known: dict[int, bool] = {other: False}
    waiting = [row]
    while waiting:
        at = waiting[-1]
        if at in known:
            waiting.pop()
            continue
        behind = _carriers(solution, at)
        if behind is None or any(known.get(each) for each in behind):
            known[at] = True
        elif unknown := [each for each in behind if each not in known]:
            waiting += unknown
        else:
            known[at] = False
    return known[row]


def _carriers(solution: "Solution", row: int) -> list[int] | None:
    """The rows whose links or gates alone hold a row; None where something else does."""
    compiled = solution.compiled
    if compiled.begun[row] or row in solution.blocked:
        return None
    if compiled.is_gate[row]:
        reasons = solution.explained(row).reasons
    else:
        bounds = bounds_of(compiled, solution.implied_of(row), row)
        start = int(solution.early.time[row])
        reasons = tuple(bound for bound in bounds if bound.day == start)
    found = [solution.row_behind(row, bound) for bound in reasons]
    known = [each for each in found if each is not None]
    return known if known and len(known) == len(found) else None
