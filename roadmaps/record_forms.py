"""One form for any kind of record: the dataclass says the fields, the plan what may be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

from django import forms
from django.core.validators import RegexValidator
from django.db.models import CharField
from django.utils.translation import gettext_lazy as _

from core import sight
from engine.changes import Value
from engine.masking import PARTY_SORTS, hidden_of
from engine.plan import Plan
from engine.records import KINDS, Record
from roadmaps import record_choices, vocabulary
from roadmaps.record_fields import Amount, Codes, DayList, Keys, Numbers, Whole
from roadmaps.sights import mask_of
from roadmaps.store import MODELS

#: What may stand in an address; the words are addresses of our own.
KEY = RegexValidator(
    r"^(?!(?:add|edit|remove|copy|shift)$)[0-9A-Za-z가-힣][0-9A-Za-z가-힣._-]*$",
    _("Use letters, digits, dots, hyphens and underscores only."),
)
LONG_TEXTS = ("notes", "note", "policy_hook", "text", "decides", "steps", "terms")
NAMELESS = {"partner"}  # the other side may not have named its body yet
#: Long forms, cut into what is thought about together.
SECTIONS: Mapping[str, Sequence[tuple[Any, Sequence[str]]]] = {
    "project": (
        (_("When and why"), ("stage", "strategy", "earliest_scenario")),
        (_("Where and what"), ("zone", "also_zones", "industry", "intensity", "large_sez")),
        (_("How"), ("modality", "legal_path", "policy_hook_ko", "policy_hook_en")),
        (_("Conditions"), ("conditions",)),
        (
            _("What a screening asks"),
            ("investment_form", "labour_abroad", "contract_date", "tags", "ruled_out"),
        ),
        (
            _("People and power"),
            ("dprk_workers", "sk_staff", "power_need_mw", "power_supply_mw"),
        ),
        (
            _("Division of labour"),
            ("steps_south_ko", "steps_south_en", "steps_north_ko", "steps_north_en"),
        ),
        (_("If access ends"), ("wind_down",)),
        (_("Notes and evidence"), ("notes_ko", "notes_en", "illustrative", "evidence")),
    ),
    "plan": (
        (_("How dates are computed"), ("out_of_sequence", "critical_by", "critical_float")),
        (_("Reminders"), ("permit_notice",)),
    ),
    "permit": (
        (_("Who asks whom"), ("applicant", "authority", "measures", "route")),
        (_("Scope"), ("projects", "whole_project", "lines", "zones", "opens")),
        (
            _("Days from application to decision"),
            ("lead_low", "lead_likely", "lead_high", "evidence"),
        ),
        (_("Dates"), ("applied", "valid_from", "valid_until", "forecast")),
        (_("Conditions attached and document"), ("terms_ko", "terms_en", "document")),
    ),
    "goods": ((_("What a screening asks"), ("tags", "ruled_out")),),
    "partner": ((_("End-user check"), ("end_user", "checked_on", "note_ko", "note_en")),),
    "window": (
        (_("What it eases"), ("mode", "goods")),
        (_("Range of the beginning (hypothetical)"), ("low", "high", "never")),
    ),
    "activity": (
        (_("Constraint and deadline"), ("constraint", "constraint_date", "firm", "deadline")),
        (_("Given dates, for comparison only"), ("given_start", "given_finish")),
        (_("Progress"), ("actual_start", "actual_finish", "remaining")),
        (_("Range of the duration"), ("low", "high")),
        (_("Conditions"), ("requires", "permit")),
        (_("Who answers for it in the North"), ("owner", "decides_ko", "decides_en")),
    ),
}


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that are thought about together."""

    title: str
    fields: list[forms.BoundField]


