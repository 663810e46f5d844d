"""The screening desk, a project on it, signatures, and what the law lets run on a day."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import today
from core.errors import Refused
from engine.permits import lapsing
from engine.problems import Problem
from roadmaps.models import OFFICERS, SCREENERS
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.reach import reach_of
from roadmaps.record_editing import seen_revision
from roadmaps.record_pages import outlook_with
from roadmaps.templatetags.plan_words import called
from screening import services
from screening.clocked import clocked
from screening.forms import DayForm, DeskForm, LoadForm, RegimesForm, RequestForm, SignatureForm
from screening.queries.desk import desk as desk_of
from screening.queries.lawful_page import lawful_page
from screening.queries.project_page import project_page
from screening.queries.requests import requests_of
from screening.queries.timeline import timeline_page
from screening.regime_words import STATES


def desk(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every project with its verdict, and what is still open about it."""
    outlook, law = clocked(request, outlook_for(request))
    filters = DeskForm(request.GET)
    wish = filters.wish
    found = desk_of(request.plan, outlook.plan, outlook.schedule, outlook.scenario, wish, law.known)
    regimes = outlook.plan.header.regimes
    form = RegimesForm(initial={"regimes": regimes, "on_revision": request.plan.revision})
    shown = {"outlook": outlook, "law": law, "desk": found, "form": form}
    shown |= {"wish": wish, "filters": filters, "lapses": lapsing(outlook.plan, today())}
    return render(request, "screening/desk.html", shown)


def regimes(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Choose under which bodies of law the plan is screened."""
    form = RegimesForm(request.POST)
    if not form.is_valid():
        raise Refused(Problem("not_one_of", ("regimes",), {"field": "regimes", "found": "…"}))
    chosen, seen = form.cleaned_data["regimes"], form.cleaned_data["on_revision"]
    services.choose_regimes(request.plan, chosen, by=request.user, on_revision=seen)
    messages.success(request, _("The plan is screened under the regimes you chose."))
    return redirect(reverse("screening:desk", args=[plan_id]) + outlook_for(request).query)


def show_project(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """One project: its verdict over time, every line with its grounds."""
    outlook, law = clocked(request, outlook_with(request, "project", key))
    day = DayForm(request.GET).chosen
    page = project_page(request.plan, outlook.plan, outlook.schedule, key, day, law.known)
    # Nobody signs what the law said once: a signature is about the law as it is known now.
    reach = reach_of(request.plan, request.user)
    screens, signs = reach.has(SCREENERS, {key}), reach.has(OFFICERS, {key})
    shown = {"outlook": outlook, "law": law, "page": page, "form": SignatureForm()}
    shown |= {"may_confirm": screens and not law.is_past, "may_sign": signs and not law.is_past}
    lines = [(each.key, called(each)) for each in page.goods]
    shown |= {"ask": RequestForm(lines), "requests": requests_of(request.plan, key)}
    shown |= {"may_ask": signs, "answers": {key} if screens else frozenset()}
    return render(request, "screening/project.html", shown)


def confirm_goods(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Say that a line's HS code is right."""
    outlook = outlook_for(request)
    line = outlook.plan.goods.get(key)
    if line is None:
        raise Http404
    seen = request.POST.get("seen", "")
    services.confirm_code(request.plan, key, seen=seen, by=request.user)
    messages.success(request, _("You confirmed the code of %(line)s.") % {"line": key})
    to = reverse("screening:show-project", args=[plan_id, line.project])
    return redirect(f"{to}{outlook.query}#line-{key}")


def confirm_project(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Sign a project's verdict."""
    outlook = outlook_with(request, "project", key)
    seen, note = request.POST.get("seen", ""), request.POST.get("note", "")
    services.confirm_verdict(
        request.plan, key, outlook.scenario, seen=seen, note=note, by=request.user
    )
    messages.success(request, _("You signed the verdict of %(project)s.") % {"project": key})
    return redirect(reverse("screening:show-project", args=[plan_id, key]) + outlook.query)


def timeline(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every measure over the plan's years: in force, eased, ended; and regimes to load."""
    outlook, law = clocked(request, outlook_for(request))
    page = timeline_page(outlook.plan, outlook.schedule, outlook.scenario, law.known)
    form = LoadForm(outlook.plan, outlook.scenario, request.plan.revision)
    shown = {"outlook": outlook, "law": law, "page": page, "form": form}
    shown |= {"states": STATES.items()}
    return render(request, "screening/timeline.html", shown)


def load_regime(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Load a hypothetical regime into the plan as a scenario."""
    regime, base = request.POST.get("regime", ""), request.POST.get("base", "")
    seen = seen_revision(request)
    services.load_regime(request.plan, regime, base, by=request.user, on_revision=seen)
    messages.success(request, _("The hypothetical regime is now a scenario of the plan."))
    return redirect(f"{reverse('screening:timeline', args=[plan_id])}?scenario={regime}")


def lawful(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What the law lets run on a day, and the keys that would unlock most of the rest."""
    outlook, law = clocked(request, outlook_for(request))
    form = DayForm(request.GET, max(today(), outlook.plan.header.start))
    day = form.chosen or outlook.plan.header.start
    page = lawful_page(outlook.plan, outlook.scenario, day, law.known)
    shown = {"outlook": outlook, "law": law, "page": page, "form": form}
    return render(request, "screening/lawful.html", shown)
