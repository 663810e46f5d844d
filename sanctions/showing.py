"""How two states of a measure differ, in words: field by field, what goes and what comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from core.templatetags.ui import day
from sanctions.bases import basis_name
from sanctions.content import DATES, differences
from sanctions.field_words import MEASURE_FIELDS
from sanctions.models import (
    Confidence,
    Direction,
    Effect,
    HsBasis,
    HsScope,
    Instrument,
    LegalForce,
    Measure,
    Regime,
    Subject,
    Verified,
)
from sanctions.tags import EXEMPTION_KINDS, INVESTMENT_FORMS, TAGS

LABELS: Mapping[str, Mapping[str, Promise | str]] = {
    "regime": dict(Regime.choices),
    "direction": dict(Direction.choices),
    "subject": dict(Subject.choices),
    "hs_scope": dict(HsScope.choices),
    "hs_basis": dict(HsBasis.choices),
    "effect": dict(Effect.choices),
    "legal_force": dict(LegalForce.choices),
    "confidence": dict(Confidence.choices),
    "verified": dict(Verified.choices),
    "requires_tag": TAGS,
    "investment_forms": INVESTMENT_FORMS,
}
NOTHING = "—"
#: Fields whose text is in one language whatever the page is in.
LANGUAGES = {"summary_ko": "ko", "note_ko": "ko", "summary_en": "en", "note_en": "en"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One field that differs; of a list only what goes and what comes."""

    field: str
    label: str
    old: Sequence[str]
    new: Sequence[str]
    language: str = ""


class Showing:
    """Puts differences into words; the names of instruments are looked up once."""

    def __init__(self) -> None:
        self._instruments = Instrument.objects.in_bulk()

    def between(
        self, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
    ) -> Sequence[Shown]:
        """The fields two states differ in; None: there is no such state."""
        found = []
        for each in differences(old, new):
            gone, come = self._lines(each.field, each.old), self._lines(each.field, each.new)
            if isinstance(each.old, list) and isinstance(each.new, list):
                both = set(gone) & set(come)
                gone, come = ([line for line in some if line not in both] for some in (gone, come))
            label = str(MEASURE_FIELDS[each.field])
            language = LANGUAGES.get(each.field, "")
            found.append(Shown(each.field, label, gone or [NOTHING], come or [NOTHING], language))
        return found

    def _lines(self, name: str, value: Any) -> list[str]:
        if value in (None, "", []):
            return []
        if name == "exemptions":
            return [exemption_line(each) for each in value]
        if name == "cap":
            return [cap_line(value)]
        if isinstance(value, list):
            return [self._word(name, each) for each in value]
        return [self._word(name, value)]

    def _word(self, name: str, value: Any) -> str:
        if name in DATES:
            return str(day(value))
        if name == "instrument":
            found = self._instruments.get(value)
            return f"{_named(found)} ({value})" if found else str(value)
        return str(LABELS.get(name, {}).get(value, value))


def exemption_line(each: Mapping[str, Any]) -> str:
    """One exemption on a line: its basis, its kind, its note."""
    kind = EXEMPTION_KINDS.get(each["kind"], each["kind"])
    first, second = ("note_ko", "note_en") if _is_korean() else ("note_en", "note_ko")
    note = each.get(first) or each.get(second) or ""
    return f"{basis_name(each['basis'])} · {kind}" + (f" · {note}" if note else "")


def cap_line(cap: Mapping[str, Any]) -> str:
    """A cap on a line: its figure, its unit, its period, its words."""
    number = cap.get("number")
    figure = f"{number:,}" if isinstance(number, int | float) else ""
    first, second = ("text_ko", "text") if _is_korean() else ("text", "text_ko")
    words = [figure, cap.get("unit"), cap.get("period"), cap.get(first) or cap.get(second)]
    return " · ".join(str(each) for each in words if each)


def measure_title(measure: Measure) -> str:
    """A measure as it is cited: its instrument's name and its paragraph."""
    return f"{_named(measure.instrument)} {measure.paragraph}"


def _named(instrument: Instrument) -> str:
    return instrument.name_ko if _is_korean() else instrument.name_en


def _is_korean() -> bool:
    return (get_language() or "ko").startswith("ko")
