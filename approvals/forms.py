"""What people type to put a plan to approval, to decide, to delegate and to name versions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from approvals.models import Answer, How, Level
from approvals.queries.turns import FITTING
from drafts.models import Draft
from engine.approving import Verb
from roadmaps.models import Roadmap

NOBODY = ("", pgettext_lazy("person", "nobody"))
#: The places of the route: more than these nobody has asked for, and levels with two are enough.
PLACES: Sequence[tuple[str, Level, bool]] = (
    ("review_1", Level.REVIEW, False),
    ("review_2", Level.REVIEW, False),
    ("cooperation_1", Level.COOPERATION, False),
    ("cooperation_2", Level.COOPERATION, False),
    ("decision_1", Level.DECISION, True),
    ("acceptance_1", Level.ACCEPTANCE, False),
)
LABELS = {
    "review_1": _("Review, first"),
    "review_2": _("Review, second"),
    "cooperation_1": _("Cooperation, first"),
    "cooperation_2": _("Cooperation, second"),
    "decision_1": pgettext_lazy("level", "Decision"),
    "acceptance_1": _("Acceptance"),
}


class Day(forms.DateInput):
    """A day as browsers let one choose it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SubmitForm(forms.Form):
    """A title, what it is about, and the people of the route."""

    title = forms.CharField(label=_("Title"), max_length=120)
    note = forms.CharField(
        label=_("What it is about"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    draft = forms.ModelChoiceField(
        label=_("What is put to approval"),
        queryset=Draft.objects.none(),
        required=False,
        empty_label=_("the plan as it stands"),
        help_text=_("A draft is decided on as the plan it would make, and adopted afterwards."),
    )

    def __init__(self, plan: Roadmap, by: User, posted: Any = None, **options: Any) -> None:
        super().__init__(posted, label_suffix="", **options)
        chosen: Any = self.fields["draft"]
        chosen.queryset = Draft.objects.filter(plan=plan, state="open").select_related("plan")
        members = list(plan.insiders.filter(user__is_active=True).select_related("user"))
        self._people = {str(each.user_id): each.user for each in members}
        for name, level, required in PLACES:
            fitting = [
                (str(each.user_id), f"{each.user} ({each.get_role_display()})")
                for each in members
                if each.role in FITTING[level.value] and each.user_id != by.pk
            ]
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name], required=required, choices=[NOBODY, *fitting]
            )
        self.fields["acceptance_1"].help_text = _(
            "With somebody here the approval counts only once they have accepted it."
        )

    @property
    def route(self) -> list[tuple[str, User]]:
        found = self.cleaned_data
        return [
            (level.value, self._people[found[name]]) for name, level, _req in PLACES if found[name]
        ]


class ActForm(forms.Form):
    """One thing done with a submission. Points and conditions are written one to a line."""

    verb = forms.ChoiceField(choices=[(each.value, each.value) for each in Verb])
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Opinion or reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    points = forms.CharField(
        label=_("Points to be mended, one to a line"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For sending back: they become a checklist."),
    )
    conditions = forms.CharField(
        label=_("Conditions, one to a line"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For an approval with conditions."),
    )
    valid_until = forms.DateField(
        label=_("The approval holds until"),
        required=False,
        widget=Day,
        help_text=_("An approval with conditions needs it; any other may have it."),
    )

    def __init__(self, posted: Any = None, **options: Any) -> None:
        super().__init__(posted, label_suffix="", **options)

    @property
    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        found = self.cleaned_data
        lines = {name: found[name].splitlines() for name in ("points", "conditions")}
        return {**found, **lines, "verb": Verb(found["verb"])}


class PointForm(forms.Form):
    """What is said to one point of the checklist."""

    point = forms.IntegerField()
    verb = forms.ChoiceField(choices=Answer.Verb.choices)
    text = forms.CharField(max_length=1000, required=False)


class DelegationForm(forms.Form):
    """Who decides in one's place, what, and when."""

    taker = forms.ChoiceField(label=_("Deputy"))
    how = forms.ChoiceField(label=_("Kind"), choices=How.choices)
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("all levels")), *Level.choices]
    )
    since = forms.DateField(label=_("From"), widget=Day)
    until = forms.DateField(label=_("Until"), widget=Day)
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, plan: Roadmap, by: User, posted: Any = None) -> None:
        super().__init__(posted, label_suffix="")
        rows = plan.insiders.filter(user__is_active=True).exclude(user=by)
        members = list(rows.select_related("user"))
        self._people = {str(each.user_id): each.user for each in members}
        field: Any = self.fields["taker"]
        field.choices = [
            (str(each.user_id), f"{each.user} ({each.get_role_display()})") for each in members
        ]

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "taker": self._people[self.cleaned_data["taker"]]}


class VersionForm(forms.Form):
    """A name for the plan as it stands."""

    name = forms.CharField(label=_("Name of the version"), max_length=120)
    why = forms.CharField(label=_("Reason"), max_length=500, required=False)

    def __init__(self, posted: Any = None) -> None:
        super().__init__(posted, label_suffix="")


class BaselineForm(forms.Form):
    """Another baseline, and why."""

    version = forms.IntegerField()
    reason = forms.CharField(label=_("Reason"), max_length=500)
