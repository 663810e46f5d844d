"""What is searched for: the goal, what may move, what may be left out, how long it may take."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from engine.plan import Plan
from search.models import Goal
from search.services import LONGEST, MOST_PLANS, SHORTEST

WORTH = "worth-"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in the form: whether it may be left out, and what it is worth, as typed."""

    key: str
    name: str
    stage: str
    optional: bool
    worth: str


class SearchForm(forms.Form):
    """The question of a search. Nothing may be left out to begin with, and everything may move."""

    goal = forms.ChoiceField(label=_("Goal"), choices=Goal)
    scenario = forms.ChoiceField(label=_("Scenario (hypothetical)"))
    stages = forms.MultipleChoiceField(
        label=_("Stages whose activities may move"), widget=forms.CheckboxSelectMultiple
    )
    optional = forms.MultipleChoiceField(label=_("May be left out"), required=False)
    finish_by = forms.DateField(
        label=_("Finished by (optional)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    seconds = forms.IntegerField(
        label=_("Time limit (seconds)"), min_value=SHORTEST, max_value=LONGEST, initial=60
    )
    number = forms.IntegerField(
        label=_("Clearly different plans"), min_value=1, max_value=MOST_PLANS, initial=1
    )
    seed = forms.IntegerField(
        label=pgettext_lazy("search", "Seed"), min_value=0, max_value=2**31 - 1, initial=1
    )

    def __init__(self, typed: QueryDict | None, *, plan: Plan, scenario: str) -> None:
        self._plan, self._language = plan, (get_language() or "ko")[:2]
        initial = {"scenario": scenario, "stages": list(plan.stages), "goal": Goal.FINISH}
        super().__init__(typed, initial=initial)
        for name, rows in (("scenario", plan.scenarios), ("stages", plan.stages)):
            choices = [(key, f"{key} · {row.name(self._language)}") for key, row in rows.items()]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["optional"].choices = [(key, key) for key in plan.projects]  # type: ignore[attr-defined]

    @property
    def projects(self) -> list[ProjectRow]:
        """Every project, by stage, with what was typed about it."""
        chosen = set(self.data.getlist("optional")) if isinstance(self.data, QueryDict) else set()
        return [
            ProjectRow(
                key,
                project.name(self._language),
                project.stage,
                key in chosen,
                self.data.get(f"{WORTH}{key}", "1"),
            )
            for key, project in sorted(
                self._plan.projects.items(), key=lambda each: (each[1].stage, each[0])
            )
        ]

    def clean(self) -> dict[str, Any]:
        """The worth of each project that may be left out."""
        cleaned = super().clean() or {}
        weights: dict[str, float] = {}
        for key in cleaned.pop("optional", []):
            typed = self.data.get(f"{WORTH}{key}", "1").strip()
            try:
                weights[key] = float(typed)
            except ValueError:
                words = _("%(project)s: “%(typed)s” is no number. Write its worth as 1 or 2.5.")
                self.add_error("optional", words % {"project": key, "typed": typed})
        cleaned["weights"] = weights
        return cleaned
