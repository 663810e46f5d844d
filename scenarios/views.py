"""Pages of stages and gates, conditions, scenarios and their comparison."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import Refused
from engine.changes import Change
from engine.problems import BrokenPlan, Problem
from engine.records import KINDS
from roadmaps.edit_messages import say_saved
from roadmaps.outlooks import Outlook, PlanRequest, outlook_for
from roadmaps.record_editing import commit
from roadmaps.record_pages import outlook_with, show_add, show_edit, show_remove
from scenarios.changes import copied, interrupted, shifted
from scenarios.forms import CompareForm, CopyForm, ShiftForm, SuspendForm
from scenarios.queries.comparison import comparison
from scenarios.queries.conditions import condition_page, sorts
from scenarios.queries.scenarios import result, results, windows_by_sort
from scenarios.queries.stages import stage_lines

#: Where one comes from, and goes back to, when a record of the kind is edited.
HOMES = {"stage": "stages", "gate": "stages", "criterion": "stages", "condition": "conditions"}
SCENARIO = "scenario"


def stages(request: PlanRequest, plan_id: int) -> HttpResponse:
    outlook = outlook_for(request)
    return render(
        request, "scenarios/stages.html", {"outlook": outlook, "lines": stage_lines(outlook)}
    )


def conditions(request: PlanRequest, plan_id: int) -> HttpResponse:
    outlook = outlook_for(request)
    return render(
        request, "scenarios/conditions.html", {"outlook": outlook, "sorts": sorts(outlook)}
    )


def condition(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    outlook = outlook_with(request, "condition", key)
    shown = {"outlook": outlook, "line": condition_page(outlook, key)}
    return render(request, "scenarios/condition.html", shown)


def scenarios(request: PlanRequest, plan_id: int) -> HttpResponse:
    outlook = outlook_for(request)
    shown = {
        "outlook": outlook,
        "results": results(request.plan),
        "compare": CompareForm(outlook, {}),
    }
    return render(request, "scenarios/scenarios.html", shown)


def scenario(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """One scenario: what it leads to, and its windows."""
    return _scenario(request, outlook_with(request, SCENARIO, key), key)


def compare(request: PlanRequest, plan_id: int) -> HttpResponse:
    outlook = outlook_for(request)
    form = CompareForm(outlook, request.GET)
    left, right = form.pair_left, form.pair_right
    found = comparison(request.plan, left, right) if left and right else None
    pair = {"left": left, "right": right}
    shown = {"outlook": outlook, "form": form, "found": found, **pair, **_titles(pair)}
    return render(request, "scenarios/comparison.html", shown)


def copy(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    outlook = outlook_with(request, SCENARIO, key)
    form = CopyForm(request.POST or None, label_suffix="")
    problems: Sequence[Problem] = ()
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data
        made = copied(outlook.plan, key, new["key"], new["name_ko"], new["name_en"])
        problems = _try(request, made)
        if not problems:
            return redirect("scenarios:scenario", plan_id, new["key"])
    shown = {"outlook": outlook, "form": form, "problems": problems, "key": key}
    status = 422 if problems or form.errors else 200
    return render(request, "scenarios/copy.html", shown, status=status)


def shift(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    outlook = outlook_with(request, SCENARIO, key)
    form = ShiftForm(outlook, key, request.POST)
    if not form.is_valid():
        return _scenario(request, outlook, key, shift_form=form)
    asked = form.cleaned_data
    problems = _try(request, shifted(outlook.plan, key, asked["months"], asked["conditions"]))
    if problems:
        return _scenario(request, outlook, key, shift_form=form, problems=problems)
    return redirect("scenarios:scenario", plan_id, key)


def suspend(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Interrupt a window: what held is taken back, and may come again."""
    outlook = outlook_with(request, SCENARIO, key)
    form = SuspendForm(outlook, key, request.POST)
    if not form.is_valid():
        return _scenario(request, outlook, key, suspend_form=form)
    asked, plan = form.cleaned_data, outlook.plan
    made = interrupted(plan, plan.windows[asked["window"]], asked["since"], asked["until"])
    problems = _try(request, made)
    if problems:
        return _scenario(request, outlook, key, suspend_form=form, problems=problems)
    return redirect("scenarios:scenario", plan_id, key)


def add(request: PlanRequest, plan_id: int, kind: str) -> HttpResponse:
    return show_add(request, kind, _home(request, kind, request.GET.get("scenario", "")))


def edit(request: PlanRequest, plan_id: int, kind: str, key: str) -> HttpResponse:
    return show_edit(request, kind, key, _home(request, kind, _scenario_of(request, kind, key)))


def remove(request: PlanRequest, plan_id: int, kind: str, key: str) -> HttpResponse:
    scenario = _scenario_of(request, kind, key) if kind == "window" else ""
    return show_remove(request, kind, key, _home(request, kind, scenario))


def _scenario(
    request: PlanRequest,
    outlook: Outlook,
    key: str,
    *,
    shift_form: forms.Form | None = None,
    suspend_form: forms.Form | None = None,
    problems: Sequence[Problem] = (),
) -> HttpResponse:
    shown: dict[str, Any] = {
        "outlook": outlook,
        "found": result(request.plan, key),
        "sorts": windows_by_sort(outlook, key),
        "shift_form": shift_form or ShiftForm(outlook, key),
        "suspend_form": suspend_form or SuspendForm(outlook, key),
        "problems": problems,
    }
    status = 422 if shift_form or suspend_form else 200
    return render(request, "scenarios/scenario.html", shown, status=status)


def _titles(pair: dict[str, str]) -> dict[str, str]:
    """What the three lists of a comparison are called."""
    return {
        "lost": _("Can run in %(left)s, blocked in %(right)s") % pair,
        "gained": _("Blocked in %(left)s, can run in %(right)s") % pair,
        "neither": _("Blocked in both, wholly or in part"),
    }


def _try(request: PlanRequest, changes: Sequence[Change]) -> Sequence[Problem]:
    """Make the edit and say so; what is wrong, if it is refused."""
    try:
        say_saved(request, commit(request, changes))
    except (Refused, BrokenPlan) as refused:
        return refused.problems
    return ()


def _home(request: PlanRequest, kind: str, scenario: str) -> str:
    query = outlook_for(request).query
    if kind in HOMES:
        return reverse(f"scenarios:{HOMES[kind]}", args=[request.plan.pk]) + query
    if scenario in outlook_for(request).plan.scenarios:
        return reverse("scenarios:scenario", args=[request.plan.pk, scenario]) + query
    return reverse("scenarios:scenarios", args=[request.plan.pk]) + query


def _scenario_of(request: PlanRequest, kind: str, key: str) -> str:
    """The scenario a window belongs to, or the scenario itself."""
    record = outlook_for(request).plan.of(KINDS[kind]).get(key)
    return key if kind == SCENARIO else getattr(record, "scenario", "")
