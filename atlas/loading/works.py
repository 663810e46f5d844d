"""Readers of industries, strategies and infrastructure."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from atlas.loading.document import Entry
from atlas.loading.rows import Fields, Korean, Row, closing, evidence
from zones.models import Industry, InfrastructureItem, InfrastructureKind, Intensity, Strategy

# Per section of infrastructure.yaml: its kind, the key(s) of its figure and their unit.
SECTIONS = {
    "power": (InfrastructureKind.POWER, ("mw_nameplate_low", "mw_nameplate_high"), "MW"),
    "ports": (InfrastructureKind.PORT, ("handling_mt_per_year",), "Mt/yr"),
    "rail": (InfrastructureKind.RAIL, ("length_km",), "km"),
    "roads": (InfrastructureKind.ROAD, ("length_km",), "km"),
    "airports": (InfrastructureKind.AIRPORT, (), ""),
    "industrial_complexes": (InfrastructureKind.COMPLEX, (), ""),
    "labour_and_universities": (InfrastructureKind.LABOUR, ("population",), "persons"),
}
TEXTS = ("fuel", "serves", "depth_m", "features", "speed_kmh", "lanes", "built", "scale")
CODES = ("iata", "icao")
NUMBERS = ("max_vessel_dwt", "gauge_mm", "year")
CONDITION = r"(SAN|PRE|PHY|LAW)-[A-Z0-9-]+"


def read_industries(
    document: Entry, korean: Korean, zones: Collection[str], sources: Collection[str]
) -> list[Row]:
    rows = []
    for order, (key, entry) in enumerate(closing(document, "industries")):
        flags = entry.entry("sanction_flags")
        fields = {
            "name_ko": entry.text("name_ko", 120),
            "name_en": entry.text("name_en", 120),
            "intensity": entry.choice("intensity", Intensity.values),
            "isic": _codes(entry, "isic_rev4", "code", "name"),
            "ksic": _codes(entry, "ksic_rev10", "code", "name_en"),
            "hs_inputs": _codes(entry, "hs_inputs_into_dprk", "hs", "name"),
            "hs_outputs": _codes(entry, "hs_outputs_from_dprk", "hs", "name"),
            "input_conditions": flags.words("inputs", CONDITION) if flags else [],
            "output_conditions": flags.words("outputs", CONDITION) if flags else [],
            "why_en": entry.text("why"),
            "why_ko": korean.of("industries", key, "why"),
            "notes_en": entry.text_or_none("notes"),
            "notes_ko": korean.of("industries", key, "notes"),
            "order": order,
            **evidence(entry, sources),
        }
        suited = tuple(entry.choices("suited_zones", zones, "zone"))
        rows.append(Row(Industry, key, fields, {"suited_zones": suited}))
    return rows


def read_strategies(document: Entry, sources: Collection[str]) -> list[Row]:
    rows: list[Row] = []
    for order, (key, entry) in enumerate(closing(document, "strategies")):
        # A parent stands before its children, so that a circle can't be written down.
        above = [row.key for row in rows]
        fields = {
            "parent_id": entry.choice_or_none("parent", above, "parent (must stand above)"),
            "name_ko": entry.text("name_ko", 160),
            "name_en": entry.text("name_en", 160),
            "order": order,
            **evidence(entry, sources),
        }
        rows.append(Row(Strategy, key, fields))
    return rows


def read_infrastructure(
    document: Entry,
    korean: Korean,
    known: Mapping[str, Collection[str]],
) -> tuple[list[Row], dict[str, str]]:
    """The items, and the one-sentence summary of each region."""
    rows: list[Row] = []
    summaries: dict[str, str] = {}
    for region, entry in closing(document, "regions"):
        if region not in known["regions"]:
            entry.fault("id", f"unknown region {region!r}")
        entry.text("name_en")
        entry.text("name_ko")
        summaries[region] = entry.text("summary")
        for section in SECTIONS:
            for name, item in closing(entry, section, "name_en", 200):
                key = f"{region}.{SECTIONS[section][0]}.{slugify(name)}"[:200]
                fields = _item(item, section, key, korean, known)
                rows.append(
                    Row(
                        InfrastructureItem,
                        key,
                        {**fields, "name_en": name, "region_id": region, "order": len(rows)},
                    )
                )
    return rows, summaries


def _item(
    entry: Entry, section: str, key: str, korean: Korean, known: Mapping[str, Collection[str]]
) -> Fields:
    kind, figure, unit = SECTIONS[section]
    low, high = _range(entry, figure)
    is_complex = kind is InfrastructureKind.COMPLEX
    return {
        "kind": kind.value,
        "name_ko": entry.text("name_ko", 200),
        "low": low,
        "high": high,
        "unit": unit,
        "industry_id": entry.choice("industry", known["industries"]) if is_complex else None,
        "lat": _degrees(entry, "lat"),
        "lon": _degrees(entry, "lon"),
        "particulars": _particulars(entry, key, korean),
        "note_en": entry.maybe_text("note"),
        "note_ko": korean.of("infrastructure", key, "note"),
        **evidence(entry, known["sources"]),
    }


def _range(entry: Entry, figure: tuple[str, ...]) -> tuple[Decimal | None, Decimal | None]:
    found = [entry.number_or_none(name) if name in entry else None for name in figure]
    if not found:
        return None, None
    low, high = found[0], found[-1]
    if low is not None and high is not None and low > high:
        entry.fault(figure[0], f"{low} is above {figure[-1]} {high}")
    return low, high


def _degrees(entry: Entry, name: str) -> float | None:
    value = entry.number_or_none(name) if name in entry else None
    return None if value is None else float(value)


def _particulars(entry: Entry, key: str, korean: Korean) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in (name for name in TEXTS if name in entry):
        text = entry.text_or_none(name)
        rendered = korean.of("infrastructure", key, name)
        found[name] = None if text is None else {"en": text, "ko": rendered}
    for name in (name for name in CODES if name in entry):
        found[name] = entry.text_or_none(name)
    for name in (name for name in NUMBERS if name in entry):
        number = entry.number_or_none(name)
        found[name] = None if number is None else int(number)
    return found


def _codes(entry: Entry, key: str, code: str, name: str) -> list[dict[str, str]]:
    found = []
    for item in entry.entries(key):
        label = "hs" if code == "hs" else "code"
        found.append({label: item.text(code, 10), "name": item.text(name, 300)})
        item.close()
    return found
