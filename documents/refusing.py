"""Why a file is not taken: raised while looking into it, turned into a refusal by the service."""

from typing import Any

from engine.problems import Problem


class Unacceptable(Exception):
    """The file can't be kept; `code` has its sentence in words.py."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def problem(self) -> Problem:
        return Problem(self.code, ("file",), self.values)
