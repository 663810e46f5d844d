"""What a compliance officer types of a measure, and the values a service takes of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.templatetags.ui import in_language
from law.sentences import sentence
from sanctions.checking import CHOICES, CODES, LONGEST, LONGEST_TEXT
from sanctions.content import DATES, FIELDS, Content
from sanctions.field_words import MEASURE_FIELDS
from sanctions.models import Instrument, Measure
from sanctions.showing import LABELS
from sanctions.tags import EXEMPTION_KINDS, INVESTMENT_FORMS, TAGS

NONE = ("", "—")
#: The fields in the groups a person reads them in.
GROUPS: tuple[tuple[Promise | str, tuple[str, ...]], ...] = (
    (_("Where it stands"), ("instrument", "regime", "paragraph", "citation", "authority")),
    (
        _("Since when, until when"),
        ("adopted", "effective_from", "effective_to", "wind_down_until", "superseded_by"),
    ),
    (
        _("What it does"),
        ("effect", "legal_force", "direction", "subject", "requires_tag", "investment_forms"),
    ),
    (_("Goods"), ("hs_scope", "hs_basis", "hs_include", "hs_exclude", "hs_review")),
    (_("Cap"), ("cap_number", "cap_unit", "cap_period", "cap_text_ko", "cap_text")),
    (_("In words"), ("summary_ko", "summary_en", "note_ko", "note_en")),
    (_("How sure it is"), ("confidence", "verified")),
)
CAP: Mapping[str, Any] = {
    "cap_number": _("Figure"),
    "cap_unit": _("Unit"),
    "cap_period": _("Period"),
    "cap_text_ko": _("Cap in words (Korean)"),
    "cap_text": _("Cap in words (English)"),
}
SPARE_ROWS = 3


class DraftForm(forms.Form):
    """Why something is proposed and what it rests on; any draft says both."""

    why = forms.CharField(
        label=MEASURE_FIELDS["why"], max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    evidence = forms.CharField(
        label=MEASURE_FIELDS["evidence"],
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Where the official text is to be found. Cite it; do not copy it."),
    )

    def refuse(self, refused: Refused) -> None:
        """Show what the service says beside the field it is about; what was typed stays."""
        for problem in refused.problems:
            name = problem.about[0] if problem.about else ""
            place = {"cap": "cap_number"}.get(name, name)
            self.add_error(place if place in self.fields else None, sentence(problem))


class EndForm(DraftForm):
    """The last day of a measure, and what stands in its place."""

    effective_to = forms.DateField(label=MEASURE_FIELDS["effective_to"])
    superseded_by = forms.ChoiceField(
        label=MEASURE_FIELDS["superseded_by"],
        required=False,
        help_text=_("Left empty, the measure ends and nothing stands in its place."),
    )
    field_order = ("effective_to", "superseded_by", "why", "evidence")

    def __init__(self, measure: str, posted: Any = None, initial: Any = None) -> None:
        super().__init__(posted, initial=initial, label_suffix="")
        self.fields["effective_to"].widget = _calendar()
        self.fields["superseded_by"].choices = _measures(measure)  # type: ignore[attr-defined]

    @property
    def values(self) -> Content:
        """What is to differ, as a service takes it."""
        found = self.cleaned_data
        end = found["effective_to"].isoformat()
        return {"effective_to": end, "superseded_by": found["superseded_by"] or None}


class ContentForm(DraftForm):
    """Every field of a measure, with the exemptions as rows below it."""

    def __init__(
        self, measure: str, said: Content | None, posted: Any = None, initial: Any = None
    ) -> None:
        shown = {**_typed(said), **(initial or {})} if said else initial
        super().__init__(posted, initial=shown, label_suffix="")
        self._cap = dict((said or {}).get("cap") or {})
        if not measure:
            self.fields["id"] = forms.CharField(
                label=MEASURE_FIELDS["id"],
                max_length=LONGEST["id"],
                help_text=_("Small letters, digits and hyphens, as unscr-2397-7. It stays."),
            )
        for name in FIELDS:
            if name not in {"cap", "exemptions"}:
                self.fields[name] = _field(name, measure)
        for name, label in CAP.items():
            self.fields[name] = _cap_field(name, label)
        rows = (said or {}).get("exemptions") or []
        self.exemptions = ExemptionRows(
            posted, initial=rows, prefix="exemptions", form_kwargs={"label_suffix": ""}
        )

    def is_valid(self) -> bool:
        return super().is_valid() and self.exemptions.is_valid()

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields as they are shown; why and evidence come last, on their own."""
        return [(str(title), [self[name] for name in names]) for title, names in GROUPS]

    @property
    def values(self) -> Content:
        """What was typed, as a service takes it."""
        found = self.cleaned_data
        made: Content = {name: found[name] for name in FIELDS if name in found}
        for name in DATES:
            made[name] = found[name].isoformat() if found[name] else None
        for name in CODES:
            made[name] = found[name].replace(",", " ").split()
        made["exemptions"] = [
            {name: row.get(name) or "" for name in ("basis", "kind", "note_ko", "note_en")}
            for row in (each.cleaned_data for each in self.exemptions)
            if row and (row.get("basis") or row.get("kind")) and not row.get("DELETE")
        ]
        made["cap"] = self._cap_typed()
        return made

    def _cap_typed(self) -> Content | None:
        """The cap; what its older data say besides what is shown stays, until it is emptied."""
        found = {name.removeprefix("cap_"): self.cleaned_data[name] for name in CAP}
        if not any(value not in (None, "") for value in found.values()):
            return None
        number = found["number"]
        if number is not None:
            found["number"] = int(number) if number == int(number) else float(number)
        kept = {name: value or None for name, value in found.items() if name != "number"}
        said = {**self._cap, **kept, "number": found["number"]}
        return {name: value for name, value in said.items() if name in self._cap or value}


