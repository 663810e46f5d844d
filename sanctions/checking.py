"""Whether a measure can be as somebody proposes it: every fault at once, with its field.

Pages and REST hand over plain values; what comes back is content as the tables hold it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from core.errors import Invalid
from engine.problems import Problem
from sanctions.content import DATES, FIELDS, Content
from sanctions.models import (
    Confidence,
    Direction,
    Effect,
    HsBasis,
    HsChapter,
    HsScope,
    Instrument,
    LegalForce,
    Measure,
    Regime,
    Subject,
    Verified,
)
from sanctions.tags import EXEMPTION_KINDS, INVESTMENT_FORMS, TAGS

#: New names look like those there are; the page of a measure has its name in its address.
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HS = re.compile(r"\d{2}(\d{2}(\d{2})?)?")
CHOICES: Mapping[str, Collection[str]] = {
    "regime": Regime.values,
    "direction": Direction.values,
    "subject": Subject.values,
    "hs_scope": HsScope.values,
    "hs_basis": HsBasis.values,
    "effect": Effect.values,
    "legal_force": LegalForce.values,
    "confidence": Confidence.values,
    "verified": Verified.values,
}
LONGEST = {"paragraph": 60, "citation": 200, "authority": 120, "basis": 40, "id": 40}
LONGEST_TEXT = 4_000
TEXTS = ("paragraph", "summary_ko", "summary_en", "citation")
OPTIONAL_TEXTS = ("authority", "note_ko", "note_en")
CODES = ("hs_include", "hs_exclude", "hs_review")
MOST_CODES = 400


def checked(measure: str, raw: Mapping[str, Any]) -> Content:
    """The content; raises Invalid with everything that is wrong with it."""
    check = _Check(measure, raw)
    content = check.content()
    if check.problems:
        raise Invalid(*check.problems)
    return content


def check_id(measure: Any) -> None:
    """A new measure's name: like the others, and not taken."""
    text = measure if isinstance(measure, str) else ""
    if len(text) > LONGEST["id"] or not ID.fullmatch(text):
        raise Invalid(Problem("bad_measure_id", ("id",), {"found": text, "longest": LONGEST["id"]}))
    if Measure.objects.filter(pk=text).exists():
        raise Invalid(Problem("measure_exists", ("id",), {"key": text}))


