"""Forms of the scenario page: a form only finds out what the planner meant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engine.records import Scenario
from roadmaps.outlooks import Outlook
from roadmaps.record_forms import KEY
from roadmaps.templatetags.plan_words import called

DAY = {"type": "date"}


class CopyForm(forms.Form):
    """Another scenario that starts from this one."""

    key = forms.CharField(label=_("Code"), max_length=64, validators=[KEY])
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)


class ShiftForm(forms.Form):
    """How many months later; a negative number means earlier."""

    months = forms.IntegerField(
        label=_("Months (negative: earlier)"), min_value=-120, max_value=120
    )
    conditions = forms.MultipleChoiceField(
        label=_("Only these conditions"), required=False, widget=forms.SelectMultiple({"size": 6})
    )

    def __init__(self, outlook: Outlook, key: str, posted: Any = None) -> None:
        super().__init__(posted, auto_id="shift_%s", label_suffix="")
        used = {w.condition for w in outlook.plan.windows.values() if w.scenario == key}
        field: Any = self.fields["conditions"]
        field.choices = [(k, f"{k} · {called(outlook.plan.conditions[k])}") for k in sorted(used)]


class SuspendForm(forms.Form):
    """Days on which a condition that holds does not hold, after all."""

    window = forms.ChoiceField(label=_("Window"))
    since = forms.DateField(label=_("Interrupted from"), widget=forms.DateInput(DAY))
    until = forms.DateField(
        label=_("to (empty: for good)"), required=False, widget=forms.DateInput(DAY)
    )

    def __init__(self, outlook: Outlook, key: str, posted: Any = None) -> None:
        super().__init__(posted, auto_id="suspend_%s", label_suffix="")
        own = [w for w in outlook.plan.windows.values() if w.scenario == key]
        field: Any = self.fields["window"]
        field.choices = [
            (w.key, f"{w.condition} · {w.since.isoformat()} – {w.until or ''}")
            for w in sorted(own, key=lambda w: (w.condition, w.since))
        ]


class CompareForm(forms.Form):
    """Two scenarios to set side by side."""

    left = forms.ChoiceField(label=_("Left"), required=False)
    right = forms.ChoiceField(label=_("Right"), required=False)

    def __init__(self, outlook: Outlook, asked: Any) -> None:
        super().__init__(asked, label_suffix="")
        for name in ("left", "right"):
            field: Any = self.fields[name]
            field.choices = [(k, _label(s)) for k, s in outlook.plan.scenarios.items()]

        first = next(iter(outlook.plan.scenarios), "")
        self.initial = {"left": first, "right": outlook.scenario}

    def pair(self, chosen: str) -> tuple[str, str]:
        """The two scenarios: what was asked for, else the first and the chosen one."""
        self.is_valid()
        known = [key for key, _name in getattr(self.fields["left"], "choices")]  # noqa: B009
        left = self.cleaned_data.get("left") or (known[0] if known else "")
        right = self.cleaned_data.get("right") or (chosen if chosen != left else known[-1])
        return left, right


def _label(scenario: Scenario) -> str:
    return f"{scenario.key} · {called(scenario)}"
