"""The law as the catalogue has it, ready for the engine, and one screener per law and scenario."""

from typing import Any

from engine.plan import Plan
from engine.screening import Law, Measure, Relief, Screener
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

_screeners: Memory[Screener] = Memory(most=12)


def measures() -> dict[str, Measure]:
    """The measures as they stand, by id."""
    rows: list[dict[str, Any]] = list(Row.objects.values(*COLUMNS))
    return {row["id"]: read_measure(row) for row in rows}


def screener(plan: Plan | None = None, scenario: str = "") -> Screener:
    """A screener for the law as it stands, eased as the plan's scenario says.

    Kept under what the law and the scenario say, not under when that was said, so an edit of
    either is met at once and an edit of anything else costs nothing.
    """
    known = measures()
    reliefs: tuple[Relief, ...] = reliefs_of(plan, scenario) if plan else ()
    key = tuple(known.values()), reliefs
    return _screeners.get_or_make(key, lambda: Screener(Law(known, reliefs)))
