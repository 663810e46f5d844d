"""How a service says no. `planner/refusals.py` turns each kind into HTTP, for both doors."""

from collections.abc import Mapping
from typing import Any

from engine.problems import Problem


class Refused(Exception):
    """Nothing was written. `problems` say what is wrong, where, and how to mend it."""

    status = 400

    def __init__(self, *problems: Problem, **extra: Any) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.problems = problems
        self.extra: Mapping[str, Any] = extra


class Forbidden(Refused):
    """The actor may see this, but not do that."""

    status = 403


class Outdated(Refused):
    """Somebody else changed the same thing first. `extra` says what, who and when."""

    status = 409


class Invalid(Refused):
    """It is well formed, but it can't be."""

    status = 422


class Stale(Refused):
    """The record is no longer the one the caller read. `extra` holds it as it is now."""

    status = 412


class Unconditional(Refused):
    """A write that does not say which version it is about."""

    status = 428
