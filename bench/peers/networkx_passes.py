"""The two passes as one writes them over a networkx graph, without calendars or reasons.

Every day counts as worked, which spares this peer the arithmetic that takes the engine its time.
"""

from collections.abc import Callable
from typing import Any

import networkx

from engine.network import Network

DAYS = {"workdays": 1, "days": 1, "months": 30, "years": 365}


def two_passes(network: Network) -> Callable[[], dict[str, int]]:
    """A call that works out early and late starts, and gives each activity's total float."""
    graph = networkx.MultiDiGraph()
    length = {each.id: each.duration * DAYS[each.unit] for each in network.activities}
    graph.add_nodes_from(length)
    for link in network.links:
        lag = int(link.lag) * DAYS[link.unit]
        graph.add_edge(link.before, link.after, kind=link.kind, lag=lag)
    return lambda: _floats(graph, length)


def _floats(graph: Any, length: dict[str, int]) -> dict[str, int]:
    order = list(networkx.topological_sort(graph))
    early: dict[str, int] = {}
    for node in order:
        start = 0
        for before, _, link in graph.in_edges(node, data=True):
            start = max(start, early[before] + _step(link, length[before], length[node]))
        early[node] = start
    end = max(early[node] + length[node] for node in order)
    late: dict[str, int] = {}
    for node in reversed(order):
        start = end - length[node]
        for _, after, link in graph.out_edges(node, data=True):
            start = min(start, late[after] - _step(link, length[node], length[after]))
        late[node] = start
    return {node: late[node] - early[node] for node in order}


def _step(link: dict[str, Any], before: int, after: int) -> int:
    """From the start of one to the least start of the other."""
    kind = link["kind"]
    from_finish = before if kind[0] == "F" else 0
    return int(link["lag"]) + from_finish - (after if kind[1] == "F" else 0)
