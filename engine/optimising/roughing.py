"""Plans of networks too large and too long for a model: taken by turns, and by trying.

With many calendars over many years a model of every day would be millions of lines. Here orders
of turns are bred, and choices are added one after the other as long as everything still fits.
What is found is a sound plan; how good it may still get is told by what no plan can beat.
"""

from collections.abc import Callable, Iterable

import numpy as np

from engine.compiling import Compiled
from engine.levelling import Levelled
from engine.optimising.axis import Axis
from engine.optimising.board import Board, Rows, Selection
from engine.optimising.bounds import Heads
from engine.optimising.encoding import Standing
from engine.optimising.generation import Generation, Places
from engine.optimising.goals import AtLeast, Share, Together
from engine.optimising.instance import Instance
from engine.optimising.starting import Nursery
from engine.optimising.unrolling import chosen_network
from engine.passes import earliest
from engine.weather import Weather

# A model of more pieces than this takes longer to build than most searches last.
MOST_PIECES = 30_000
# About so many places lie between two pieces of a rise: days off come once a week.
PLACES_PER_PIECE = 5
# Orders bred for a plan that is there, and passes over all choices.
MOST_ORDERS, MOST_PASSES = 2000, 60


def is_large(instance: Instance, axis: Axis, heads: Heads, end: int) -> bool:
    """Whether a model for plans that end by `end` had better not be built."""
    if axis.is_plain:
        return False
    width = [max(end - min(each, end), 0) for each in heads.tasks]
    pieces = sum(width[arc.source] * len(arc.rises) for arc in instance.arcs) / PLACES_PER_PIECE
    return pieces + sum(width) / PLACES_PER_PIECE > MOST_PIECES


def levelled_start(instance: Instance, rows: Rows) -> Places | None:
    """The places of the engine's own levelled schedule of a choice; None where it keeps to less."""
    chosen = [row for row in rows if row is not None]
    modes = {instance.tasks[instance.task_of[row]].key: instance.mode(row) for row in chosen}
    left = [task.key for task, row in zip(instance.tasks, rows, strict=True) if row is None]
    network = chosen_network(instance.network, modes, frozenset(left))
    compiled = Compiled(network, instance.compiled.years_after)
    weather = Weather(compiled, instance.scenario)
    levelled = Levelled(compiled, weather, earliest(compiled, weather), instance.scenario)
    shift = compiled.timeline.first - instance.compiled.timeline.first
    places: Places = []
    for task, row in zip(instance.tasks, rows, strict=True):
        if row is None:
            places.append(None)
            continue
        at = compiled.row_of[task.key]
        day = int(levelled.early.time[at]) + shift
        place = instance.place_at_or_after(row, day)
        allowed = instance.allowed[row]
        stands = int(allowed.searchsorted(place))
        if day >= instance.days or stands >= len(allowed) or int(allowed[stands]) != place:
            return None
        places.append(place)
    return places


def bred_on(
    board: Board, heads: Heads, standing: Standing, least: int, over: Callable[[], bool], seed: int
) -> Standing:
    """The same choices in a better order of turns, if one is found."""
    generation = Generation(Selection(board, standing.rows))
    nursery = Nursery(generation, np.random.default_rng(seed), least)
    nursery.keep([*standing.places])
    nursery.try_rules(heads, over)
    nursery.breed(MOST_ORDERS, over)
    return Standing(standing.rows, tuple(nursery.best[1])) if nursery.best else standing


def most_benefit(instance: Instance, heads: Heads) -> float:
    """The benefit no plan can beat: of everything that could be in by itself."""
    begun = sum(instance.activity(row).benefit for row in instance.begun_rows)
    tasks = enumerate(instance.tasks)
    return begun + sum(task.benefit for at, task in tasks if heads.is_possible(at))


