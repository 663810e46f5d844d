"""What a report is to be about."""

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engine.plan import Plan
from reports.models import Language


class ReportForm(forms.Form):
    """Scenario, language and stages; the plan's own scenario and all stages to begin with."""

    scenario = forms.ChoiceField(label=_("Scenario (hypothetical)"))
    language = forms.ChoiceField(label=_("Language of the report"), choices=Language)
    stages = forms.MultipleChoiceField(label=_("Stages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, typed: QueryDict | None, *, plan: Plan, scenario: str) -> None:
        language = (get_language() or "ko")[:2]
        initial = {"scenario": scenario, "language": language, "stages": list(plan.stages)}
        super().__init__(typed, initial=initial)
        for name, rows in (("scenario", plan.scenarios), ("stages", plan.stages)):
            choices = [(key, f"{key} · {row.name(language)}") for key, row in rows.items()]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
