"""What a reader asks of the terms, and a text that is to be looked at."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.templatetags.ui import in_language
from terms.reading import MOST_LETTERS, Unreadable, text_of
from terms.termbook import termbook

ORDERS = (
    ("south", pgettext_lazy("order", "Southern alphabet")),
    ("north", pgettext_lazy("order", "Northern alphabet")),
    ("english", pgettext_lazy("order", "English")),
)


class TermWish(forms.Form):
    """Search and order. What can't be read asks nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=ORDERS)

    def __init__(self, query: Any) -> None:
        super().__init__(query, auto_id="filter-%s", label_suffix="")
        self.full_clean()

    @property
    def wish(self) -> tuple[str, str]:
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("order") or "south"


class TextForm(forms.Form):
    """A text, typed or as a document, and who is to read it."""

    audience = forms.ChoiceField(label=_("Readers"))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=MOST_LETTERS,
        strip=False,
        widget=forms.Textarea({"rows": 10}),
    )
    document = forms.FileField(
        label=_("Or a document (.txt, .docx, .hwpx)"),
        required=False,
        widget=forms.ClearableFileInput({"accept": ".txt,.docx,.hwpx"}),
    )

    def __init__(self, posted: Any = None, files: Any = None, **rest: Any) -> None:
        super().__init__(posted, files, auto_id="text-%s", label_suffix="", **rest)
        choices = [(key, in_language(each)) for key, each in termbook().audiences.items()]
        field: Any = self.fields["audience"]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        document = found.get("document")
        if document:
            try:
                found["text"] = text_of(document.name, document.read())
            except Unreadable as fault:
                self.add_error("document", FAULTS[fault.code])
        elif not found.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Type a text, or choose a document."))
        return found


FAULTS = {
    "document_too_big": _("The document is too big: at most 5 MB."),
    "document_of_unknown_kind": _(
        "Only .txt, .docx and .hwpx can be read; save it as one of them."
    ),
    "document_unreadable": _(
        "The document can't be read; open it, save it again and try once more."
    ),
}
