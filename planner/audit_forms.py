"""What part of the log somebody wants to see."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as context

from audit.models import Event
from audit.queries import Asked, people_named


class LogFilter(forms.Form):
    """Whose doings, of which sort, about what, when."""

    who = forms.ChoiceField(label=context("log", "Who"), required=False)
    verb = forms.ChoiceField(
        label=context("log", "What was done"),
        required=False,
        choices=[("", _("everything")), *Event.Verb.choices],
    )
    text = forms.CharField(
        label=_("About what"),
        required=False,
        max_length=200,
        help_text=_("A code, name, reason, person or request"),
    )
    since = forms.DateField(
        label=context("log", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=context("log", "To"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, plan: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        who = cast("forms.ChoiceField", self.fields["who"])
        who.choices = [("", _("everybody")), *people_named(plan)]

    @property
    def asked(self) -> Asked:
        """The part of the log asked for; all of it where the form was not understood."""
        found = self.cleaned_data if self.is_valid() else {}
        return Asked(
            plan=self.plan,
            who=int(found["who"]) if found.get("who") else None,
            verb=found.get("verb", ""),
            text=found.get("text", ""),
            since=found.get("since"),
            until=found.get("until"),
        )