class ExemptionForm(forms.Form):
    """One exemption in the text."""

    basis = forms.CharField(label=_("Basis"), max_length=40, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[NONE, *EXEMPTION_KINDS.items()]
    )
    note_ko = forms.CharField(label=_("Note (Korean)"), max_length=1000, required=False)
    note_en = forms.CharField(label=_("Note (English)"), max_length=1000, required=False)


ExemptionRows = forms.formset_factory(
    ExemptionForm, extra=SPARE_ROWS, can_delete=True, max_num=60, absolute_max=80
)


class DecisionForm(forms.Form):
    """What somebody decides about a draft they have seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=MEASURE_FIELDS["comment"],
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed to send back or to reject."),
    )


def _typed(said: Content) -> dict[str, Any]:
    """What a measure says, as its form shows it."""
    shown = {name: said[name] for name in FIELDS if name not in {"cap", "exemptions"}}
    for name in CODES:
        shown[name] = " ".join(said[name])
    cap = said["cap"] or {}
    return {**shown, **{name: cap.get(name.removeprefix("cap_")) for name in CAP}}


def _field(name: str, measure: str) -> forms.Field:
    label = MEASURE_FIELDS[name]
    if name in DATES:
        return forms.DateField(
            label=label, required=name in {"adopted", "effective_from"}, widget=_calendar()
        )
    if name in CHOICES:
        return forms.ChoiceField(label=label, choices=list(LABELS[name].items()))
    if name in CODES:
        return forms.CharField(
            label=label,
            required=False,
            widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
            help_text=_("Prefixes of two, four or six digits, separated by blanks."),
        )
    match name:
        case "instrument":
            return forms.ChoiceField(label=label, choices=_instruments())
        case "superseded_by":
            return forms.ChoiceField(label=label, required=False, choices=_measures(measure))
        case "requires_tag":
            return forms.ChoiceField(label=label, required=False, choices=[NONE, *TAGS.items()])
        case "investment_forms":
            return forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=list(INVESTMENT_FORMS.items()),
                widget=forms.CheckboxSelectMultiple,
            )
        case _:
            return _text(name, label)


def _text(name: str, label: Any) -> forms.Field:
    is_needed = name in {"paragraph", "summary_ko", "summary_en", "citation"}
    is_long = name.startswith(("summary", "note"))
    language = {"lang": name[-2:]} if is_long else {}
    widget = forms.Textarea({"rows": 4, **language}) if is_long else forms.TextInput()
    longest = LONGEST.get(name, LONGEST_TEXT)
    return forms.CharField(label=label, required=is_needed, max_length=longest, widget=widget)


def _cap_field(name: str, label: Any) -> forms.Field:
    if name == "cap_number":
        return forms.DecimalField(label=label, required=False, min_value=0)
    return forms.CharField(label=label, required=False, max_length=400)


def _calendar() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def _instruments() -> list[tuple[str, str]]:
    return [NONE, *((each.pk, in_language(each)) for each in Instrument.objects.all())]


def _measures(but: str) -> list[tuple[str, str]]:
    rows = Measure.objects.select_related("instrument").exclude(pk=but)
    is_korean = (get_language() or "ko").startswith("ko")
    return [
        NONE,
        *(
            (
                each.pk,
                f"{each.pk} · "
                f"{each.instrument.name_ko if is_korean else each.instrument.name_en} "
                f"{each.paragraph}",
            )
            for each in rows
        ),
    ]
