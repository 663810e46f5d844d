"""Pages of the plan check: findings, waivers, thresholds, and what is found about one project."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid
from engine.grading import GRADES
from engine.problems import Problem
from lint import services
from lint.forms import ThresholdForm, WaiverForm, WishForm
from lint.queries.gates import gate_checks
from lint.queries.grounds import grades_page, stage_ledgers, weak_stages
from lint.queries.overlaps import overlaps_with
from lint.queries.page import LintPage, Wish
from lint.queries.page import findings_about as findings_of
from lint.queries.page import lint_page as read_page
from lint.queries.swings import top_swings
from lint.queries.waiving import may_end, may_waive
from roadmaps.edit_messages import say_saved
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.reach import Reach, reach_of
from roadmaps.record_editing import commit
from zones.rulebook import principles


def lint_page(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The whole check, filtered."""
    outlook = outlook_for(request)
    form = WishForm(request.GET, outlook.plan, request.plan.revision)
    page = read_page(request.plan, outlook.scenario, form.wish, outlook.query)
    shown = {"outlook": outlook, "form": form, "page": page}
    shown |= _acts(page, reach_of(request.plan, request.user))
    return render(request, "lint/lint.html", shown)


def _acts(page: LintPage, reach: Reach) -> dict[str, set[str | int]]:
    """Which findings the reader may waive, by their codes, and which waivers end, by their ids."""
    lines = [line for section in page.sections for line in section.lines]
    return {
        "waivable": {line.code for line in lines if may_waive(reach, line.finding)},
        "endable": {each.waiver.pk for each in page.waivers if may_end(reach, each.waiver)},
    }


def findings_about(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What is found about one project, or how much in all, as part of another page."""
    outlook = outlook_for(request)
    if "count" in request.GET:
        page = read_page(request.plan, outlook.scenario, Wish(), outlook.query)
        weak = weak_stages(request.plan)[:1]
        shown = {"outlook": outlook, "page": page, "weak": weak}
        return render(request, "lint/_count.html", shown)
    project = request.GET.get("project", "")
    lines = findings_of(request.plan, outlook.scenario, project, outlook.query)
    shown = {"outlook": outlook, "lines": lines, "project": project}
    return render(request, "lint/_findings.html", shown)


def overlaps(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Projects of the same industry and region as one, as part of its page."""
    outlook = outlook_for(request)
    key = request.GET.get("project", "")
    if key not in outlook.plan.projects:
        raise Http404
    found = overlaps_with(request.plan, outlook.plan, key, outlook.query)
    return render(request, "lint/_overlaps.html", {"outlook": outlook, "lines": found})


@require_POST
def waivers(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Waive a finding, or end a waiver."""
    outlook = outlook_for(request)
    if request.POST.get("end", "").isdecimal():
        services.end_waiver(request.plan, int(request.POST["end"]), by=request.user)
        messages.success(request, _("The waiver has ended; the finding shows again."))
    else:
        form = WaiverForm(request.POST)
        if not form.is_valid():
            raise Invalid(*(Problem("invalid_waiver", (name,)) for name in form.errors))
        values = {**form.cleaned_data, "scenario": outlook.scenario}
        services.waive_finding(request.plan, by=request.user, **values)
        messages.success(request, _("The finding is waived."))
    return redirect(reverse("lint:lint", args=[plan_id]) + outlook.query)


def ledger(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Who gains what, by side and stage."""
    outlook = outlook_for(request)
    stages = stage_ledgers(request.plan, outlook.plan, outlook.query)
    return render(request, "lint/ledger.html", {"outlook": outlook, "stages": stages})


def evidence(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What the plan's figures rest on."""
    outlook = outlook_for(request)
    grade = request.GET.get("grade", "")
    grade = grade if grade in GRADES else ""
    page = grades_page(request.plan, outlook.plan, outlook.query, grade)
    shown = {"outlook": outlook, "page": page, "grades": GRADES, "grade": grade}
    return render(request, "lint/evidence.html", shown)


def swings(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The ten figures that move the finish most, as part of the page of grades."""
    outlook = outlook_for(request)
    lines = top_swings(request.plan, outlook.plan, outlook.scenario, outlook.query)
    return render(request, "lint/_swings.html", {"outlook": outlook, "lines": lines})


def gates(request: PlanRequest, plan_id: int) -> HttpResponse:
    """For each gate what became worse behind it since a revision, and which side is missing."""
    outlook = outlook_for(request)
    asked = request.GET.get("since", "")
    last = request.plan.revision
    since = int(asked) if asked.isdecimal() and 0 < int(asked) < last else None
    shown = {
        "outlook": outlook,
        "since": since,
        "revisions": range(last - 1, 0, -1),
        "checks": gate_checks(request.plan, outlook.scenario, since, outlook.query),
    }
    return render(request, "lint/gates.html", shown)


def thresholds(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan's own thresholds: changing them is an edit of the plan, with its history."""
    outlook = outlook_for(request)
    form = ThresholdForm(outlook.plan, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.changes:
            reason = request.POST.get("reason", "")[:500]
            say_saved(request, commit(request, form.changes, reason=reason))
        return redirect(reverse("lint:lint", args=[plan_id]) + outlook.query)
    shown = {"outlook": outlook, "form": form, "principles": principles().values()}
    status = 422 if form.errors else 200
    return render(request, "lint/thresholds.html", shown, status=status)
