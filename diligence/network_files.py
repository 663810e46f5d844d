"""A project's supply network as a file: taken out as a workbook, taken in from one."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diligence.forms import NetworkFiles
from diligence.spreadsheets import SHEETS, Fault, Sheet, read_network, sheets_in, written
from engine.changes import Change
from engine.diligence.network import network_of
from engine.problems import BrokenPlan
from roadmaps.outlooks import PlanRequest
from roadmaps.record_pages import outlook_with
from roadmaps.services import edit_plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """The network as a workbook of two sheets; an empty one is the form to be filled in."""
    plan = outlook_with(request, "project", key).plan
    name = f'attachment; filename="supply-network-{key}.xlsx"'
    content = written(network_of(plan, key))
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": name})


def take_in(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Rows become entities and relations: all of them in one revision, or none and every fault."""
    outlook = outlook_with(request, "project", key)
    seen = {"on_revision": request.plan.revision}
    form = NetworkFiles(request.POST or None, request.FILES or None, initial=seen, label_suffix="")
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        sheets, faults = _sheets(form)
        taken = read_network(outlook.plan, key, sheets) if not faults else None
        faults = [*faults, *(taken.faults if taken else ())]
        if taken and not faults:
            number = form.cleaned_data["on_revision"]
            return _taken(request, key, taken.changes, number, outlook.query)
    shown = {"outlook": outlook, "form": form, "faults": faults, "sheets": SHEETS, "key": key}
    shown["project"] = outlook.plan.projects[key]
    status = 422 if request.method == "POST" else 200
    return render(request, "diligence/import.html", shown, status=status)


def _sheets(form: NetworkFiles) -> tuple[list[Sheet], list[Fault]]:
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for name, kind in (("entities", "entity"), ("relations", "relation")):
        upload = form.cleaned_data.get(name)
        if upload is None:
            continue
        try:
            sheets += sheets_in(upload.read(), upload.name, kind)
        except BrokenPlan as broken:
            faults += [Fault("", 0, problem) for problem in broken.problems]
    return sheets, faults


def _taken(
    request: PlanRequest, key: str, changes: Sequence[Change], number: int, query: str
) -> HttpResponse:
    done = list(changes)
    if done:
        reason = _("Supply network taken in from a file")
        edit_plan(request.plan, done, by=request.user, on_revision=number, reason=reason)
        told = ngettext("%(count)s row was taken in.", "%(count)s rows were taken in.", len(done))
        messages.success(request, told % {"count": len(done)})
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(reverse("diligence:network-project", args=[request.plan.pk, key]) + query)
