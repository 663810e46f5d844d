"""What is wrong, as data: the engine finds it, the site finds the words."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: a stable code, the keys concerned, and the values a sentence needs."""

    code: str
    about: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict, hash=False)


class BrokenPlan(Exception):
    """Raised where no schedule can exist, with every problem at once."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.problems = problems
