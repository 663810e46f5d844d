"""What a text says: whom it mentions, and which records of the plan it names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from accounts.models import User
from engine.plan import Plan

_MENTION = re.compile(r"(?<![\w.])@([\w.+-]+)")
#: Codes are written in Latin letters, so a Korean particle may follow at once: "F4-01에서".
_CODE = re.compile(r"(?<![\w@.])[A-Za-z0-9][A-Za-z0-9:._-]*[A-Za-z0-9]", re.ASCII)
#: The kinds whose codes people write; the first that has the key is meant.
NAMED = ("project", "activity", "condition", "gate", "permit", "stage")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: plain, or somebody's name, or a record's code."""

    text: str
    person: str = ""
    kind: str = ""
    key: str = ""


def mentioned(text: str, people: Iterable[User]) -> list[User]:
    """Those of the people whom the text names, in its order, each once."""
    known = {each.username.lower(): each for each in people}
    found = (_longest(match[1], known) for match in _MENTION.finditer(text))
    return list(dict.fromkeys(known[name] for name in found if name))


def pieces(text: str, plan: Plan, people: Iterable[User]) -> Iterator[Piece]:
    """The text, cut where it names somebody or something; joined it is the text again."""
    known, at = {each.username.lower(): each for each in people}, 0
    for start, end, piece in sorted(_marks(text, plan, known), key=lambda mark: mark[:2]):
        if start < at:
            continue
        if start > at:
            yield Piece(text[at:start])
        yield piece
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _marks(text: str, plan: Plan, known: Mapping[str, User]) -> Iterator[tuple[int, int, Piece]]:
    for match in _MENTION.finditer(text):
        if name := _longest(match[1], known):
            end = match.start() + 1 + len(name)
            yield match.start(), end, Piece(text[match.start() : end], person=str(known[name]))
    records = {
        "project": plan.projects,
        "activity": plan.activities,
        "condition": plan.conditions,
        "gate": plan.gates,
        "permit": plan.permits,
        "stage": plan.stages,
    }
    for match in _CODE.finditer(text):
        kind = next((kind for kind in NAMED if match[0] in records[kind]), "")
        if kind:
            yield match.start(), match.end(), Piece(match[0], kind=kind, key=match[0])


def _longest(run: str, known: Mapping[str, User]) -> str:
    """The longest name the run begins with: after it only a particle or a full stop may follow."""
    run = run.lower()
    for end in range(len(run), 0, -1):
        if run[:end] in known and not (run[end:] and run[end].isascii() and run[end].isalnum()):
            return run[:end]
    return ""
