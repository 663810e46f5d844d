"""The page of removed records: what is gone, who took it out, and a button that brings it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from roadmaps import services
from roadmaps.models import EDITORS
from roadmaps.outlooks import PlanRequest
from roadmaps.reach import Reach, reach_of
from roadmaps.removals import Removal, changes_restoring, removals


def removed(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What was removed and is not there now. Bringing one back is an edit like any other."""
    if request.method != "POST":
        reach = reach_of(request.plan, request.user)
        lines = removals(request.plan)
        shown = {"lines": [(each, _may_restore(request, reach, each)) for each in lines]}
        return render(request, "roadmaps/removed.html", shown)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    changes = changes_restoring(request.plan, kind, key)
    on = request.plan.revision
    services.edit_plan(request.plan, changes, by=request.user, on_revision=on, restores=True)
    messages.success(request, _("%(key)s is back, as it was when it was removed.") % {"key": key})
    return redirect("roadmaps:removed", plan_id)


def _may_restore(request: PlanRequest, reach: Reach, line: Removal) -> bool:
    """Whether all that comes back with a record lies where the reader edits."""
    if reach.role in EDITORS or not reach.has_somewhere(EDITORS):
        return reach.role in EDITORS
    return reach.may_make(changes_restoring(request.plan, line.kind, line.key), EDITORS)
