"""A verdict as the pages show it."""

from dataclasses import dataclass

from engine.screening import Verdict
from screening.sentences import SHAPES, VERDICTS


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict in words, with the shape that stands for it."""

    verdict: Verdict

    @property
    def word(self) -> str:
        return self.verdict.word

    @property
    def label(self) -> str:
        return str(VERDICTS[self.verdict])

    @property
    def shape(self) -> str:
        return SHAPES[self.verdict]

    @property
    def icon(self) -> str:
        return f"verdict-{self.shape}"
