"""Forms of drafts: they find out what is meant; whether it can be, services decide."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from engine.merging import MINE, THEIRS
from engine.merging.threeway import Side
from roadmaps.models import Roadmap

CHOICE = "choice:"


class NewDraftForm(forms.Form):
    """A name, what it is for, and perhaps the copy of the plan it was worked out in."""

    name = forms.CharField(label=_("Name of the draft"), max_length=200)
    purpose = forms.CharField(
        label=_("Purpose"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
    )
    copy = forms.ModelChoiceField(
        label=_("Take over the changes of a copy"),
        queryset=Roadmap.objects.none(),
        required=False,
        empty_label=_("none: start with the plan as it stands"),
    )
    since = forms.IntegerField(
        label=_("Revision the copy was made of"),
        min_value=1,
        required=False,
        help_text=_("Empty: the plan's latest revision when the copy was made."),
    )

    def __init__(self, *args: Any, plan: Roadmap, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        copies = cast("forms.ModelChoiceField[Roadmap]", self.fields["copy"])
        copies.queryset = Roadmap.objects.visible_to(user).exclude(pk=plan.pk)


def choices_in(sent: QueryDict) -> dict[str, Side]:
    """What was chosen about each collision: `choice:activity:P1.a:duration=mine`."""
    sides: dict[str, Side] = {THEIRS: THEIRS, MINE: MINE}
    return {
        name.removeprefix(CHOICE): sides[value]
        for name, value in sent.items()
        if name.startswith(CHOICE) and isinstance(value, str) and value in sides
    }


def number_in(sent: QueryDict, name: str) -> int:
    """A number a button sends along; 0, which nothing has, where it is none."""
    value = sent.get(name, "")
    is_number = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10
    return int(value) if is_number else 0