class RecordForm(forms.Form):
    """The fields of one record. It finds out what is meant; whether it can be, services decide."""

    on_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason for the change"), max_length=500, required=False)

    def __init__(
        self,
        kind: str,
        plan: Plan,
        *,
        shown: Mapping[str, Any],
        on_revision: int,
        posted: Mapping[str, Any] | None = None,
        fixed: Mapping[str, Any] | None = None,
        asks_key: bool = False,
    ) -> None:
        initial = {**shown, "on_revision": on_revision}
        super().__init__(posted, initial=initial, label_suffix="", auto_id=f"id_{kind}_%s")
        self.kind, self.plan, self.fixed = kind, plan, dict(fixed or {})
        self.withheld = _withheld(kind, shown)
        hints = get_type_hints(KINDS[kind])
        for each in fields(KINDS[kind]):
            if each.name in self.fixed or (each.name == "key" and not asks_key):
                continue
            if each.name in self.withheld:
                continue  # whoever cannot see it does not edit it, and leaves it as it is
            chosen = shown.get(each.name)
            self.fields[each.name] = _form_field(kind, each, hints[each.name], plan, chosen)

    @property
    def names(self) -> list[str]:
        """The record's fields that this form asks for."""
        return [name for name in self.fields if name not in self.base_fields]

    @property
    def sections(self) -> list[Section]:
        """The fields in titled groups; those of no group come first, without a title."""
        groups = SECTIONS.get(self.kind, ())
        grouped = {name for _title, names in groups for name in names}
        first = Section("", [self[name] for name in self.names if name not in grouped])
        titled = [
            Section(str(title), [self[name] for name in names if name in self.fields])
            for title, names in groups
        ]
        return [section for section in (first, *titled) if section.fields]

    def values(self) -> dict[str, Value]:
        """What was entered, as the record's own types."""
        return {**self.fixed, **{name: self.cleaned_data[name] for name in self.names}}

    def changed_from(self, record: Record) -> dict[str, Value]:
        """The entered values that differ from the record's; a set's order is no difference."""
        found: dict[str, Value] = {}
        for name in self.names:
            new, old = self.cleaned_data[name], getattr(record, name)
            if isinstance(new, tuple) and isinstance(old, tuple):
                new = (*(k for k in old if k in new), *(k for k in new if k not in old))
            if new != old:
                found[name] = new
        return found

    @property
    def withheld_fields(self) -> list[str]:
        """What the form leaves out because the person may not see it, in words."""
        names = (name.removesuffix("_en") for name in sorted(self.withheld))
        kept = [name for name in names if not name.endswith("_ko")]
        return [vocabulary.field_name(self.kind, name) for name in kept]


def values_of(record: Record) -> dict[str, Any]:
    """The record's values, as a form shows them."""
    return {each.name: getattr(record, each.name) for each in fields(record)}


def defaults_of(kind: str) -> dict[str, Any]:
    """What a new record of the kind starts from: the defaults that mean something."""
    found = {}
    for each in fields(KINDS[kind]):
        if each.default is not MISSING and each.default != date.min:
            found[each.name] = each.default
    return found


def _withheld(kind: str, shown: Mapping[str, Any]) -> frozenset[str]:
    hidden = hidden_of(kind, mask_of(sight.here()))
    is_named = kind == "entity" and shown.get("sort") not in PARTY_SORTS
    return hidden - {"name_ko", "name_en"} if is_named else hidden


def _form_field(kind: str, each: "Field[Any]", hint: Any, plan: Plan, chosen: Any) -> forms.Field:
    field = _by_type(kind, each, hint, plan, chosen)
    field.label = vocabulary.field_name(kind, each.name)
    field.label = field.label[:1].upper() + field.label[1:]
    return field


def _by_type(kind: str, each: "Field[Any]", hint: Any, plan: Plan, chosen: Any) -> forms.Field:
    plain = _without_none(hint)
    groups = record_choices.groups(kind, each, plan, chosen)
    if get_origin(plain) is tuple:
        return _tuple_field(get_args(plain)[0], groups)
    if plain is bool:
        return forms.BooleanField(required=False)
    if groups is not None:
        empty = each.default in {"", None}
        options = [("", "—"), *groups] if empty or not chosen else groups
        return forms.ChoiceField(choices=options, required=not empty)
    if plain is date:
        return forms.DateField(
            required=each.default is MISSING or each.default == date.min,
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%Y.%m.%d"],
        )
    least, most = each.metadata.get("at_least"), each.metadata.get("at_most")
    if plain is int:
        top = {} if most is None else {"max_value": most}
        return Whole(required=each.default is not None, min_value=least, **top)
    if plain is Decimal:
        required = each.default is not None
        column = MODELS[kind]._meta.get_field(each.name)
        places = getattr(column, "decimal_places", 2)
        bounds = {"min_value": least, "max_value": most}
        return Amount(required=required, **bounds, max_digits=18, decimal_places=places)
    return _text_field(kind, each)


def _text_field(kind: str, each: "Field[Any]") -> forms.Field:
    column = None if kind == "plan" else MODELS[kind]._meta.get_field(each.name)
    longest = column.max_length if isinstance(column, CharField) else 4_000
    if each.name == "key":
        return forms.CharField(max_length=longest, validators=[KEY])
    is_long = each.name.startswith(LONG_TEXTS)
    required = each.name == "name_ko" and kind not in NAMELESS
    widget = forms.Textarea({"rows": 3}) if is_long else forms.TextInput()
    language = {"lang": each.name[-2:]} if each.name.endswith(("_ko", "_en")) else {}
    widget.attrs.update(language)
    return forms.CharField(required=required, max_length=longest, widget=widget)


def _tuple_field(item: Any, groups: Sequence[Any] | None) -> forms.Field:
    if item is date:
        return DayList(required=False)
    if item is int:
        return Numbers(choices=groups or [], required=True)
    if groups is None:
        return Codes(required=False)
    return Keys(choices=groups, required=False)


def _without_none(hint: Any) -> Any:
    arguments = [each for each in get_args(hint) if each is not type(None)]
    return arguments[0] if type(None) in get_args(hint) else hint
