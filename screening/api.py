"""Screening over REST: lines that belong to no plan, and a plan's projects under a scenario."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from engine.screening.reading import read_case
from roadmaps.api_schema import REFUSALS, SCENARIO, WRITES
from roadmaps.requests import body_of, plan_in, refuse_unknown
from roadmaps.schedules import schedule_for
from roadmaps.serializers import scenario_in
from sanctions.api_schema import KNOWN
from sanctions.clocks import known_day
from screening import answering, catalogue
from screening.api_schema import Answer, CaseIn, PlanAnswer
from screening.desk_api import DeskActions
from screening.queries.plan_page import screened_projects
from screening.queries.stops import stops_of
from screening.regime_api import RegimeActions, stops_json


class ScreeningViewSet(RegimeActions, DeskActions):
    """Screening: a planning aid, not legal advice. No answer clears anything."""

    @extend_schema(request=CaseIn, responses={200: Answer, **WRITES})
    def create(self, request: Request) -> Response:
        """Screen lines that belong to no plan, under the law as known now or on `known_on`."""
        refuse_unknown(request)
        body = body_of(request)
        law = catalogue.past(known_day(body.pop("known_on", None)))
        screener = catalogue.screener(law=law)
        case = read_case(body, known=screener.law.measures)
        return Response(answering.full(body.get("id"), screener.screen(case)))

    @extend_schema(
        parameters=[SCENARIO, KNOWN],
        responses={200: PlanAnswer, 400: OpenApiTypes.OBJECT, **REFUSALS},
    )
    @action(detail=False, url_path="plans/<int:plan_id>")
    def plan(self, request: Request, plan_id: int) -> Response:
        """Every project of a plan while it runs: its verdicts with the days they change."""
        refuse_unknown(request, "scenario", "known")
        law = catalogue.past(known_day(request.query_params.get("known")))
        roadmap = plan_in(request)
        scenario = scenario_in(roadmap, request.query_params)
        plan, schedule = schedule_for(roadmap, scenario)
        stops = stops_json(plan, stops_of(plan, schedule, scenario, law))
        rows: list[dict[str, Any]] = [
            {
                "project": each.project.key,
                "verdict": each.verdict.word,
                "questions": list(each.questions),
                "spells": answering.spells_json(each.spells),
                "stops": [stop for stop in stops if stop["project"] == each.project.key],
            }
            for each in screened_projects(plan, schedule, scenario, law)
        ]
        regimes = list(plan.header.regimes)
        frame = {"revision": roadmap.revision, "scenario": scenario, "regimes": regimes}
        return Response({**frame, "projects": rows, "notice": answering.ADVICE})


VIEWSETS = {"screenings": ScreeningViewSet}
