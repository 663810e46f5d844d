"""Forms of the administration pages."""

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import LawRole
from core.errors import Refused
from planner.refusals import sentence


class RefusableForm(forms.Form):
    """A form that the service behind it can refuse too; it then keeps what was typed."""

    def refuse(self, refused: Refused) -> None:
        for problem in refused.problems:
            field = next((name for name in problem.about if name in self.fields), None)
            self.add_error(field, sentence(problem))


class NewPersonForm(RefusableForm):
    """Somebody new."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    full_name = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput({"autocomplete": "off"})
    )
    is_staff = forms.BooleanField(label=_("is an administrator"), required=False)
    is_guest = forms.BooleanField(
        label=_("guest: sees only what plans give them"),
        required=False,
        help_text=_("For people outside. A plan's owner gives them projects under Sharing."),
    )
    law_role = forms.ChoiceField(
        label=_("part in the catalogue of measures"),
        choices=LawRole.choices,
        required=False,
        help_text=_(
            "A compliance officer proposes changes of the law; somebody else accepts them."
        ),
    )


class PersonForm(RefusableForm):
    """What an administrator changes about somebody."""

    full_name = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput({"autocomplete": "off"})
    )
    is_staff = forms.BooleanField(label=_("is an administrator"), required=False)
    is_guest = forms.BooleanField(
        label=_("guest: sees only what plans give them"),
        required=False,
        help_text=_("For people outside. A plan's owner gives them projects under Sharing."),
    )
    law_role = forms.ChoiceField(
        label=_("part in the catalogue of measures"),
        choices=LawRole.choices,
        required=False,
        help_text=_(
            "A compliance officer proposes changes of the law; somebody else accepts them."
        ),
    )
    is_active = forms.BooleanField(
        label=_("may sign in"),
        required=False,
        help_text=_(
            "Without this, sign-in, links and API tokens are all shut. Nothing is deleted."
        ),
    )
