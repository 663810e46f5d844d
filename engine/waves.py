"""The order of computation: nothing waits for anything in the same or a later wave."""

from collections.abc import Iterable, Sequence

import numpy as np

from engine.problems import Problem


def depths(count: int, sources: list[int], targets: list[int]) -> list[int]:
    """Of each node the length of the longest way to it; shorter than `count` where a circle is.

    Plain lists of numbers, because thousands of small lists would keep the garbage collector busy.
    """
    source = np.array(sources, np.int64)
    order = np.argsort(source, kind="stable")
    after = np.array(targets, np.int64)[order].tolist()
    begins = np.searchsorted(source[order], np.arange(count + 1)).tolist()
    waits = np.bincount(targets, minlength=count).tolist() if targets else [0] * count
    depth = [0] * count
    ready = [node for node in range(count) if not waits[node]]
    for node in ready:
        deeper = depth[node] + 1
        for target in after[begins[node] : begins[node + 1]]:
            if depth[target] < deeper:
                depth[target] = deeper
            waits[target] -= 1
            if not waits[target]:
                ready.append(target)
    return depth if len(ready) == count else []


def circles(names: Sequence[str], arrows: Iterable[tuple[int, int]]) -> list[Problem]:
    """One problem for each knot of nodes that wait for each other, naming one circle through it."""
    after: list[list[int]] = [[] for _ in names]
    for source, target in arrows:
        after[source].append(target)
    found = []
    for knot in _knots(after):
        members = set(knot)
        if len(knot) > 1 or knot[0] in after[knot[0]]:
            circle = _shortest_circle(min(knot, key=lambda node: names[node]), after, members)
            found.append(Problem("circular_links", tuple(names[node] for node in circle)))
    return sorted(found, key=lambda problem: problem.about)


def _shortest_circle(start: int, after: list[list[int]], members: set[int]) -> list[int]:
    """The way back to `start` with the fewest steps; always there inside a knot."""
    came_from: dict[int, int] = {}
    queue = [start]
    for node in queue:
        for target in after[node]:
            if target == start:
                way = [node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if target in members and target not in came_from:
                came_from[target] = node
                queue.append(target)
    raise AssertionError("a knot without a circle")


def _knots(after: list[list[int]]) -> list[list[int]]:
    """Strongly connected components, by Tarjan's walk with an explicit stack."""
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_nodes: list[int] = []
    is_open: set[int] = set()
    found: list[list[int]] = []
    for root in range(len(after)):
        walk = [] if root in number else [(root, iter(after[root]))]
        while walk:
            node, targets = walk[-1]
            if node not in number:
                number[node] = lowest[node] = len(number)
                open_nodes.append(node)
                is_open.add(node)
            for target in targets:
                if target not in number:
                    walk.append((target, iter(after[target])))
                    break
                if target in is_open:
                    lowest[node] = min(lowest[node], number[target])
            else:
                walk.pop()
                if walk:
                    parent = walk[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == number[node]:
                    cut = open_nodes.index(node)
                    found.append(open_nodes[cut:])
                    is_open.difference_update(open_nodes[cut:])
                    del open_nodes[cut:]
    return found
