"""The law as the catalogue has it, ready for the engine, and one screener per law and scenario."""

from collections.abc import Mapping
from typing import Any

from engine.plan import Plan
from engine.screening import Law, Measure, Screener
from engine.screening.reading import read_measure
from engine.screening.undertakings import reliefs_of
from roadmaps.memory import Memory
from sanctions.models import Measure as Row

#: The columns that decide; names, summaries and sources are for people.
COLUMNS = (
    "id",
    "regime",
    "direction",
    "subject",
    "adopted",
    "effective_from",
    "effective_to",
    "wind_down_until",
    "hs_scope",
    "hs_include",
    "hs_exclude",
    "hs_review",
    "effect",
    "legal_force",
    "requires_tag",
    "investment_forms",
    "cap",
    "exemptions",
)

_known: Memory[Screener] = Memory(most=4)
_eased: Memory[Screener] = Memory(most=12)


def measures() -> Mapping[str, Measure]:
    """The measures as they stand, by id."""
    return screener().law.measures


def screener(plan: Plan | None = None, scenario: str = "") -> Screener:
    """A screener for the law as it stands, eased as the plan's scenario says.

    Kept under what the law and the scenario say, not under when that was said, so an edit of
    either is met at once and an edit of anything else costs nothing.
    """
    rows: list[tuple[Any, ...]] = list(Row.objects.values_list(*COLUMNS))
    plain = _known.get_or_make(repr(rows), lambda: Screener(Law(_read(rows))))
    reliefs = reliefs_of(plan, scenario) if plan else ()
    if not reliefs:
        return plain
    law = Law(plain.law.measures, reliefs)
    return _eased.get_or_make((plain, reliefs), lambda: Screener(law, like=plain))


def _read(rows: list[tuple[Any, ...]]) -> dict[str, Measure]:
    found = (read_measure(dict(zip(COLUMNS, row, strict=True))) for row in rows)
    return {each.id: each for each in found}
