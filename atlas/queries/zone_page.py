"""A zone's own page: what its region can carry, the projects in it, and their power by year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from atlas.queries.spans import ProjectSpan
from atlas.queries.zones import years_of
from engine.plan import Plan
from zones.facts import Evidence, Evidences, Words, amount, in_own_language, span
from zones.models import InfrastructureItem, InfrastructureKind, Zone

UNITS = {"Mt/yr": _("million t a year"), "persons": _("persons")}
PARTICULARS = {
    "fuel": _("fuel"),
    "serves": _("serves"),
    "depth_m": _("depth (m)"),
    "max_vessel_dwt": _("largest vessel (DWT)"),
    "features": _("features"),
    "speed_kmh": _("speed (km/h)"),
    "gauge_mm": _("gauge (mm)"),
    "lanes": _("lanes"),
    "built": _("built"),
    "scale": _("scale"),
    "year": _("year of the figure"),
    "iata": "IATA",
    "icao": "ICAO",
}


@dataclass(frozen=True, slots=True)
class Particular:
    """What only one kind of installation has; no words: not known."""

    label: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Installation:
    """An item of infrastructure with its words and evidence ready to show."""

    item: InfrastructureItem
    note: Words | None
    figure: str | None
    particulars: Sequence[Particular]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class InstallationGroup:
    kind: InfrastructureKind
    installations: tuple[Installation, ...]


@dataclass(frozen=True, slots=True)
class PowerYear:
    """MW needed and supplied by the plan's finished projects: in the zone, and in its region."""

    year: int
    need: Decimal
    supply: Decimal
    region_need: Decimal
    region_supply: Decimal


@dataclass(frozen=True, slots=True)
class PowerTable:
    """`unknown` and `undated`: projects left out because a figure or a date is missing."""

    years: tuple[PowerYear, ...]
    unknown: tuple[ProjectSpan, ...]
    undated: tuple[ProjectSpan, ...]

    @property
    def is_empty(self) -> bool:
        return not any(y.need or y.supply or y.region_need or y.region_supply for y in self.years)


@dataclass(frozen=True, slots=True)
class ZonePage:
    zone: Zone
    notes: Words | None
    announced: Words | None
    region_summary: Words | None
    evidence: Evidence
    groups: Sequence[InstallationGroup]
    projects: Sequence[ProjectSpan]
    reaching: Sequence[ProjectSpan]
    power: PowerTable


def zone_page(
    zone: Zone, regions: Mapping[str, str], plan: Plan, spans: Mapping[str, ProjectSpan]
) -> ZonePage:
    """`regions` tells the region of every zone."""
    return ZonePage(
        zone,
        in_own_language(zone.notes_ko, zone.notes_en),
        in_own_language(zone.announced_industries_ko, zone.announced_industries_en),
        in_own_language(zone.region.summary_ko, zone.region.summary_en),
        Evidences().of(zone.source, zone.confidence.get("overall")),
        installations(zone),
        [each for each in spans.values() if each.project.zone == zone.pk],
        [each for each in spans.values() if zone.pk in each.project.also_zones],
        power_table(zone, regions, plan, spans),
    )


def installations(zone: Zone) -> list[InstallationGroup]:
    """The infrastructure of the zone's region, by kind; none outside the study's three regions."""
    evidences = Evidences()
    found: dict[str, list[Installation]] = defaultdict(list)
    for item in zone.region.infrastructure.all():
        found[item.kind].append(
            Installation(
                item,
                in_own_language(item.note_ko, item.note_en),
                span(item.low, item.high, str(UNITS.get(item.unit, item.unit))),
                [_particular(name, value) for name, value in item.particulars.items()],
                evidences.of(item.source, item.confidence),
            )
        )
    return [
        InstallationGroup(kind, tuple(found[kind])) for kind in InfrastructureKind if found[kind]
    ]


def power_table(
    zone: Zone, regions: Mapping[str, str], plan: Plan, spans: Mapping[str, ProjectSpan]
) -> PowerTable:
    """Power by year. A project's need and supply count from the year in which it finishes."""
    mine = [each for each in spans.values() if each.project.zone == zone.pk]
    near = [s for s in spans.values() if regions.get(s.project.zone) == zone.region_id]
    years = years_of(plan, spans.values())
    return PowerTable(
        tuple(PowerYear(year, *_power(mine, year), *_power(near, year)) for year in years),
        tuple(span for span in mine if _lacks_power_figure(span)),
        tuple(span for span in mine if span.finish is None or span.is_blocked),
    )


def _power(spans: Iterable[ProjectSpan], year: int) -> tuple[Decimal, Decimal]:
    running = [
        span.project
        for span in spans
        if span.finish and not span.is_blocked and span.finish.year <= year
    ]
    need = sum((p.power_need_mw or Decimal(0) for p in running), Decimal(0))
    supply = sum((p.power_supply_mw or Decimal(0) for p in running), Decimal(0))
    return need, supply


def _lacks_power_figure(span: ProjectSpan) -> bool:
    return span.project.power_need_mw is None or span.project.power_supply_mw is None


def _particular(name: str, value: object) -> Particular:
    label = str(PARTICULARS.get(name, name))
    if isinstance(value, dict):
        return Particular(label, in_own_language(value["ko"], value["en"]))
    if isinstance(value, int) and name != "year":
        return Particular(label, Words(amount(value) or ""))
    return Particular(label, None if value is None else Words(str(value)))
