"""What a check of a supply network answers: red flags with their reasons, and what it misses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

#: A record as (kind, key): ("relation", "P1:3").
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RedFlag:
    """Something a check found: `case` names the sentence, `values` fill it."""

    check: str
    case: str
    about: Place
    places: tuple[Place, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def everywhere(self) -> tuple[Place, ...]:
        """Every record concerned, the first the one it is about."""
        return self.about, *self.places


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact without which a check can't tell. It is never a pass."""

    check: str
    need: str
    about: Place


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the reference file has it: its thresholds, and the measures it rests on."""

    id: str
    basis: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    limits: Mapping[str, Decimal] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """One check's answer: how many things it looked at, and what it found."""

    check: Check
    looked_at: int
    flags: tuple[RedFlag, ...]
    missing: tuple[Missing, ...]

    @property
    def state(self) -> str:
        """flagged, unknown (a fact is missing), none (nothing to look at) or unflagged."""
        if self.flags:
            return "flagged"
        if self.missing:
            return "unknown"
        return "unflagged" if self.looked_at else "none"
