"""Pages that help with goods: a search for HS codes, and lines from a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import today
from engine.plan import Plan
from engine.screening import Case, Line
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.record_pages import outlook_with
from roadmaps.services import edit_plan
from screening import catalogue
from screening.bulk import COLUMNS, Reading, lines_of, read_rows
from screening.coding import Candidate, candidates
from screening.forms import LinesForm
from screening.queries.exports import exported, headings
from screening.queries.shown import Shown
from screening.sheets import Rows, as_text
from screening.workbooks import TYPE, table, template


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
    """Rows of a spreadsheet, looked at first: then all of them become goods lines, or none."""
    outlook = outlook_with(request, "project", key)
    seen = {"on_revision": request.plan.revision}
    form = LinesForm(request.POST or None, request.FILES or None, initial=seen, label_suffix="")
    reading: Reading | None = None
    if request.method == "POST" and form.is_valid():
        rows = _with_choices(form.cleaned_data["read"], request.POST)
        reading = read_rows(rows)
        if not reading.faults and request.POST.get("act") == "add":
            number = form.cleaned_data["on_revision"]
            made = lines_of(reading, outlook.plan, key)
            edit_plan(request.plan, made, by=request.user, on_revision=number)
            told = ngettext("%(count)s line was added.", "%(count)s lines were added.", len(made))
            messages.success(request, told % {"count": len(made)})
            to = reverse("screening:show-project", args=[plan_id, key])
            return redirect(to + outlook.query)
        shown_again = {"rows": as_text(rows), "on_revision": form.cleaned_data["on_revision"]}
        form = LinesForm(initial=shown_again, label_suffix="")
    shown = {
        "outlook": outlook,
        "key": key,
        "form": form,
        "reading": reading,
        "columns": COLUMNS,
        "project": outlook.plan.projects[key],
    }
    is_wrong = request.method == "POST" and (reading is None or reading.faults)
    return render(request, "screening/add_lines.html", shown, status=422 if is_wrong else 200)


def lines_template(request: PlanRequest, plan_id: int) -> HttpResponse:
    """An empty workbook to fill in."""
    return _workbook(template(), "goods.xlsx")


def lines_export(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The goods lines with their verdicts under a scenario, of the plan or of one project."""
    outlook = outlook_for(request)
    project = request.GET.get("project", "")
    rows = exported(request.plan, outlook.plan, outlook.schedule, outlook.scenario, project)
    name = f"goods-{project or plan_id}-{outlook.scenario or 'plan'}.xlsx"
    return _workbook(table(_("Goods"), headings(), rows), name)


def _workbook(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _with_choices(rows: Rows, posted: Mapping[str, str]) -> Rows:
    """The rows with the codes that were chosen among the candidates."""
    place = COLUMNS.index("hs")
    made = []
    for number, cells in enumerate(rows, start=1):
        chosen = posted.get(f"hs-{number}", "")
        if chosen:
            cells = [*cells, *[""] * (place + 1 - len(cells))]
            cells[place] = chosen
        made.append(cells)
    return made


def _coded(plan: Plan, candidate: Candidate) -> Coded:
    line = Line("goods", "import_to_dprk", candidate.code)
    case = Case(today(), (line,), frozenset(plan.header.regimes))
    back = replace(case, lines=(replace(line, direction="export_from_dprk"),))
    screener = catalogue.screener()
    into, out = (Shown(screener.screen(each).verdict) for each in (case, back))
    return Coded(candidate, into, out)
