"""The strip of measures above the roadmap, as JSON for its script; days count from 1970-01-01."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engine.codec import encode_value
from engine.plan import Plan
from engine.records import Window
from engine.schedule import Schedule
from engine.screening.snapbacks import Stop
from roadmaps.bars import epoch_day
from roadmaps.templatetags.plan_words import called, cited, cited_short
from sanctions.models import Measure
from screening.queries.regimes import Course, Courses, Piece, courses_of
from screening.queries.stops import stops_of
from screening.regime_words import BRIEF, SHORT, STATES, stop_sentence, stop_short, stretch_sentence

Json = dict[str, Any]


def strip_of(plan_id: int, plan: Plan, schedule: Schedule, scenario: str) -> Json:
    """The measures that bind something, most binding first, and the bars that have to stop."""
    courses = courses_of(plan, schedule, scenario)
    stops = stops_of(plan, schedule, scenario)
    assumed = plan.scenarios.get(scenario)
    measures = Measure.objects.select_related("instrument").in_bulk() if stops.projects else {}
    return {
        "title": _title(plan, scenario),
        "hypothetical": assumed is not None and assumed.hypothetical,
        "states": [{"state": key, "word": str(word)} for key, word in STATES.items()],
        "groups": [
            {
                "title": str(regime.label),
                "brief": str(BRIEF[regime]),
                "rows": [_row(plan_id, plan, each) for each in rows],
            }
            for regime, rows in courses.groups
        ],
        "windows": _windows(courses),
        "stops": {
            key: _stop(stop, measures)
            for key, stop in (*stops.projects.items(), *stops.activities.items())
        },
    }


def _title(plan: Plan, scenario: str) -> str:
    if scenario not in plan.scenarios:
        return _("no scenario")
    return f"{scenario} {called(plan.scenarios[scenario])}"


def _row(plan_id: int, plan: Plan, course: Course) -> Json:
    measure, count = course.measure, course.projects
    projects = ngettext("%(count)s project", "%(count)s projects", count) % {"count": count}
    return {
        "measure": measure.pk,
        "name": cited(measure),
        "short": cited_short(measure),
        "projects": projects,
        "panel": reverse("screening:regime-panel", args=[plan_id, measure.pk]),
        "pieces": [_piece(plan, measure, each) for each in course.pieces],
    }


def _piece(plan: Plan, measure: Measure, piece: Piece) -> Json:
    stretch = piece.stretch
    return {
        "since": epoch_day(stretch.since),
        "until": epoch_day(stretch.until) + 1,
        "state": stretch.state,
        "word": str(SHORT[stretch.state]),
        "label": stretch_sentence(plan, measure, stretch),
        "opens": [each.key for each in piece.opened_by],
        "closes": [each.key for each in piece.closed_by],
    }


def _windows(courses: Courses) -> Json:
    """The windows somebody may move, with all the days that move along."""
    moved: dict[str, Window] = {
        window.key: window
        for _regime, rows in courses.groups
        for row in rows
        for piece in row.pieces
        for window in piece.windows
    }
    names = ("since", "until", "low", "high")
    return {
        key: {name: encode_value(getattr(window, name)) for name in names}
        for key, window in moved.items()
    }


def _stop(stop: Stop, measures: dict[str, Measure]) -> Json:
    return {
        "day": epoch_day(stop.last) + 1,
        "grace": epoch_day(stop.grace) + 1 if stop.grace else None,
        "text": stop_short(stop),
        "label": stop_sentence(stop, measures),
    }
