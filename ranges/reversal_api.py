"""Reversal over REST: what is on the other side if access ends, month by month."""

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from core.errors import Refused
from engine.codec import encode_value
from engine.problems import Problem
from ranges.reversal import Curve, curve_of, differences
from roadmaps.api_schema import PROBLEM, REFUSALS
from roadmaps.models import Roadmap
from roadmaps.requests import actor, refuse_unknown
from roadmaps.schedules import plan_of, scenario_of

ANSWER = OpenApiResponse(
    {"type": "object", "additionalProperties": True},
    "The curve of the scenario; with `against` or `revision` also `other` and `differences`.",
)


class ReversalViewSet(ViewSet):
    """Money out and recoverable, people, goods and days to wind down, of one plan and scenario."""

    @extend_schema(
        parameters=[
            OpenApiParameter("plan", int, required=True),
            OpenApiParameter("scenario", str, description="Without one the plan's own."),
            OpenApiParameter("against", str, description="Another scenario to compare with."),
            OpenApiParameter("revision", int, description="An earlier revision to compare with."),
        ],
        responses={200: ANSWER, 400: PROBLEM, **REFUSALS},
    )
    def list(self, request: Request) -> Response:
        """The curve, and beside it that of another scenario or revision."""
        refuse_unknown(request, "plan", "scenario", "against", "revision")
        asked = request.query_params
        seen = Roadmap.objects.visible_to(actor(request))
        roadmap = get_object_or_404(seen, pk=_whole(asked.get("plan", ""), "plan"))
        scenario = _scenario(roadmap, asked.get("scenario", ""))
        curve = curve_of(roadmap, scenario, roadmap.revision)
        body: dict[str, Any] = {"plan": roadmap.pk, **_written(curve)}
        if asked.get("against") or asked.get("revision"):
            number = _whole(asked.get("revision") or str(roadmap.revision), "revision")
            against = _scenario(roadmap, asked.get("against", "") or scenario)
            other = curve_of(roadmap, against, min(number, roadmap.revision), curve.price)
            body["other"] = _written(other)
            body["differences"] = [_values(each) for each in differences(curve, other)]
        return Response(body)


def _written(curve: Curve) -> dict[str, Any]:
    found = {name: value for name, value in asdict(curve).items() if name != "prices"}
    return found | {"months": [_values(month) for month in curve.months]}


def _values(row: Any) -> dict[str, Any]:
    return {name: encode_value(value) for name, value in asdict(row).items()}


def _scenario(roadmap: Roadmap, wanted: str) -> str:
    plan = plan_of(roadmap)
    if wanted and wanted not in plan.scenarios:
        values = {"known": ", ".join(plan.scenarios)}
        raise Refused(Problem("unknown_scenario", (wanted,), values))
    return scenario_of(plan, wanted)


def _whole(text: str, name: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 2**31:
        raise Refused(Problem("not_a_whole_number", (name,), {"field": name}))
    return int(text)
