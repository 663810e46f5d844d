"""Identities and comparisons as JSON and back: rows hold what was compared, as it was."""

from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from engine.parties.values import Comparison, Feature, Grade, Identity
from parties.lists.values import Listed


def identity_json(identity: Identity) -> dict[str, list[str]]:
    return {name: list(value) for name, value in asdict(identity).items()}


def identity_of(told: Mapping[str, list[str]]) -> Identity:
    return Identity(**{name: tuple(value) for name, value in told.items()})


def digest_of(listed: Listed) -> str:
    """The same for the same content, whichever file it came in."""
    return sha256(repr((listed.sort, listed.programme, listed.identity)).encode()).hexdigest()


def features_json(comparison: Comparison) -> list[dict[str, Any]]:
    return [{**asdict(each), "grade": each.grade.value} for each in comparison.features]


def features_of(told: list[dict[str, Any]]) -> list[Feature]:
    return [Feature(**{**each, "grade": Grade(each["grade"])}) for each in told]
