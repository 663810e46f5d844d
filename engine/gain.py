"""What would bring a date forward by so many days: the smallest changes, each tried by the engine.

Single changes first, then sets of a few: each set goes on from what holds the date once the set so
far is made. Every answer has been solved as a plan of its own, and is as small as can be: without
one of its changes, or with one of them a unit smaller, it no longer gains what was asked.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import get_args

from engine.changes import Alter, apply_all
from engine.gain_moves import Move, Target, Verb, moves_of
from engine.networks import network_of
from engine.plan import Plan
from engine.problems import BrokenPlan
from engine.schedule import Schedule, compile_network, solve

__all__ = ["Answer", "Gains", "Move", "Step", "Target", "gain", "solver_of"]

#: Works out the dates of a plan; BrokenPlan where there can be none.
Solver = Callable[[Plan], Schedule]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an answer: the move, its size in the move's unit, and the change itself."""

    move: Move
    size: int
    change: Alter


@dataclass(frozen=True, slots=True)
class Answer:
    """Changes that together move the date to `date`, measured: `gained` calendar days earlier.

    `finish` is the plan's finish then. An answer that does not reach what was asked is told only
    where none does.
    """

    steps: tuple[Step, ...]
    gained: int
    date: datetime.date
    finish: datetime.date | None
    reaches: bool

    @property
    def changes(self) -> list[Alter]:
        return [step.change for step in self.steps]

    @property
    def is_assumption(self) -> bool:
        """Whether any of it changes what a scenario assumes."""
        return any(step.move.is_assumption for step in self.steps)


@dataclass(frozen=True, slots=True)
class Gains:
    """The answers, the best first: edits before assumptions, the plan's own start last of
    them, the fewest changes, the smallest.

    `date` is where the target stands now; None: it has no date, and nothing was tried. `is_whole`
    says that the search came to its end rather than to a limit.
    """

    date: datetime.date | None
    asked: int
    answers: tuple[Answer, ...]
    tries: int
    is_whole: bool


def solver_of(plan: Plan, scenario: str, *, level: bool = False) -> Solver:
    """Solves changed plans of one scenario; what a change leaves alone is taken over."""
    network = network_of(plan)

    def solved(changed: Plan) -> Schedule:
        made = network if changed is plan else network_of(changed, (plan, network))
        return solve(compile_network(made), scenario or None, level)

    return solved


def gain(
    plan: Plan,
    target: Target,
    days: int,
    scenario: str,
    *,
    solver: Solver | None = None,
    is_over: Callable[[], bool] = lambda: False,
    most_answers: int = 5,
    most_steps: int = 3,
    most_tries: int = 600,
) -> Gains:
    """The smallest changes that bring the target forward by at least so many calendar days.

    `is_over` is asked before each try: True ends the search with what has been found. The same
    plan and limits give the same answers.
    """
    search = _Search(
        plan, target, days, scenario, solver or solver_of(plan, scenario), is_over, most_tries
    )
    if search.now is None:
        return Gains(None, days, (), search.tries, is_whole=True)
    answers = search.run(search.now, most_answers, most_steps)
    return Gains(search.now, days, answers, search.tries, is_whole=not search.cut)


@dataclass(frozen=True, slots=True)
class _Tried:
    sizes: tuple[tuple[Move, int], ...]
    plan: Plan
    schedule: Schedule
    gained: int
    date: datetime.date


#: How many sets of one size are gone on from.
WIDTH = 8


