"""What kinds, fields and choices are called on screen: one place for forms, tables and history."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as context

from core.templatetags.ui import day, figure
from engine.plan import Plan, references
from engine.problems import BrokenPlan
from engine.records import BenefitLine, Ceiling, CostLine, Link, Named, Partner, Record, Window
from roadmaps.models import Condition
from roadmaps.models import Link as LinkRow
from sanctions.models import Regime
from sanctions.tags import INVESTMENT_FORMS, RELIEF_MODES, TAGS
from zones.models import Confidence, Intensity

Word = Promise | str
Choices = Mapping[Any, Word]

KINDS: Mapping[str, Word] = {
    "plan": context("kind", "plan"),
    "calendar": context("kind", "calendar"),
    "stage": context("kind", "stage"),
    "condition": context("kind", "condition"),
    "scenario": context("kind", "scenario"),
    "window": context("kind", "window"),
    "source": context("kind", "funding source"),
    "ceiling": context("kind", "ceiling"),
    "capacity": context("kind", "capacity"),
    "project": context("kind", "project"),
    "partner": context("kind", "partner"),
    "cost": context("kind", "cost line"),
    "goods": context("kind", "goods line"),
    "benefit": context("kind", "benefit"),
    "activity": context("kind", "activity"),
    "link": context("kind", "link"),
    "gate": context("kind", "gate"),
    "criterion": context("kind", "criterion"),
}

_FIELDS: Mapping[str, Word] = {
    "key": context("field", "code"),
    "name_ko": context("field", "name in Korean"),
    "name_en": context("field", "name in English"),
    "start": context("field", "start of the plan"),
    "status_date": context("field", "status date"),
    "calendar": context("field", "calendar"),
    "default_scenario": context("field", "default scenario"),
    "illustrative": context("field", "illustrative"),
    "note_ko": context("field", "note in Korean"),
    "note_en": context("field", "note in English"),
    "notes_ko": context("field", "notes in Korean"),
    "notes_en": context("field", "notes in English"),
    "policy_hook_ko": context("field", "policy link in Korean"),
    "policy_hook_en": context("field", "policy link in English"),
    "weekdays": context("field", "working weekdays"),
    "holidays": context("field", "holidays"),
    "workdays": context("field", "extra working days"),
    "source": context("field", "sources"),
    "origin": context("field", "sources"),
    "confidence": context("field", "confidence"),
    "evidence": context("field", "evidence"),
    "position": context("field", "position"),
    "stage": context("field", "stage"),
    "strategy": context("field", "strategy"),
    "zone": context("field", "zone"),
    "also_zones": context("field", "further zones"),
    "region": context("field", "region"),
    "industry": context("field", "industry"),
    "intensity": context("field", "intensity"),
    "modality": context("field", "form of cooperation"),
    "legal_path": context("field", "legal path"),
    "earliest_scenario": context("field", "level of relief presupposed"),
    "relief": context("field", "level of relief"),
    "min_scenario": context("field", "lowest level of relief"),
    "large_sez": context("field", "large special economic zone"),
    "conditions": context("field", "conditions"),
    "requires": context("field", "conditions of this activity"),
    "dprk_workers": context("field", "workers of the North"),
    "sk_staff": context("field", "staff of the South"),
    "power_need_mw": context("field", "power needed (MW)"),
    "power_supply_mw": context("field", "power supplied (MW)"),
    "project": context("field", "project"),
    "duration": context("field", "duration"),
    "unit": context("field", "unit"),
    "constraint": context("field", "constraint"),
    "constraint_date": context("field", "date of the constraint"),
    "deadline": context("field", "deadline"),
    "actual_start": context("field", "actual start"),
    "actual_finish": context("field", "actual finish"),
    "remaining": context("field", "remaining duration"),
    "low": context("field", "shortest"),
    "high": context("field", "longest"),
    "before": context("field", "before"),
    "after": context("field", "after"),
    "type": context("field", "type"),
    "lag": context("field", "lag"),
    "at_least": context("field", "criteria needed"),
    "opens": context("field", "activities it opens"),
    "gate": context("field", "gate"),
    "activity": context("field", "activity finished"),
    "condition": context("field", "condition"),
    "sort": context("field", "sort"),
    "measures": context("field", "measures"),
    "hypothetical": context("field", "hypothetical"),
    "scenario": context("field", "scenario"),
    "since": context("field", "since"),
    "until": context("field", "until"),
    "side": context("field", "side"),
    "roles": context("field", "roles"),
    "decides_ko": context("field", "what it decides, in Korean"),
    "decides_en": context("field", "what it decides, in English"),
    "year": context("field", "year"),
    "amount": context("field", "amount"),
    "currency": context("field", "currency"),
    "price_year": context("field", "price year"),
    "direction": context("field", "direction"),
    "hs": context("field", "HS code"),
    "quantity": context("field", "quantity"),
    "value": context("field", "value"),
    "text_ko": context("field", "text in Korean"),
    "text_en": context("field", "text in English"),
    "resource": context("field", "resource"),
    "mode": context("field", "how it eases the measures"),
    "goods": context("field", "only goods with these HS codes"),
    "regimes": context("field", "regimes of law"),
    "investment_form": context("field", "legal form of the investment"),
    "labour_abroad": context("field", "sends workers of the North abroad"),
    "contract_date": context("field", "day of the final written contract"),
    "tags": context("field", "what screening asks: applies"),
    "ruled_out": context("field", "what screening asks: does not apply"),
    "never": context("field", "chance that it never comes (0 to 1)"),
    "recoverable": context("field", "share recoverable if access ends (0 to 1)"),
    "wind_down": context("field", "days to wind down if access ends"),
}
_FIELDS_OF: Mapping[tuple[str, str], Word] = {
    ("cost", "source"): context("field", "funding source"),
    ("ceiling", "source"): context("field", "funding source"),
    ("link", "unit"): context("field", "unit of the lag"),
    ("criterion", "condition"): context("field", "condition holding"),
    ("capacity", "since"): context("field", "available since"),
    ("window", "low"): context("field", "earliest beginning"),
    ("window", "high"): context("field", "latest beginning"),
}

RELIEF: Choices = {
    "A": context("relief", "A · sanctions maintained"),
    "B": context("relief", "B · partial relief, exemptions"),
    "C": context("relief", "C · substantive lifting"),
}
UNITS: Choices = {
    "workdays": context("unit", "working days"),
    "days": context("unit", "days"),
    "months": context("unit", "months"),
    "years": context("unit", "years"),
    "percent": context("unit", "percent of the duration"),
}
_SIDES: Choices = {"south": context("side", "South"), "north": context("side", "North")}
_CHOICES: Mapping[str, Choices] = {
    "intensity": dict(Intensity.choices),
    "confidence": dict(Confidence.choices),
    "sort": dict(Condition.Sort.choices),
    "type": dict(LinkRow.Type.choices),
    "earliest_scenario": RELIEF,
    "min_scenario": RELIEF,
    "relief": RELIEF,
    "side": _SIDES,
    "direction": {
        "into": context("direction", "into the North"),
        "out": context("direction", "out of the North"),
    },
    "modality": {
        "consignment": context("modality", "consignment processing"),
        "equipment_upgrade": context("modality", "equipment upgrade of SMEs"),
        "joint_venture": context("modality", "joint venture"),
        "technical_cooperation": context("modality", "technical cooperation"),
        "training": context("modality", "training"),
        "infrastructure": context("modality", "infrastructure"),
        "agri_input": context("modality", "agricultural inputs"),
        "zone_development": context("modality", "zone development"),
        "institution": context("modality", "agreement on institutions"),
        "study": context("modality", "survey and research"),
    },
    "legal_path": {
        "art17": context("legal path", "approval of the project (Act art. 17)"),
        "art17_2": context("legal path", "notification of the project (Act art. 17-2)"),
        "carry_only": context("legal path", "carrying approval only (Act art. 13)"),
        "government": context("legal path", "government agreement or project"),
        "south_only": context("legal path", "domestic law of the South only"),
    },
    "mode": RELIEF_MODES,
    "regimes": dict(Regime.choices),
    "tags": TAGS,
    "ruled_out": TAGS,
    "investment_form": INVESTMENT_FORMS,
    "roles": {
        "lead": context("role", "leads"),
        "co_designer": context("role", "designs and signs plans jointly"),
        "operator": context("role", "operates the asset or plant"),
        "co_investor": context("role", "invests jointly"),
        "landlord": context("role", "provides land or building"),
        "regulator": context("role", "decides permits and rules"),
        "contract_party": context("role", "contract party"),
        "trainee_host": context("role", "hosts and selects trainees"),
        "informed": context("role", "is informed"),
    },
    "constraint": {
        "start_no_earlier_than": context("constraint", "starts no earlier than"),
        "start_no_later_than": context("constraint", "starts no later than"),
        "start_on": context("constraint", "starts on"),
        "finish_no_earlier_than": context("constraint", "finishes no earlier than"),
        "finish_no_later_than": context("constraint", "finishes no later than"),
        "finish_on": context("constraint", "finishes on"),
        "as_late_as_possible": context("constraint", "as late as possible"),
    },
    "weekdays": {number + 1: name for number, name in WEEKDAYS.items()},
    "evidence": {"ILLUSTRATIVE": context("evidence", "illustrative (invented)")},
}
_UNITED_KINDS = {"activity", "link"}


def kind_name(kind: str) -> str:
    return str(KINDS.get(kind, kind))


def field_name(kind: str, field: str) -> str:
    return str(_FIELDS_OF.get((kind, field)) or _FIELDS.get(field, field))


def choices(kind: str, field: str) -> Choices:
    """The known values of a field with their words; empty where anything may be written."""
    if field == "unit":
        return UNITS if kind in _UNITED_KINDS else {}
    return _CHOICES.get(field, {})


def record_name(plan: Plan, record: Record) -> str:
    """What a record is called in the language of the request; never empty."""
    language = get_language() or "ko"
    match record:
        case Link():
            return f"{record.before} → {record.after} ({record.type})"
        case Window():
            return f"{record.condition} ({record.scenario})"
        case BenefitLine():
            return f"{_CHOICES['side'][record.side]}: {record.text(language)}"
        case CostLine() | Ceiling():
            return f"{name_of(plan, 'source', record.source)}: {_price(record)}"
        case Partner() if not (record.name_ko or record.name_en):
            roles = in_words(plan, record.kind, "roles", record.roles)
            return f"{_CHOICES['side'][record.side]}: {roles}"
        case Named():
            return record.name(language) or record.key


def name_of(plan: Plan, kind: str, key: str) -> str:
    """The name of the record with this key, or the key where it is gone."""
    try:
        return record_name(plan, plan.find(kind, key))
    except BrokenPlan:
        return key


def in_words(plan: Plan, kind: str, field: str, value: Any) -> str:
    """A field's value as a person reads it: "3", "2028.07.01", "finishes on", a stage's name."""
    if isinstance(value, tuple | list):
        return ", ".join(in_words(plan, kind, field, each) for each in value) or _("none")
    if value is None or value == "":
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    refers = _refers().get((kind, field))
    if refers:
        return name_of(plan, refers, value)
    known = choices(kind, field)
    if value in known:
        return str(known[value])
    if isinstance(value, date):
        return str(day(value))
    return str(figure(value)) if isinstance(value, Decimal) else str(value)


def _price(record: CostLine | Ceiling) -> str:
    return f"{figure(record.amount)} {record.currency} ({record.price_year or '—'})"


def _refers() -> dict[tuple[str, str], str]:
    return {(each.kind, each.field): each.refers for each in references()}
