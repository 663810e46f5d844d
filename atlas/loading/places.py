"""Readers of sources, regions, belts and zones."""

from collections.abc import Collection, Mapping

from atlas.loading.document import Entry
from atlas.loading.rows import Fields, Korean, Row, closing, evidence
from zones.models import (
    Belt,
    Coast,
    Confidence,
    Region,
    Side,
    SizeClass,
    Source,
    Zone,
    ZoneKind,
)

TERMS = (
    "announced",
    "legal_basis",
    "admin_level",
    "nearest_port",
    "nearest_rail",
    "nearest_road",
    "nearest_airport",
)
PENINSULA = {"lat": (33.0, 43.5), "lon": (123.5, 131.5)}


def read_sources(document: Entry) -> list[Row]:
    return [
        Row(
            Source,
            key,
            {
                "title": entry.text("title", 300),
                "published": entry.text("publisher_date", 160),
                "locator": entry.text("locator", 400),
                "kind": entry.text("kind", 120),
                "reliability": entry.text("reliability", 160),
            },
        )
        for key, entry in closing(document, "sources")
    ]


def read_regions(
    document: Entry, summaries: dict[str, str], korean: Korean, sources: Collection[str]
) -> list[Row]:
    return [
        Row(
            Region,
            key,
            {
                "name_ko": entry.text("name_ko", 80),
                "name_en": entry.text("name_en", 80),
                "role_ko": entry.text("role_ko", 300),
                "role_en": entry.text("role_en", 300),
                "summary_ko": korean.of("regions", key, "summary"),
                "summary_en": summaries.get(key),
                "order": order,
                **evidence(entry, sources),
            },
        )
        for order, (key, entry) in enumerate(closing(document, "regions"))
    ]


def read_belts(document: Entry, sources: Collection[str]) -> list[Row]:
    return [
        Row(
            Belt,
            key,
            {
                "name_ko": entry.text("name_ko", 120),
                "name_en": entry.text("name_en", 120),
                "order": order,
                **evidence(entry, sources),
            },
        )
        for order, (key, entry) in enumerate(closing(document, "belts"))
    ]


def read_zones(document: Entry, korean: Korean, known: Mapping[str, Collection[str]]) -> list[Row]:
    """`known` holds the ids of the sources, regions, belts and industries there are."""
    rows = []
    for order, (key, entry) in enumerate(closing(document, "zones")):
        fields = {
            **_names(entry),
            **_position(entry),
            **_decree(entry, key, korean),
            **_transport(entry),
            "kind": entry.choice("kind", ZoneKind.values),
            "side": entry.choice("side", Side.values),
            "region_id": entry.choice("region", known["regions"]),
            "priority": int(entry.number("priority")),
            "coast": entry.choice("coast", Coast.values),
            "size_class": entry.choice("size_class", SizeClass.values),
            "status_en": entry.text("status", 300),
            "status_ko": korean.of("zones", key, "status"),
            "notes_en": entry.text_or_none("notes"),
            "notes_ko": korean.of("zones", key, "notes"),
            "korean": _korean_terms(entry, korean),
            "source": entry.choices("source", known["sources"], "source"),
            "confidence": _confidences(entry),
            "order": order,
        }
        many = {
            "belts": tuple(entry.choices("belts", known["belts"], "belt")),
            "target_industries": tuple(
                entry.choices("target_industries", known["industries"], "industry")
            ),
        }
        rows.append(Row(Zone, key, fields, many))
    return rows


def _names(entry: Entry) -> Fields:
    romanized = entry.entry("romanized")
    return {
        "name_ko": entry.text("name_ko", 120),
        "name_en": entry.text("name_en", 120),
        "name_ko_south": entry.text_or_none("name_ko_south", 120),
        "romanized_rr": romanized.text("rr", 120) if romanized else "",
        "romanized_dprk": romanized.text("dprk", 120) if romanized else "",
        "province_ko": entry.text("province_ko", 80),
        "province_en": entry.text("province_en", 80),
    }


def _position(entry: Entry) -> Fields:
    fields: Fields = {}
    for name, (low, high) in PENINSULA.items():
        fields[name] = float(entry.number(name))
        if not low <= fields[name] <= high:
            entry.fault(name, f"{fields[name]:g} is off the peninsula ({low:g} to {high:g})")
    fields["coord_precision_km"] = int(entry.number("coord_precision_km"))
    return fields


def _decree(entry: Entry, key: str, korean: Korean) -> Fields:
    lease = entry.number_or_none("lease_years")
    return {
        "announced": entry.text_or_none("announced", 160),
        "legal_basis": entry.text_or_none("legal_basis", 300),
        "admin_level": entry.text_or_none("admin_level", 120),
        "decree_location_ko": entry.text_or_none("decree_location_ko"),
        "area_km2": entry.number_or_none("area_km2"),
        "planned_investment_usd_m": entry.number_or_none("planned_investment_usd_m"),
        "lease_years": None if lease is None else int(lease),
        "announced_industries_en": entry.text_or_none("announced_industries_text"),
        "announced_industries_ko": korean.of("zones", key, "announced_industries"),
    }


def _transport(entry: Entry) -> Fields:
    return {
        "nearest_port": entry.text_or_none("nearest_port", 80),
        "port_km": entry.number_or_none("port_km"),
        "nearest_rail": entry.text_or_none("nearest_rail", 300),
        "nearest_road": entry.text_or_none("nearest_road", 300),
        "nearest_airport": entry.text_or_none("nearest_airport", 300),
    }


def _korean_terms(entry: Entry, korean: Korean) -> dict[str, str]:
    found = {name: korean.of("terms", entry.text_or_none(name) or "", "ko") for name in TERMS}
    return {name: text for name, text in found.items() if text}


def _confidences(entry: Entry) -> dict[str, str | None]:
    inner = entry.entry("confidence")
    if inner is None:
        return {}
    groups = ("location", "area", "investment", "overall")
    found = {group: inner.choice_or_none(group, Confidence.values) for group in groups}
    inner.close()
    return found