@dataclass
class _Search:
    plan: Plan
    target: Target
    days: int
    scenario: str
    solver: Solver
    is_over: Callable[[], bool]
    most_tries: int
    tries: int = 0
    cut: bool = False
    _known: dict[frozenset[tuple[Move, int]], _Tried | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before = self.solver(self.plan)
        self.now = self.target.date_in(self.plan, self.before)

    def run(self, now: datetime.date, most_answers: int, most_steps: int) -> tuple[Answer, ...]:
        start = _Tried((), self.plan, self.before, 0, now)
        frontier, partial, found = [start], list[_Tried](), list[_Tried]()
        seen: set[frozenset[Move]] = set()
        for _ in range(most_steps):
            reached, frontier = self._widened(frontier, seen)
            found += reached
            partial += frontier
            if len(_distinct(found)) >= most_answers or self.cut:
                break
            frontier = sorted(frontier, key=lambda each: -each.gained)[:WIDTH]
        best = sorted(_distinct(found), key=_rank)[:most_answers]
        if not best:
            some = [each for each in partial if each.gained > 0]
            best = sorted(some, key=lambda each: (-each.gained, *_rank(each)))[:1]
        return tuple(self._answer(each) for each in best)

    def _widened(
        self, frontier: Sequence[_Tried], seen: set[frozenset[Move]]
    ) -> tuple[list[_Tried], list[_Tried]]:
        """Every set one move larger: those that reach, made small, and the others at full size."""
        reached, others = list[_Tried](), list[_Tried]()
        for base in frontier:
            used = {move.field for move, _ in base.sizes}
            for move in moves_of(base.plan, base.schedule, self.target, self.scenario):
                moves = frozenset([move, *(each for each, _ in base.sizes)])
                if move.field in used or moves in seen:
                    continue
                seen.add(moves)
                tried = self._try([*base.sizes, (move, move.most)])
                if tried is not None and tried.gained >= self.days:
                    tried = self._smallest(tried)
                if self.cut:
                    return reached, others
                if tried is not None:
                    (reached if tried.gained >= self.days else others).append(tried)
        return reached, others

    def _smallest(self, tried: _Tried) -> _Tried | None:
        """Fewer and smaller moves that still reach; None where the search ended on the way."""
        sizes = list(tried.sizes)
        for one in tried.sizes[:-1]:
            left = [each for each in sizes if each != one]
            if left and self._reaches(left):
                sizes = left
        for at, (move, size) in enumerate(sizes):
            low, high = 0, size
            while high - low > 1:
                middle = (low + high) // 2
                if self._reaches([*sizes[:at], (move, middle), *sizes[at + 1 :]]):
                    high = middle
                else:
                    low = middle
            sizes[at] = move, high
        return self._try(sizes)

    def _reaches(self, sizes: Iterable[tuple[Move, int]]) -> bool:
        tried = self._try(sizes)
        return tried is not None and tried.gained >= self.days

    def _try(self, sizes: Iterable[tuple[Move, int]]) -> _Tried | None:
        """The plan with these moves made, solved; None where it can't be, or the search is over."""
        sizes = tuple(sizes)
        about = frozenset(sizes)
        if about in self._known:
            return self._known[about]
        if self.tries >= self.most_tries or self.is_over():
            self.cut = True
            return None
        self.tries += 1
        found = None
        try:
            changed = apply_all(self.plan, [move.change(self.plan, size) for move, size in sizes])
            schedule = self.solver(changed)
            reached = self.target.date_in(changed, schedule)
            if reached is not None and self.now is not None and not self._loses(schedule):
                found = _Tried(sizes, changed, schedule, (self.now - reached).days, reached)
        except BrokenPlan:
            found = None
        self._known[about] = found
        return found

    def _loses(self, schedule: Schedule) -> bool:
        """Whether anything that had a date has none any more: no way to gain days."""
        was, now = self.before.columns()["blocked"], schedule.columns()["blocked"]
        return any(is_blocked and not was_so for was_so, is_blocked in zip(was, now, strict=True))

    def _answer(self, tried: _Tried) -> Answer:
        steps = tuple(Step(move, size, move.change(self.plan, size)) for move, size in tried.sizes)
        reaches = tried.gained >= self.days
        return Answer(steps, tried.gained, tried.date, tried.schedule.finish, reaches)


def _distinct(found: Iterable[_Tried]) -> list[_Tried]:
    return list({frozenset(each.sizes): each for each in found}.values())


#: Of changes of one size, those first that a planner decides with the least ado.
VERBS = get_args(Verb)


def _rank(tried: _Tried) -> tuple[bool, bool, int, float, list[int], int, str]:
    assumes = any(move.is_assumption for move, _ in tried.sizes)
    effort = sum(move.effort(size) for move, size in tried.sizes)
    verbs = [VERBS.index(move.verb) for move, _ in tried.sizes]
    moves_plan = any(move.verb == "start" for move, _ in tried.sizes)
    return assumes, moves_plan, len(tried.sizes), effort, verbs, -tried.gained, repr(tried.sizes)
