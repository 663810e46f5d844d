"""The technical standards of both sides and their neighbours: data/reference/standards.yaml.

The file ships with the product and is read once; a fault in it stops the reader with its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from engine.standards import Standards


class BadStandards(Exception):
    """The file of standards can't be used: which entry, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """A respect in which things have to fit. `shared`: whatever stands in one zone has to agree."""

    id: str
    name_ko: str
    name_en: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard of one aspect, with where it is usual and what that rests on."""

    id: str
    aspect: Aspect
    name_ko: str
    name_en: str
    used: tuple[str, ...]
    source: tuple[str, ...]
    confidence: str


@cache
def standards() -> Mapping[str, Standard]:
    """Every standard by its id, in the order of the file."""
    path = Path(settings.BASE) / "data" / "reference" / "standards.yaml"
    return read_standards(path.read_text(encoding="utf-8"))


@cache
def reference() -> Standards:
    """What the engine needs to know of them."""
    found = standards().values()
    return Standards(
        {each.id: each.aspect.id for each in found},
        frozenset(each.aspect.id for each in found if each.aspect.shared),
    )


def read_standards(text: str) -> Mapping[str, Standard]:
    """The standards of a file. Raises BadStandards at the first fault."""
    raw = yaml.safe_load(text)
    aspects = {
        each["id"]: Aspect(each["id"], each["ko"], each["en"], bool(each["shared"]))
        for each in raw["aspects"]
    }
    found: dict[str, Standard] = {}
    for each in raw["standards"]:
        if each["id"] in found:
            raise BadStandards(f"{each['id']} is given twice")
        found[each["id"]] = _standard(each, aspects)
    return found


def _standard(raw: Mapping[str, Any], aspects: Mapping[str, Aspect]) -> Standard:
    if raw["aspect"] not in aspects:
        raise BadStandards(f"{raw['id']}: no aspect {raw['aspect']}")
    if not raw["source"]:
        raise BadStandards(f"{raw['id']}: no source")
    return Standard(
        raw["id"],
        aspects[raw["aspect"]],
        raw["ko"],
        raw["en"],
        tuple(raw["used"]),
        tuple(raw["source"]),
        raw["confidence"],
    )
