"""CP-SAT at work: in a thread of its own, watched by a clock and by whoever may cancel."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from engine.optimising.encoding import Encoding, Standing
from engine.optimising.wishes import Wish

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpSolver

# So often a second the clock and the canceller are asked.
GLANCE = 0.1
# What a solver needs to end once it is told to, and an answer to be written.
REACTION = 0.25


class Watch:
    """How much time is left, and whether anybody still wants the answer."""

    def __init__(
        self,
        clock: Callable[[], float] | None,
        seconds: float,
        cancelled: Callable[[], bool],
        told: Callable[[float], None],
    ) -> None:
        self._clock, self._cancelled, self._told = clock, cancelled, told
        self._seconds = self._whole = seconds
        self._since = clock() if clock else 0.0
        self._was_cancelled = False

    @property
    def used(self) -> float:
        """The seconds that have passed; none where nobody has a clock."""
        return self._clock() - self._since if self._clock else 0.0

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self._seconds - self.used if self._clock else float("inf")

    def until(self, reserve: float) -> "Watch":
        """The same watch for whoever must leave so many seconds to others."""
        other = Watch(self._clock, self._seconds, self._cancelled, self._told)
        other._since, other._seconds = self._since, self._seconds - reserve
        other._whole = self._whole
        return other

    @property
    def was_cancelled(self) -> bool:
        return self._was_cancelled

    def is_over(self, reserve: float = 0.0) -> bool:
        """Whether to stop now; tells whoever waits how far things are."""
        self._was_cancelled = self._was_cancelled or self._cancelled()
        if self._clock:
            self._told(min(max(self.used / self._whole, 0.0), 1.0))
        return self._was_cancelled or self.left <= reserve


@dataclass
class Attempt:
    """One run of the solver on one wish: what it found, and what it proved."""

    status: str = "unknown"
    standing: Standing | None = None
    value: float = 0.0
    bound: float | None = None
    trail: list[Standing] = field(default_factory=list)


class Solver:
    """A run on its way."""

    def __init__(
        self, encoding: Encoding, wish: Wish, seconds: float, workers: int, seed: int
    ) -> None:
        cp = encoding.cp
        self.encoding, self.wish = encoding, wish
        encoding.model.clear_objective()  # type: ignore[no-untyped-call]
        if wish.maximise:
            encoding.model.maximize(wish.number)
        else:
            encoding.model.minimize(wish.number)
        self.solver: CpSolver = cp.CpSolver()
        parameters = self.solver.parameters
        parameters.num_workers = workers
        parameters.random_seed = seed
        parameters.catch_sigint_signal = False
        if seconds != float("inf"):
            parameters.max_time_in_seconds = max(seconds, 0.01)
        self._status: object = None
        self._thread = Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Asks it to end soon."""
        self.solver.stop_search()

    def is_running(self, seconds: float = 0.0) -> bool:
        """Whether it still runs after waiting that long."""
        self._thread.join(seconds)
        return self._thread.is_alive()

    def attempt(self, watch: Watch) -> Attempt:
        """What it has found, once it is done, or had to stop."""
        while self.is_running(GLANCE):
            if watch.is_over(REACTION):
                self.stop()
        return self.result()

    def result(self) -> Attempt:
        """What a run that has ended has found."""
        cp, solver = self.encoding.cp, self.solver
        if self._status == cp.INFEASIBLE:
            return Attempt("infeasible")
        if self._status not in (cp.OPTIMAL, cp.FEASIBLE):
            known = self._status == cp.UNKNOWN and not self.wish.maximise
            bound = solver.best_objective_bound / self.wish.scale if known else None
            return Attempt(bound=bound)
        return Attempt(
            "optimal" if self._status == cp.OPTIMAL else "feasible",
            self.encoding.standing(solver.value),
            round(solver.objective_value) / self.wish.scale,
            solver.best_objective_bound / self.wish.scale,
        )

    def _run(self) -> None:
        self._status = self.solver.solve(self.encoding.model)


def load_solver() -> None:
    """Loads CP-SAT, which takes seconds the first time: whoever has time to spare does it early."""
    import_module("ortools.sat.python.cp_model")


def solved(
    encoding: Encoding, wish: Wish, watch: Watch, seconds: float, workers: int, seed: int
) -> Attempt:
    """One run from beginning to end."""
    if not encoding.is_possible:
        return Attempt("infeasible")
    solver = Solver(encoding, wish, min(seconds, watch.left - REACTION), workers, seed)
    solver.start()
    return solver.attempt(watch)
