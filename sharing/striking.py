"""The names of what is withheld, struck out of the sentences that are shown.

The mask empties fields. A name may also stand in a sentence somebody wrote: in an activity's name,
in a condition's. Left are names of one letter; the name of a project that is part of the name of
one shown, or a shown "Port of Nampo" would lose its port; and "firms", where several parties
are "food firms", "metal firms" and so on: that is a word and names nobody.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import pgettext

from engine.masking import NAMES, PARTY_FIELDS, Mask, hidden_in
from engine.plan import Plan

SHORTEST = 2
#: Part of so many longer names, it is a common word.
COMMON = 3


def without_names(contents: dict[str, Any], plan: Plan, shown: Plan, mask: Mask) -> dict[str, Any]:
    """The contents, each withheld name replaced by a word that says so."""
    names = {*_of_parties(plan, mask), *_of_projects(plan, shown)}
    if not names:
        return contents
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(map(_as_word, ordered)))
    mark = pgettext("withheld", "[withheld]")
    found: dict[str, Any] = _struck(contents, pattern, mark)
    return found


def _of_parties(plan: Plan, mask: Mask) -> Iterator[str]:
    names = {
        getattr(record, name)
        for record in plan.all()
        if record.kind in PARTY_FIELDS
        for name in hidden_in(record, mask) & NAMES.keys()
    }
    for name in _long_enough(names):
        if sum(name in other for other in names if other != name) < COMMON:
            yield name


def _of_projects(plan: Plan, shown: Plan) -> Iterator[str]:
    told = "\n".join(f"{each.name_ko}\n{each.name_en}" for each in shown.projects.values())
    for key, project in plan.projects.items():
        if key not in shown.projects:
            names = _long_enough([project.name_ko, project.name_en])
            yield from (name for name in names if name not in told)


def _long_enough(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if len(name) >= SHORTEST)


def _as_word(name: str) -> str:
    """Latin names only as whole words: a "Farm" is not in "Farming"."""
    escaped = re.escape(name)
    return rf"(?<!\w){escaped}(?!\w)" if name.isascii() else escaped


def _struck(value: Any, pattern: "re.Pattern[str]", mark: str) -> Any:
    if isinstance(value, str):
        return pattern.sub(mark, value)
    if isinstance(value, dict):
        return {name: _struck(each, pattern, mark) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_struck(each, pattern, mark) for each in value]
    return value
