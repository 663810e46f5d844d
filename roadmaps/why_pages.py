"""Why a date is not earlier or later, what would bring it forward, and making that change."""

import json
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.errors import Invalid
from engine.changes import Change
from engine.codec import decode_changes, encode_changes
from engine.gain import Answer, Gains, Target
from engine.problems import Problem
from roadmaps import schedules, services
from roadmaps.gain_words import AnswerWords, answer_words
from roadmaps.gains import MOST_DAYS, gains_of
from roadmaps.models import EDITORS
from roadmaps.moves import moves_between
from roadmaps.outlooks import Outlook, PlanRequest, asks_levelled, outlook_for
from roadmaps.reach import Reach, reach_of
from roadmaps.why_targets import name_of, target_of, whys_of

USUAL_DAYS = 30


class GainForm(forms.Form):
    """How many days are wanted, and at which end."""

    days = forms.IntegerField(
        label=gettext_lazy("Days to gain"), min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS
    )
    edge = forms.ChoiceField(
        label=gettext_lazy("Of its"),
        choices=[("start", gettext_lazy("Start")), ("finish", gettext_lazy("Finish"))],
        required=False,
    )


class ApplyForm(forms.Form):
    """Changes an answer stands for, and the revision it was found on."""

    changes = forms.JSONField()
    on_revision = forms.IntegerField(min_value=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer on the page: its words, its changes as JSON, and whether it may be applied."""

    answer: Answer
    words: AnswerWords
    changes: str
    is_for_applying: bool


def why(request: PlanRequest, plan_id: int, kind: str = "plan", key: str = "") -> HttpResponse:
    """Why a date is what it is; with ?days=30 also what would bring it forward by as many."""
    outlook = outlook_for(request, levelled=asks_levelled(request))
    target = _target(request, outlook, kind, key)
    form = GainForm(request.GET if "days" in request.GET else None, initial={"edge": target.edge})
    shown = gain_words_of(request, outlook, target, form)
    if request.htmx:
        return render(request, "roadmaps/_gains.html", shown)
    language = _language()
    shown["whys"] = whys_of(outlook.plan, outlook.schedule, target, outlook.scenario, language)
    return render(request, "roadmaps/why.html", shown, status=422 if form.errors else 200)


def preview(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What some changes would move. Nothing is written."""
    outlook = outlook_for(request, levelled=asks_levelled(request))
    changes = _changes(request.GET.get("changes", ""))
    plan = outlook.plan
    after = schedules.changed_schedule(
        request.plan, outlook.scenario, changes, levelled=outlook.levelled
    )
    moves = moves_between(plan, outlook.scenario, outlook.schedule, after, _language())
    return render(request, "roadmaps/_shifts.html", {"moves": moves})


def apply(request: PlanRequest, plan_id: int, kind: str, key: str) -> HttpResponse:
    """Make the changes of an answer: an edit like any other."""
    form = ApplyForm(request.POST)
    if not form.is_valid():
        raise Invalid(Problem("changes_missing", ("changes",)))
    given = form.cleaned_data
    changes, number = decode_changes(given["changes"]), given["on_revision"]
    services.edit_plan(request.plan, changes, by=request.user, on_revision=number)
    messages.success(request, _("Saved."))
    address = _address(request, kind, "" if kind == "plan" else key)
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address)


def gain_words_of(
    request: PlanRequest, outlook: Outlook, target: Target, form: GainForm
) -> dict[str, object]:
    """What the form and its answers need, on a page of their own or in the panel."""
    shown: dict[str, object] = {
        "outlook": outlook,
        "target": target,
        "name": name_of(outlook.plan, target, _language()),
        "form": form,
        "address": _address(request, target.kind, target.key),
        "has_edges": target.kind in ("activity", "stage"),
        "usual_days": USUAL_DAYS,
        "revision": request.plan.revision,
    }
    if form.is_bound and form.is_valid():
        days = form.cleaned_data["days"]
        reach = reach_of(request.plan, request.user)
        found = gains_of(request.plan, target, days, outlook.scenario, levelled=outlook.levelled)
        shown |= {"gains": found, "offers": _offers(outlook, found, reach)}
    return shown


def _offers(outlook: Outlook, found: Gains, reach: Reach) -> list[Offer]:
    return [
        Offer(
            answer,
            answer_words(outlook.plan, answer, _language()),
            json.dumps(encode_changes(answer.changes), ensure_ascii=False),
            not answer.is_assumption and reach.may_make(answer.changes, EDITORS),
        )
        for answer in found.answers
    ]


def _target(request: PlanRequest, outlook: Outlook, kind: str, key: str) -> Target:
    target = target_of(outlook.plan, kind, key, request.GET.get("edge", ""))
    if target is None:
        raise Http404
    return target


def _address(request: PlanRequest, kind: str, key: str) -> str:
    if kind == "plan":
        return reverse("roadmaps:why", args=[request.plan.pk])
    return reverse("roadmaps:why-of", args=[request.plan.pk, kind, key])


def _changes(text: str) -> list[Change]:
    if not text:
        return []
    try:
        return list(decode_changes(json.loads(text)))
    except ValueError:
        raise Http404 from None


def _language() -> str:
    return (get_language() or "ko")[:2]
