"""The catalogue of places and kinds, re-exported so that callers need one import."""

from zones.models.evidence import Confidence, Evidenced, Source
from zones.models.industry import Industry, Intensity, Strategy
from zones.models.infrastructure import InfrastructureItem, InfrastructureKind
from zones.models.places import Belt, Coast, Region, Side, SizeClass, Zone, ZoneKind

__all__ = [
    "Belt",
    "Coast",
    "Confidence",
    "Evidenced",
    "Industry",
    "InfrastructureItem",
    "InfrastructureKind",
    "Intensity",
    "Region",
    "Side",
    "SizeClass",
    "Source",
    "Strategy",
    "Zone",
    "ZoneKind",
]
