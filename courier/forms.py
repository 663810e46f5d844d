"""Forms of stations and packages: they find out what is meant; services decide about it."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as context

from courier.cards import LONGEST_CARD, LONGEST_NAME
from courier.models import Station
from courier.queries.standing import trusted_stations
from courier.services.sending import Order
from courier.services.stations import LONGEST_WORDS
from courier.wire import MOST_BYTES
from engine.courier.parcels import LONGEST_NOTE
from engine.masking import Mask
from engine.plan import Plan
from roadmaps import vocabulary

TEXT = ".txt,text/plain"


class RingForm(forms.Form):
    """What this installation is called on its card."""

    name = forms.CharField(
        label=_("Name of this station"),
        max_length=LONGEST_NAME,
        help_text=_("As partners will know it: the authority and the department."),
    )


class CardForm(forms.Form):
    """A partner's card, as a text or as a file."""

    text = forms.CharField(
        label=_("The card's text"),
        required=False,
        max_length=LONGEST_CARD,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("or its file"),
        required=False,
        widget=forms.ClearableFileInput({"accept": TEXT}),
    )

    @property
    def card(self) -> str:
        """The card's text, wherever it was given; "" where it is none."""
        file = self.cleaned_data.get("file")
        if not file:
            return str(self.cleaned_data.get("text", ""))
        return bytes(file.read(LONGEST_CARD + 1)).decode("utf-8", "replace")


class ConfirmForm(forms.Form):
    """The fingerprint as it was heard, and who read it out."""

    typed = forms.CharField(
        label=_("Fingerprint, as it is read to you"),
        max_length=120,
        required=False,
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        ),
        help_text=_(
            "Call somebody at the station whose number you know from elsewhere. They read the "
            "eight groups from their own page; type what you hear."
        ),
    )
    how = forms.CharField(
        label=_("Who read it out, and how"), max_length=LONGEST_WORDS, required=False
    )


class WhyForm(forms.Form):
    """Why a station is not trusted any more."""

    why = forms.CharField(label=_("Why"), max_length=LONGEST_WORDS, required=False)


class PackForm(forms.Form):
    """Which station gets which state of the plan, without what."""

    station = forms.ModelChoiceField(
        label=context("courier", "To station"), queryset=Station.objects.none(), empty_label=None
    )
    revision = forms.IntegerField(label=_("Revision"), min_value=1)
    scenario = forms.ChoiceField(label=_("Scenario"), required=False)
    hide_amounts = forms.BooleanField(label=_("Withhold amounts of money"), required=False)
    hide_parties = forms.BooleanField(label=_("Withhold names of parties"), required=False)
    projects = forms.MultipleChoiceField(
        label=_("Only these projects"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all projects."),
    )
    answer_by = forms.DateField(
        label=_("Answer asked for by"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("Note to the partner"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, asked: Any, *, plan: Plan, revision: int) -> None:
        first = {
            "revision": revision,
            "scenario": plan.header.default_scenario,
            "hide_amounts": True,
            "hide_parties": True,
        }
        super().__init__(asked, initial=first, label_suffix="")
        to = cast("forms.ModelChoiceField[Station]", self.fields["station"])
        to.queryset = trusted_stations()
        self._offer("scenario", plan, "scenario", list(plan.scenarios))
        by_zone = sorted(plan.projects.values(), key=lambda each: (each.zone, each.key))
        self._offer("projects", plan, "project", [each.key for each in by_zone])

    def order(self) -> Order:
        """What was asked for."""
        asked = self.cleaned_data
        projects = frozenset(asked["projects"]) or None
        return Order(
            asked["revision"],
            asked["scenario"],
            Mask(asked["hide_amounts"], asked["hide_parties"], projects),
            asked["note"],
            asked["answer_by"],
        )

    def _offer(self, name: str, plan: Plan, kind: str, keys: list[str]) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = [(key, f"{key} {vocabulary.name_of(plan, kind, key)}") for key in keys]


class FileForm(forms.Form):
    """A package, as it was carried here."""

    file = forms.FileField(
        label=_("Package file"), widget=forms.ClearableFileInput({"accept": TEXT})
    )

    @property
    def content(self) -> bytes:
        """The file's bytes; one more than is allowed, where there are too many."""
        return bytes(self.cleaned_data["file"].read(MOST_BYTES + 1))


class AnswerForm(forms.Form):
    """A note that goes back with the edits."""

    note = forms.CharField(
        label=_("Note to the sender"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
    )
