"""The page of reports: ask for one, watch it being made, take it away."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from reports import queries, services
from reports.forms import ReportForm
from reports.models import Report
from reports.queries import refuse_hidden
from roadmaps.outlooks import PlanRequest, asks_levelled
from roadmaps.schedules import plan_of, scenario_of


def reports(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan's reports; a POST asks for one."""
    roadmap = request.plan
    plan = plan_of(roadmap)
    scenario = scenario_of(plan, request.GET.get("scenario", ""))
    levelled = asks_levelled(request)
    form = ReportForm(request.POST or None, plan=plan, scenario=scenario, levelled=levelled)
    if request.method == "POST" and form.is_valid():
        report = services.ask_for_report(roadmap, **form.cleaned_data, by=request.user)
        return redirect(f"{request.get_full_path()}#report-{report.pk}")
    lines = queries.report_lines(roadmap, get_language() or "ko")
    shown = {"form": form, "lines": lines}
    return render(request, "reports/reports.html", shown, status=422 if form.errors else 200)


@require_GET
def state(request: PlanRequest, plan_id: int, report_id: int) -> HttpResponse:
    """How far one report is; asks again by itself until that is final."""
    return _shown(request, _report(request, report_id))


@require_POST
def cancel(request: PlanRequest, plan_id: int, report_id: int) -> HttpResponse:
    report = _report(request, report_id)
    services.cancel_report(report, by=request.user)
    return _shown(request, report)


@require_POST
def retry(request: PlanRequest, plan_id: int, report_id: int) -> HttpResponse:
    report = _report(request, report_id)
    services.retry_report(report, by=request.user)
    return _shown(request, report)


@require_GET
def download(request: PlanRequest, plan_id: int, report_id: int) -> FileResponse:
    """The document itself."""
    report = _report(request, report_id)
    if not report.file:
        raise Http404
    refuse_hidden(report)
    response = FileResponse(report.file.open("rb"), content_type="application/pdf")
    response["Content-Disposition"] = queries.disposition(report)
    response["ETag"] = f'"{report.sha256}"'
    return response


def _shown(request: PlanRequest, report: Report) -> HttpResponse:
    """The report's line for htmx; the whole page for a browser without it."""
    if not request.htmx:
        return redirect("reports:reports", report.plan_id)
    line = queries.report_line(report, request.plan, get_language() or "ko")
    return render(request, "reports/_report.html", {"line": line})


def _report(request: PlanRequest, report_id: int) -> Report:
    return get_object_or_404(request.plan.reports, pk=report_id)
