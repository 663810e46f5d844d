"""What a reader asks of the list of projects, read from the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.templatetags.ui import in_language
from engine.life.values import MAIN
from life.procedure import procedure
from life.vocabulary import TRACK_NAMES
from projects.queries.lines import Catalogue, Wish
from roadmaps import vocabulary
from roadmaps.outlooks import Outlook
from roadmaps.templatetags.plan_words import called

VERDICTS = (
    ("none", _("no sanctions condition")),
    ("conditional", _("conditional")),
    ("barred", _("barred at present")),
    ("unknown", _("not assessed")),
)
STATES = (
    ("blocked", _("blocked")),
    ("critical", _("on the critical path")),
    ("dated", _("scheduled, with float")),
    ("empty", _("without activities")),
)
ALL = ("", _("all"))
#: Filters that the record of the procedure answers, not the plan.
OF_LIFE = ("procedure", "laggard")


class WishForm(forms.Form):
    """Search and filters. Only what the plan's projects have is on offer."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    stage = forms.ChoiceField(required=False)
    strategy = forms.ChoiceField(required=False)
    zone = forms.ChoiceField(required=False)
    industry = forms.ChoiceField(required=False)
    verdict = forms.ChoiceField(label=_("Verdict"), required=False, choices=[ALL, *VERDICTS])
    state = forms.ChoiceField(label=_("Schedule"), required=False, choices=[ALL, *STATES])
    procedure = forms.ChoiceField(label=pgettext_lazy("page", "Procedure"), required=False)
    laggard = forms.ChoiceField(
        label=_("Waits for"), required=False, choices=[ALL, *TRACK_NAMES.items()]
    )

    def __init__(self, asked: Any, outlook: Outlook) -> None:
        super().__init__(asked, label_suffix="")
        projects, names = outlook.plan.projects.values(), Catalogue()
        stages = [(key, called(stage)) for key, stage in outlook.plan.stages.items()]
        strategies = sorted({each.strategy for each in projects} - {""})
        self._offer("stage", stages)
        self._offer("strategy", [(k, _named(names.strategies, k, k)) for k in strategies])
        used = {zone for each in projects for zone in (each.zone, *each.also_zones)} - {""}
        self._offer("zone", [(k, in_language(z)) for k, z in names.zones.items() if k in used])
        states = procedure().tracks[MAIN].states.items()
        steps: Any = self.fields["procedure"]
        steps.choices = [ALL, *((key, in_language(state)) for key, state in states)]
        used = {each.industry for each in projects}
        self._offer(
            "industry", [(k, in_language(i)) for k, i in names.industries.items() if k in used]
        )

    def wish(self, sort: str) -> Wish:
        """The wish; a filter that makes no sense asks nothing."""
        self.is_valid()
        found = dict(self.cleaned_data)
        for name in OF_LIFE:
            found.pop(name, None)
        return Wish(text=found.pop("q", ""), sort=sort, **found)

    def of_life(self) -> tuple[str, str]:
        """The state of the procedure and the track waited for that are asked; "" asks nothing."""
        self.is_valid()
        state, laggard = (self.cleaned_data.get(name) or "" for name in OF_LIFE)
        return state, laggard

    def _offer(self, name: str, options: list[tuple[str, str]]) -> None:
        label = vocabulary.field_name("project", name)
        field = forms.ChoiceField(required=False, choices=[ALL, *options])
        field.label = label[:1].upper() + label[1:]
        self.fields[name] = field


def _named(rows: Any, key: str, prefix: str) -> str:
    return f"{prefix} · {in_language(rows[key])}" if key in rows else key
