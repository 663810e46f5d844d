"""Why demands cannot all be met: the smallest set of them that clashes by itself.

Of the demands along the chain to the broken date those are kept without which the rest would not
clash; each is left out in turn and the rest is solved again. So the set alone clashes, and without
any one of its members it does not. Durations and the start of the plan are no demands.
"""

from collections.abc import Iterable
from dataclasses import replace

from engine.answer import Clash, Demand, Reason
from engine.network import Activity, Gate, Network
from engine.schedule import Schedule, solve
from engine.solution import Solution
from engine.whys import chain_of

#: A demand without its date: what kind, what of, and whose.
Key = tuple[str, str | None, str | None]


def clashing_set(schedule: Schedule, clash: Clash) -> tuple[Demand, ...]:
    """The demands that cannot all be met; the one that gave way comes first."""
    solution, scenario = schedule.solution, schedule.scenario
    found = {_key(demand): demand for demand in _demands(solution, clash)}
    own, *rest = found
    network, kept = solution.compiled.network, set(found)
    if not _clashes(network, scenario, clash, kept):
        return tuple(found.values())
    for each in rest:
        if _clashes(network, scenario, clash, kept - {each}):
            kept.discard(each)
    return tuple(demand for key, demand in found.items() if key == own or key in kept)


def reduced(network: Network, kept: Iterable[Demand]) -> Network:
    """The network with these demands only, and the activities they are about."""
    return _reduced(network, {_key(demand) for demand in kept})


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
    for end in ends:
        for step in chain_of(solution, end):
            row = compiled.row_of.get(step.key) if not step.is_gate else None
            reasons: tuple[Reason, ...] = (step.reason,)
            if row is not None:
                reasons = tuple(map(solution.dated, solution.explained(row).reasons))
            first = step.reason
            for reason in reasons:
                if reason == first or reason.kind not in ("link", "gate"):
                    yield _demand(reason, step.key)


def _demand(reason: Reason, at: str) -> Demand:
    return Demand(reason.kind, reason.source, at, reason.date)


def _key(demand: Demand) -> Key:
    own = demand.at if demand.kind in ("condition", "need", "gate") else None
    return demand.kind, demand.source, own


def _clashes(network: Network, scenario: str | None, clash: Clash, kept: set[Key]) -> bool:
    schedule: Schedule = solve(_reduced(network, kept), scenario)
    return any(
        (each.kind, each.activity, each.source) == (clash.kind, clash.activity, clash.source)
        for each in schedule.clashes
    )


def _reduced(network: Network, kept: set[Key]) -> Network:
    links = tuple(
        replace(
            link,
            has_minimum=link.has_minimum and ("link", link.source, None) in kept,
            max_lag=link.max_lag if ("max_lag", link.source, None) in kept else None,
        )
        for link in network.links
        if {("link", link.source, None), ("max_lag", link.source, None)} & kept
    )
    gates = tuple(_gate(gate, kept) for gate in network.gates)
    named = {source for kind, source, _ in kept if kind in ("constraint", "deadline", "actual")}
    named |= {at for _, _, at in kept} | {source for kind, source, _ in kept if kind == "need"}
    named |= {key for link in links for key in (link.before, link.after)}
    status = ("status_date", None, None) in kept
    return replace(
        network,
        status_date=network.status_date if status else None,
        activities=tuple(_activity(a, kept) for a in network.activities if a.id in named),
        links=links,
        gates=tuple(gate for gate in gates if gate.opens),
        groups=(),
    )


def _gate(gate: Gate, kept: set[Key]) -> Gate:
    """A gate with the needs and conditions that are demanded; it opens who is to wait for it."""
    return replace(
        gate,
        needs=tuple(n for n in gate.needs if ("need", n, gate.id) in kept),
        at_least=None,
        conditions=tuple(c for c in gate.conditions if ("condition", c, gate.id) in kept),
        opens=tuple(o for o in gate.opens if ("gate", gate.id, o) in kept),
    )


def _activity(activity: Activity, kept: set[Key]) -> Activity:
    key = activity.id
    is_actual = ("actual", key, None) in kept
    return replace(
        activity,
        constraint=activity.constraint if ("constraint", key, None) in kept else None,
        deadline=activity.deadline if ("deadline", key, None) in kept else None,
        requires=tuple(
            need for need in activity.requires if ("condition", need.condition, key) in kept
        ),
        actual_start=activity.actual_start if is_actual else None,
        actual_finish=activity.actual_finish if is_actual else None,
        remaining=activity.remaining if is_actual else None,
        demand={},
        cost={},
        keeps={},
        adds={},
    )
