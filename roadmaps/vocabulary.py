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

from core import sight
from core.templatetags.ui import day, figure, in_language, withheld
from engine.masking import hidden_of, masked_record
from engine.plan import Plan, references
from engine.problems import BrokenPlan
from engine.records import (
    BenefitLine,
    Ceiling,
    CostLine,
    Demand,
    Link,
    Named,
    Partner,
    Record,
    Relation,
    Score,
    SelfCheck,
    StandardUse,
    Step,
    Threshold,
    Window,
)
from roadmaps import network_words
from roadmaps.field_words import FIELDS, FIELDS_OF, KINDS
from roadmaps.models import BenefitLine as BenefitRow
from roadmaps.models import Condition
from roadmaps.models import Link as LinkRow
from roadmaps.money import Total, exact
from roadmaps.permit_words import AUTHORITIES, PERMIT_SORTS, PERMIT_STATES
from roadmaps.sights import mask_of
from sanctions.field_words import MEASURE_FIELDS
from sanctions.models import Regime
from sanctions.tags import INVESTMENT_FORMS, RELIEF_MODES, TAGS
from zones.models import Confidence, Intensity
from zones.rulebook import limits
from zones.standards import standards

Word = Promise | str
Choices = Mapping[Any, Word]

RESOURCES: Choices = {
    "power": context("resource", "electric power"),
    "port": context("resource", "port"),
    "rail": context("resource", "railway"),
    "water": context("resource", "water"),
    "land": context("resource", "land"),
    "training": context("resource", "training"),
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
    **network_words.CHOICES,
    "intensity": dict(Intensity.choices),
    "confidence": dict(Confidence.choices),
    "sort": dict(Condition.Sort.choices),
    "type": dict(LinkRow.Type.choices),
    "earliest_scenario": RELIEF,
    "min_scenario": RELIEF,
    "relief": RELIEF,
    "side": _SIDES,
    "resource": RESOURCES,
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
    "out_of_sequence": {
        "progress_override": context("progress", "goes on at once (progress override)"),
        "retained_logic": context("progress", "its rest waits for its links (retained logic)"),
    },
    "critical_by": {
        "float": context("critical", "little total float"),
        "longest_path": context("critical", "the longest path to the finish"),
    },
    "state": PERMIT_STATES,
    "authority": AUTHORITIES,
    "gain": dict(BenefitRow.Gain.choices),
    "weekdays": {number + 1: name for number, name in WEEKDAYS.items()},
    "aspect": {
        "labour": context("aspect", "labour and skills"),
        "power": context("aspect", "power and water"),
        "transport": context("aspect", "transport and port"),
        "enterprises": context("aspect", "local enterprises and suppliers"),
        "institutions": context("aspect", "laws and administration"),
        "funds": context("aspect", "the North's own funds"),
    },
    "requirement": {
        "feasible": context("requirement", "1. feasible and specific"),
        "no_dispute": context("requirement", "2. no cause of dispute between the sides"),
        "no_competition": context(
            "requirement", "3. no serious competition with a running project"
        ),
        "capability": context("requirement", "4. a record, or capital, technology, experience"),
        "no_harm": context("requirement", "5. no clear harm to security, order or welfare"),
    },
    "answer": {
        "open": context("answer", "not answered yet"),
        "met": context("answer", "met"),
        "not_met": context("answer", "not met"),
    },
    "end_user": {
        "nothing_found": context("end user", "nothing found on the lists looked at"),
        "doubtful": context("end user", "doubtful"),
        "listed": context("end user", "on a list"),
    },
    "evidence": {"ILLUSTRATIVE": context("evidence", "illustrative (invented)")},
}
_UNITED_KINDS = {"activity", "link"}


def kind_name(kind: str) -> str:
    return str(KINDS.get(kind, kind))


def field_name(kind: str, field: str) -> str:
    return str(
        FIELDS_OF.get((kind, field)) or FIELDS.get(field) or MEASURE_FIELDS.get(field, field)
    )


def sort_name(sort: str) -> str:
    """What a sort of entity or relation is called."""
    words = {**network_words.ENTITY_SORTS, **network_words.RELATION_SORTS}
    return str(words.get(sort, sort))


def choices(kind: str, field: str) -> Choices:
    """The known values of a field with their words; empty where anything may be written."""
    if field == "unit":
        return UNITS if kind in _UNITED_KINDS else {}
    if field in {"standard", "also"}:
        return {key: in_language(each) for key, each in standards().items()}
    if (kind, field) == ("permit", "sort"):
        return PERMIT_SORTS
    return network_words.CHOICES_OF.get((kind, field), _CHOICES.get(field, {}))


def record_name(plan: Plan, record: Record) -> str:
    """What a record is called in the language of the request; never empty."""
    language = get_language() or "ko"
    record = masked_record(record, mask_of(sight.here()))
    match record:
        case Link():
            return f"{record.before} → {record.after} ({record.type})"
        case Window():
            waited = name_of(plan, "condition", record.condition)
            return f"{waited} ({name_of(plan, 'scenario', record.scenario)})"
        case BenefitLine():
            return f"{_CHOICES['side'][record.side]}: {record.text(language)}"
        case Relation():
            ends = (name_of(plan, "entity", each) for each in (record.source, record.target))
            return f" {network_words.RELATION_SORTS[record.sort]} ".join(ends)
        case Step():
            return f"{name_of(plan, 'capacity', record.capacity)}: {record.change:+f}"
        case Demand():
            taker = name_of(plan, "activity", record.activity)
            return f"{taker}: {name_of(plan, 'capacity', record.capacity)}"
        case CostLine() | Ceiling():
            return f"{name_of(plan, 'source', record.source)}: {_price(record)}"
        case Partner() if not (record.name_ko or record.name_en):
            roles = in_words(plan, record.kind, "roles", record.roles)
            return f"{_CHOICES['side'][record.side]}: {roles}"
        case Score():
            aspect = _CHOICES["aspect"].get(record.aspect, record.aspect)
            return f"{aspect}: {record.points}"
        case SelfCheck():
            return str(_CHOICES["requirement"].get(record.requirement, record.requirement))
        case StandardUse():
            return in_words(plan, record.kind, "standard", record.standard)
        case Threshold():
            limit = limits().get(record.key)
            return f"{record.key} · {in_language(limit)}" if limit else record.key
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
    if is_withheld(kind, field):
        return withheld()
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


def is_withheld(kind: str, field: str) -> bool:
    """Whether the visitor may not read this field, in the plan they are in."""
    return field in hidden_of(kind, mask_of(sight.here()))


def _price(record: CostLine | Ceiling) -> str:
    told = exact(Total(record.amount, record.currency, record.price_year))
    return f"{told} ({record.price_year or '—'})"


def _refers() -> dict[tuple[str, str], str]:
    return {(each.kind, each.field): each.refers for each in references()}
