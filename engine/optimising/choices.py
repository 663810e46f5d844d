"""First choices of what is in and how it is done: plain ones to begin with, then some by chance."""

from collections.abc import Iterator

import numpy as np

from engine.optimising.board import Rows
from engine.optimising.bounds import Heads
from engine.optimising.goals import BENEFIT
from engine.optimising.instance import Instance
from engine.optimising.rises import BEYOND

# How many choices by chance follow.
TRIES = 12


def first_choices(instance: Instance, heads: Heads, seed: int) -> Iterator[Rows]:
    """Which row each task takes, one plan after the other."""
    least, whole = _in_plan(instance, whole=False), _in_plan(instance, whole=True)
    both = [whole, least] if BENEFIT in instance.goal.objectives[:1] else [least, whole]
    both = both if both[0] != both[1] else both[:1]
    for present in both:
        yield _quickest(instance, heads, present)
        if any(len(task.rows) > 1 for task in instance.tasks):
            yield [task.rows[0] if present[at] else None for at, task in enumerate(instance.tasks)]
    rng = np.random.default_rng(seed)
    if all(len(task.rows) == 1 for task in instance.tasks):
        return
    for _ in range(TRIES):
        yield [
            task.rows[int(rng.integers(len(task.rows)))] if both[0][at] else None
            for at, task in enumerate(instance.tasks)
        ]


def both_choices(instance: Instance, heads: Heads) -> tuple[Rows, Rows]:
    """Only what must be in, and everything there is."""
    least, whole = _in_plan(instance, whole=False), _in_plan(instance, whole=True)
    return _quickest(instance, heads, least), _quickest(instance, heads, whole)


def _in_plan(instance: Instance, whole: bool) -> list[bool]:
    """Everything there is, or only what must be and what the gates need for it."""
    present = [whole or not task.optional for task in instance.tasks]
    for door in instance.doors:
        if any(present[target] for target in door.targets):
            missing = door.wanted - len(door.begun) - sum(present[need] for need in door.needs)
            for need in [need for need in door.needs if not present[need]][: max(missing, 0)]:
                present[need] = True
    return present


def _quickest(instance: Instance, heads: Heads, present: list[bool]) -> Rows:
    """Each task in the way that is over first by itself."""
    rows: list[int | None] = []
    for at, task in enumerate(instance.tasks):
        possible = [row for row in task.rows if heads.rows[row] < BEYOND]
        if not present[at] or not possible:
            rows.append(None if task.optional else task.rows[0])
            continue
        ends = {row: int(instance.rises.finishes(row)[heads.rows[row]]) for row in possible}
        rows.append(min(possible, key=lambda row: (ends[row], row)))
    return rows
