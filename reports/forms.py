"""What a report is to be about."""

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engine.plan import Plan
from reports.models import Language


class ReportForm(forms.Form):
    """What to print; the plan's own scenario and all stages to begin with.

    Dates as the reader had them: `levelled` where the page before counted supply and ceilings.
    """

    scenario = forms.ChoiceField(label=_("Scenario (hypothetical)"))
    levelled = forms.BooleanField(label=_("Dates count supply and yearly ceilings"), required=False)
    language = forms.ChoiceField(label=_("Language of the report"), choices=Language)
    stages = forms.MultipleChoiceField(label=_("Stages"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, typed: QueryDict | None, *, plan: Plan, scenario: str, levelled: bool
    ) -> None:
        language = (get_language() or "ko")[:2]
        stages = list(plan.stages)
        first = {"scenario": scenario, "levelled": levelled, "stages": stages, "language": language}
        super().__init__(typed, initial=first)
        for name, rows in (("scenario", plan.scenarios), ("stages", plan.stages)):
            choices = [(key, f"{key} · {row.name(language)}") for key, row in rows.items()]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
