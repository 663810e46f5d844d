"""What a reader asks of the check, what a waiver says, and a plan's own thresholds."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.templatetags.ui import in_language
from engine.changes import Add, Alter, Change, Remove
from engine.plan import Plan
from engine.records import Threshold
from lint.queries.page import Wish
from roadmaps.record_fields import Amount
from zones.models import Zone
from zones.rulebook import SHARES, Limit, principles

ALL = ("", gettext_lazy("all"))
SEVERITIES = (
    ("error", gettext_lazy("errors")),
    ("warning", gettext_lazy("warnings")),
    ("information", gettext_lazy("for information")),
)
STATES = (("open", gettext_lazy("not waived")), ("waived", gettext_lazy("waived")))


class WishForm(forms.Form):
    """The filters in the address. What can't be read asks nothing."""

    severity = forms.ChoiceField(
        label=gettext_lazy("Severity"), required=False, choices=[ALL, *SEVERITIES]
    )
    rule = forms.ChoiceField(label=gettext_lazy("Rule"), required=False)
    zone = forms.ChoiceField(label=gettext_lazy("Zone"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Waiver"), required=False, choices=[ALL, *STATES])
    since = forms.TypedChoiceField(
        label=gettext_lazy("Worse since revision"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, query: Any, plan: Plan, revision: int) -> None:
        super().__init__(query, auto_id="filter-%s", label_suffix="")
        language = get_language() or "ko"
        used = {each.zone for each in plan.projects.values()}
        fields: Any = self.fields
        fields["rule"].choices = [
            ALL,
            *((key, f"{key} {in_language(each)}") for key, each in principles().items()),
        ]
        zones = [(zone.pk, in_language(zone)) for zone in Zone.objects.all() if zone.pk in used]
        fields["zone"].choices = [ALL, *zones]
        stages = ((each.key, each.name(language)) for each in plan.stages.values())
        fields["stage"].choices = [ALL, *stages]
        numbers = [(number, str(number)) for number in range(revision - 1, 0, -1)]
        fields["since"].choices = [("", gettext_lazy("none")), *numbers]
        self.full_clean()

    @property
    def wish(self) -> Wish:
        found = self.cleaned_data
        severity, rule, zone, stage, state = (
            found.get(name) or "" for name in ("severity", "rule", "zone", "stage", "state")
        )
        return Wish(severity, rule, zone, stage, state, found.get("since"))


class WaiverForm(forms.Form):
    """Why a finding is accepted, and until when."""

    finding = forms.CharField(max_length=16, widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)
    until = forms.DateField(
        label=gettext_lazy("Until"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class ThresholdForm(forms.Form):
    """Every threshold of the rulebook: the plan's own value, or empty for the rulebook's."""

    def __init__(self, plan: Plan, posted: Any = None) -> None:
        super().__init__(posted, auto_id="threshold-%s", label_suffix="")
        self._plan = plan
        for principle in principles().values():
            for limit in principle.limits:
                self.fields[limit.key] = _field(limit, plan.thresholds.get(limit.key))

    @property
    def changes(self) -> list[Change]:
        """The edit of the plan that what was typed means."""
        found: list[Change] = []
        for key, value in self.cleaned_data.items():
            own = self._plan.thresholds.get(key)
            if own is None and value is not None:
                found.append(Add(Threshold(key, value)))
            elif own is not None and value is None:
                found.append(Remove("threshold", key))
            elif own is not None and value != own.value:
                found.append(Alter("threshold", key, {"value": value}))
        return found


def _field(limit: Limit, own: Threshold | None) -> Amount:
    most = Decimal(1) if limit.unit in SHARES else None
    value = f"{limit.value:,f}"
    return Amount(
        label=f"{limit.key} · {in_language(limit)}",
        help_text=_("Rulebook: %(value)s (%(unit)s)") % {"value": value, "unit": limit.unit},
        required=False,
        min_value=Decimal(0),
        max_value=most,
        max_digits=24,
        decimal_places=6,
        initial=own.value if own else None,
    )
