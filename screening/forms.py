"""What the pages of screening ask: a day, a verdict to look for, regimes of law, a signature."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engine.plan import Plan
from engine.screening import Verdict
from sanctions.models import Regime
from screening.hypothetical import regimes
from screening.models import DataRequest
from screening.queries.desk import DeskWish
from screening.sentences import VERDICTS
from screening.sheets import LARGEST_FILE, Unreadable, rows_of_file, rows_of_text


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


ALL = ("", _("all"))


class DeskForm(forms.Form):
    """The filters of the desk, in the address. What can't be read asks nothing."""

    text = forms.CharField(label=_("Project"), required=False, max_length=100)
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        required=False,
        choices=[ALL, *((each.word, VERDICTS[each]) for each in sorted(Verdict, reverse=True))],
    )
    state = forms.ChoiceField(
        label=_("Signature"),
        required=False,
        choices=[
            ALL,
            ("open", _("not signed")),
            ("stale", _("signature out of date")),
            ("signed", _("signed")),
        ],
    )
    codes = forms.ChoiceField(
        label=_("HS codes"),
        required=False,
        choices=[ALL, ("open", _("to be confirmed")), ("stale", _("out of date"))],
    )
    regime = forms.ChoiceField(
        label=_("Decided by"), required=False, choices=[ALL, *Regime.choices]
    )
    asked = forms.ChoiceField(
        label=_("Requests"), required=False, choices=[ALL, ("open", _("open ones"))]
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("turn", _("what comes first")),
            ("verdict", _("gravest verdict")),
            ("start", _("start")),
            ("key", _("code")),
            ("name", _("name")),
        ],
    )

    def __init__(self, asked: Any) -> None:
        super().__init__(asked, auto_id="desk-%s", label_suffix="")
        self.full_clean()

    @property
    def wish(self) -> DeskWish:
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return DeskWish(**found)


class RequestForm(forms.Form):
    """A fact that the compliance officer asks the planners for."""

    about = forms.ChoiceField(label=_("About"), choices=DataRequest.About.choices)
    line = forms.ChoiceField(label=_("Line"), required=False)
    text = forms.CharField(
        label=_("What do you need to know?"),
        max_length=1_000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, lines: Sequence[tuple[str, str]], posted: Any = None) -> None:
        super().__init__(posted, auto_id="request-%s", label_suffix="")
        line: Any = self.fields["line"]
        line.choices = [("", _("the whole project")), *lines]


class LinesForm(forms.Form):
    """Rows of a spreadsheet, pasted or in a file; `read` holds their cells."""

    on_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    rows = forms.CharField(
        label=_("Rows"), required=False, max_length=200_000, widget=forms.Textarea({"rows": 6})
    )
    file = forms.FileField(
        label=_("or a file (XLSX, or CSV in UTF-8)"),
        required=False,
        widget=forms.FileInput({"accept": ".xlsx,.csv,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        upload = found.get("file")
        try:
            found["read"] = (
                rows_of_file(upload.read(LARGEST_FILE + 1))
                if upload is not None
                else rows_of_text(found.get("rows", ""))
            )
        except Unreadable as reason:
            raise forms.ValidationError(str(reason)) from None
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
