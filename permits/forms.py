"""What the pages of permits ask: which to show, and the facts that belong to a move."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engine.changes import Alter
from engine.plan import Plan
from engine.records import Permit, PermitState
from permits.queries.listing import SORTS, STATES, Wish
from roadmaps.permit_words import AUTHORITIES, PERMIT_STATES
from roadmaps.templatetags.plan_words import called

ALL = ("", _("all"))


class DayField(forms.DateField):
    """A day, as the browser or a planner writes it."""

    def __init__(self, label: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, widget=widget, input_formats=["%Y-%m-%d", "%Y.%m.%d"])


class WishForm(forms.Form):
    """Filters of the list. What makes no sense asks nothing."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[ALL, *((key, PERMIT_STATES[key]) for key in STATES)],
    )
    project = forms.ChoiceField(label=_("Project"), required=False)
    authority = forms.ChoiceField(
        label=_("Authority"), required=False, choices=[ALL, *AUTHORITIES.items()]
    )

    def __init__(self, asked: Any, plan: Plan) -> None:
        super().__init__(asked, label_suffix="")
        named = {key for permit in plan.permits.values() for key in permit.projects}
        projects: Any = self.fields["project"]
        projects.choices = [
            ALL,
            *((key, f"{key} · {called(p)}") for key, p in plan.projects.items() if key in named),
        ]

    def wish(self, sort: str) -> Wish:
        self.is_valid()
        known = sort if sort.removeprefix("-") in SORTS else "code"
        return Wish(sort=known, **self.cleaned_data)


class MoveForm(forms.Form):
    """The next state of a permit, with the facts that belong to it."""

    on_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    to = forms.CharField(widget=forms.HiddenInput)
    applied = DayField(_("Applied on"))
    valid_from = DayField(_("Valid from"))
    valid_until = DayField(_("Valid until"))
    document = forms.CharField(label=_("Document (number, date)"), max_length=200, required=False)
    terms_ko = forms.CharField(
        label=_("Conditions attached, in Korean"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 2, "lang": "ko"}),
    )
    terms_en = forms.CharField(
        label=_("Conditions attached, in English"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 2, "lang": "en"}),
    )
    reason = forms.CharField(label=_("Remark"), max_length=500, required=False)

    #: Which facts are asked for on the way to a state.
    ASKS = {
        "applied": ("applied", "document"),
        "granted": ("valid_from", "valid_until", "document", "terms_ko", "terms_en"),
        "supplement": ("document",),
        "refused": ("document",),
    }

    def __init__(
        self, permit: Permit, to: PermitState, on_revision: int, posted: Any = None
    ) -> None:
        names = self.ASKS.get(to, ())
        shown = {name: getattr(permit, name) for name in names}
        super().__init__(
            posted,
            initial={**shown, "to": to, "on_revision": on_revision},
            label_suffix="",
            auto_id=f"id_{to}_%s",
        )
        self.permit, self.goal, self.asked = permit, to, names
        for name in set(self.fields) - {*names, "on_revision", "to", "reason"}:
            del self.fields[name]

    @property
    def label(self) -> str:
        return str(PERMIT_STATES[self.goal])

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in (*self.asked, "reason")]

    @property
    def change(self) -> Alter:
        facts = {name: self.cleaned_data[name] for name in self.asked}
        changed = {k: v for k, v in facts.items() if v != getattr(self.permit, k)}
        return Alter(Permit.kind, self.permit.key, {"state": self.goal, **changed})
