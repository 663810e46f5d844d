"""The page of removed records: what is gone, who took it out, and a button that brings it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from roadmaps import services
from roadmaps.models import EDITORS
from roadmaps.outlooks import PlanRequest
from roadmaps.removals import changes_restoring, removals


def removed(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What was removed and is not there now. Bringing one back is an edit like any other."""
    if request.method != "POST":
        shown = {"lines": removals(request.plan), "may_edit": request.role in EDITORS}
        return render(request, "roadmaps/removed.html", shown)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    changes = changes_restoring(request.plan, kind, key)
    on = request.plan.revision
    services.edit_plan(request.plan, changes, by=request.user, on_revision=on, restores=True)
    messages.success(request, _("%(key)s is back, as it was when it was removed.") % {"key": key})
    return redirect("roadmaps:removed", plan_id)
