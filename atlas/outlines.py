"""The schematic map's ground: a projection, and the provinces as SVG paths."""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from atlas.loading.catalogue import BOUNDARIES

WIDTH, HEIGHT = 760, 740
WEST, EAST, SOUTH, NORTH = 123.15, 131.05, 37.3, 43.2
_SHRINK = math.cos(math.radians((SOUTH + NORTH) / 2))
_SCALE = min(WIDTH / ((EAST - WEST) * _SHRINK), HEIGHT / (NORTH - SOUTH))
_MARGIN = (WIDTH - (EAST - WEST) * _SHRINK * _SCALE) / 2


@dataclass(frozen=True, slots=True)
class Province:
    """One first-level unit: its outline and where its name stands."""

    name_ko: str
    name_en: str
    is_north: bool
    outline: str
    x: float
    y: float


def project(lon: float, lat: float) -> tuple[float, float]:
    """Longitude and latitude on the drawing, in its own units."""
    x = (lon - WEST) * _SHRINK * _SCALE + _MARGIN
    return round(x, 1), round((NORTH - lat) * _SCALE, 1)


@cache
def provinces() -> tuple[Province, ...]:
    """The units that reach into the drawing. Read once; the file is part of the release."""
    path = Path(settings.BASE) / "data" / "reference" / BOUNDARIES
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    drawn = [_province(each["properties"], each["geometry"]["coordinates"]) for each in features]
    return tuple(each for each in drawn if each.outline)


Ring = list[tuple[float, float]]


def _province(properties: dict[str, str], polygons: list[list[list[list[float]]]]) -> Province:
    rings = [[project(lon, lat) for lon, lat in ring] for parts in polygons for ring in parts]
    seen = [ring for ring in rings if any(y < HEIGHT for _, y in ring)]
    x, y = _middle(max(rings, key=len))
    return Province(
        name_ko=properties["ko"] or "",
        name_en=properties["name"],
        is_north=properties["country"] == "PRK",
        outline="".join(_path(ring) for ring in seen),
        x=round(x, 1),
        y=round(y, 1),
    )


def _path(ring: Ring) -> str:
    kept = [ring[0]]
    for point in ring[1:]:
        if math.dist(point, kept[-1]) >= 0.7:
            kept.append(point)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z" if len(kept) > 3 else ""


def _middle(ring: Ring) -> tuple[float, float]:
    """The centre of gravity of an outline."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross / 2
        x += (x1 + x2) * cross / 6
        y += (y1 + y2) * cross / 6
    return (x / area, y / area) if area else ring[0]
