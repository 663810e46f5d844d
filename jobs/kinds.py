"""Which function does which kind of job. Upper apps register theirs; jobs imports none."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.utils.module_loading import import_string

from engine.problems import Problem

if TYPE_CHECKING:
    from jobs.running import Run

#: What a work returns: the writes that make its result real, in the transaction that ends the job.
Writes = Callable[[], None]
Work = Callable[[int, "Run"], Writes]

_PATHS: dict[str, str] = {}


class Failed(Exception):
    """A work says that it can't be done, and why. Trying again would change nothing."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def register(kind: str, path: str) -> None:
    """Name the function, as "app.module.function", that does jobs of this kind."""
    _PATHS[kind] = path


def work_for(kind: str) -> Work:
    if kind not in _PATHS:
        raise Failed(Problem("job_kind_unknown", (kind,), {"kind": kind}))
    return cast("Work", import_string(_PATHS[kind]))
