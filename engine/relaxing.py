"""A network with some of its demands only: the others are taken as met.

A demand is a link, a gate that something waits for, a need or a condition of either, a date, what
has happened, or the status date. Durations, calendars and the start of the plan stay as they are.
"""

from collections.abc import Iterator
from dataclasses import replace

from engine.answer import Clash, Demand
from engine.network import Activity, Gate, Link, Network

#: A demand without its date: what kind, what of, and whose.
Key = tuple[str, str | None, str | None]


def key_of(demand: Demand) -> Key:
    own = demand.at if demand.kind in ("condition", "need", "gate") else None
    return demand.kind, demand.source, own


def all_keys(network: Network) -> list[Key]:
    """Every demand of a network."""
    return list(_keys(network, {activity.id for activity in network.activities}))


def keys_behind(network: Network, clash: Clash) -> list[Key]:
    """Every demand on the activity that clashes, and on all it can wait for."""
    behind: dict[str, set[str]] = {}
    for link in network.links:
        behind.setdefault(link.after, set()).add(link.before)
        if link.max_lag is not None:
            behind.setdefault(link.before, set()).add(link.after)
    for gate in network.gates:
        for opened in gate.opens:
            behind.setdefault(opened, set()).update(gate.needs)
    seen, waiting = {clash.activity}, [clash.activity]
    while waiting:
        more = behind.get(waiting.pop(), set()) - seen
        seen |= more
        waiting += more
    return list(_keys(network, seen))


def reduced_to(network: Network, kept: set[Key]) -> Network:
    """The network with these demands only, and the activities they are about."""
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


def _keys(network: Network, some: set[str]) -> Iterator[Key]:
    """The demands on some activities, sorted: the order of the input never changes the answer."""
    found: set[Key] = {("status_date", None, None)} if network.status_date else set()
    for activity in network.activities:
        if activity.id in some:
            found.update(_of_activity(activity))
    for link in network.links:
        if link.after in some:
            found.update(_of_link(link))
    for gate in network.gates:
        if opened := some & {*gate.opens}:
            found.update(("gate", gate.id, key) for key in opened)
            found.update(("need", need, gate.id) for need in gate.needs)
            found.update(("condition", name, gate.id) for name in gate.conditions)
    return iter(sorted(found, key=lambda key: tuple(part or "" for part in key)))


def _of_activity(activity: Activity) -> Iterator[Key]:
    for need in activity.requires:
        yield "condition", need.condition, activity.id
    if activity.constraint:
        yield "constraint", activity.id, None
    if activity.deadline:
        yield "deadline", activity.id, None
    if activity.actual_start:
        yield "actual", activity.id, None


def _of_link(link: Link) -> Iterator[Key]:
    if link.has_minimum:
        yield "link", link.source, None
    if link.max_lag is not None:
        yield "max_lag", link.source, None


def _gate(gate: Gate, kept: set[Key]) -> Gate:
    """A gate with the needs and conditions that are demanded; it opens who is to wait for it.

    A need that is not demanded is taken as met, and counts: of "two of three" one is left to wait
    for.
    """
    needs = sorted(set(gate.needs))
    demanded = tuple(need for need in needs if ("need", need, gate.id) in kept)
    at_least = len(needs) if gate.at_least is None else gate.at_least
    missing = at_least - (len(needs) - len(demanded))
    return replace(
        gate,
        needs=demanded if missing > 0 else (),
        at_least=missing if missing > 0 else None,
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
