"""The page "find plans": ask, watch, read what was found, adopt it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from roadmaps.models import EDITORS, Roadmap
from roadmaps.schedules import plan_of, scenario_of
from search import queries, services
from search.forms import SearchForm
from search.models import PlanSearch


def searches(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan's searches; a POST asks for one."""
    roadmap = _plan(request)
    plan = plan_of(roadmap)
    scenario = scenario_of(plan, request.GET.get("scenario", ""))
    form = SearchForm(request.POST or None, plan=plan, scenario=scenario)
    if request.method == "POST" and form.is_valid():
        search = services.ask_for_search(roadmap, **form.cleaned_data, by=_me(request))
        return redirect(f"{request.get_full_path()}#search-{search.pk}")
    lines = queries.search_lines(roadmap, get_language() or "ko")
    shown = {"form": form, "lines": lines, "may_edit": _may_edit(request)}
    return render(request, "search/searches.html", shown, status=422 if form.errors else 200)


@require_GET
def state(request: HttpRequest, plan_id: int, search_id: int) -> HttpResponse:
    """How far one search is; asks again by itself until that is final."""
    return _shown(request, _search(request, search_id))


@require_POST
def cancel(request: HttpRequest, plan_id: int, search_id: int) -> HttpResponse:
    search = _search(request, search_id)
    services.cancel_search(search, by=_me(request))
    return _shown(request, search)


@require_POST
def adopt(request: HttpRequest, plan_id: int, search_id: int, number: int) -> HttpResponse:
    """Makes a plan found the plan, as one revision."""
    search = _search(request, search_id)
    reason = request.POST.get("reason", "").strip() or _("Plan found by search %(number)s") % {
        "number": search.pk
    }
    revision = services.adopt_answer(search, number, by=_me(request), reason=reason)
    words = _("Adopted as revision %(number)s. It can be undone like any edit.")
    messages.success(request, words % {"number": revision.number})
    return redirect("search:searches", plan_id)


def _shown(request: HttpRequest, search: PlanSearch) -> HttpResponse:
    """The search's card for htmx; the whole page for a browser without it."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("search:searches", search.plan_id)
    line = queries.search_line(search, _plan(request), get_language() or "ko")
    shown = {"line": line, "may_edit": _may_edit(request)}
    return render(request, "search/_search.html", shown)


def _may_edit(request: HttpRequest) -> bool:
    return getattr(request, "role", None) in EDITORS


def _search(request: HttpRequest, search_id: int) -> PlanSearch:
    return get_object_or_404(_plan(request).searches, pk=search_id)


def _plan(request: HttpRequest) -> Roadmap:
    plan = getattr(request, "plan", None)
    if not isinstance(plan, Roadmap):
        raise Http404
    return plan


def _me(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
