"""Forms of the plan list and the members page: they only find out what was meant."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.sight import Sight
from engine.belonging import Scope
from engine.plan import Plan
from engine.records import Header, Record, Stage
from roadmaps import schedules
from roadmaps.models import INSIDERS, Grant, Roadmap, Role
from roadmaps.plan_queries import zones_of

#: What a new plan takes over from another one: what its work depends on, not the work itself.
TAKEN_OVER = (
    "calendar",
    "condition",
    "scenario",
    "window",
    "source",
    "ceiling",
    "capacity",
    "step",
)
MOST_STAGES = 5


class NewPlanForm(forms.Form):
    """A plan with its stages; on request with the conditions and scenarios of another plan."""

    name_ko = forms.CharField(label=_("Name in Korean"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    start = forms.DateField(
        label=_("Start of the plan"),
        widget=forms.DateInput({"type": "date", "min": "1950-01-01", "max": "2150-12-31"}),
    )
    based_on = forms.ModelChoiceField(
        label=_("Conditions and scenarios"),
        queryset=Roadmap.objects.none(),
        required=False,
        empty_label=_("none: I add them myself"),
        help_text=_(
            "Takes over calendar, conditions, scenarios, funding sources and capacities of a plan."
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = cast("forms.ModelChoiceField[Roadmap]", self.fields["based_on"])
        plans.queryset = Roadmap.objects.visible_to(user)
        for number in range(1, MOST_STAGES + 1):
            self._add_stage(number)

    def header(self) -> Header:
        """The plan itself; it keeps the settings that what it takes over was made for."""
        base = self._base()
        return Header(
            "plan",
            self.cleaned_data["name_ko"],
            self.cleaned_data["name_en"],
            self.cleaned_data["start"],
            calendar=base.header.calendar if base else "",
            default_scenario=base.header.default_scenario if base else "",
        )

    def records(self) -> Iterator[Record]:
        """What the plan holds from the first moment."""
        base = self._base()
        if base:
            kept = (each for each in base.all() if each.kind in TAKEN_OVER)
            yield from (each for each in kept if not getattr(each, "activity", ""))
        rows = [self._stage(number) for number in range(1, MOST_STAGES + 1)]
        for place, (korean, english) in enumerate(filter(any, rows), start=1):
            yield Stage(f"S{place}", korean or english, english or korean, place)

    def stage_fields(self) -> Iterator[tuple[int, forms.BoundField, forms.BoundField]]:
        for number in range(1, MOST_STAGES + 1):
            yield number, self[f"stage_{number}_ko"], self[f"stage_{number}_en"]

    def _add_stage(self, number: int) -> None:
        is_usual = number <= 3
        for language, name in (("ko", f"{number}단계"), ("en", f"Stage {number}")):
            self.fields[f"stage_{number}_{language}"] = forms.CharField(
                label=_("Stage %(number)s, name in %(language)s")
                % {"number": number, "language": _("Korean") if language == "ko" else _("English")},
                max_length=200,
                required=False,
                initial=name if is_usual else "",
            )

    def _stage(self, number: int) -> tuple[str, str]:
        words = self.cleaned_data
        return words[f"stage_{number}_ko"], words[f"stage_{number}_en"]

    def _base(self) -> Any:
        chosen = self.cleaned_data["based_on"]
        return schedules.plan_of(chosen) if chosen else None


class CopyPlanForm(forms.Form):
    """The copy's name."""

    name = forms.CharField(label=_("Name of the copy"), max_length=200)


#: The roles given on the members page; guests are let in where it is said what they see.
ROLES = [choice for choice in Role.choices if choice[0] in INSIDERS]


class MemberForm(forms.Form):
    """Somebody, their role in the plan, and what they see of it besides names and dates."""

    user = forms.ModelChoiceField(
        label=_("User name"),
        queryset=User.objects.filter(is_active=True),
        to_field_name="username",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid_choice": _("Nobody signs in by this name.")},
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    sees_amounts = forms.BooleanField(label=_("sees amounts of money"), required=False)
    sees_parties = forms.BooleanField(label=_("sees names of parties"), required=False)
    #: A box that is not ticked sends nothing; this tells it from a form that has no boxes.
    tells_sight = forms.BooleanField(widget=forms.HiddenInput, required=False)

    @property
    def meant(self) -> dict[str, Any]:
        """Who, as what, and what they see; None where the form does not speak of it."""
        told = self.cleaned_data
        seen = Sight(told["sees_amounts"], told["sees_parties"]) if told["tells_sight"] else None
        return {"user": told["user"], "role": told["role"], "seen": seen}


class GrantForm(forms.Form):
    """Somebody, and a role in one project or zone of the plan."""

    user = forms.ModelChoiceField(
        label=_("User name"),
        queryset=User.objects.filter(is_active=True),
        to_field_name="username",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid_choice": _("Nobody signs in by this name.")},
    )
    role = forms.ChoiceField(label=_("Role"), choices=Grant.GrantRole.choices)
    part = forms.ChoiceField(label=_("Project or zone"))

    def __init__(self, *args: Any, plan: Plan, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = cast("forms.ChoiceField", self.fields["part"])
        parts.choices = [
            (_("Zones"), [(f"zone:{pk}", name) for pk, name in zones_of(plan)]),
            (
                _("Projects"),
                [(f"project:{k}", f"{k} {p.name(language)}") for k, p in plan.projects.items()],
            ),
        ]

    @property
    def meant(self) -> dict[str, Any]:
        """Who, as what, and where."""
        told = self.cleaned_data
        kind, _sep, key = told["part"].partition(":")
        return {"user": told["user"], "role": told["role"], "scope": Scope(**{kind: key})}


class HistoryFilter(forms.Form):
    """Whose revisions, and about what."""

    by = forms.ChoiceField(label=_("Who"), required=False)
    record = forms.CharField(
        label=_("About what"),
        required=False,
        max_length=200,
        help_text=_("A code or a part of a name: F4-01, Nampo"),
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = cast("forms.ChoiceField", self.fields["by"])
        who.choices = [("", _("everybody")), *people]
