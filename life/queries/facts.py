"""Recorded facts as their reader may see them: amounts and counterparts may be withheld."""

from collections.abc import Mapping
from typing import Any

from core import sight
from core.sight import Sight
from life.procedure import procedure

#: Facts of the table that name a party.
NAMING = frozenset({"counterpart"})


def is_withheld(name: str, seen: Sight) -> bool:
    """Whether somebody who sees so much may not read a fact of this name."""
    kind = procedure().facts.get(name)
    is_amount = kind is not None and kind.sort == "amount"
    return (is_amount and not seen.amounts) or (name in NAMING and not seen.parties)


def facts_seen(plan: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a step of this plan; what is withheld from the visitor is null."""
    seen = sight.of_plan(plan)
    return {name: None if is_withheld(name, seen) else value for name, value in facts.items()}
