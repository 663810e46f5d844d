"""The forms of the roadmap: they only find out what a planner meant, and answer with changes."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engine.changes import Add, Alter, Change, Remove
from engine.plan import Plan
from engine.records import LagUnit, Link
from roadmaps.models import Link as LinkRow
from roadmaps.vocabulary import UNITS

MONTH = re.compile(r"^\s*(?P<year>\d{4})\s*[.\-/년]\s*(?P<month>\d{1,2})\s*[.월]?\s*$")


class MonthField(forms.CharField):
    """A month as people write it: 2028.07, 2028-07, 2028년 7월."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = MONTH.match(text)
        if not found or not 1 <= int(found["month"]) <= 12:
            raise forms.ValidationError(_("Write a month like 2028.07."), code="no_month")
        return date(int(found["year"]), int(found["month"]), 1)


class EditForm(forms.Form):
    """An edit on the revision that its page showed."""

    key = forms.CharField(widget=forms.HiddenInput)
    on_revision = forms.IntegerField(widget=forms.HiddenInput)

    def changes(self, plan: Plan) -> list[Change]:
        raise NotImplementedError


class DatesForm(EditForm):
    """When an activity may start, and how long it takes. Only what differs becomes a change."""

    start = MonthField(label=_("Start"), required=False)
    duration = forms.IntegerField(label=_("Duration"), min_value=0, required=False)
    shown_start = forms.CharField(widget=forms.HiddenInput, required=False)

    def changes(self, plan: Plan) -> list[Change]:
        given = self.cleaned_data
        activity = plan.activities.get(given["key"])
        if activity is None:
            return [Alter("activity", given["key"], {})]
        values: dict[str, Any] = {}
        if given["start"] and self.data.get("start", "").strip() != given["shown_start"]:
            values |= {"constraint": "start_no_earlier_than", "constraint_date": given["start"]}
        if given["duration"] is not None and given["duration"] != activity.duration:
            values["duration"] = given["duration"]
        return [Alter("activity", activity.key, values)] if values else []


class LinkForm(EditForm):
    """A new link between an activity and another one."""

    direction = forms.ChoiceField(choices=[("before", ""), ("after", "")])
    other = forms.CharField()
    type = forms.ChoiceField(choices=LinkRow.Type.choices)
    lag = forms.IntegerField(required=False)
    unit = forms.ChoiceField(choices=list(UNITS.items()), required=False)
    lag_calendar = forms.CharField(required=False)

    def changes(self, plan: Plan) -> list[Change]:
        given = self.cleaned_data
        ends = (given["other"], given["key"])
        before, after = ends if given["direction"] == "before" else ends[::-1]
        key = f"{before}>{after}:{given['type']}"
        while key in plan.links:
            key += "+"
        unit: LagUnit = given["unit"] or "months"
        lag, calendar = given["lag"] or 0, given["lag_calendar"]
        link = Link(key, before, after, given["type"], lag, unit, lag_calendar=calendar)
        return [Add(link)]


class UnlinkForm(EditForm):
    """A link to be taken away."""

    def changes(self, plan: Plan) -> list[Change]:
        return [Remove("link", self.cleaned_data["key"])]
