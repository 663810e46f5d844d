"""The score of a questionnaire, exactly: over what was answered, and how far the rest may move it.

A question nobody answered is not a zero. The score is the weighted share of what was answered, and
`least` and `most` are what it would be if everything open were answered 0 or 2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Band = Literal["low", "medium", "high"]
WORST = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the score needs it: its weight, and the measures it helps to comply with."""

    id: str
    weight: int
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bands:
    """A score below `medium_from` is low, one above `high_above` high."""

    medium_from: Fraction
    high_above: Fraction

    def of(self, score: Fraction) -> Band:
        if score > self.high_above:
            return "high"
        return "medium" if score >= self.medium_from else "low"


@dataclass(frozen=True, slots=True)
class Part:
    """What one question adds to the score; `answer` None: nobody answered it."""

    question: Question
    answer: int | None

    @property
    def points(self) -> int:
        return self.question.weight * (self.answer or 0)


@dataclass(frozen=True, slots=True)
class Score:
    """A questionnaire's score with everything it is made of."""

    parts: tuple[Part, ...]
    bands: Bands
    stop_weight: int

    @property
    def answered(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.answer is not None)

    @property
    def weight(self) -> int:
        return sum(part.question.weight for part in self.parts)

    @property
    def weight_answered(self) -> int:
        return sum(part.question.weight for part in self.answered)

    @property
    def points(self) -> int:
        return sum(part.points for part in self.answered)

    @property
    def value(self) -> Fraction | None:
        """None as long as nothing is answered."""
        if not self.weight_answered:
            return None
        return Fraction(self.points, WORST * self.weight_answered)

    @property
    def least(self) -> Fraction:
        return Fraction(self.points, WORST * self.weight)

    @property
    def most(self) -> Fraction:
        open_weight = self.weight - self.weight_answered
        return Fraction(self.points + WORST * open_weight, WORST * self.weight)

    @property
    def coverage(self) -> Fraction:
        """The share of the weight that was answered."""
        return Fraction(self.weight_answered, self.weight)

    @property
    def band(self) -> Band | None:
        return None if self.value is None else self.bands.of(self.value)

    @property
    def is_settled(self) -> bool:
        """Whether no answer still to come can change the band."""
        return self.bands.of(self.least) == self.bands.of(self.most)

    @property
    def stops(self) -> tuple[Part, ...]:
        """Answers that block approval pending review, whatever the score is."""
        heaviest = (part for part in self.parts if part.question.weight >= self.stop_weight)
        return tuple(part for part in heaviest if part.answer == WORST)

    @property
    def stops_open(self) -> tuple[Part, ...]:
        """Questions that could block approval and that nobody has answered."""
        heaviest = (part for part in self.parts if part.question.weight >= self.stop_weight)
        return tuple(part for part in heaviest if part.answer is None)


def score(
    questions: Sequence[Question],
    answers: Mapping[str, int | None],
    bands: Bands,
    stop_weight: int,
) -> Score:
    """The score of these answers; a question without one counts as not answered."""
    parts = tuple(Part(each, answers.get(each.id)) for each in questions)
    return Score(parts, bands, stop_weight)
