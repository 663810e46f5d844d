"""The page of reversal: what is on the other side if access ends, and in another sequence."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ranges import reversal_pictures
from ranges.reversal import curve_of, differences
from ranges.reversal_forms import ReversalForm
from roadmaps.outlooks import PlanRequest, outlook_for


@require_GET
def reversal(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The curve of the scenario, and beside it that of another scenario or revision."""
    outlook = outlook_for(request)
    form = ReversalForm(request.GET, roadmap=request.plan, plan=outlook.plan)
    curve = curve_of(request.plan, outlook.scenario, request.plan.revision, form.price)
    other = None
    if form.compares:
        against, revision = form.other_scenario or outlook.scenario, form.revision
        last = curve.months[-1].day if curve.months else None
        other = curve_of(request.plan, against, revision, curve.price, last)
    shown = {
        "outlook": outlook,
        "form": form,
        "curve": curve,
        "other": other,
        "at": form.month_of(curve),
        "pictures": reversal_pictures.pictures(curve, other),
        "differences": differences(curve, other) if other else (),
    }
    return render(request, "ranges/reversal.html", shown)
