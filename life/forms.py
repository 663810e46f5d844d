"""The form of one step, made from its row of the table."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.templatetags.ui import in_language
from engine.life.reading import LONGEST
from engine.life.values import ANSWERS, REPORTED_REQUIREMENTS, REQUIREMENTS, FactKind, Transition
from engine.plan import Plan
from engine.problems import Problem
from life.naming import sentence
from life.procedure import procedure
from life.vocabulary import ANSWER_NAMES, REQUIREMENT_HELP, REQUIREMENT_NAMES

LONGEST_NOTE = 1000
#: A form has names of one level, a fact with parts has two.
GAP = "."


class StepForm(forms.Form):
    """The day, the papers, what is recorded, a note; `seen` is the state of the record shown."""

    on = forms.DateField(
        label=_("Day of the step"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        transition: Transition,
        plan: Plan,
        conditions: Iterable[str],
        *,
        posted: Any = None,
        seen: int = 0,
        answers: Mapping[str, Mapping[str, str]] | None = None,
        files: Iterable[str] = (),
    ) -> None:
        first = {"on": today(), "seen": seen}
        super().__init__(posted, initial=first, auto_id="step-%s", label_suffix="")
        self._plan, self.titles = plan, list(files)
        table = procedure()
        for name in transition.documents:
            field = forms.CharField(label=in_language(table.documents[name]), max_length=300)
            field.widget.attrs |= {"list": "files"} if self.titles else {}
            self.fields[f"documents.{name}"] = field
        for name in (*transition.required, *transition.optional):
            kind, needed = table.facts[name], name in transition.required
            if kind.sort == "answers":
                is_report = "two_answered" in transition.guards
                asked = REPORTED_REQUIREMENTS if is_report else REQUIREMENTS
                self.fields |= _answers(name, asked, answers or {})
            elif kind.sort == "evidence":
                self.fields |= _evidence(name, plan, conditions)
            else:
                self.fields[f"facts.{name}"] = _field(kind, required=needed)
        self.order_fields(["on", *(n for n in self.fields if GAP in n), "note", "seen"])

    @property
    def papers(self) -> list[forms.BoundField]:
        return self._part("documents.")

    @property
    def facts(self) -> list[forms.BoundField]:
        return [each for each in self._part("facts.") if each.name.count(GAP) == 1]

    @property
    def requirements(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The answer to each requirement, with its grounds."""
        return self._pairs("facts.requirements.", "answer", "note")

    @property
    def preconditions(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The day and the document of each precondition."""
        return self._pairs("facts.preconditions.", "on", "text")

    def given(self) -> dict[str, Any]:
        """What was typed, as the service takes it."""
        plain = {name: self.cleaned_data[name] for name in ("on", "note", "seen")}
        return {**plain, "facts": self._given_facts(), "documents": self._given_documents()}

    def _given_facts(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if not name.startswith("facts.") or value in (None, ""):
                continue
            place, *parts = name.removeprefix("facts.").split(GAP)
            if parts:
                key = GAP.join(parts[:-1])
                found.setdefault(place, {}).setdefault(key, {})[parts[-1]] = value
            else:
                found[place] = value
        return found

    def _given_documents(self) -> dict[str, str]:
        return {
            name.removeprefix("documents."): value
            for name, value in self.cleaned_data.items()
            if name.startswith("documents.")
        }

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Put what the service found where it belongs, or at the head of the form."""
        for problem in problems:
            place = problem.about[0] if problem.about else ""
            fields = [place, f"{place}.answer", f"{place}.text"]
            name = next((each for each in fields if each in self.fields), None)
            self.add_error(name, sentence(problem, self._plan))

    def _part(self, beginning: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(beginning)]

    def _pairs(
        self, beginning: str, one: str, other: str
    ) -> list[tuple[forms.BoundField, forms.BoundField]]:
        keys = [name.rpartition(GAP)[0] for name in self.fields if name.startswith(beginning)]
        return [(self[f"{k}.{one}"], self[f"{k}.{other}"]) for k in dict.fromkeys(keys)]


class TakeBackForm(forms.Form):
    """Why a step is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=LONGEST_NOTE)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def _field(kind: FactKind, *, required: bool) -> forms.Field:
    label: Any = in_language(kind)
    match kind.sort:
        case "day":
            widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(label=label, required=required, widget=widget)
        case "amount":
            return forms.DecimalField(
                label=label, required=required, min_value=0, max_digits=17, decimal_places=2,
                localize=True,
            )  # fmt: skip
        case "count":
            return forms.IntegerField(label=label, required=required, min_value=0)
        case "choice":
            choices = [("", "—"), *((each.key, in_language(each)) for each in kind.choices)]
            return forms.ChoiceField(label=label, required=required, choices=choices)
    return forms.CharField(label=label, required=required, max_length=LONGEST)


def _answers(
    name: str, asked: Iterable[str], given: Mapping[str, Mapping[str, str]]
) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for key in asked:
        first = given.get(key, {})
        choices = [("", "—"), *((each, ANSWER_NAMES[each]) for each in ANSWERS)]
        fields[f"facts.{name}.{key}.answer"] = forms.ChoiceField(
            label=str(REQUIREMENT_NAMES[key]),
            help_text=str(REQUIREMENT_HELP[key]),
            choices=choices,
            initial=first.get("answer", ""),
        )
        fields[f"facts.{name}.{key}.note"] = forms.CharField(
            label=_("Grounds"),
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 2}),
            initial=first.get("note", ""),
        )
    return fields


def _evidence(name: str, plan: Plan, conditions: Iterable[str]) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for key in conditions:
        condition = plan.conditions[key]
        called = condition.name(get_language() or "ko") or key
        fields[f"facts.{name}.{key}.on"] = forms.DateField(
            label=called, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        )
        text = forms.CharField(label=_("Evidence"), max_length=LONGEST)
        fields[f"facts.{name}.{key}.text"] = text
    return fields