class Picking:
    """Chooses what is in by trying: unit after unit, the worthiest first, then by chance."""

    def __init__(self, board: Board, heads: Heads, first: Rows, whole: Rows, seed: int) -> None:
        self.board, self.instance, self.heads = board, board.instance, heads
        self.first, self.whole = list(first), list(whole)
        self.rng = np.random.default_rng(seed)
        self.units = [*self._units()]

    def picked(self, over: Callable[[], bool]) -> Standing | None:
        """The worthiest plan that was found in time."""
        best = self._tried(self.whole)
        if best is not None:
            return best
        for number in range(MOST_PASSES):
            found = self._passed(0.0 if not number else 0.5, over)
            if found is not None and (best is None or self.worth(found) > self.worth(best)):
                best = found
            if over():
                break
        return best

    def worth(self, standing: Standing) -> float:
        """The benefit of a plan, less the prices of what it lacks."""
        tasks = zip(self.instance.tasks, standing.rows, strict=True)
        worth = sum(task.benefit for task, row in tasks if row is not None)
        for principle in self.instance.goal.principles:
            if isinstance(principle, AtLeast) and principle.price is not None:
                worth -= principle.price * max(principle.count - self._met(principle, standing), 0)
        return worth

    def _units(self) -> Iterable[list[int]]:
        """What is chosen together: tasks that a principle ties, or single ones."""
        leader = list(range(self.instance.count))
        for principle in self.instance.goal.principles:
            if isinstance(principle, Together):
                tied = [
                    self.instance.place_of[k]
                    for k in sorted(principle.keys & self.instance.place_of.keys())
                ]
                group = {leader[at] for at in tied}
                for at, each in enumerate(leader):
                    if each in group:
                        leader[at] = min(group)
        units: dict[int, list[int]] = {}
        for at, task in enumerate(self.instance.tasks):
            if task.optional and self.first[at] is None:
                units.setdefault(leader[at], []).append(at)
        yield from units.values()

    def _passed(self, noise: float, over: Callable[[], bool]) -> Standing | None:
        rows = list(self.first)
        best = self._tried(rows)
        factor = 1 + noise * self.rng.random(len(self.units))
        rank = [-self._value(unit) * f for unit, f in zip(self.units, factor.tolist(), strict=True)]
        for number in np.argsort(rank, kind="stable").tolist():
            longer = list(rows)
            for at in self.units[number]:
                longer[at] = self.whole[at]
            found = self._tried(longer)
            # Until the first plan fits, what is added may be what it waits for.
            if found is not None or best is None:
                rows, best = longer, found or best
            if over():
                break
        return best

    def _value(self, unit: list[int]) -> float:
        tasks = [self.instance.tasks[at] for at in unit]
        cost = sum(sum(self.instance.activity(task.rows[0]).cost.values()) for task in tasks)
        return sum(task.benefit for task in tasks) / (1 + cost)

    def _tried(self, rows: Rows) -> Standing | None:
        selection = Selection(self.board, rows)
        if not selection.is_possible:
            return None
        generation = Generation(selection)
        places = generation.forward(generation.in_order([float(h) for h in self.heads.tasks]))
        standing = places and Standing(tuple(rows), tuple(places))
        return standing if standing and self._is_sound(standing) else None

    def _is_sound(self, standing: Standing) -> bool:
        """Whether the principles that bind are kept, as far as choices are finished."""
        for principle in self.instance.goal.principles:
            match principle:
                case AtLeast(count=count, price=None):
                    if self._met(principle, standing) < count:
                        return False
                case Share(keys, least):
                    pairs = zip(self.instance.tasks, standing.rows, strict=True)
                    tasks = [task for task, row in pairs if row is not None]
                    own = sum(task.benefit for task in tasks if task.key in keys)
                    if own < least * sum(task.benefit for task in tasks):
                        return False
                case _:
                    continue
        return True

    def _met(self, principle: AtLeast, standing: Standing) -> int:
        last = self.instance.days
        if principle.by is not None:
            last = self.instance.compiled.timeline.number(principle.by) + 1
        return sum(
            row is not None
            and place is not None
            and task.key in principle.keys
            and int(self.instance.shown_ends(row)[place]) <= last
            for task, row, place in zip(
                self.instance.tasks, standing.rows, standing.places, strict=True
            )
        )
