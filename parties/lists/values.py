"""One entry of a list file, and what is wrong with a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.parties.values import Identity
from engine.problems import Problem

MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry: its reference in its list, what it is, and what the list gives of it. No more."""

    reference: str
    sort: str
    identity: Identity
    programme: str = ""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that was read: whose list it is, the day it was published, its entries."""

    source: str
    published: str
    entries: Sequence[Listed]


class Unreadable(Exception):
    """The file can't be taken in; its problems name lines."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.problems = problems[:MOST_FAULTS]


def fault(code: str, line: int, **values: object) -> Problem:
    return Problem(code, (str(line),), {"line": line, **values})
