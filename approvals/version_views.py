"""Pages of versions: named, compared, chosen as the baseline; and the plan as of a day."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from approvals import services
from approvals.attempts import Tried, attempt
from approvals.forms import BaselineForm, VersionForm
from approvals.models import Version
from approvals.queries.as_of import as_of as plan_of_day
from approvals.queries.lookups import versions_of
from approvals.queries.sides import chosen, offered
from approvals.queries.standing import approved_version, baseline_of
from approvals.queries.telling import told
from approvals.services.versions import MAKES, REBASE
from core import clock
from core.errors import Invalid
from engine.problems import Problem
from roadmaps.outlooks import PlanRequest, outlook_for


@never_cache
def versions(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every version of the plan; a new one of the plan as it stands."""
    form = VersionForm(request.POST or None)
    tried = Tried(200 if request.method == "GET" else 422)
    if form.is_valid():
        values = form.cleaned_data
        tried = attempt(lambda: services.make_version(request.plan, by=request.user, **values))
        if isinstance(tried.made, Version):
            said = {"number": tried.made.number, "name": tried.made.name}
            messages.success(request, _("Version %(number)s is made: %(name)s") % said)
            return redirect("approvals:versions", plan_id)
    return _versions(request, form, tried)


@require_POST
def baseline(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Another version to measure the plan against."""
    form = BaselineForm(request.POST)
    if not form.is_valid():
        raise Invalid(*(Problem("invalid_submission", (name,)) for name in form.errors))
    values = form.cleaned_data
    services.rebase(request.plan, values["version"], reason=values["reason"], by=request.user)
    messages.success(request, _("The plan is measured against this version from now on."))
    return redirect("approvals:versions", plan_id)


@never_cache
def compare(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Any two of version, revision, scenario and day, side by side."""
    start = "baseline" if baseline_of(request.plan) else "revision:1"
    codes = [request.GET.get(name) or other for name, other in (("left", start), ("right", "now"))]
    shown: dict[str, Any] = {"sides": offered(request.plan), "codes": codes}
    status = 200
    try:
        left, right = (chosen(request.plan, code) for code in codes)
        shown |= {"left": left, "right": right, "told": told(request.plan, left.side, right.side)}
    except Invalid as refused:
        shown["problems"], status = refused.problems, refused.status
    return render(request, "approvals/compare.html", shown, status=status)


@never_cache
def as_of(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan of a day under the law then in force, as then known."""
    outlook = outlook_for(request)
    shown: dict[str, Any] = {"outlook": outlook, "asked": request.GET.get("as_of", "")}
    status = 200
    try:
        day = _day(shown["asked"])
        shown["found"] = plan_of_day(request.plan, day, outlook.scenario)
        shown["asked"] = day.isoformat()
    except Invalid as refused:
        shown["problems"], status = refused.problems, refused.status
    return render(request, "approvals/as_of.html", shown, status=status)


def _versions(request: PlanRequest, form: VersionForm, tried: Tried) -> HttpResponse:
    shown = {
        "form": form,
        "problems": tried.problems,
        "versions": versions_of(request.plan),
        "baseline": baseline_of(request.plan),
        "approved": approved_version(request.plan),
        "may_make": request.role in MAKES,
        "may_rebase": request.role in REBASE,
    }
    return render(request, "approvals/versions.html", shown, status=tried.status)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError:
        raise Invalid(Problem("bad_side", (text,))) from None
