"""What a reader asks of a list, read from the address. Nonsense there asks nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atlas.queries import industries, measures
from atlas.queries.zones import ZoneWish
from engine.plan import Plan
from sanctions.models import Direction, Effect, Regime, Subject
from zones.models import Intensity

ALL = [("", _("all"))]


class _Search(forms.Form):
    """A form of a GET request: a field that can't be read counts as left empty."""

    def __init__(self, query: Any) -> None:
        super().__init__(query, auto_id="filter-%s")
        self.full_clean()

    def wish(self, name: str) -> Any:
        return self.cleaned_data.get(name) or None


class MapForm(forms.Form):
    """The stage and the year shown on the map."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)
    year = forms.IntegerField(label=_("Started by the end of"), required=False)

    def __init__(self, query: Any, plan: Plan, years: range, language: str) -> None:
        super().__init__(query, auto_id="filter-%s")
        self.years = years
        self.stages = sorted(plan.stages.values(), key=lambda stage: stage.position)
        names = [(stage.key, stage.name(language)) for stage in self.stages]
        self.fields["stage"].choices = [*ALL, *names]  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def last_year(self) -> int:
        return self.years[-1]

    @property
    def wish(self) -> ZoneWish:
        year = self.cleaned_data.get("year")
        # At its last year the slider leaves nothing out, not even what has no date.
        shown = year if year in self.years[:-1] else None
        return ZoneWish(self.cleaned_data.get("stage", ""), shown)


class IndustryForm(_Search):
    """What to find among the industries."""

    q = forms.CharField(label=_("Search"), required=False, max_length=80)
    intensity = forms.ChoiceField(
        label=_("Intensity"), required=False, choices=[*ALL, *Intensity.choices]
    )
    flag = forms.ChoiceField(
        label=_("Sanctions flag"),
        required=False,
        choices=[
            *ALL,
            ("any", _("flagged")),
            ("into", _("flagged on the way in")),
            ("out", _("flagged on the way out")),
            ("none", _("without a flag")),
        ],
    )

    @property
    def wished(self) -> industries.Wish:
        return industries.Wish(
            self.wish("q") or "", self.wish("intensity") or "", self.wish("flag") or ""
        )


class MeasureForm(_Search):
    """What to find among the measures."""

    q = forms.CharField(label=_("Search"), required=False, max_length=80)
    regime = forms.ChoiceField(label=_("Regime"), required=False, choices=[*ALL, *Regime.choices])
    subject = forms.ChoiceField(
        label=_("Subject"), required=False, choices=[*ALL, *Subject.choices]
    )
    direction = forms.ChoiceField(
        label=_("Direction"), required=False, choices=[*ALL, *Direction.choices]
    )
    effect = forms.ChoiceField(label=_("Effect"), required=False, choices=[*ALL, *Effect.choices])
    day = forms.DateField(
        label=_("In force on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    @property
    def wished(self) -> measures.Wish:
        return measures.Wish(
            self.wish("q") or "",
            self.wish("regime") or "",
            self.wish("subject") or "",
            self.wish("direction") or "",
            self.wish("effect") or "",
            self.wish("day"),
        )


class SourceForm(_Search):
    """What to find among the sources."""

    q = forms.CharField(label=_("Search"), required=False, max_length=80)
