"""What the roadmap shows of the law: the strip above it, and one measure in its panel."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from engine.records import Window
from roadmaps.outlooks import Outlook, PlanRequest, asks_levelled, outlook_for
from roadmaps.templatetags.plan_words import called
from sanctions.models import Measure
from screening.queries.regimes import Course, courses_of
from screening.queries.stops import stops_of
from screening.regime_words import STATES, stop_sentence
from screening.strip import strip_of


@dataclass(frozen=True, slots=True)
class StretchShown:
    """A stretch in words, with the names of the conditions behind it."""

    since: object
    until: object
    state: str
    word: str
    conditions: tuple[str, ...]


def strip(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The measures that bind something in the plan, on the roadmap's axis, and the stops."""
    outlook = outlook_for(request, levelled=asks_levelled(request))
    found = strip_of(plan_id, outlook.plan, outlook.schedule, outlook.scenario)
    response = JsonResponse({"revision": request.plan.revision, **found})
    response["Cache-Control"] = "private, no-cache"
    return response


def regime_panel(request: PlanRequest, plan_id: int, measure_id: str) -> HttpResponse:
    """One measure: what it says, its course, and the windows that ease it, with their dates."""
    outlook = outlook_for(request, levelled=asks_levelled(request))
    course = courses_of(outlook.plan, outlook.schedule, outlook.scenario).of(measure_id)
    if course is None:
        raise Http404
    shown = {
        "outlook": outlook,
        "revision": request.plan.revision,
        "course": course,
        "stretches": _stretches(outlook, course),
        "windows": _windows(outlook, measure_id),
        "stops": _stops(outlook, measure_id),
    }
    return render(request, "screening/_regime_panel.html", shown)


def _stretches(outlook: Outlook, course: Course) -> list[StretchShown]:
    conditions = outlook.plan.conditions
    return [
        StretchShown(
            stretch.since,
            stretch.until,
            stretch.state,
            str(STATES[stretch.state]),
            tuple(called(conditions[each]) for each in stretch.conditions),
        )
        for stretch in (piece.stretch for piece in course.pieces)
    ]


def _windows(outlook: Outlook, measure: str) -> list[tuple[Window, str]]:
    """The windows of the scenario that ease the measure, each with its condition's name."""
    conditions = outlook.plan.conditions
    found = [
        (each, called(conditions[each.condition]))
        for each in outlook.plan.windows.values()
        if each.scenario == outlook.scenario
        and each.condition in conditions
        and measure in conditions[each.condition].measures
    ]
    return sorted(found, key=lambda pair: (pair[0].since, pair[0].key))


def _stops(outlook: Outlook, measure: str) -> list[tuple[str, str, str]]:
    """The activities that have to stop because this measure comes back: key, name, sentence."""
    measures = Measure.objects.select_related("instrument").in_bulk()
    stops = stops_of(outlook.plan, outlook.schedule, outlook.scenario)
    return [
        (key, called(outlook.plan.activities[key]), stop_sentence(stop, measures))
        for key, stop in stops.activities.items()
        if any(each.measure == measure for each in stop.snapbacks)
    ]
