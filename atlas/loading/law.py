"""Readers of legal instruments, measures and goods codes."""

from collections.abc import Collection
from typing import Any

from atlas.loading.document import Entry
from atlas.loading.rows import Fields, Korean, Row, closing
from sanctions.models import (
    Confidence,
    Direction,
    Effect,
    GeneralExemption,
    HsBasis,
    HsChapter,
    HsEditionChange,
    HsHeading,
    HsScope,
    Instrument,
    LegalForce,
    Measure,
    Regime,
    Subject,
    Verified,
)

HS = r"\d{2}(\d{2}(\d{2})?)?"


def read_instruments(document: Entry) -> tuple[list[Row], dict[str, str]]:
    """The instruments, and which id the title used in measures.yaml stands for."""
    rows = []
    titles = {}
    for order, (key, entry) in enumerate(closing(document, "instruments")):
        titles[entry.text("title", 160)] = key
        fields = {
            "regime": entry.choice("regime", Regime.values),
            "name_ko": entry.text("name_ko", 160),
            "name_en": entry.text("name_en", 160),
            "order": order,
        }
        rows.append(Row(Instrument, key, fields))
    return rows, titles


def read_measures(
    document: Entry, korean: Korean, instruments: dict[str, str], chapters: Collection[str]
) -> list[Row]:
    entries = list(document.entries("measures"))
    known = {entry.text("id") for entry in entries if "id" in entry}
    rows = []
    for order, (key, entry) in enumerate(closing(document, "measures")):
        title = entry.choice("instrument", instruments)
        fields = {
            "instrument_id": instruments.get(title, ""),
            **_legal(entry),
            **_dates(entry, known, key),
            **_goods(entry, chapters),
            "exemptions": _exemptions(entry, korean),
            "cap": _cap(entry, key, korean),
            "summary_ko": entry.text("summary_ko"),
            "summary_en": entry.text("summary_en"),
            "note_en": entry.maybe_text("note"),
            "note_ko": korean.of("measures", key, "note"),
            "citation": entry.text("source", 200),
            "confidence": entry.choice("confidence", Confidence.values),
            "verified": entry.choice("verified", Verified.values),
            "order": order,
        }
        rows.append(Row(Measure, key, fields))
    return rows


def read_general_exemption(document: Entry, korean: Korean) -> list[Row]:
    entry = document.entry("general_exemption")
    if entry is None:
        return []
    note = entry.text("note")
    fields = {
        "kind": entry.text("kind", 40),
        "note_en": note,
        "note_ko": korean.of("exemptions", note, "note") or note,
    }
    key = entry.text("basis", 40)
    entry.close()
    return [Row(GeneralExemption, key, fields)]


def read_chapters(document: Entry) -> list[Row]:
    return [
        Row(
            HsChapter,
            key,
            {"name_ko": entry.text("name_ko", 160), "name_en": entry.text("name_en", 160)},
        )
        for key, entry in closing(document, "chapters", "chapter", 2)
    ]


def read_headings(document: Entry, chapters: Collection[str]) -> list[Row]:
    rows = []
    for key, entry in closing(document, "headings", "heading", 6):
        if key[:2] not in chapters:
            entry.fault("heading", f"{key!r} has no chapter")
        fields = {
            "chapter_id": key[:2],
            "name_ko": entry.text("name_ko", 200),
            "name_en": entry.text("name_en", 200),
            "named_by_measure": entry.flag("named_by_measure"),
        }
        rows.append(Row(HsHeading, key, fields))
    return rows


def read_edition_changes(document: Entry, korean: Korean) -> list[Row]:
    rows = []
    for entry in document.entries("edition_changes"):
        old, new = entry.text("old", 10), entry.text("new", 40)
        key = f"{entry.text('year', 4)}:{old}:{new}"
        what = entry.text("what", 160)
        fields = {
            "year": int(entry.text("year", 4)),
            "old": None if old == "-" else old,
            "new": [code.strip() for code in new.split(",")],
            "what_en": what,
            "what_ko": korean.of("edition_changes", key, "what") or what,
        }
        rows.append(Row(HsEditionChange, key, fields))
        entry.close()
    return rows


def _legal(entry: Entry) -> Fields:
    return {
        "regime": entry.choice("regime", Regime.values),
        "paragraph": entry.text("paragraph", 60),
        "direction": entry.choice("direction", Direction.values),
        "subject": entry.choice("subject", Subject.values),
        "effect": entry.choice("effect", Effect.values),
        "legal_force": entry.choice("legal_force", LegalForce.values),
        "requires_tag": entry.maybe_text("requires_tag", 60),
        "investment_forms": entry.maybe_words("investment_forms"),
        "authority": entry.maybe_text("authority", 120),
    }


def _dates(entry: Entry, known: Collection[str], key: str) -> Fields:
    fields: Fields = {
        "adopted": entry.day("adopted"),
        "effective_from": entry.day("effective_from"),
        "effective_to": entry.day_or_none("effective_to"),
        "wind_down_until": entry.day_or_none("wind_down_until"),
        "superseded_by_id": entry.choice_or_none("superseded_by", known, "measure"),
    }
    for name in ("effective_to", "wind_down_until"):
        if fields[name] and fields[name] < fields["effective_from"]:
            entry.fault(name, f"{fields[name]} is before effective_from")
    if fields["superseded_by_id"] == key:
        entry.fault("superseded_by", "a measure can't supersede itself")
    return fields


def _goods(entry: Entry, chapters: Collection[str]) -> Fields:
    fields: Fields = {
        "hs_scope": entry.choice("hs_scope", HsScope.values),
        "hs_basis": entry.choice("hs_basis", HsBasis.values),
        "hs_include": entry.words("hs_include", HS),
        "hs_exclude": entry.words("hs_exclude", HS),
        "hs_review": entry.maybe_words("hs_review", HS),
    }
    for name in ("hs_include", "hs_exclude", "hs_review"):
        for code in fields[name]:
            if code[:2] not in chapters:
                entry.fault(name, f"{code!r} has no chapter")
    if fields["hs_scope"] == HsScope.LISTED and not fields["hs_include"]:
        entry.fault("hs_scope", "says listed, but hs_include is empty")
    return fields


def _exemptions(entry: Entry, korean: Korean) -> list[dict[str, Any]]:
    found = []
    for item in entry.entries("exemptions"):
        note = item.text("note")
        found.append(
            {
                "basis": item.text("basis", 40),
                "kind": item.text("kind", 40),
                "note_en": note,
                "note_ko": korean.of("exemptions", note, "note"),
            }
        )
        item.close()
    return found


def _cap(entry: Entry, key: str, korean: Korean) -> Any:
    cap = entry.plain("cap")
    if cap is None:
        return None
    return {**cap, "text_ko": korean.of("measures", key, "cap")}
