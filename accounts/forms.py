"""Forms of sign-in and the account page."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import throttling
from accounts.models import ApiToken
from accounts.words import WORDS


class SignInForm(AuthenticationForm):
    """Django's form; a name that has failed too often must wait."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("The user name and the password don't go together."),
        "inactive": _("This account is closed. Ask an administrator."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username", "")
        if name and self.cleaned_data.get("password"):
            address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
            try:
                throttling.admit(name, address)
            except throttling.TooManyAttempts as refused:
                problem = refused.problems[0]
                raise ValidationError(
                    WORDS[problem.code], code=problem.code, params=problem.values
                ) from None
        cleaned: dict[str, Any] = super().clean()
        throttling.forgive(name)
        return cleaned


class ProfileForm(forms.Form):
    """What a person may change about themselves."""

    full_name = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput({"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language you see first on a new device."),
    )


class TokenForm(forms.Form):
    """A new API token: what it is for, and whether it may write."""

    name = forms.CharField(
        label=_("What it is for"), max_length=80, widget=forms.TextInput({"autocomplete": "off"})
    )
    scope = forms.ChoiceField(label=_("May"), choices=ApiToken.Scope.choices)
