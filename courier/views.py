"""Pages of packages: the desk where files come in, and a plan's packages that went out."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from accounts.requests import SignedInRequest
from audit.services import record_reading
from core import clock
from core.errors import Refused
from courier.forms import AnswerForm, FileForm, PackForm
from courier.models import Incoming, Sort
from courier.previews import describe, outgoes
from courier.queries import standing
from courier.services import receiving, sending
from courier.services.stations import required_ring
from engine.problems import BrokenPlan
from roadmaps.models import EDITORS
from roadmaps.outlooks import PlanRequest, outlook_for


class DeskRequest(SignedInRequest):
    """A request for the desk, which belongs to no plan."""

    htmx: HtmxDetails


@require_GET
def desk(request: DeskRequest) -> HttpResponse:
    """Our station, a file to look at, and what has been read here so far."""
    return _show_desk(request, FileForm())


@require_POST
def read(request: DeskRequest) -> HttpResponse:
    """Look into a file, which writes nothing, or take it over."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_desk(request, form, status=422)
    try:
        if "take" in request.POST:
            return _taken(request, receiving.take(form.content, by=request.user))
        found = receiving.look(form.content, by=request.user)
    except (Refused, BrokenPlan) as refused:
        status = getattr(refused, "status", 422)
        return _show_desk(request, form, status=status, problems=refused.problems)
    return _show_desk(request, form, found=describe(found))


@require_GET
def packages(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What went out of the plan and came back, and where the plan itself came from."""
    return _show_plan(request, AnswerForm())


def pack(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What would go out to whom; a POST with `pack` sends it on its way."""
    outlook = outlook_for(request)
    asked = request.POST if request.method == "POST" else None
    form = PackForm(asked, plan=outlook.plan, revision=request.plan.revision)
    shown: dict[str, Any] = {"outlook": outlook, "form": form, "has_ring": standing.ring_in_use()}
    if not form.is_valid():
        return render(request, "courier/pack.html", shown, status=422 if asked else 200)
    try:
        return _packed_or_shown(request, form, shown)
    except (Refused, BrokenPlan) as refused:
        shown["problems"] = refused.problems
        return render(request, "courier/pack.html", shown, status=422)


@require_POST
def send_back(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Pack what was edited since the plan came in, as the answer to its package."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show_plan(request, form, status=422)
    try:
        made = sending.pack_answer(request.plan, form.cleaned_data["note"], by=request.user)
    except (Refused, BrokenPlan) as refused:
        return _show_plan(request, form, status=422, problems=refused.problems)
    words = _("Answer %(number)s to “%(name)s” is packed. Download it and have it carried over.")
    messages.success(request, words % {"number": made.number, "name": made.station.name})
    return redirect("courier:packages", plan_id)


@require_GET
def file(request: PlanRequest, plan_id: int, package_id: int) -> HttpResponse:
    """The sealed file of a package."""
    package = get_object_or_404(standing.sent_from(request.plan), pk=package_id)
    record_reading("package", package, by=request.user, plan=plan_id, called=str(package))
    name = f'attachment; filename="{package.file_name}"'
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    return HttpResponse(package.file, "text/plain; charset=utf-8", headers=headers)


def _packed_or_shown(request: PlanRequest, form: PackForm, shown: dict[str, Any]) -> HttpResponse:
    order, station = form.order(), form.cleaned_data["station"]
    required_ring()
    if "pack" not in request.POST:
        parcel = sending.parcel_for(request.plan, order, by=request.user)
        shown["outgoes"] = outgoes(request.plan, order, parcel, request.user)
        return render(request, "courier/pack.html", shown)
    made = sending.pack_plan(request.plan, station, order, by=request.user)
    words = _("Package %(number)s for “%(name)s” is packed. Download it and have it carried over.")
    messages.success(request, words % {"number": made.number, "name": station.name})
    return redirect("courier:packages", request.plan.pk)


def _show_desk(
    request: DeskRequest,
    form: FileForm,
    *,
    status: int = 200,
    problems: Any = (),
    found: Mapping[str, object] | None = None,
) -> HttpResponse:
    shown: dict[str, Any] = {"form": form, "problems": problems, **(found or {})}
    if request.htmx and not request.htmx.boosted:
        return render(request, "courier/_found.html", shown, status=status)
    shown |= {
        "ring": standing.ring_in_use(),
        "received": standing.read_by_all(request.user),
    }
    return render(request, "courier/desk.html", shown, status=status)


def _taken(request: DeskRequest, taken: Incoming) -> HttpResponse:
    if taken.draft:
        at = reverse("drafts:draft", args=[taken.plan_id, taken.draft.pk])
        words = _("The answer is a draft now. The plan stands as it was.")
    else:
        at = reverse("courier:packages", args=[taken.plan_id])
        words = _("The package is a plan of its own now; you own it.")
    messages.success(request, words)
    return HttpResponseClientRedirect(at) if request.htmx else redirect(at)


def _show_plan(
    request: PlanRequest, form: AnswerForm, *, status: int = 200, problems: Any = ()
) -> HttpResponse:
    shown = {
        "outlook": outlook_for(request),
        "sent": standing.sent_from(request.plan),
        "answers": standing.read_into(request.plan).filter(sort=Sort.ANSWER),
        "form": form,
        "problems": problems,
        "may_edit": request.role in EDITORS,
        "today": clock.today(),
    }
    if origin := standing.origin_of(request.plan):
        shown |= _of_origin(request, origin)
    return render(request, "courier/packages.html", shown, status=status)


def _of_origin(request: PlanRequest, origin: Incoming) -> dict[str, Any]:
    """Of a plan that came in a package: what was edited since, and why it can't go back yet."""
    hindrances: Any = ()
    try:
        sending.refuse_reply(request.plan, origin)
    except (Refused, BrokenPlan) as refused:
        hindrances = refused.problems
    edits = sending.edits_of(request.plan, origin)
    return {"origin": origin, "edits": edits, "hindrances": hindrances}
