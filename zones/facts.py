"""A fact as it is shown: its value or that nobody knows it, with source and confidence on demand.

Templates show one with `{% include "parts/_fact.html" with fact=fact %}` inside a `<dl>`, and the
evidence alone with `{% include "parts/_evidence.html" with evidence=evidence about="…" %}`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from engine.grading import grade_of
from zones.models import Confidence, Source

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a fact rests on. `confidence` is "" where nobody has judged it."""

    sources: tuple[Source, ...]
    confidence: str = ""

    @property
    def grade(self) -> str:
        """A to E, as every figure of a plan is graded."""
        known = {each.pk: confidence_of(each.reliability) for each in self.sources}
        return grade_of(tuple(known), self.confidence, known)

    @property
    def confidence_label(self) -> str:
        return str(Confidence(self.confidence).label) if self.confidence else ""


def confidence_of(reliability: str) -> str:
    """High, medium or low, from the catalogue's words; what they do not say is low."""
    if reliability.startswith(("primary", "high")):
        return "high"
    return "medium" if reliability.startswith("medium") else "low"


def year_of(published: str) -> int | None:
    """The latest year that a source's date speaks of; None where it speaks of none."""
    return max((int(each) for each in YEAR.findall(published)), default=None)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, its value (None: not known) and what it rests on. `language` if not the page's."""

    label: str
    value: str | None
    evidence: Evidence
    language: str = ""
    url: str = ""


class Evidences:
    """Evidence by source ids; every source is fetched once, for one page."""

    def __init__(self) -> None:
        self._sources = Source.objects.in_bulk()

    def of(self, ids: Iterable[str], confidence: str | None) -> Evidence:
        """Ids without a row stay out: a plan's own note may name a source the catalogue lacks."""
        found = tuple(self._sources[key] for key in ids if key in self._sources)
        return Evidence(found, confidence or "")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the reader's language, or in the other one, saying which (for lang="…")."""

    text: str
    language: str = ""


def in_own_language(korean: str | None, english: str | None) -> Words | None:
    """The text in the language of the request if there is one, else in the other, else None."""
    wanted = "en" if (get_language() or "ko").startswith("en") else "ko"
    texts = {"ko": korean, "en": english}
    other = "ko" if wanted == "en" else "en"
    if texts[wanted]:
        return Words(texts[wanted] or "")
    return Words(texts[other] or "", other) if texts[other] else None


def amount(value: Decimal | float | None, unit: str = "") -> str | None:
    """1,260 MW; None stays None, because an unknown figure is not zero."""
    if value is None:
        return None
    exact = Decimal(str(value)).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    text = number_format(exact, decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"{text} {unit}".strip()


def span(low: Decimal | None, high: Decimal | None, unit: str = "") -> str | None:
    """150–450 MW."""
    if low is None and high is None:
        return None
    if low is None or high is None:
        # Where one end is not known the range says so, instead of passing as a bare number.
        return f"{amount(low) or _('unknown')}–{amount(high, unit) or _('unknown')}"
    return amount(low, unit) if low == high else f"{amount(low)}–{amount(high, unit)}"


def fact(label: object, value: Words | str | None, evidence: Evidence, *, url: str = "") -> Fact:
    if isinstance(value, Words):
        return Fact(str(label), value.text, evidence, value.language, url)
    return Fact(str(label), value or None, evidence, "", url)
