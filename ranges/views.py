"""The page of ranges: ask for a simulation, watch it, read it, take its table away."""

import csv
from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from ranges import pictures, queries, services
from ranges.forms import ASSUMED, RangesForm
from ranges.models import RangesRun
from ranges.queries import KINDS, MOST_ROWS, RunLine
from ranges.spans import PARTS, latest_run, spans_of
from roadmaps.bars import epoch_day
from roadmaps.outlooks import Outlook, PlanRequest, outlook_for

COLUMNS = ("kind", "key", "name", "planned", "p10", "p50", "p80", "p90", "never", "criticality")


def ranges(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The latest simulation of the scenario, or the one asked for; a POST starts one."""
    outlook = outlook_for(request)
    lines = queries.run_lines(request.plan, get_language() or "ko")
    line = _chosen(request, lines, outlook)
    form = RangesForm(request.POST or None, plan=outlook.plan, initial=_initial(line, outlook))
    if request.method == "POST" and form.is_valid():
        run = services.ask_for_ranges(request.plan, form.question, by=request.user)
        return redirect(run.get_absolute_url())
    shown = {"outlook": outlook, "form": form, "lines": lines, "line": line}
    if line and line.is_done:
        shown |= _read(request, outlook, line)
    return render(request, "ranges/ranges.html", shown, status=422 if form.errors else 200)


@require_GET
def state(request: PlanRequest, plan_id: int, run_id: int) -> HttpResponse:
    """How far one simulation is; asks again by itself until that is final."""
    return _shown(request, _run(request, run_id))


@require_POST
def cancel(request: PlanRequest, plan_id: int, run_id: int) -> HttpResponse:
    run = _run(request, run_id)
    services.cancel_ranges(run, by=request.user)
    return _shown(request, run)


@require_POST
def retry(request: PlanRequest, plan_id: int, run_id: int) -> HttpResponse:
    run = _run(request, run_id)
    services.retry_ranges(run, by=request.user)
    return _shown(request, run)


@require_GET
def table(request: PlanRequest, plan_id: int, run_id: int) -> HttpResponse:
    """The whole table as CSV, with a mark that tells spreadsheets it is UTF-8."""
    run = _run(request, run_id)
    if not run.sha256:
        raise Http404
    found = queries.read(run, outlook_for(request).plan, get_language() or "ko")
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ranges-{plan_id}-{run.pk}.csv"'
    rows = csv.writer(response)
    rows.writerow(COLUMNS)
    rows.writerows([_plain(getattr(row, name)) for name in COLUMNS] for row in found.rows)
    return response


@require_GET
def spans(request: PlanRequest, plan_id: int) -> JsonResponse:
    """By key the days by which a bar of the roadmap is finished in 10, 50 and 90 % of the draws."""
    outlook = outlook_for(request)
    level = request.GET.get("level", "")
    run = latest_run(request.plan, outlook.scenario)
    found = spans_of(run, level if level in PARTS else "project") if run else {}
    days = {
        key: [day and epoch_day(day) for day in (span.p10, span.p50, span.p90)]
        for key, span in found.items()
    }
    return JsonResponse({"draws": run.draws if run else None, "spans": days})


def _plain(value: Any) -> str:
    """A cell; a text that a spreadsheet would take for a formula is marked as a text."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in {"=", "+", "-", "@"} else text


def _read(request: PlanRequest, outlook: Outlook, line: RunLine) -> dict[str, Any]:
    found = queries.read(line.run, outlook.plan, get_language() or "ko")
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "")
    rows = queries.matching(found.rows, kind if kind in KINDS else "", text)
    return {
        "found": found,
        "rows": rows[:MOST_ROWS],
        "left_off": max(len(rows) - MOST_ROWS, 0),
        "kinds": KINDS,
        "kind": kind,
        "text": text,
        "fan": pictures.fan_chart(found),
        "causes": pictures.top_causes(found),
        "cause_chart": pictures.cause_chart(found),
        "costs": pictures.cost_pictures(found),
    }


def _chosen(request: PlanRequest, lines: list[RunLine], outlook: Outlook) -> RunLine | None:
    """The simulation the address names; else the newest of the scenario."""
    wanted = request.GET.get("run", "")
    if wanted:
        run = _run(request, int(wanted)) if wanted.isdecimal() else None
        if run is None:
            raise Http404
        return queries.run_line(run, request.plan, get_language() or "ko")
    return next((line for line in lines if line.run.scenario == outlook.scenario), None)


def _initial(line: RunLine | None, outlook: Outlook) -> dict[str, Any]:
    """What was asked last; else what is assumed."""
    question = services.question_of(line.run) if line else ASSUMED
    return asdict(question) | ({} if line else {"scenario": outlook.scenario})


def _shown(request: PlanRequest, run: RangesRun) -> HttpResponse:
    """The simulation's line for htmx; the whole page for a browser without it, and once done."""
    line = queries.run_line(run, request.plan, get_language() or "ko")
    if not request.htmx:
        return redirect(run.get_absolute_url())
    response = render(request, "ranges/_run.html", {"line": line})
    if line.is_done:
        response["HX-Redirect"] = run.get_absolute_url()
    return response


def _run(request: PlanRequest, run_id: int) -> RangesRun:
    return get_object_or_404(request.plan.ranges_runs.select_related("asked_by"), pk=run_id)
