"""Which flow to look at, and which file to take in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trade.queries import Pair
from trade.words import flow_words


class PairForm(forms.Form):
    """The flow shown; nonsense in the address shows the first."""

    flow = forms.ChoiceField(label=_("Flow"), required=False)

    def __init__(self, query: Any, known: Sequence[Pair]) -> None:
        super().__init__(query, auto_id="filter-%s")
        self._known = {pair.text: pair for pair in known}
        choices = [(text, flow_words(pair)) for text, pair in self._known.items()]
        self.fields["flow"].choices = choices  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def chosen(self) -> Pair | None:
        first = next(iter(self._known.values()), None)
        return self._known.get(self.cleaned_data.get("flow", ""), first)


class UploadForm(forms.Form):
    """A CSV file of UN Comtrade."""

    file = forms.FileField(
        label=_("CSV file of UN Comtrade"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("Where and when the file was obtained. Empty: UN Comtrade."),
    )
