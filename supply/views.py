"""Pages of supply: what is short and when, one capacity, and the editing of both."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import today
from engine.records import Calendar, Capacity, Demand, Step
from roadmaps.edit_messages import say_saved
from roadmaps.outlooks import PlanRequest, kept_query, outlook_for
from roadmaps.record_editing import commit
from roadmaps.record_pages import outlook_with, show_add, show_edit, show_remove
from roadmaps.reference_calendars import missing, reference_calendars, taken_over, updates
from supply.changes import power_taken_over
from supply.queries.calendars import calendar_lines, update_of
from supply.queries.capacities import capacity_page, capacity_uses
from supply.queries.funding import source_uses
from supply.queries.pairs import anomalies_of, pair_of
from zones.models import Zone


def supply(request: PlanRequest, plan_id: int) -> HttpResponse:
    outlook = outlook_for(request)
    pair = pair_of(request.plan, outlook.scenario)
    checked = request.GET.get("anomalies") == "1"
    shown = {
        "outlook": outlook,
        "pair": pair,
        "uses": capacity_uses(pair),
        "sources": source_uses(pair),
        "offered": len(power_taken_over(pair.plan, _regions())) if outlook.may_edit else 0,
        "checked": checked,
        "anomalies": anomalies_of(request.plan, pair) if checked else (),
    }
    return render(request, "supply/supply.html", shown)


def capacity(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    outlook = outlook_with(request, Capacity.kind, key)
    pair = pair_of(request.plan, outlook.scenario)
    shown = {"outlook": outlook, "pair": pair, "page": capacity_page(pair, key)}
    return render(request, "supply/capacity.html", shown)


def take_over_power(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The power figures of projects become demands and steps: one edit, to be undone as one."""
    changes = power_taken_over(outlook_for(request).plan, _regions())
    if changes:
        reason = _("Power figures of the projects taken over as demands")
        say_saved(request, commit(request, changes, reason=reason))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(_home(request))


def calendars(request: PlanRequest, plan_id: int) -> HttpResponse:
    outlook = outlook_for(request)
    shown = {
        "outlook": outlook,
        "lines": calendar_lines(outlook.plan, today().year),
        "missing": missing(outlook.plan),
        "update": update_of(request.plan, outlook),
        "year": today().year,
    }
    return render(request, "supply/calendars.html", shown)


def update_calendars(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan's copies of published calendars become the present version: one ordinary edit."""
    changes = updates(outlook_for(request).plan)
    if changes:
        reason = _("Calendars brought to the present version")
        say_saved(request, commit(request, changes, reason=reason))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(_calendar_home(request))


def take_calendar(request: PlanRequest, plan_id: int, reference: str) -> HttpResponse:
    if reference not in reference_calendars():
        raise Http404
    say_saved(request, commit(request, taken_over(outlook_for(request).plan, reference)))
    return redirect(_calendar_home(request))


def add(request: PlanRequest, plan_id: int, kind: str) -> HttpResponse:
    if kind == Calendar.kind:
        return show_add(request, kind, _calendar_home(request))
    return show_add(request, kind, _home(request, request.GET.get("capacity", "")))


def edit(request: PlanRequest, plan_id: int, kind: str, key: str) -> HttpResponse:
    if kind == Calendar.kind:
        return show_edit(request, kind, key, _calendar_home(request))
    return show_edit(request, kind, key, _home(request, _capacity_of(request, kind, key)))


def remove(request: PlanRequest, plan_id: int, kind: str, key: str) -> HttpResponse:
    if kind == Calendar.kind:
        return show_remove(request, kind, key, _calendar_home(request))
    capacity = "" if kind == Capacity.kind else _capacity_of(request, kind, key)
    return show_remove(request, kind, key, _home(request, capacity))


def _capacity_of(request: PlanRequest, kind: str, key: str) -> str:
    """The capacity a step or a demand belongs to, or the capacity itself."""
    if kind == Capacity.kind:
        return key
    plan = outlook_for(request).plan
    record = plan.of(Step).get(key) if kind == Step.kind else plan.of(Demand).get(key)
    return record.capacity if record else ""


def _calendar_home(request: PlanRequest) -> str:
    return reverse("supply:calendars", args=[request.plan.pk]) + kept_query(request)


def _home(request: PlanRequest, capacity: str = "") -> str:
    query = kept_query(request)
    if capacity in outlook_for(request).plan.capacities:
        return reverse("supply:capacity", args=[request.plan.pk, capacity]) + query
    return reverse("supply:supply", args=[request.plan.pk]) + query


def _regions() -> dict[str, str]:
    """The region of every zone."""
    return dict(Zone.objects.values_list("pk", "region_id"))
