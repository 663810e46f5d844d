"""The terms as a reader wishes to see them, and what in a plan's own words needs a look."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.collation import northern_key, southern_key
from engine.lint.view import texts_of
from engine.plan import Plan
from engine.records import Record
from lint.queries.naming import Named, Names
from roadmaps import vocabulary
from roadmaps.models import Roadmap
from terms.marking import Mark, Piece, marks_of, pieces_of
from terms.termbook import Term, termbook

_KEYS: Mapping[str, Callable[[Term], Any]] = {
    "south": lambda term: southern_key(term.south),
    "north": lambda term: northern_key(term.north),
    "english": lambda term: term.english.lower(),
}


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text of the plan with something marked in it."""

    about: Named
    field: str
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]


def terms_found(text: str, order: str) -> Sequence[Term]:
    """The terms that hold the text in any register, in the order wished for."""
    wanted = text.strip().lower()
    found = [
        term
        for term in termbook().terms
        if not wanted
        or any(
            wanted in each.lower()
            for each in (
                term.south,
                term.north,
                term.english,
                term.south_latin,
                term.north_latin,
            )
        )
    ]
    return sorted(found, key=_KEYS.get(order, _KEYS["south"]))


def plan_texts(roadmap: Roadmap, plan: Plan, audience: str, query: str) -> Sequence[TextLine]:
    """Every name and note of the plan that these readers should not get as it is."""
    names, found = Names(roadmap, plan, query), []
    records: list[Record] = [plan.header, *plan.all()]
    for record in records:
        for field, text in texts_of(record):
            marks = marks_of(text, audience)
            if marks:
                label = vocabulary.field_name(record.kind, field)
                about = names.of((record.kind, record.key))
                found.append(TextLine(about, label, pieces_of(text, marks), marks))
    return found
