"""The clearance path of a project: looked at, chosen from, and drawn into the plan as one edit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from permits.queries.path import path_page
from roadmaps.edit_messages import say_saved
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.record_editing import commit
from roadmaps.record_pages import outlook_with


def clearance_path(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Preview the path; posted, draw the steps that are ticked."""
    outlook = outlook_with(request, "project", key)
    asked = request.POST if request.method == "POST" else request.GET
    page = path_page(outlook.plan, outlook.schedule, key, asked.get("target", ""))
    if request.method == "POST":
        chosen = request.POST.getlist("step")
        gone = request.POST.getlist("remove")
        changes = page.changes(chosen)
        changes += [each for name in gone for each in page.removals.get(name, ())]
        if changes:
            reason = _("Clearance path of %(project)s") % {"project": key}
            say_saved(request, commit(request, changes, reason=reason))
        else:
            messages.info(request, _("Nothing was chosen."))
        at = reverse("permits:path-project", args=[plan_id, key]) + outlook_for(request).query
        return redirect(at)
    return render(request, "permits/path.html", {"outlook": outlook, "page": page})
