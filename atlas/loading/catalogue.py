"""All reference files read together, because they refer to each other."""

import json
from dataclasses import dataclass
from pathlib import Path

from atlas.loading import law, places, works
from atlas.loading.document import Entry, Fault, Faults, open_document
from atlas.loading.rows import Korean, Row

FILES = (
    "sources",
    "regions",
    "strategies",
    "industries",
    "infrastructure",
    "zones",
    "instruments",
    "hs",
    "measures",
)
BOUNDARIES = "korea-admin1.geojson"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rows in an order in which each finds what it refers to, and every fault."""

    rows: list[Row]
    faults: list[Fault]


def read_catalogue(directory: Path) -> Catalogue:
    faults = Faults()
    _check_boundaries(directory / BOUNDARIES, faults)
    opened = {name: open_document(directory / f"{name}.yaml", faults) for name in FILES}
    korean = Korean(directory / "korean.yaml", faults)
    documents = {name: document for name, document in opened.items() if document}
    if len(documents) < len(FILES):
        # A file that can't be read would make every reference to it look wrong.
        return Catalogue([], faults.listed())
    rows = [*_places(documents, korean), *_law(documents, korean)]
    korean.close(faults)
    return Catalogue(rows, faults.listed())


def _places(documents: dict[str, Entry], korean: Korean) -> list[Row]:
    sources = places.read_sources(documents["sources"])
    known = {
        "sources": _keys(sources),
        "regions": _ids(documents["regions"], "regions"),
        "belts": _ids(documents["regions"], "belts"),
        "industries": _ids(documents["industries"], "industries"),
        "zones": _ids(documents["zones"], "zones"),
    }
    infrastructure, summaries = works.read_infrastructure(
        documents["infrastructure"], korean, known
    )
    return [
        *sources,
        *places.read_regions(documents["regions"], summaries, korean, known["sources"]),
        *places.read_belts(documents["regions"], known["sources"]),
        *works.read_strategies(documents["strategies"], known["sources"]),
        *works.read_industries(documents["industries"], korean, known["zones"], known["sources"]),
        *infrastructure,
        *places.read_zones(documents["zones"], korean, known),
    ]


def _law(documents: dict[str, Entry], korean: Korean) -> list[Row]:
    instruments, titles = law.read_instruments(documents["instruments"])
    chapters = law.read_chapters(documents["hs"])
    codes = _keys(chapters)
    return [
        *instruments,
        *law.read_measures(documents["measures"], korean, titles, codes),
        *law.read_general_exemption(documents["measures"], korean),
        *chapters,
        *law.read_headings(documents["hs"], codes),
        *law.read_edition_changes(documents["hs"], korean),
    ]


def _keys(rows: list[Row]) -> frozenset[str]:
    return frozenset(row.key for row in rows)


def _ids(document: Entry, section: str) -> frozenset[str]:
    return frozenset(entry.text("id") for entry in document.entries(section) if "id" in entry)


def _check_boundaries(path: Path, faults: Faults) -> None:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except FileNotFoundError:
        faults.add(path.name, 1, "file is missing")
    except json.JSONDecodeError as error:
        faults.add(path.name, error.lineno, f"is not JSON: {error.msg}")
    except (KeyError, TypeError):
        faults.add(path.name, 1, "is no GeoJSON feature collection")
    else:
        named = [feature["properties"].get("ko") for feature in features]
        if sum(name is not None for name in named) < 11:
            faults.add(path.name, 1, "does not hold the 11 northern provinces with Korean names")