class _Check:
    """Reads field by field, and notes what is wrong."""

    def __init__(self, measure: str, raw: Mapping[str, Any]) -> None:
        self._measure, self._raw = measure, raw
        self.problems: list[Problem] = []

    def content(self) -> Content:
        for name in sorted(set(self._raw) - set(FIELDS)):
            self._fault("unknown_field", name)
        found: Content = dict.fromkeys(FIELDS)
        for name in TEXTS:
            found[name] = self._text(name, needed=True)
        for name in OPTIONAL_TEXTS:
            found[name] = self._text(name, needed=False) or None
        for name, known in CHOICES.items():
            found[name] = self._one_of(name, known)
        for name in sorted(DATES):
            found[name] = self._day(name, needed=name in {"adopted", "effective_from"})
        found["requires_tag"] = self._one_of("requires_tag", TAGS, needed=False) or None
        found["investment_forms"] = self._some_of("investment_forms", INVESTMENT_FORMS)
        found["instrument"] = self._instrument()
        found["superseded_by"] = self._superseded_by()
        for name in CODES:
            found[name] = self._codes(name)
        found["exemptions"] = list(self._exemptions())
        found["cap"] = self._cap()
        self._days_in_order(found)
        self._goods_make_sense(found)
        return found

    def _fault(self, code: str, name: str, **values: Any) -> None:
        self.problems.append(Problem(code, (name,), {"field": name, **values}))

    def _text(self, name: str, *, needed: bool) -> str:
        return self._words(self._raw.get(name), name, LONGEST.get(name, LONGEST_TEXT), needed)

    def _words(self, value: Any, name: str, longest: int, needed: bool) -> str:
        if value is not None and (not isinstance(value, str) or "\x00" in value):
            self._fault("not_text", name)
            return ""
        text = (value or "").strip()
        if needed and not text:
            self._fault("empty", name)
        if len(text) > longest:
            self._fault("too_long", name, longest=longest)
        return text

    def _one_of(self, name: str, known: Collection[str], *, needed: bool = True) -> str:
        value = self._raw.get(name)
        if value in (None, ""):
            if needed:
                self._fault("empty", name)
            return ""
        if not isinstance(value, str) or value not in known:
            self._fault("not_one_of", name, found=str(value)[:40], choices=", ".join(known))
            return ""
        return value

    def _list(self, name: str) -> list[Any]:
        value = self._raw.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self._fault("not_a_list", name)
            return []
        return value

    def _some_of(self, name: str, known: Collection[str]) -> list[str]:
        for each in self._list(name):
            if not isinstance(each, str) or each not in known:
                self._fault("not_one_of", name, found=str(each)[:40], choices=", ".join(known))
                return []
        return list(dict.fromkeys(self._list(name)))

    def _day(self, name: str, *, needed: bool) -> date | None:
        value = self._raw.get(name)
        if value in (None, ""):
            if needed:
                self._fault("empty", name)
            return None
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._fault("not_a_date", name, found=str(value)[:40])
            return None

    def _instrument(self) -> str:
        value = self._raw.get("instrument")
        found = Instrument.objects.filter(pk=value).first() if isinstance(value, str) else None
        if found is None:
            key = "empty" if value in (None, "") else "unknown_in_catalogue"
            self._fault(key, "instrument", key=str(value)[:40])
            return ""
        if self._raw.get("regime") in Regime.values and found.regime != self._raw["regime"]:
            self._fault("instrument_of_another_regime", "instrument", key=found.pk)
        return found.pk

    def _superseded_by(self) -> str | None:
        value = self._raw.get("superseded_by")
        if value in (None, ""):
            return None
        if not isinstance(value, str) or not Measure.objects.filter(pk=value).exists():
            self._fault("unknown_in_catalogue", "superseded_by", key=str(value)[:40])
            return None
        if value == self._measure:
            self._fault("supersedes_itself", "superseded_by")
        return value

    def _codes(self, name: str) -> list[str]:
        """Prefixes of two, four or six digits, each once, under a chapter there is."""
        given = self._list(name)
        if len(given) > MOST_CODES:
            self._fault("too_large", name, most=MOST_CODES)
            return []
        wrong = [
            each for each in given if not isinstance(each, str) or not HS.fullmatch(each.strip())
        ]
        if wrong:
            told = ", ".join(str(each)[:20] for each in wrong[:5])
            self._fault("bad_hs_prefix", name, found=told)
            return []
        codes = list(dict.fromkeys(each.strip() for each in given))
        chapters = set(HsChapter.objects.values_list("code", flat=True))
        astray = [each for each in codes if each[:2] not in chapters]
        if astray:
            self._fault("no_such_chapter", name, found=", ".join(astray[:5]))
        return codes

    def _exemptions(self) -> Iterator[Content]:
        known = ("basis", "kind", "note_ko", "note_en")
        for number, each in enumerate(self._list("exemptions"), start=1):
            if not isinstance(each, dict) or set(each) - set(known):
                self._fault("bad_exemption", "exemptions", number=number)
                continue
            texts = [
                self._words(each.get(name), "exemptions", longest, needed=False)
                for name, longest in (("basis", 40), ("note_ko", 1_000), ("note_en", 1_000))
            ]
            kind = each.get("kind")
            if not texts[0] or not isinstance(kind, str) or kind not in EXEMPTION_KINDS:
                self._fault("bad_exemption", "exemptions", number=number)
                continue
            notes = {"note_ko": texts[1] or None, "note_en": texts[2]}
            yield {"basis": texts[0], "kind": kind, **notes}

    def _cap(self) -> Content | None:
        """A cap has a unit; its number may be unknown. What older data say besides is kept."""
        value = self._raw.get("cap")
        if value in (None, {}):
            return None
        if not isinstance(value, dict):
            self._fault("not_an_object", "cap")
            return None
        number = value.get("number")
        if number is not None and (
            isinstance(number, bool) or not isinstance(number, int | float) or number < 0
        ):
            self._fault("not_a_decimal", "cap")
        if not self._words(value.get("unit"), "cap", 40, needed=False):
            self._fault("cap_without_unit", "cap")
        return dict(value)

    def _days_in_order(self, found: Content) -> None:
        start = found["effective_from"]
        for name in ("effective_to", "wind_down_until"):
            if start and found[name] and found[name] < start:
                values = {"until": str(found[name]), "since": str(start)}
                self._fault("ends_before_it_begins", name, **values)

    def _goods_make_sense(self, found: Content) -> None:
        listed, include = found["hs_scope"] == HsScope.LISTED, found["hs_include"]
        if listed and not include:
            self._fault("listed_without_codes", "hs_include")
        if not listed and include:
            self._fault("codes_without_list", "hs_include")
        if listed and include:
            astray = [each for each in found["hs_exclude"] if not each.startswith(tuple(include))]
            if astray:
                self._fault("excludes_nothing", "hs_exclude", found=", ".join(astray[:5]))
        if found["hs_scope"] == HsScope.NONE and found["hs_exclude"]:
            self._fault("codes_without_list", "hs_exclude")
        if (found["effect"] == Effect.CAPPED) != (found["cap"] is not None):
            self._fault("cap_and_effect", "cap")
