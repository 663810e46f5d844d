"""A try at a service from a form: what was made, or why not, with everything typed still there."""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import Refused
from engine.problems import BrokenPlan, Problem


@dataclass(frozen=True, slots=True)
class Tried:
    """The status of the page that shows it, and the problems on it."""

    status: int = 200
    problems: tuple[Problem, ...] = ()
    made: object = None


def attempt(deed: Callable[[], object]) -> Tried:
    """Do it; a refusal becomes what the page says."""
    try:
        return Tried(made=deed())
    except Refused as refused:
        return Tried(refused.status, refused.problems)
    except BrokenPlan as broken:
        return Tried(422, broken.problems)
