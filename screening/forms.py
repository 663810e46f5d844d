"""What the pages of screening ask: a day, a verdict to look for, regimes of law, a signature."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engine.plan import Plan
from sanctions.models import Regime
from screening.hypothetical import regimes


class DayForm(forms.Form):
    """A day; without one, or with a broken one, the page chooses."""

    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%Y.%m.%d"],
    )

    def __init__(self, asked: Any, otherwise: date | None = None) -> None:
        shown = asked if asked.get("day") else {"day": otherwise}
        super().__init__(shown, label_suffix="")
        self._otherwise = otherwise

    @property
    def chosen(self) -> date | None:
        found = self.cleaned_data.get("day") if self.is_valid() else None
        return found or self._otherwise


class RegimesForm(forms.Form):
    """Under which bodies of law the plan is screened."""

    on_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    regimes = forms.MultipleChoiceField(
        label=_("Regimes of law"),
        choices=Regime.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class LinesForm(forms.Form):
    """Rows of a spreadsheet, pasted or in a CSV file."""

    on_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    rows = forms.CharField(
        label=_("Rows"), required=False, max_length=200_000, widget=forms.Textarea({"rows": 8})
    )
    file = forms.FileField(label=_("or a CSV file (UTF-8)"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        upload = found.get("file")
        if upload is not None:
            if upload.size > 1_000_000:
                raise forms.ValidationError(_("The file is larger than one megabyte."))
            try:
                found["rows"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise forms.ValidationError(_("The file is not in UTF-8.")) from None
        return found


class LoadForm(forms.Form):
    """A hypothetical regime to load, and the scenario that accords and permits come from."""

    on_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    regime = forms.ChoiceField(label=_("Hypothetical regime"))
    base = forms.ChoiceField(label=_("Accords, supply and permits as in"))

    def __init__(self, plan: Plan, scenario: str, on_revision: int, posted: Any = None) -> None:
        shown = {"base": scenario, "on_revision": on_revision}
        super().__init__(posted, initial=shown, label_suffix="")
        language = get_language() or "ko"
        wanted: Any = self.fields["regime"]
        wanted.choices = [
            (each.key, each.name_ko if language.startswith("ko") else each.name_en)
            for each in regimes().values()
            if each.key not in plan.scenarios
        ]
        base: Any = self.fields["base"]
        base.choices = [
            (key, f"{key} · {each.name(language)}") for key, each in plan.scenarios.items()
        ]


class SignatureForm(forms.Form):
    """What was seen, and a remark."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Remark"), max_length=500, required=False)
