"""What would bring a date forward, asked of a plan's page or by a program: bounded in time."""

from time import monotonic

from engine.gain import Gains, Target, gain, solver_of
from engine.plan import Plan

#: How long a person waits for an answer; what has been found by then is told as unfinished.
PATIENCE = 4.0
MOST_DAYS = 3650


def gains_of(plan: Plan, target: Target, days: int, scenario: str, *, levelled: bool) -> Gains:
    """The smallest changes that gain so many days, of those found before patience runs out."""
    until = monotonic() + PATIENCE
    solver = solver_of(plan, scenario, level=levelled)
    return gain(plan, target, days, scenario, solver=solver, is_over=lambda: monotonic() > until)
