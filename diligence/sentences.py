"""What a check found, what it misses, and why a channel is near, in sentences."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as context

from core.templatetags.ui import day, figure, in_language, month, percent
from engine.diligence.answers import Missing, RedFlag
from engine.diligence.closing import Closing
from engine.diligence.exposure import Reason
from engine.plan import Plan
from roadmaps import vocabulary
from zones.models import Industry, Zone

FLAGS: Mapping[str, Promise | str] = {
    "origin_differs": gettext_lazy(
        "%(about)s: the declared origin is %(declared)s, but it was sewn in %(sewn)s."
    ),
    "above_capacity": gettext_lazy(
        "%(about)s: %(made)s made in %(month)s%(step)s, above its capacity of %(capacity)s a month."
    ),
    "no_approval": gettext_lazy(
        "%(about)s: a shipment to or from the North that no approval covers."
    ),
    "approval_out_of_date": gettext_lazy("%(about)s: no approval is in date on %(day)s."),
    "outside_scope": gettext_lazy(
        "%(about)s: goods of HS %(hs)s lie outside the scope of the approval."
    ),
    "reaches_listed": gettext_lazy(
        "%(about)s: %(result)s; reached from %(firm)s in %(steps)s steps (%(path)s)."
    ),
    "more_than_input": gettext_lazy(
        "%(about)s: %(made)s made, but the input explains %(expected)s (tolerance %(tolerance)s)."
    ),
    "less_than_input": gettext_lazy(
        "%(about)s: only %(made)s made where the input explains %(expected)s "
        "(tolerance %(tolerance)s): where is the rest?"
    ),
    "input_overdrawn": gettext_lazy(
        "%(about)s: %(made)s was used of it, but there were only %(expected)s."
    ),
    "north_abroad": gettext_lazy("%(about)s: workers of the North are placed in %(country)s."),
    "no_work_permit": gettext_lazy("%(about)s: the workers hold no work permit (%(permit)s)."),
    "outside_banks": gettext_lazy("%(about)s: paid outside banks (%(method)s)."),
    "undisclosed": gettext_lazy("%(about)s: a subcontractor that was not disclosed."),
    "screening_too_old": gettext_lazy(
        "%(about)s: last screened against the lists on %(day)s, %(days)s days ago "
        "(limit %(most)s days)."
    ),
    "screening_match": gettext_lazy("%(about)s: result of the list screening: %(result)s."),
    "machines_sent": gettext_lazy(
        "%(about)s: goods of HS %(hs)s go to the North without an approval that covers them."
    ),
}
NEEDS: Mapping[str, Promise | str] = {
    "sewing_factory": context("missing fact", "which factory sewed it"),
    "declared_origin": context("missing fact", "its declared origin"),
    "factory_country": context("missing fact", "the country it is in"),
    "making_day": context("missing fact", "the day of making"),
    "made_quantity": context("missing fact", "how much of the lot was made there"),
    "capacity_month": context("missing fact", "its capacity a month"),
    "shipment_ends": context("missing fact", "from where to where it goes"),
    "shipment_day": context("missing fact", "the day of the shipment"),
    "approval_dates": context("missing fact", "from when until when the approval is valid"),
    "approval_scope": context("missing fact", "the HS codes in its scope"),
    "lot_hs": context("missing fact", "its HS code"),
    "output_quantity": context("missing fact", "how much there is of it"),
    "input_quantity": context("missing fact", "how much of the input went in"),
    "output_ratio": context("missing fact", "units made of one unit of input"),
    "nationality": context("missing fact", "the nationality of the workers"),
    "permit": context("missing fact", "which permit the workers hold"),
    "method": context("missing fact", "how it was paid"),
    "bank": context("missing fact", "through which bank it was paid"),
    "disclosed": context("missing fact", "whether the subcontractor was disclosed"),
    "operator": context("missing fact", "which firm runs it"),
    "list_screening": context("missing fact", "its screening against the lists"),
}
SIGNS: Mapping[str, Promise | str] = {
    "consignment": gettext_lazy("The project is consignment processing."),
    "industry": gettext_lazy("Its industry is %(industry)s, the one the study describes."),
    "goods_out": gettext_lazy("Goods of HS %(hs)s come out of the North: %(about)s."),
    "labour_abroad": gettext_lazy("The project sends workers of the North abroad."),
    "workers_placed": gettext_lazy("%(agency)s places workers of the North at %(factory)s."),
    "foreign_factory": gettext_lazy("%(factory)s is in a third country (%(country)s)."),
    "other_permit": gettext_lazy("%(about)s: a permit other than a work permit (%(permit)s)."),
    "third_country_firm": gettext_lazy(
        "%(firm)s of a third country (%(country)s) stands between the two sides."
    ),
    "undisclosed": gettext_lazy("%(about)s: not disclosed."),
    "border_place": gettext_lazy("Goods pass the border crossing %(place)s."),
    "zone": gettext_lazy("The project is at the northern border (%(zone)s)."),
    "uncovered_shipment": gettext_lazy("No approval covers the shipment %(shipment)s."),
    "origin_differs": gettext_lazy(
        "%(lot)s was made in the North and declared as of %(declared)s."
    ),
    "foreign_consignee": gettext_lazy(
        "Goods are consigned to %(firm)s in a third country (%(country)s)."
    ),
    "outside_banks": gettext_lazy("%(about)s: paid outside banks (%(method)s)."),
    "waits_for": gettext_lazy(
        "The project waits for relief of the banking measures: %(condition)s."
    ),
}
CLOSINGS: Mapping[str, Promise | str] = {
    "window_ends": gettext_lazy(
        "From %(day)s on %(measure)s applies again: the informal channel becomes likelier."
    ),
    "comes_into_force": gettext_lazy(
        "From %(day)s on %(measure)s is in force: the informal channel becomes likelier."
    ),
    "stays_closed": gettext_lazy(
        "%(measure)s stays in force throughout: the lawful road is closed in this scenario."
    ),
}
WHILE: Mapping[str, Promise | str] = {
    "before": context("closing", "before the project starts"),
    "running": context("closing", "while the project runs"),
    "after": context("closing", "after the project's last activity"),
    "undated": context("closing", "the project has no dates in this scenario"),
}
TIERS: Mapping[str, Promise | str] = {
    "inputs": context("tier", "Inputs and workers"),
    "contractors": context("tier", "Contractors and traders"),
    "factories": context("tier", "Factories and workplaces"),
    "lots": context("tier", "Lots and approvals"),
    "shipments": context("tier", "Shipments and carriers"),
    "places": context("tier", "Ports, borders, zones"),
    "consignees": context("tier", "Consignees and banks"),
    "brands": context("tier", "Brands"),
}
STROKES: Mapping[str, Promise | str] = {
    "goods": context("stroke", "goods"),
    "control": context("stroke", "ownership and control"),
    "money": context("stroke", "payment"),
    "labour": context("stroke", "workers"),
    "permission": context("stroke", "approval"),
}
BANDS: Mapping[str, Promise | str] = {
    "low": context("risk band", "low"),
    "medium": context("risk band", "medium"),
    "high": context("risk band", "high"),
}
ANSWERS: Mapping[int, Promise | str] = {
    0: context("answer", "0 · clear evidence"),
    1: context("answer", "1 · partial"),
    2: context("answer", "2 · missing or red flag"),
}
STATES: Mapping[str, Promise | str] = {
    "flagged": context("check", "red flag"),
    "unknown": context("check", "facts missing"),
    "unflagged": context("check", "no red flag found"),
    "none": context("check", "nothing to look at"),
}
CHANNEL_STATES: Mapping[str, Promise | str] = {
    "applies": context("channel", "applies"),
    "unknown": context("channel", "unknown"),
    "not_found": context("channel", "no sign found"),
}


def flag_sentence(plan: Plan, flag: RedFlag) -> str:
    """What a check found, with names, days and figures."""
    values = {"about": vocabulary.name_of(plan, *flag.about), **flag.values}
    return str(FLAGS[flag.case]) % {name: _told(plan, name, each) for name, each in values.items()}


def missing_sentence(plan: Plan, need: Missing) -> str:
    """What a check could not tell."""
    values = {"about": vocabulary.name_of(plan, *need.about), "need": NEEDS[need.need]}
    return _("%(about)s: %(need)s is not known.") % values


def reason_sentence(plan: Plan, reason: Reason) -> str:
    """Why a channel is near."""
    values = {"about": vocabulary.name_of(plan, *reason.about), **reason.values}
    told = {name: _told(plan, name, each) for name, each in values.items()}
    return str(SIGNS[reason.sign]) % told


def closing_sentence(closing: Closing, measure: str) -> str:
    return str(CLOSINGS[closing.why]) % {"day": day(closing.day), "measure": measure}


def _told(plan: Plan, name: str, value: Any) -> str:
    if name in _TOLD:
        return _TOLD[name](plan, value)
    if isinstance(value, Decimal):
        return str(figure(value))
    return str(day(value)) if isinstance(value, date) else str(value)


def _entity(plan: Plan, key: Any) -> str:
    return vocabulary.name_of(plan, "entity", str(key))


def _choice(kind: str, field: str) -> Callable[[Plan, Any], str]:
    return lambda _plan, value: str(vocabulary.choices(kind, field).get(value, value))


def _step(plan: Plan, value: Any) -> str:
    word = vocabulary.choices("relation", "step").get(value)
    return f" ({word})" if word else ""


_TOLD: Mapping[str, Callable[[Plan, Any], str]] = {
    **dict.fromkeys(("firm", "agency", "factory", "place", "shipment", "lot"), _entity),
    "path": lambda plan, keys: " → ".join(_entity(plan, key) for key in keys),
    "month": lambda _plan, value: str(month(value)),
    "tolerance": lambda _plan, value: str(percent(value)),
    "step": _step,
    "result": _choice("entity", "screening_result"),
    "permit": _choice("relation", "permit"),
    "method": _choice("relation", "method"),
    "condition": lambda plan, key: vocabulary.name_of(plan, "condition", str(key)),
    "industry": lambda _plan, key: in_language(Industry.objects.filter(pk=key).first() or key),
    "zone": lambda _plan, key: in_language(Zone.objects.filter(pk=key).first() or key),
}
