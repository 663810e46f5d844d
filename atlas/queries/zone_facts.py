"""What is known about a zone, as facts that each name their evidence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zones.facts import Evidences, Fact, Words, amount, fact, in_own_language
from zones.models import Zone


@dataclass(frozen=True, slots=True)
class FactGroup:
    title: str
    facts: tuple[Fact, ...]


def fact_groups(zone: Zone) -> list[FactGroup]:
    """The facts of a zone; each group carries the confidence that was given to it."""
    evidences = Evidences()
    about = {
        group: evidences.of(zone.source, zone.confidence.get(group))
        for group in ("overall", "location", "area", "investment")
    }
    status = in_own_language(zone.status_ko, zone.status_en)
    province = in_own_language(zone.province_ko, zone.province_en)
    region = in_own_language(zone.region.name_ko, zone.region.name_en)
    decree = Words(zone.decree_location_ko, "ko") if zone.decree_location_ko else None
    return [
        FactGroup(
            _("Status and standing"),
            (
                fact(_("Status"), status, about["overall"]),
                fact(_("Kind"), zone.get_kind_display(), about["overall"]),
                fact(_("Announced"), _term(zone, "announced"), about["overall"]),
                fact(_("Legal basis"), _term(zone, "legal_basis"), about["overall"]),
                fact(_("Level of administration"), _term(zone, "admin_level"), about["overall"]),
                fact(_("Lease"), _years(zone.lease_years), about["overall"]),
            ),
        ),
        FactGroup(
            _("Place"),
            (
                fact(_("Province"), province, about["location"]),
                fact(_("Region"), region, about["location"]),
                fact(_("Coast"), zone.get_coast_display(), about["location"]),
                fact(_("Position"), _position(zone), about["location"]),
                fact(_("Location in the decree"), decree, about["location"]),
            ),
        ),
        FactGroup(
            _("Size"),
            (
                fact(_("Area"), amount(zone.area_km2, "km²"), about["area"]),
                fact(_("Size class"), zone.get_size_class_display(), about["area"]),
                fact(_("Planned investment"), _million(zone), about["investment"]),
            ),
        ),
        FactGroup(
            _("Transport"),
            (
                fact(_("Nearest port"), _term(zone, "nearest_port"), about["overall"]),
                fact(_("Distance to the port"), amount(zone.port_km, "km"), about["overall"]),
                fact(_("Nearest railway"), _term(zone, "nearest_rail"), about["overall"]),
                fact(_("Nearest road"), _term(zone, "nearest_road"), about["overall"]),
                fact(_("Nearest airport"), _term(zone, "nearest_airport"), about["overall"]),
            ),
        ),
    ]


def _term(zone: Zone, column: str) -> Words | None:
    """A column that holds one text, in Korean where there is a rendering; dates need none."""
    text = getattr(zone, column)
    if text is None or text.replace("-", "").isdigit():
        return Words(text) if text else None
    return in_own_language(zone.korean.get(column), text)


def _years(years: int | None) -> str | None:
    return None if years is None else _("up to %(years)s years") % {"years": years}


def _million(zone: Zone) -> str | None:
    shown = amount(zone.planned_investment_usd_m)
    return None if shown is None else _("USD %(amount)s million") % {"amount": shown}


def _position(zone: Zone) -> str:
    return _("%(lat)s°N %(lon)s°E, within %(km)s km") % {
        "lat": f"{zone.lat:.3f}",
        "lon": f"{zone.lon:.3f}",
        "km": zone.coord_precision_km,
    }
