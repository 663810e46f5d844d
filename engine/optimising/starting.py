"""Schedules to start from: many rules of priority, justified, then bred from the best of them.

The number of schedules is fixed by the size of the instance, so that the same seed gives the same
start however fast the machine is; only a short time limit ends it sooner.
"""

from collections.abc import Callable, Sequence

import numpy as np

from engine.optimising.bounds import Heads, tails_of
from engine.optimising.generation import Generation, Places

PARENTS = 24
MUTATION = 0.06


class Nursery:
    """The best schedules found so far of one selection, best first."""

    def __init__(self, generation: Generation, rng: np.random.Generator, least: int) -> None:
        self.generation, self.rng, self.least = generation, rng, least
        self.family: list[tuple[int, Places]] = []

    @property
    def best(self) -> tuple[int, Places] | None:
        """The shortest schedule and its end."""
        return self.family[0] if self.family else None

    @property
    def is_best_possible(self) -> bool:
        return bool(self.family) and self.family[0][0] <= self.least

    def try_rules(self, heads: Heads, over: Callable[[], bool]) -> None:
        """One schedule by each rule, and some by chance."""
        for rank in self._rules(heads):
            self.keep(self.generation.forward(self.generation.in_order(rank)))
            if over() or self.is_best_possible:
                return
        count = len(self.generation.selection.rows)
        for _ in range(PARENTS - len(self.family)):
            rank = self.rng.random(count).tolist()
            self.keep(self.generation.forward(self.generation.in_order(rank)))
            if over() or self.is_best_possible:
                return

    def breed(self, children: int, over: Callable[[], bool]) -> None:
        """Children of two good schedules each: the middle part of one in the order of the other."""
        for _ in range(children):
            if over() or self.is_best_possible or not self.family:
                return
            mother, father = self._parent(), self._parent()
            self.keep(self.generation.forward(self._crossed(mother, father)))

    def _rules(self, heads: Heads) -> list[list[float]]:
        generation = self.generation
        instance, axis = generation.board.instance, generation.board.axis
        count = instance.count
        if not axis.is_plain:
            first = [float(each) for each in heads.tasks]
            ends = [float(at) for at in range(count)]
            priority = [-float(instance.activity(t.rows[0]).priority) for t in instance.tasks]
            return [first, ends, priority]
        tails = tails_of(instance, axis)
        length = [min(axis.length[row] for row in task.rows) for task in instance.tasks]
        behind = self._followers()
        own = [
            length[t] + sum(length[f] for f in generation.selection.followers[t])
            for t in range(count)
        ]
        late_start = [-float(tail) for tail in tails]
        late_finish = [-float(tail - each) for tail, each in zip(tails, length, strict=True)]
        slack = [float(h - t) for h, t in zip(heads.tasks, tails, strict=True)]
        return [
            late_start,
            late_finish,
            [-float(len(each)) for each in behind],
            [-float(each) for each in own],
            [-float(sum(length[f] for f in each)) for each in behind],
            slack,
            [float(each) for each in length],
        ]

    def _followers(self) -> list[set[int]]:
        """Of each task all that comes after it."""
        followers = self.generation.selection.followers
        found: list[set[int]] = [set() for _ in followers]
        for task in range(len(followers) - 1, -1, -1):
            for follower in followers[task]:
                found[task] |= {follower} | found[follower]
        return found

    def _parent(self) -> Places:
        """The better of two taken by chance."""
        a, b = self.rng.integers(len(self.family), size=2).tolist()
        parent: Places = self.family[min(a, b)][1]
        return parent

    def _crossed(self, mother: Places, father: Places) -> Sequence[int]:
        generation = self.generation
        first, second = generation.by_start(mother), generation.by_start(father)
        a, b = sorted(self.rng.integers(0, len(first) + 1, size=2).tolist())
        head = first[:a]
        seen = set(head)
        middle = [task for task in second if task not in seen][: b - a]
        seen.update(middle)
        child = head + middle + [task for task in first if task not in seen]
        swaps = np.flatnonzero(self.rng.random(max(len(child) - 1, 0)) < MUTATION).tolist()
        for at in swaps:
            child[at], child[at + 1] = child[at + 1], child[at]
        if not swaps:
            return child
        rank = [0.0] * len(generation.selection.rows)
        for at, task in enumerate(child):
            rank[task] = at
        return generation.in_order(rank)

    def keep(self, places: Places | None) -> None:
        """Improves a schedule and keeps it if it is one of the best and like no other kept."""
        if places is None:
            return
        places = self.generation.improved(places)
        end = self.generation.end(places)
        if any(other == end and known == places for other, known in self.family):
            return
        self.family.append((end, places))
        self.family.sort(key=lambda each: each[0])
        del self.family[PARENTS:]
