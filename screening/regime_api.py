"""The courses of measures over REST, what a snapback stops, and hypothetical regimes to load."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from engine.codec import encode_value
from engine.plan import Plan
from engine.screening.snapbacks import Stop
from roadmaps.api_schema import REFUSALS, SCENARIO, WRITES
from roadmaps.requests import actor, body_of, plan_in, refuse_unknown, whole_number
from roadmaps.schedules import schedule_for
from roadmaps.serializers import scenario_in
from screening import answering, services
from screening.api_schema import StopOut
from screening.hypothetical import regimes
from screening.queries.regimes import Course, courses_of
from screening.queries.stops import Stops, stops_of

Json = dict[str, Any]
STATES = ["not_yet", "in_force", "exempted", "partly_suspended", "suspended", "ended"]


class StretchOut(serializers.Serializer[Any]):
    """Days on which a measure is in one state, both included; windows that begin and end them."""

    since = serializers.DateField()
    until = serializers.DateField()
    state = serializers.ChoiceField(STATES)
    conditions = serializers.ListField(child=serializers.CharField())
    opened_by = serializers.ListField(child=serializers.CharField())
    closed_by = serializers.ListField(child=serializers.CharField())


class CourseOut(serializers.Serializer[Any]):
    """A measure that meets projects of the plan, and its course."""

    measure = serializers.CharField()
    regime = serializers.CharField()
    projects = serializers.IntegerField()
    stretches = StretchOut(many=True)


class TimelineOut(serializers.Serializer[Any]):
    """The measures that bind something in a plan under one scenario; nothing here clears."""

    revision = serializers.IntegerField()
    scenario = serializers.CharField()
    hypothetical = serializers.BooleanField()
    measures = CourseOut(many=True)
    stops = StopOut(many=True)
    notice = serializers.CharField()


class HypotheticalOut(serializers.Serializer[Any]):
    """A hypothetical regime of relief; it forecasts nothing."""

    key = serializers.CharField()
    name_ko = serializers.CharField()
    name_en = serializers.CharField()
    note_ko = serializers.CharField()
    note_en = serializers.CharField()
    hypothetical = serializers.BooleanField()
    in_plan = serializers.BooleanField(help_text="Whether the plan has it as a scenario already.")
    eases = serializers.ListField(child=serializers.CharField())


class LoadIn(serializers.Serializer[Any]):
    """Which regime; `base` is the scenario that accords, supply and permits are taken from."""

    regime = serializers.CharField()
    base = serializers.CharField()
    on_revision = serializers.IntegerField()


class LoadOut(serializers.Serializer[Any]):
    """The revision of the plan that has the regime as a scenario."""

    revision = serializers.IntegerField()
    scenario = serializers.CharField()


class RegimeActions(ViewSet):
    """What of screening is about measures over time."""

    @extend_schema(
        parameters=[SCENARIO], responses={200: TimelineOut, 400: OpenApiTypes.OBJECT, **REFUSALS}
    )
    @action(detail=False, url_path="plans/<int:plan_id>/timeline")
    def timeline(self, request: Request, plan_id: int) -> Response:
        """The courses of the measures that meet something, and the work a snapback stops."""
        refuse_unknown(request, "scenario")
        roadmap = plan_in(request)
        scenario = scenario_in(roadmap, request.query_params)
        plan, schedule = schedule_for(roadmap, scenario)
        courses = courses_of(plan, schedule, scenario)
        assumed = plan.scenarios.get(scenario)
        return Response(
            {
                "revision": roadmap.revision,
                "scenario": scenario,
                "hypothetical": assumed is not None and assumed.hypothetical,
                "measures": [_course(each) for _regime, rows in courses.groups for each in rows],
                "stops": stops_json(plan, stops_of(plan, schedule, scenario)),
                "notice": answering.ADVICE,
            }
        )

    @extend_schema(responses={200: HypotheticalOut(many=True), **REFUSALS})
    @action(detail=False, url_path="plans/<int:plan_id>/regimes")
    def hypothetical(self, request: Request, plan_id: int) -> Response:
        """The hypothetical regimes that can become scenarios of the plan."""
        refuse_unknown(request)
        plan, _schedule = schedule_for(plan_in(request))
        return Response(
            [
                {
                    "key": each.key,
                    "name_ko": each.name_ko,
                    "name_en": each.name_en,
                    "note_ko": each.note_ko,
                    "note_en": each.note_en,
                    "hypothetical": True,
                    "in_plan": each.key in plan.scenarios,
                    "eases": list(each.eased),
                }
                for each in regimes().values()
            ]
        )

    @extend_schema(request=LoadIn, responses={201: LoadOut, **WRITES})
    @action(detail=False, methods=["post"], url_path="plans/<int:plan_id>/load")
    def load(self, request: Request, plan_id: int) -> Response:
        """Load a hypothetical regime into the plan as a scenario: an edit that can be undone."""
        refuse_unknown(request)
        body = body_of(request, "regime", "base", "on_revision")
        seen = whole_number(body, "on_revision")
        regime, base = str(body.get("regime", "")), str(body.get("base", ""))
        made = services.load_regime(
            plan_in(request), regime, base, by=actor(request), on_revision=seen
        )
        return Response({"revision": made.number, "scenario": regime}, status=201)


def stops_json(plan: Plan, stops: Stops) -> list[Json]:
    """Projects first, then activities."""
    return [_stop(key, None, each) for key, each in stops.projects.items()] + [
        _stop(plan.activities[key].project, key, each) for key, each in stops.activities.items()
    ]


def _stop(project: str, activity: str | None, stop: Stop) -> Json:
    return {
        "project": project,
        "activity": activity,
        "stop_by": encode_value(stop.last),
        "wind_down_until": encode_value(stop.grace),
        "measures": [each.measure for each in stop.snapbacks],
        "conditions": sorted({key for each in stop.snapbacks for key in each.conditions}),
    }


def _course(course: Course) -> Json:
    return {
        "measure": course.measure.pk,
        "regime": course.measure.regime,
        "projects": course.projects,
        "stretches": [
            {
                "since": encode_value(piece.stretch.since),
                "until": encode_value(piece.stretch.until),
                "state": piece.stretch.state,
                "conditions": list(piece.stretch.conditions),
                "opened_by": [each.key for each in piece.opened_by],
                "closed_by": [each.key for each in piece.closed_by],
            }
            for piece in course.pieces
        ],
    }
