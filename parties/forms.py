"""The forms of a list file, of what is known of a party, and of a decision."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from parties.lists.countries import country_code
from parties.lists.dates import plain_date
from parties.models import Decision, PartyFacts
from parties.services import MOST_REASON


class ListForm(forms.Form):
    """A list file as its publisher gives it out."""

    file = forms.FileField(
        label=_("List file"),
        widget=forms.FileInput(attrs={"accept": ".xml,.csv,.xlsx"}),
        help_text=_("UN XML, OFAC SDN XML or CSV, EU XML or CSV, or the template (CSV, XLSX)."),
    )


class DecisionForm(forms.Form):
    """What the officer says of one candidate, and on what it rests."""

    candidate = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    verdict = forms.ChoiceField(label=_("Decision"), choices=[("", "—"), *Decision.Verdict.choices])
    reason = forms.CharField(
        label=_("What it rests on"),
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class _Lines(forms.CharField):
    """Several values, one a line."""

    widget = forms.Textarea

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: object) -> object:
        return "\n".join(map(str, value)) if isinstance(value, list) else value


class FactsForm(forms.Form):
    """What tells a party from others of its name."""

    aliases = _Lines(label=_("Other names"), required=False)
    dates = _Lines(
        label=_("Founded or born"), required=False, help_text=_("2001, 2001-05 or 2001-05-12.")
    )
    countries = _Lines(label=_("Countries"), required=False)
    identifiers = _Lines(label=_("Registration, passport or IMO numbers"), required=False)
    addresses = _Lines(label=_("Addresses"), required=False)

    def __init__(self, data: Mapping[str, str] | None, facts: PartyFacts | None) -> None:
        initial = {name: getattr(facts, name) for name in self.base_fields} if facts else {}
        super().__init__(data, initial=initial, label_suffix="", auto_id="fact-%s")
        for field in self.fields.values():
            field.widget.attrs["rows"] = 2
            field.help_text = field.help_text or _("One a line.")

    def clean_dates(self) -> list[str]:
        told: Sequence[str] = self.cleaned_data["dates"]
        read = [plain_date(each) for each in told]
        if not all(read):
            wrong = told[read.index("")]
            raise forms.ValidationError(_("“%(found)s” is no date."), params={"found": wrong})
        return read

    def clean_countries(self) -> list[str]:
        return [country_code(each) for each in self.cleaned_data["countries"]]
