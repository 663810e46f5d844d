"""Forms of sharing: they only find out what was meant."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as context

from accounts.models import User
from core import clock
from engine.plan import Plan
from roadmaps.lanes import names_in_catalogue
from roadmaps.models import Roadmap, Role
from sharing.models import ShareLink
from sharing.services.links import LONGEST_LABEL, MOST_DAYS, USUAL_DAYS, Wanted
from sharing.services.looks import LONGEST_REASON
from talk.services import LONGEST, LONGEST_NAME
from zones.models import Zone

Choices = list[tuple[str, str]]
SECRET = {"autocomplete": "new-password", "spellcheck": "false"}


class MaskForm(forms.Form):
    """What is shown of a plan, and what is withheld."""

    projects = forms.MultipleChoiceField(
        label=context("mask", "Only these projects"), required=False
    )
    zones = forms.MultipleChoiceField(label=context("mask", "Only these zones"), required=False)
    hide_amounts = forms.BooleanField(
        label=context("mask", "Withhold amounts of money"), required=False, initial=True
    )
    hide_parties = forms.BooleanField(
        label=context("mask", "Withhold names of parties"), required=False, initial=True
    )

    may_comment = forms.BooleanField(
        label=_("They may comment"),
        required=False,
        help_text=_("Only they and the members of the plan read what is said."),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("projects", project_choices(plan))
        self._offer("zones", zone_choices(plan))

    def _offer(self, name: str, choices: Choices) -> None:
        field = cast("forms.MultipleChoiceField", self.fields[name])
        field.choices = choices
        field.widget.attrs["size"] = str(min(8, max(2, len(choices))))


class LinkForm(MaskForm):
    """A new share link."""

    label = forms.CharField(
        label=_("For whom"),
        max_length=LONGEST_LABEL,
        help_text=_("Shown on the page and in this list."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("What it shows"),
        choices=[
            (ShareLink.Kind.FROZEN, _("frozen: the plan as it was, for ever the same")),
            (ShareLink.Kind.LIVE, _("live: the plan as it is whenever somebody looks")),
        ],
    )
    revision = forms.IntegerField(
        label=_("Revision"),
        required=False,
        min_value=1,
        help_text=_("For a frozen link; empty means the present one."),
    )
    scenario = forms.ChoiceField(label=_("Scenario"), required=False)
    until = forms.DateField(
        label=_("Until the end of"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    password = forms.CharField(
        label=context("share link", "Password"),
        required=False,
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(SECRET),
        help_text=_("Tell it by another way than the link."),
    )
    field_order = ("label", "kind", "revision", "scenario", "until", "password")

    def __init__(self, *args: Any, plan: Plan, scenario: str, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        chosen = cast("forms.ChoiceField", self.fields["scenario"])
        language = get_language() or "ko"
        chosen.choices = [
            (key, f"{key} · {each.name(language)}") for key, each in plan.scenarios.items()
        ]
        chosen.initial = scenario
        today, until = clock.today(), self.fields["until"]
        until.initial = today + timedelta(days=USUAL_DAYS)
        until.widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + timedelta(days=MOST_DAYS)).isoformat(),
        }

    @property
    def wanted(self) -> Wanted:
        """What the form asks for."""
        given = {**self.cleaned_data}
        for name in ("projects", "zones"):
            given[name] = tuple(given[name])
        return Wanted(**given)


class GuestForm(MaskForm):
    """A guest, and what they see."""

    user = forms.ModelChoiceField(
        label=_("User name"),
        queryset=User.objects.filter(is_active=True),
        to_field_name="username",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid_choice": _("Nobody signs in by this name.")},
    )
    field_order = ("user", "projects", "zones")

    @property
    def given(self) -> dict[str, Any]:
        """Who it is, and what they are given."""
        told = {**self.cleaned_data}
        return told | {name: tuple(told[name]) for name in ("projects", "zones")}


class LookForm(forms.Form):
    """As whom to look, and why."""

    person = forms.ModelChoiceField(label=_("As whom"), queryset=User.objects.none())
    reason = forms.CharField(
        label=_("Why you look"),
        max_length=LONGEST_REASON,
        help_text=_("Kept in the audit log, and shown to the member."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, plan: Roadmap, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = User.objects.filter(memberships__plan=plan, is_active=True).exclude(pk=by.pk)
        cast("forms.ModelChoiceField[User]", self.fields["person"]).queryset = members
        roles = dict(plan.memberships.values_list("user", "role"))
        chosen: Any = self.fields["person"]
        chosen.label_from_instance = lambda user: f"{user} ({Role(roles[user.pk]).label})"


class RemarkForm(forms.Form):
    """What a guest says about the plan or a project they see; `answers` is a thread of theirs."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    about = forms.ChoiceField(label=_("About"))
    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    answers = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, about: Choices, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_name:  # a guest who signs in has one
            del self.fields["name"]
        cast("forms.ChoiceField", self.fields["about"]).choices = about


class PasswordForm(forms.Form):
    """The password of a link."""

    password = forms.CharField(
        label=context("share link", "Password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "off", "spellcheck": "false"}),
    )


def project_choices(plan: Plan) -> Choices:
    """The plan's projects by key."""
    language = get_language() or "ko"
    return [(key, f"{key} {each.name(language)}") for key, each in sorted(plan.projects.items())]


def zone_choices(plan: Plan) -> Choices:
    """The zones in which the plan has projects."""
    used = {zone for each in plan.projects.values() for zone in (each.zone, *each.also_zones)}
    names = names_in_catalogue(Zone, get_language() or "ko")
    return [
        (key, names.get(key, key)) for key in sorted(used - {""}, key=lambda k: names.get(k, k))
    ]


def link_form(roadmap: Roadmap, plan: Plan, data: Any = None) -> LinkForm:
    """The form of a plan's new link; its own scenario is chosen."""
    return LinkForm(data, plan=plan, scenario=roadmap.default_scenario)
