"""Which sequence is set against the plan's own, in which currency, and which month is looked at."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engine.plan import Plan
from ranges.reversal import Curve, Month
from ranges.study import price_key
from roadmaps.models import Roadmap


class ReversalForm(forms.Form):
    """Read from the address: what it does not know is left out, not refused."""

    month = forms.CharField(
        label=_("Access ends at the beginning of"),
        required=False,
        widget=forms.TextInput({"type": "month"}),
    )
    against = forms.ChoiceField(label=_("Compare with scenario"), required=False)
    at_revision = forms.IntegerField(
        label=_("at revision"), required=False, min_value=1, widget=forms.NumberInput
    )
    money = forms.ChoiceField(label=_("Currency and price year"), required=False)

    def __init__(self, asked: QueryDict, *, roadmap: Roadmap, plan: Plan) -> None:
        super().__init__(asked, label_suffix="")
        language = get_language() or "ko"
        self._roadmap = roadmap
        scenarios = [(key, f"{key} · {s.name(language)}") for key, s in plan.scenarios.items()]
        prices = list(dict.fromkeys(price_key(line) for line in plan.costs.values()))
        self.fields["against"].choices = [("", "—"), *scenarios]  # type: ignore[attr-defined]
        self.fields["money"].choices = [(each, each) for each in prices]  # type: ignore[attr-defined]
        self.fields["at_revision"].widget.attrs["max"] = roadmap.revision
        if len(prices) < 2:
            del self.fields["money"]
        self.is_valid()

    @property
    def price(self) -> str:
        return str(self.cleaned_data.get("money") or "")

    @property
    def other_scenario(self) -> str:
        return str(self.cleaned_data.get("against") or "")

    @property
    def revision(self) -> int:
        return min(self.cleaned_data.get("at_revision") or 10**9, self._roadmap.revision)

    @property
    def compares(self) -> bool:
        return bool(self.other_scenario) or self.revision < self._roadmap.revision

    def month_of(self, curve: Curve) -> Month | None:
        """The month asked about; without one, that in which most would be stranded."""
        text = str(self.cleaned_data.get("month") or "")
        try:
            asked = date.fromisoformat(f"{text}-01") if text else None
        except ValueError:
            asked = None
        found = next((month for month in curve.months if month.day == asked), None)
        return found or curve.worst
