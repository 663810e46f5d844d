"""The forms of talk: a comment, and when to send mail. What counts, the services say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from talk.models import MailSetting
from talk.services import LONGEST


class CommentForm(forms.Form):
    """Something to say. Mentions are completed by the script where it runs."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-mentions": "", "class": "input"}),
    )


class MailForm(forms.Form):
    """When notices are mailed, and where to."""

    when = forms.ChoiceField(label=_("Mail my notices"), choices=MailSetting.When.choices)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)

    @classmethod
    def of(cls, person: User) -> "MailForm":
        setting = MailSetting.objects.filter(user=person).first()
        when = setting.when if setting else MailSetting.When.DAILY
        return cls(initial={"when": when, "email": person.email}, label_suffix="")


class InboxForm(forms.Form):
    """Which notices to show; nonsense in the address shows the unread of all plans."""

    show = forms.CharField(required=False)
    plan = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        self.full_clean()

    @property
    def wants_all(self) -> bool:
        return self.cleaned_data.get("show") == "all"

    @property
    def plan_id(self) -> int | None:
        return self.cleaned_data.get("plan")
