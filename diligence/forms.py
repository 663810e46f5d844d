"""What the pages of due diligence ask: an answer, a signature, a wish for the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diligence.sentences import ANSWERS
from diligence.services import LONGEST_EVIDENCE, LONGEST_NOTE

OPEN = ("", _("not answered"))


class AnswerForm(forms.Form):
    """An answer to one question, with its evidence. It is about the answer that was `seen`."""

    question = forms.CharField(max_length=16, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    answer = forms.TypedChoiceField(
        label=_("Answer"), required=False, coerce=int, empty_value=None, choices=[OPEN]
    )
    evidence = forms.CharField(
        label=_("Evidence (document, page)"), required=False, max_length=LONGEST_EVIDENCE
    )
    note = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, posted: Any = None, **rest: Any) -> None:
        super().__init__(posted, label_suffix="", **rest)
        answer: Any = self.fields["answer"]
        answer.choices = [OPEN, *ANSWERS.items()]


class SignForm(forms.Form):
    """What was seen, and a remark."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Remark"), max_length=500, required=False)


class NetworkFiles(forms.Form):
    """A workbook with both sheets, or a CSV file of each."""

    on_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    entities = forms.FileField(
        label=_("Workbook (.xlsx) with both sheets, or entities as CSV"), required=False
    )
    relations = forms.FileField(label=_("Relations as CSV"), required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        files = [found.get(name) for name in ("entities", "relations")]
        if not any(files):
            raise forms.ValidationError(_("Choose a file."))
        if any(each.size > 2_000_000 for each in files if each):
            raise forms.ValidationError(_("The file is larger than two megabytes."))
        return found
