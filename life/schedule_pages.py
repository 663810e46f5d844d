"""The page that puts the rest of a procedure into the plan, with what that would move."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import today
from life.queries.schedule import changes_for, schedule_offer
from life.queries.standing import life_of
from roadmaps.edit_messages import say_saved
from roadmaps.outlooks import PlanRequest
from roadmaps.record_editing import commit
from roadmaps.record_pages import outlook_with
from roadmaps.schedules import whole_plan_of

LONGEST_REASON = 500


def schedule(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Choose, look at what moves, save as one revision."""
    outlook = outlook_with(request, "project", key)
    life = life_of(request.plan, whole_plan_of(request.plan), key, today())
    chosen = frozenset(request.POST.getlist("chosen")) if request.method == "POST" else None
    if chosen is not None and "preview" not in request.POST:
        changes = changes_for(outlook.plan, life, chosen)
        if changes:
            given = _("Rest of the procedure: %(key)s") % {"key": key}
            reason = request.POST.get("reason", "").strip()[:LONGEST_REASON] or given
            say_saved(request, commit(request, changes, reason=reason))
        return redirect(reverse("projects:procedure", args=[plan_id, key]) + outlook.query)
    offer = schedule_offer(request.plan, outlook.plan, outlook.scenario, life, chosen)
    shown = {"outlook": outlook, "project": outlook.plan.projects[key], "offer": offer}
    return render(request, "life/schedule.html", shown)
