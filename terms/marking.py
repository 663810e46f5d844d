"""What in a text misleads or offends its readers, or is a word of the other register."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from terms.termbook import Caution, termbook


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text, from `start` to `end`: "offends", "misleads", or of another "register"."""

    start: int
    end: int
    word: str
    kind: str
    instead: str
    why_ko: str = ""
    why_en: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: plain, or marked."""

    text: str
    mark: Mark | None


def marks_of(text: str, audience: str) -> tuple[Mark, ...]:
    """Every mark in a text for these readers, in its order; a warning stands before a register."""
    found: list[Mark] = []
    for mark in (*_warnings(text, audience), *_other_register(text, audience)):
        if not any(mark.start < other.end and other.start < mark.end for other in found):
            found.append(mark)
    return tuple(sorted(found, key=lambda mark: mark.start))


def pieces_of(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The whole text, cut where a mark begins or ends."""
    found, at = [], 0
    for mark in marks:
        if mark.start > at:
            found.append(Piece(text[at : mark.start], None))
        found.append(Piece(text[mark.start : mark.end], mark))
        at = mark.end
    if at < len(text):
        found.append(Piece(text[at:], None))
    return tuple(found)


def in_register(text: str, audience: str) -> str:
    """The text in the words of these readers: the North's for the North, the South's otherwise."""
    book = termbook()
    return book.converter.to_north(text) if audience == "north" else book.converter.to_south(text)


def _warnings(text: str, audience: str) -> Iterator[Mark]:
    known, pattern = _known(audience)
    for hit in pattern.finditer(text):
        warning = known[hit.group().lower()]
        yield Mark(
            hit.start(),
            hit.end(),
            hit.group(),
            warning.kind,
            warning.instead,
            warning.why_ko,
            warning.why_en,
        )


def _other_register(text: str, audience: str) -> Iterator[Mark]:
    converter = termbook().converter
    find = converter.southern_words if audience == "north" else converter.northern_words
    for hit in find(text):
        yield Mark(hit.start, hit.end, hit.word, "register", hit.instead)


@cache
def _known(audience: str) -> tuple[dict[str, Caution], re.Pattern[str]]:
    """Words in small letters; Korean ones begin a word and take endings, others stand alone."""
    known = {each.word.lower(): each for each in termbook().warnings if audience in each.audiences}
    longest = sorted(known, key=lambda word: (-len(word), word))
    forms = (
        rf"\b{re.escape(word)}\b" if word.isascii() else rf"(?<![가-힣]){re.escape(word)}"
        for word in longest
    )
    return known, re.compile("|".join(forms) or "(?!)", re.IGNORECASE)
