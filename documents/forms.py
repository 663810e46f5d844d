"""The form of a file to attach, and which documents of a plan to show."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents import subjects
from documents.services import LONGEST_NOTE, LONGEST_TITLE
from documents.sniffing import ACCEPT

TYPES = _(
    "pdf, png, jpg, hwp, hwpx, docx, xlsx, pptx, odt, ods, csv or txt; without macros or password."
)


class _FileForm(forms.Form):
    """A file and a note on it. The service looks at the file; here only whether there is one."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=1000,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=TYPES,
    )
    note = forms.CharField(label=_("Note"), max_length=LONGEST_NOTE, required=False)


class AttachForm(_FileForm):
    """A new document about a thing."""

    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=_("Empty: the file's name."),
    )
    about = forms.CharField(widget=forms.HiddenInput, max_length=100)
    field_order = ("file", "title", "note", "about")


class VersionForm(_FileForm):
    """A newer version of a document."""


class ShownForm(forms.Form):
    """Which documents to show; nonsense in the address shows all."""

    kind = forms.ChoiceField(label=_("About"), required=False)
    removed = forms.BooleanField(label=_("Removed ones"), required=False)

    def __init__(self, query: Any) -> None:
        super().__init__(query, auto_id="filter-%s", label_suffix="")
        words = [(kind, subjects.kind_word(kind)) for kind in subjects.kinds()]
        self.fields["kind"].choices = [("", _("everything")), *words]  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def chosen_kind(self) -> str:
        return str(self.cleaned_data.get("kind", ""))

    @property
    def wants_removed(self) -> bool:
        return bool(self.cleaned_data.get("removed"))
