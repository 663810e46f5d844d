"""Pages that help with goods: a search for HS codes, and lines from a spreadsheet."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from core.clock import today
from engine.plan import Plan
from engine.screening import Case, Line
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.record_pages import outlook_with
from roadmaps.services import edit_plan
from screening import catalogue
from screening.bulk import COLUMNS, Fault, read_lines
from screening.coding import Candidate, candidates
from screening.forms import LinesForm
from screening.queries.desk import Shown


@dataclass(frozen=True, slots=True)
class Coded:
    """A candidate, and what the law of today says of its goods each way."""

    candidate: Candidate
    into: Shown
    out: Shown


def coding(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Search chapters and headings; every candidate says why it is one."""
    outlook = outlook_for(request)
    asked = request.GET.get("q", "").strip()[:100]
    found = [_coded(outlook.plan, each) for each in candidates(asked)] if asked else []
    shown = {"outlook": outlook, "asked": asked, "found": found, "day": today()}
    return render(request, "screening/coding.html", shown)


def add_lines(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Rows of a spreadsheet become goods lines: all of them, or none and an error per row."""
    outlook = outlook_with(request, "project", key)
    seen = {"on_revision": request.plan.revision}
    form = LinesForm(request.POST or None, request.FILES or None, initial=seen, label_suffix="")
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        made, faults = read_lines(form.cleaned_data["rows"], outlook.plan, key)
        if not faults:
            number = form.cleaned_data["on_revision"]
            edit_plan(request.plan, made, by=request.user, on_revision=number)
            told = ngettext("%(count)s line was added.", "%(count)s lines were added.", len(made))
            messages.success(request, told % {"count": len(made)})
            to = reverse("screening:show-project", args=[plan_id, key])
            return redirect(to + outlook.query)
    shown = {"outlook": outlook, "key": key, "form": form, "faults": faults, "columns": COLUMNS}
    shown["project"] = outlook.plan.projects[key]
    status = 422 if request.method == "POST" else 200
    return render(request, "screening/add_lines.html", shown, status=status)


def _coded(plan: Plan, candidate: Candidate) -> Coded:
    line = Line("goods", "import_to_dprk", candidate.code)
    case = Case(today(), (line,), frozenset(plan.header.regimes))
    back = replace(case, lines=(replace(line, direction="export_from_dprk"),))
    screener = catalogue.screener()
    into, out = (Shown(screener.screen(each).verdict) for each in (case, back))
    return Coded(candidate, into, out)
