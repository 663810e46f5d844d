"""A party and an entry of a list, as plain values, and what comes of holding them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a party, or what a list gives of an entry. Empty is not known.

    Countries are codes of two letters; dates as written, year first (1950, 1950-05, 1950-05-12).
    """

    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


class Grade(Enum):
    """How one feature compares. There is no sum of them."""

    AGREES = "agrees"
    NEAR = "near"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: its grade, what stood on either side, and by which rule they are as near."""

    name: str
    grade: Grade
    ours: str = ""
    theirs: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every feature of a party beside those of an entry."""

    features: tuple[Feature, ...]

    @property
    def by_name(self) -> Mapping[str, Feature]:
        return {each.name: each for each in self.features}

    def count(self, grade: Grade) -> int:
        return sum(each.grade is grade for each in self.features)

    @property
    def rank(self) -> tuple[int, int, int]:
        """The most agreeing first; for the order of a list only."""
        agree, near = self.count(Grade.AGREES), self.count(Grade.NEAR)
        return (-agree, -near, self.count(Grade.DIFFERS))


#: The features, in the order they are shown.
FEATURES = (
    "hangul", "rr", "mr", "latin", "alias", "date", "country", "identifier", "address",
)  # fmt: skip
NAMES = frozenset(("hangul", "rr", "mr", "latin", "alias"))
