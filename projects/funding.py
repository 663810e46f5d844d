"""Where a plan's money comes from: funding sources, their ceilings, what projects ask of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from projects.queries.funding import funding_lines
from roadmaps.outlooks import PlanRequest, kept_query, outlook_for
from roadmaps.record_pages import show_add, show_edit, show_remove


def funding(request: PlanRequest, plan_id: int) -> HttpResponse:
    outlook = outlook_for(request)
    shown = {"outlook": outlook, "lines": funding_lines(outlook.plan)}
    return render(request, "projects/funding.html", shown)


def add(request: PlanRequest, plan_id: int, kind: str) -> HttpResponse:
    return show_add(request, kind, _home(request))


def edit(request: PlanRequest, plan_id: int, kind: str, key: str) -> HttpResponse:
    return show_edit(request, kind, key, _home(request))


def remove(request: PlanRequest, plan_id: int, kind: str, key: str) -> HttpResponse:
    return show_remove(request, kind, key, _home(request))


def _home(request: PlanRequest) -> str:
    return reverse("projects:funding", args=[request.plan.pk]) + kept_query(request)
