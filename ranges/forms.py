"""What a simulation is asked, and which of its rows are shown."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engine.plan import Plan
from ranges.study import Question

#: What is assumed until somebody says otherwise.
ASSUMED = Question("", 2_000, 1, Decimal("0.30"), 80, 150)


class RangesForm(forms.Form):
    """How often to draw, from which seed, under which assumptions."""

    scenario = forms.ChoiceField(label=_("Scenario (hypothetical)"), required=False)
    draws = forms.IntegerField(
        label=_("Draws"), min_value=1, help_text=_("How many possible courses are worked out.")
    )
    seed = forms.IntegerField(
        label=_("Seed"), min_value=0, help_text=_("The same seed gives the same answer.")
    )
    correlation = forms.DecimalField(
        label=_("Correlation inside a zone"),
        min_value=0,
        max_value=1,
        decimal_places=2,
        max_digits=3,
        help_text=_("0: durations are independent; 1: they turn out long or short together."),
    )
    shortest = forms.IntegerField(label=_("Shortest, in %"), min_value=1, max_value=100)
    longest = forms.IntegerField(label=_("Longest, in %"), min_value=100, max_value=1000)

    def __init__(self, typed: QueryDict | None, *, plan: Plan, initial: dict[str, Any]) -> None:
        super().__init__(typed, initial=initial, label_suffix="")
        language = get_language() or "ko"
        self.fields["scenario"].choices = [  # type: ignore[attr-defined]
            (key, f"{key} · {each.name(language)}") for key, each in plan.scenarios.items()
        ]
        for field in self.fields.values():
            field.widget.attrs.setdefault("inputmode", "numeric")

    @property
    def question(self) -> Question:
        return Question(**self.cleaned_data)
