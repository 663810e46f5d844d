"""Forms of the scenario page: a form only finds out what the planner meant."""

from collections.abc import Mapping
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
    """Two scenarios to set side by side: those asked for, else the first and the chosen one."""

    left = forms.ChoiceField(label=_("Left"))
    right = forms.ChoiceField(label=_("Right"))

    def __init__(self, outlook: Outlook, asked: Mapping[str, str]) -> None:
        known = list(outlook.plan.scenarios)
        first = next(iter(known), "")
        self.pair_left = asked["left"] if asked.get("left") in known else first
        others = [key for key in (outlook.scenario, *reversed(known)) if key != self.pair_left]
        other = next(iter(others), first)
        self.pair_right = asked["right"] if asked.get("right") in known else other
        shown = {"left": self.pair_left, "right": self.pair_right}
        super().__init__(initial=shown, label_suffix="")
        for name in shown:
            field: Any = self.fields[name]
            field.choices = [
                (key, _label(scenario)) for key, scenario in outlook.plan.scenarios.items()
            ]


def _label(scenario: Scenario) -> str:
    return f"{scenario.key} · {called(scenario)}"
