"""The terms of both sides, and the words that mislead or offend: data/reference/terms.yaml.

The file ships with the product and is read once; a fault in it stops the reader with its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from engine.registers import Converter, Pair
from engine.romanising import romanised

FLAGS = frozenset({"", "note"})
KINDS = frozenset({"misleads", "offends"})


class BadTerms(Exception):
    """The terms can't be used: which row, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that differ for one reason."""

    id: str
    name_ko: str
    name_en: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing in three registers. `converts`: the two words stand for each other and no other."""

    group: Group
    south: str
    north: str
    english: str
    confidence: str
    converts: bool

    @property
    def south_latin(self) -> str:
        return romanised(self.south)

    @property
    def north_latin(self) -> str:
        return romanised(self.north)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads, and what the two sides are called before them."""

    id: str
    name_ko: str
    name_en: str
    south_ko: str
    north_ko: str
    south_en: str
    north_en: str


@dataclass(frozen=True, slots=True)
class Caution:
    """A word that misleads or offends some readers; `instead` may be empty."""

    word: str
    audiences: tuple[str, ...]
    kind: str
    instead: str
    why_ko: str
    why_en: str
    confidence: str


@dataclass(frozen=True)
class Termbook:
    """All of it."""

    terms: tuple[Term, ...]
    audiences: Mapping[str, Audience]
    warnings: tuple[Caution, ...]

    @cached_property
    def converter(self) -> Converter:
        return Converter(Pair(each.south, each.north) for each in self.terms if each.converts)


@cache
def termbook() -> Termbook:
    path = Path(settings.BASE) / "data" / "reference" / "terms.yaml"
    return read_terms(path.read_text(encoding="utf-8"))


def read_terms(text: str) -> Termbook:
    """The termbook of a file. Raises BadTerms at the first fault."""
    raw = yaml.safe_load(text)
    audiences = {each["id"]: _audience(each) for each in raw["audiences"]}
    book = Termbook(
        tuple(term for group in raw["groups"] for term in _terms(group)),
        audiences,
        tuple(_warning(each, audiences) for each in raw["warnings"]),
    )
    try:
        _ = book.converter
    except ValueError as error:
        raise BadTerms(str(error)) from None
    return book


def _terms(raw: Mapping[str, Any]) -> list[Term]:
    group = Group(raw["kind"], raw["ko"], raw["en"], tuple(raw["source"]))
    found = []
    for row in raw["terms"]:
        if len(row) != 5 or row[4] not in FLAGS:
            raise BadTerms(f"{row}: five columns, the last one empty or note")
        south, north, english, confidence, flag = row
        if south == north:
            raise BadTerms(f"{south}: both sides say the same")
        found.append(Term(group, south, north, english, confidence, not flag))
    return found


def _audience(raw: Mapping[str, str]) -> Audience:
    names = (raw[name] for name in ("south_ko", "north_ko", "south_en", "north_en"))
    return Audience(raw["id"], raw["ko"], raw["en"], *names)


def _warning(raw: Mapping[str, Any], audiences: Mapping[str, Audience]) -> Caution:
    if raw["kind"] not in KINDS or not set(raw["for"]) <= audiences.keys():
        raise BadTerms(f"{raw['word']}: kind or audience unknown")
    return Caution(
        raw["word"],
        tuple(raw["for"]),
        raw["kind"],
        raw["instead"],
        raw["ko"],
        raw["en"],
        raw["confidence"],
    )
