"""Every way of doing an activity as a row of its own: the network a search looks at.

What a link or a gate asks of each mode is then worked out by the very code that schedules: between
two activities of two modes each stand four links, and a choice of modes picks one of them.
"""

from dataclasses import dataclass, replace

from engine.compiling import Compiled
from engine.network import Activity, Gate, Link, Mode, Network

DIVIDER = "\0"


@dataclass(frozen=True, slots=True)
class Unrolled:
    """A compiled network whose rows are modes; of each activity its rows, in the order of modes."""

    network: Network
    compiled: Compiled
    rows: dict[str, tuple[int, ...]]


def unrolled(network: Network) -> Unrolled:
    """The network with every mode as an activity."""
    ways = {activity.id: [*ways_of(activity)] for activity in network.activities}
    names = {
        key: [f"{key}{DIVIDER}{number}" for number in range(len(found))]
        for key, found in ways.items()
    }
    activities = tuple(
        replace(way, id=name)
        for key, found in ways.items()
        for name, way in zip(names[key], found, strict=True)
    )
    links = tuple(each for link in network.links for each in _links(link, names))
    gates = tuple(
        replace(
            gate,
            needs=tuple(name for key in sorted(set(gate.needs)) for name in names[key]),
            opens=tuple(name for key in sorted(set(gate.opens)) for name in names[key]),
            at_least=None,
        )
        for gate in network.gates
    )
    compiled = Compiled(replace(network, activities=activities, links=links, gates=gates))
    rows = {key: tuple(compiled.row_of[name] for name in found) for key, found in names.items()}
    return Unrolled(network, compiled, rows)


def ways_of(activity: Activity) -> list[Activity]:
    """The activity in each of its modes; what has begun is done as it was begun."""
    if activity.actual_start:
        return [activity]
    return [activity, *(in_mode(activity, mode) for mode in activity.modes)]


def in_mode(activity: Activity, mode: Mode) -> Activity:
    """The activity done this way."""
    return replace(
        activity,
        duration=mode.duration,
        unit=mode.unit or activity.unit,
        demand=mode.demand,
        cost=mode.cost,
        low=None,
        high=None,
        modes=(),
    )


def chosen_network(network: Network, modes: dict[str, int], left_out: frozenset[str]) -> Network:
    """The network that a choice leaves: each activity in its mode, what is left out gone.

    A gate still counts what it counted: without enough needs left it opens for nobody, and nothing
    that waited for it can be in the plan.
    """
    activities = tuple(
        replace(ways_of(activity)[modes.get(activity.id, 0)], modes=(), optional=False)
        for activity in network.activities
        if activity.id not in left_out
    )
    links = tuple(link for link in network.links if not {link.before, link.after} & left_out)
    gates = tuple(found for gate in network.gates if (found := _gate_left(gate, left_out)))
    return replace(network, activities=activities, links=links, gates=gates)


def _gate_left(gate: Gate, left_out: frozenset[str]) -> Gate | None:
    needs = tuple(key for key in dict.fromkeys(gate.needs) if key not in left_out)
    wanted = len(set(gate.needs)) if gate.at_least is None else gate.at_least
    if wanted > len(needs):
        return None
    opens = tuple(key for key in gate.opens if key not in left_out)
    return replace(gate, needs=needs, opens=opens, at_least=wanted)


def _links(link: Link, names: dict[str, list[str]]) -> list[Link]:
    return [
        replace(link, before=before, after=after, id=f"{link.source}{DIVIDER}{at}")
        for at, (before, after) in enumerate(
            (before, after) for before in names[link.before] for after in names[link.after]
        )
    ]
