"""The shortest plan of a plain instance: bred, then cut out piece by piece, while bounds grow.

One worker looks at the whole model and proves; the other frees a neighbourhood of the best plan
so far, again and again. Small instances are left to the solver as they are: it proves them faster.
"""

from dataclasses import dataclass

import numpy as np

from engine.optimising.axis import Axis
from engine.optimising.bounds import Heads
from engine.optimising.encoding import Encoding, Standing
from engine.optimising.generation import Generation, Places
from engine.optimising.instance import Instance
from engine.optimising.neighbourhoods import Neighbourhoods
from engine.optimising.solving import GLANCE, REACTION, Attempt, Solver, Watch
from engine.optimising.starting import Nursery
from engine.optimising.supplying import Supplying
from engine.optimising.wishes import Wish

# From so many tasks on, neighbourhoods find more than a second worker on the whole.
LARGE = 45
# Schedules bred before anything else, per task and in all.
CHILDREN_PER_TASK, MOST_CHILDREN = 8, 800
# Of the time no more than this goes into breeding.
BREEDING = 0.12
# Seconds for one neighbourhood.
GLIMPSE = 1.2


@dataclass
class Shortest:
    """The shortest plan so far, its end on the axis, and the least end there can be."""

    standing: Standing
    end: int
    least: int


def bred(
    instance: Instance, generation: Generation, heads: Heads, least: int, watch: Watch, seed: int
) -> Places | None:
    """The best of many quick schedules."""
    rng = np.random.default_rng(seed)
    nursery = Nursery(generation, rng, least)
    until = watch.left * (1 - BREEDING)
    nursery.try_rules(heads, lambda: watch.is_over(until))
    if generation.selection.is_plain:
        children = min(CHILDREN_PER_TASK * instance.count, MOST_CHILDREN)
        nursery.breed(children, lambda: watch.is_over(until))
    return nursery.best[1] if nursery.best else None


def shorten(
    instance: Instance,
    axis: Axis,
    heads: Heads,
    found: Shortest,
    watch: Watch,
    seed: int,
    workers: int,
) -> Shortest:
    """Makes a plan as short as time allows, or proves that it can't be shorter."""
    if found.end <= found.least:
        return found
    if instance.count < LARGE or workers < 2:
        return _proved(instance, axis, heads, found, watch, seed, workers)
    whole = _whole(instance, axis, heads, found)
    prover = Solver(whole, _end(whole), watch.left - REACTION, workers - 1, seed)
    _learn_alone(prover)
    prover.start()
    best = _cut(instance, axis, heads, found, watch, seed, prover)
    prover.stop()
    while prover.is_running(1.0):
        prover.stop()
    return _joined(best, prover)


def _proved(
    instance: Instance,
    axis: Axis,
    heads: Heads,
    found: Shortest,
    watch: Watch,
    seed: int,
    workers: int,
) -> Shortest:
    """The whole model, all workers."""
    encoding = _whole(instance, axis, heads, found)
    if not encoding.is_possible:
        return Shortest(found.standing, found.end, found.end)
    attempt = _first_of(encoding, watch, seed, workers)
    if attempt.standing is not None:
        least = found.end if attempt.bound is None else int(np.ceil(attempt.bound - 1e-6))
        return Shortest(attempt.standing, int(attempt.value), max(found.least, least))
    if attempt.status == "infeasible":
        return Shortest(found.standing, found.end, found.end)
    if attempt.bound is not None:
        least = min(int(np.ceil(attempt.bound - 1e-6)), found.end)
        return Shortest(found.standing, found.end, max(found.least, least))
    return found


def _first_of(encoding: Encoding, watch: Watch, seed: int, workers: int) -> Attempt:
    """Two ways of proving at once, by learning alone and as the solver likes: the first to end."""
    seconds = watch.left - REACTION
    racers = [Solver(encoding, _end(encoding), seconds, 1, seed)]
    _learn_alone(racers[0])
    if workers > 1:
        racers.append(Solver(encoding, _end(encoding), seconds, workers - 1, seed))
    for racer in racers:
        racer.start()
    while all(racer.is_running(GLANCE / len(racers)) for racer in racers):
        if watch.is_over(REACTION):
            break
    ended = [racer for racer in racers if not racer.is_running()]
    for racer in racers:
        while racer.is_running(GLANCE):
            racer.stop()
    results = [racer.result() for racer in (ended or racers)]
    if not ended:
        results = [racer.result() for racer in racers]
    known = [each for each in results if each.standing is not None]
    proofs = [each for each in results if each.status in ("optimal", "infeasible")]
    best = proofs[0] if proofs else min(known, key=lambda a: a.value, default=results[0])
    bounds = [each.bound for each in results if each.bound is not None]
    if not proofs and bounds:
        best.bound = max(bounds)
    return best


def _whole(instance: Instance, axis: Axis, heads: Heads, found: Shortest) -> Encoding:
    """The whole model for plans that are shorter than the one there is."""
    encoding = Encoding(instance, axis, heads, found.end - 1)
    if encoding.is_possible:
        Supplying(encoding)
        encoding.model.add(encoding.last >= found.least)
        encoding.hint(found.standing)
    return encoding


def _end(encoding: Encoding) -> Wish:
    return Wish("finish", encoding.last, 1, maximise=False)


def _learn_alone(prover: Solver) -> None:
    """No linear relaxation: on capacities, learning from conflicts proves far more in less time."""
    prover.solver.parameters.linearization_level = 0


def _cut(
    instance: Instance,
    axis: Axis,
    heads: Heads,
    found: Shortest,
    watch: Watch,
    seed: int,
    prover: Solver,
) -> Shortest:
    """Frees one neighbourhood after the other, until time or the proof is over."""
    rng = np.random.default_rng(seed + 1)
    best, moves = found, None
    while not watch.is_over(REACTION) and best.end > best.least and prover.is_running():
        encoding = Encoding(instance, axis, heads, best.end - 1)
        if not encoding.is_possible:
            return Shortest(best.standing, best.end, best.end)
        Supplying(encoding)
        moves = moves or Neighbourhoods(encoding, rng)
        free = moves.free(best.standing)
        moves.keep_order(encoding, best.standing, free)
        solver = Solver(
            encoding,
            _end(encoding),
            min(GLIMPSE, watch.left - REACTION),
            1,
            int(rng.integers(1 << 30)),
        )
        _learn_alone(solver)
        solver.start()
        attempt = solver.attempt(watch)
        if attempt.standing is not None:
            best = Shortest(attempt.standing, int(attempt.value), best.least)
        elif attempt.status == "infeasible" and bool(free.all()):
            return Shortest(best.standing, best.end, best.end)
        moves.learn(attempt.status in ("infeasible", "optimal"), attempt.standing is not None)
    return best


def _joined(best: Shortest, prover: Solver) -> Shortest:
    """The better of two plans, and the better of two bounds."""
    proof = prover.result()
    least = best.least
    if proof.status == "infeasible":
        # Nothing is shorter than what the prover was told to beat.
        least = max(least, prover.encoding.end + 1)
    elif proof.bound is not None:
        least = max(least, int(np.ceil(proof.bound - 1e-6)))
    if proof.standing is not None and proof.value < best.end:
        best = Shortest(proof.standing, int(proof.value), least)
    return Shortest(best.standing, best.end, min(max(best.least, least), best.end))
