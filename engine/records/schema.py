"""What the records share: how a field says what it refers to, and names in both languages.

Field metadata: `refers` names the kind a key points at, `removal` what happens when that goes
("cascade" removes this record too, "clear" empties the field, "drop" takes the key out of a tuple);
`at_least` is the smallest value allowed, `at_most` the largest.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Side = Literal["south", "north"]
Keys = tuple[str, ...]


def key_of(refers: str, removal: str = "cascade", **rest: Any) -> Any:
    """A field that holds the key of another record."""
    return field(metadata={"refers": refers, "removal": removal}, **rest)


def keys_of(refers: str) -> Any:
    """A field that holds keys of other records; one that goes is dropped from it."""
    return field(default=(), metadata={"refers": refers, "removal": "drop"})


def no_less_than(number: int, **rest: Any) -> Any:
    """A number with a smallest value."""
    return field(metadata={"at_least": number}, **rest)


def between(least: int, most: int, **rest: Any) -> Any:
    """A number with a smallest and a largest value."""
    return field(metadata={"at_least": least, "at_most": most}, **rest)


def share(**rest: Any) -> Any:
    """A part of a whole, or a probability: 0 to 1."""
    return field(metadata={"at_least": 0, "at_most": 1}, **rest)


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name in both languages; both are needed at once in documents."""

    key: str
    name_ko: str
    name_en: str

    def name(self, language: str) -> str:
        """The name in `language` ("ko" or "en"), or in the other one where it is missing."""
        korean, english = self.name_ko, self.name_en
        return (korean or english) if language.startswith("ko") else (english or korean)
