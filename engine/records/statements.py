"""What a person states about a project for the rules to read: capacity, requirements, standards.

None of it is worked out: somebody has looked and says what was found, so a blank is a missing fact.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from engine.records.schema import Keys, Named, between, key_of, no_less_than

Aspect = Literal["labour", "power", "transport", "enterprises", "institutions", "funds"]
Requirement = Literal["feasible", "no_dispute", "no_competition", "capability", "no_harm"]


@dataclass(frozen=True, slots=True)
class Score:
    """How much of one thing the place of a project can take in: 0 nothing, 4 all that is asked."""

    kind: ClassVar[str] = "score"
    key: str
    project: str = key_of("project")
    aspect: Aspect = "labour"
    points: int = between(0, 4, default=0)
    note_ko: str = ""
    note_en: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """What the applicant answers to one of the five requirements of article 17(1)."""

    kind: ClassVar[str] = "self_check"
    key: str
    project: str = key_of("project")
    requirement: Requirement = "feasible"
    answer: Literal["open", "met", "not_met"] = "open"
    note_ko: str = ""
    note_en: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Topic(Named):
    """A topic of a training project's curriculum. Hours of None are not known."""

    kind: ClassVar[str] = "topic"
    project: str = key_of("project")
    hours: int | None = no_less_than(0, default=None)
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class StandardUse:
    """The technical standard that a project, or one of its activities, works by in one respect.

    What works by several (a transfer station, a converter, a dual-gauge track) names the others in
    `also`. Standards are those of the reference file; each belongs to one respect.
    """

    kind: ClassVar[str] = "standard"
    key: str
    project: str = key_of("project")
    activity: str = key_of("activity", default="")
    standard: str = ""
    also: Keys = ()
    evidence: str = ""

    @property
    def works_with(self) -> frozenset[str]:
        return frozenset({self.standard, *self.also})
