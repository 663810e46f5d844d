"""Why demands cannot all be met: the smallest set of them that clashes by itself.

Of the demands along the chain to the broken date those are kept without which the rest would not
clash; each is left out in turn and the rest is solved again. Where the chain alone does not clash
(a date hangs on several chains at once) it is looked for among all demands that lie behind the
date. So the set alone clashes, and without any one of its members it does not. Durations and the
start of the plan are no demands.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from engine.answer import Clash, Demand, Reason
from engine.network import Activity, Network
from engine.reasons import bounds_of
from engine.relaxing import Key, all_keys, key_of, keys_behind, reduced_to
from engine.schedule import Schedule, solve
from engine.solution import Solution
from engine.whys import chain_of


def clashing_set(schedule: Schedule, clash: Clash) -> tuple[Demand, ...]:
    """The demands that cannot all be met; the one that gave way comes first.

    Of a levelled schedule a set is told as it is found along the chain: supplies are no demands of
    the network that is solved again.
    """
    found = {key_of(demand): demand for demand in _demands(schedule.solution, clash)}
    whole, scenario = schedule.solution.compiled.network, schedule.scenario
    own, *chain = found
    for more in _wider(whole, clash):
        # What the chain names is left out last: it is what the planner has been told already.
        keys = [*(key for key in more if key not in found), *chain]
        network = reduced_to(whole, {own, *keys})
        clashes = partial(_clashes, network, scenario, clash, own)
        if clashes(set(keys)):
            kept = _smallest(keys, clashes)
            named = [
                *(key for key in chain if key in kept),
                *sorted(kept.difference(chain), key=keys.index),
            ]
            return found[own], *(found.get(key) or _told(schedule, clash, key) for key in named)
    return tuple(found.values())


def reduced(network: Network, kept: Iterable[Demand]) -> Network:
    """The network with these demands only, and the activities they are about."""
    return reduced_to(network, {key_of(demand) for demand in kept})


def _wider(network: Network, clash: Clash) -> Iterator[list[Key]]:
    """The demands to look among besides those of the chain, more and more."""
    yield []
    yield keys_behind(network, clash)
    yield all_keys(network)


def _smallest(keys: Sequence[Key], clashes: Callable[[set[Key]], bool]) -> set[Key]:
    """What is left when nothing more can be left out, many at once where that goes.

    Leaving a demand out may bring another to bear (work that has not begun has its constraint
    again), so all are tried again until none has gone since it was tried last.
    """
    kept = set(keys)

    def leave_out(some: Sequence[Key]) -> None:
        if clashes(kept.difference(some)):
            kept.difference_update(some)
        elif len(some) > 1:
            half = len(some) // 2
            leave_out(some[:half])
            leave_out(some[half:])

    leave_out(keys)
    tried = 0
    while tried < len(kept):
        for key in [key for key in keys if key in kept]:
            if tried == len(kept):
                break
            if clashes(kept - {key}):
                kept.discard(key)
                tried = 0
            else:
                tried += 1
    return kept


def _demands(solution: Solution, clash: Clash) -> Iterable[Demand]:
    """The clash's own demand, then everything that holds its chain where it is."""
    compiled, own = solution.compiled, clash.activity
    if clash.source:
        yield Demand(clash.kind, clash.source, own, clash.date)
    elif clash.kind == "out_of_sequence":
        yield Demand("actual", own, own, clash.reached)
    else:
        is_deadline = clash.kind == "deadline"
        yield Demand("deadline" if is_deadline else "constraint", own, own, clash.date)
    for reason in clash.against:
        if reason.kind in ("link", "constraint", "actual"):
            yield _demand(reason, own)
    ends = [compiled.row_of[own]]
    if clash.source:
        links = {link.source: link for link in compiled.network.links}
        ends.append(compiled.row_of[links[clash.source].before])
    status = compiled.network.status_date
    for end in ends:
        for step in chain_of(solution, end):
            row = compiled.row_of.get(step.key) if not step.is_gate else None
            reasons: tuple[Reason, ...] = (step.reason,)
            if row is not None:
                reasons = tuple(map(solution.dated, solution.explained(row).reasons))
                if compiled.begun[row] and not compiled.done[row] and status:
                    # What is left of begun work is not placed before it: the finish hangs on it.
                    yield Demand("status_date", None, step.key, status)
            first = step.reason
            for reason in reasons:
                if reason == first or reason.kind not in ("link", "gate"):
                    yield _demand(reason, step.key)


def _demand(reason: Reason, at: str) -> Demand:
    return Demand(reason.kind, reason.source, at, reason.date)


def _told(schedule: Schedule, clash: Clash, key: Key) -> Demand:
    """A demand that the chain does not name, with whose it is and the date it asks for."""
    kind, source, at = key
    compiled = schedule.solution.compiled
    links = {link.source: link for link in compiled.network.links}
    if kind in ("link", "max_lag") and source:
        at = links[source].after if kind == "link" else links[source].before
    # The status date is the whole plan's: it is told of the activity that clashes.
    owner = at or source or clash.activity
    return Demand(kind, source, owner, _date_asked(schedule, kind, source, owner))


def _date_asked(schedule: Schedule, kind: str, source: str | None, owner: str) -> date | None:
    solution = schedule.solution
    compiled = solution.compiled
    if kind == "status_date":
        return compiled.network.status_date
    if kind == "need" and source:
        return schedule[source].finish
    if kind == "condition":
        is_gate = owner in compiled.gate_row_of
        return schedule.gates[owner].date if is_gate else schedule[owner].start
    row = compiled.row_of[owner]
    if kind in ("actual", "deadline"):
        activity: Activity = compiled.activities[row]
        return activity.actual_start if kind == "actual" else activity.deadline
    for bound in bounds_of(compiled, solution.implied_of(row), row):
        if (bound.kind, bound.source) == (kind, source):
            return solution.date_of(bound.day)
    return None


def _clashes(
    network: Network, scenario: str | None, clash: Clash, own: Key, others: set[Key]
) -> bool:
    schedule: Schedule = solve(reduced_to(network, {own, *others}), scenario)
    return any(is_same(each, clash) for each in schedule.clashes)


def is_same(clash: Clash, other: Clash) -> bool:
    """Whether two schedules have the same clash; of work out of turn, before the same link."""
    if (clash.kind, clash.activity, clash.source) != (other.kind, other.activity, other.source):
        return False
    return clash.kind != "out_of_sequence" or clash.against == other.against
