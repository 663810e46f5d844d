"""The page "find plans": ask, watch, read what was found, adopt it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from roadmaps.models import EDITORS
from roadmaps.outlooks import PlanRequest
from roadmaps.schedules import plan_of, scenario_of
from search import queries, services
from search.forms import SearchForm
from search.models import PlanSearch


def searches(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan's searches; a POST asks for one."""
    roadmap = request.plan
    plan = plan_of(roadmap)
    scenario = scenario_of(plan, request.GET.get("scenario", ""))
    form = SearchForm(request.POST or None, plan=plan, scenario=scenario)
    if request.method == "POST" and form.is_valid():
        search = services.ask_for_search(roadmap, **form.cleaned_data, by=request.user)
        return redirect(f"{request.get_full_path()}#search-{search.pk}")
    lines = queries.search_lines(roadmap, get_language() or "ko")
    shown = {"form": form, "lines": lines, "may_edit": _may_edit(request)}
    return render(request, "search/searches.html", shown, status=422 if form.errors else 200)


@require_GET
def state(request: PlanRequest, plan_id: int, search_id: int) -> HttpResponse:
    """How far one search is; asks again by itself until that is final."""
    return _shown(request, _search(request, search_id))


@require_POST
def cancel(request: PlanRequest, plan_id: int, search_id: int) -> HttpResponse:
    search = _search(request, search_id)
    services.cancel_search(search, by=request.user)
    return _shown(request, search)


@require_POST
def adopt(request: PlanRequest, plan_id: int, search_id: int, number: int) -> HttpResponse:
    """Makes a plan found the plan, as one revision."""
    search = _search(request, search_id)
    reason = request.POST.get("reason", "").strip() or _("Plan found by search %(number)s") % {
        "number": search.pk
    }
    revision = services.adopt_answer(search, number, by=request.user, reason=reason)
    words = _("Adopted as revision %(number)s. It can be undone like any edit.")
    messages.success(request, words % {"number": revision.number})
    return redirect("search:searches", plan_id)


def _shown(request: PlanRequest, search: PlanSearch) -> HttpResponse:
    """The search's card for htmx; the whole page for a browser without it."""
    if not request.htmx:
        return redirect("search:searches", search.plan_id)
    line = queries.search_line(search, request.plan, get_language() or "ko")
    shown = {"line": line, "may_edit": _may_edit(request)}
    return render(request, "search/_search.html", shown)


def _may_edit(request: PlanRequest) -> bool:
    return request.role in EDITORS


def _search(request: PlanRequest, search_id: int) -> PlanSearch:
    return get_object_or_404(request.plan.searches, pk=search_id)
