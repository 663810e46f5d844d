"""The law as the catalogue has it, ready for the engine, and one screener per law and scenario."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.plan import Plan
from engine.screening import Law, Measure, Screener
from engine.screening.reading import read_measure
from engine.screening.undertakings import reliefs_of
from roadmaps.memory import Memory
from sanctions.models import Measure as Row
from sanctions.models import MeasureVersion

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

_known: Memory[Screener] = Memory(most=8)
_eased: Memory[Screener] = Memory(most=12)


def measures() -> Mapping[str, Measure]:
    """The measures by id, as they are known now."""
    return screener().law.measures


def past(known: date | None) -> Mapping[str, Measure] | None:
    """The measures as they were known on a day; None asks for now and answers so."""
    if known is None:
        return None
    versions = MeasureVersion.objects.known_on(known).order_by("order", "measure")
    names = ("measure", *COLUMNS[1:])
    return _read(list(versions.values_list(*names)))


def screener(
    plan: Plan | None = None, scenario: str = "", law: Mapping[str, Measure] | None = None
) -> Screener:
    """A screener for a law (None: as it is known now), eased as the plan's scenario says.

    Kept under what the law and the scenario say, not under when that was said, so an edit of
    either is met at once and an edit of anything else costs nothing.
    """
    plain = _plain(law)
    reliefs = reliefs_of(plan, scenario) if plan else ()
    if not reliefs:
        return plain
    eased = Law(plain.law.measures, reliefs)
    return _eased.get_or_make((plain, reliefs), lambda: Screener(eased, like=plain))


def _plain(law: Mapping[str, Measure] | None) -> Screener:
    if law is not None:
        return _known.get_or_make(tuple(law.values()), lambda: Screener(Law(law)))
    rows: list[tuple[Any, ...]] = list(Row.objects.values_list(*COLUMNS))
    return _known.get_or_make(repr(rows), lambda: Screener(Law(_read(rows))))


def _read(rows: list[tuple[Any, ...]]) -> dict[str, Measure]:
    found = (read_measure(dict(zip(COLUMNS, row, strict=True))) for row in rows)
    return {each.id: each for each in found}
