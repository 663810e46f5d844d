"""The work of the desk: codes to confirm in one go, facts to ask for and to answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.models import SCREENERS
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.reach import reach_of
from roadmaps.record_pages import outlook_with
from screening import services
from screening.queries.codes import code_lines
from screening.queries.requests import requests_of

STATES = ("open", "stale", "confirmed")


def codes(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every goods line with its code and what it means; confirm those one has looked at."""
    outlook = outlook_for(request)
    if request.method == "POST":
        chosen = request.POST.getlist("line")
        seen = {line: request.POST.get(f"seen-{line}", "") for line in chosen}
        made = services.confirm_codes(request.plan, seen, by=request.user)
        told = ngettext("%(count)s code confirmed.", "%(count)s codes confirmed.", len(made))
        messages.success(request, told % {"count": len(made)})
        return redirect(request.get_full_path())
    project, state = request.GET.get("project", ""), request.GET.get("state", "")
    state = state if state in STATES else ""
    every = code_lines(request.plan, outlook.plan, outlook.scenario, project=project)
    shown = {
        "outlook": outlook,
        "lines": [each for each in every if state in {"", each.state}],
        "total": len(every),
        "counts": {name: sum(each.state == name for each in every) for name in STATES},
        "state": state,
        "project": outlook.plan.projects.get(project),
        "confirms": reach_of(request.plan, request.user).projects(SCREENERS),
    }
    return render(request, "screening/codes.html", shown)


def requests(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What has been asked of the planners, and what they told."""
    outlook = outlook_for(request)
    found = requests_of(request.plan)
    shown = {
        "outlook": outlook,
        "requests": [(each, outlook.plan.projects.get(each.project)) for each in found],
        "open": sum(each.is_open for each in found),
        "answers": reach_of(request.plan, request.user).projects(SCREENERS),
    }
    return render(request, "screening/requests.html", shown)


def ask_project(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Ask for a fact about a project."""
    outlook = outlook_with(request, "project", key)
    services.request_data(
        request.plan,
        key,
        about=request.POST.get("about", ""),
        text=request.POST.get("text", ""),
        line=request.POST.get("line", ""),
        by=request.user,
    )
    messages.success(request, _("The planners see your request with the project."))
    to = reverse("screening:show-project", args=[plan_id, key])
    return redirect(f"{to}{outlook.query}#requests")


def answer(request: PlanRequest, plan_id: int, number: int) -> HttpResponse:
    """Tell what was asked for."""
    told = request.POST.get("answer", "")
    found = services.answer_request(request.plan, number, answer=told, by=request.user)
    messages.success(request, _("Your answer is with the compliance officer."))
    to = reverse("screening:show-project", args=[plan_id, found.project])
    return redirect(f"{to}{outlook_for(request).query}#requests")
