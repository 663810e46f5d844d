"""How early a task can be at all, how much must follow it, and what no schedule can beat."""

from dataclasses import dataclass

import numpy as np

from engine.calendars import Days
from engine.optimising.axis import Axis
from engine.optimising.instance import Instance
from engine.optimising.rises import BEYOND


@dataclass(frozen=True, slots=True)
class Heads:
    """Of each task the least place whatever is chosen; of a row its own; BEYOND: never."""

    tasks: list[int]
    rows: dict[int, int]

    def is_possible(self, task: int) -> bool:
        """Whether there is any place for the task at all."""
        return self.tasks[task] < BEYOND


def heads_of(instance: Instance) -> Heads:
    """The forward pass over what can't be left out, each in its quickest way."""
    tasks: list[int] = []
    rows: dict[int, int] = {}
    arcs = [[arc for arc in instance.arcs if arc.target == t] for t in range(instance.count)]
    doors = [[d for d in instance.doors if t in d.targets] for t in range(instance.count)]
    for at, task in enumerate(instance.tasks):
        for row in task.rows:
            least = 0
            for arc in arcs[at]:
                source = instance.tasks[arc.source]
                if not source.optional:
                    pairs = [(r, row) for r in source.rows if rows[r] < BEYOND]
                    asked = [arc.rises[p].at(rows[p[0]]) for p in pairs if p in arc.rises]
                    least = max(least, min(asked, default=BEYOND))
            for door in doors[at]:
                asked = [each[row] for each in door.begun]
                for need in door.needs:
                    found = [r for r in instance.tasks[need].rows if rows[r] < BEYOND]
                    asked.append(
                        min((door.rises[r, row].at(rows[r]) for r in found), default=BEYOND)
                    )
                asked.sort()
                least = max(least, asked[door.wanted - 1] if len(asked) >= door.wanted else BEYOND)
            allowed = instance.allowed[row]
            place = int(allowed.searchsorted(min(least, BEYOND)))
            rows[row] = int(allowed[place]) if place < len(allowed) else BEYOND
        tasks.append(min(rows[row] for row in task.rows))
    return Heads(tasks, rows)


def tails_of(instance: Instance, axis: Axis) -> list[int]:
    """Of each task how much of a plain axis must follow its start, for the plan to be over."""
    tails = [min(max(axis.length[row], 1) for row in task.rows) for task in instance.tasks]
    for arc in sorted(instance.arcs, key=lambda arc: arc.source, reverse=True):
        if instance.tasks[arc.target].optional:
            continue
        more = min(rise.more for rise in arc.rises.values() if rise.more is not None)
        tails[arc.source] = max(tails[arc.source], more + tails[arc.target])
    return tails


def least_end(instance: Instance, axis: Axis, heads: Heads) -> int:
    """An end on the axis no schedule can beat: by the longest path, and by the work to be done."""
    must = [at for at, task in enumerate(instance.tasks) if not task.optional]
    if not must:
        return 0
    if not axis.is_plain:
        return max(_own_end(instance, axis, heads, at) for at in must)
    tails = tails_of(instance, axis)
    best = max(heads.tasks[at] + tails[at] for at in must)
    head = np.array([heads.tasks[at] for at in must], np.int64)
    for name in sorted(axis.supply):
        most = int(axis.supply[name].max(initial=0))
        work = np.array([_work(instance, axis, at, name) for at in must], np.int64)
        length = [min(axis.length[row] for row in instance.tasks[at].rows) for at in must]
        tail = np.array([tails[at] for at in must], np.int64) - np.array(length, np.int64)
        some = np.flatnonzero(work)
        if len(some) and most:
            best = max(best, _energy(head[some], tail[some], work[some], most))
    return best


def _own_end(instance: Instance, axis: Axis, heads: Heads, at: int) -> int:
    """The earliest end of a task by itself."""
    rows = [row for row in instance.tasks[at].rows if heads.rows[row] < BEYOND]
    return min((int(axis.shown_ends(row)[heads.rows[row]]) for row in rows), default=0)


def _work(instance: Instance, axis: Axis, at: int, name: str) -> int:
    """The least a task takes of a capacity: amount by days."""
    found = []
    for row in instance.tasks[at].rows:
        asked = [a.amount for a in instance.asks(row) if a.kind == "capacity" and a.name == name]
        found.append(axis.amount(name, asked[0]) * axis.length[row] if asked else 0)
    return min(found)


def _energy(head: Days, tail: Days, work: Days, most: int) -> int:
    """The best of: what begins after h and has t to follow needs h + work / supply + t."""
    best = 0
    for after in np.unique(head).tolist():
        inside = head >= after
        order = np.argsort(-tail[inside], kind="stable")
        total = np.cumsum(work[inside][order])
        ends = after + -(-total // most) + tail[inside][order]
        best = max(best, int(ends.max()))
    return best
