"""Reversal over REST: what is on the other side if access ends, month by month."""

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from core import sight
from core.errors import Refused
from engine.codec import encode_value
from engine.problems import Problem
from ranges.reversal import Curve, curve_of, differences
from roadmaps.api_schema import PROBLEM, REFUSALS
from roadmaps.models import Roadmap
from roadmaps.requests import actor, refuse_unknown
from roadmaps.schedules import plan_of, scenario_of

#: What of a month is money; null to whom amounts are withheld.
MONEY = frozenset({"out", "recoverable", "stranded", "unknown"})


class MonthOut(serializers.Serializer[Any]):
    """If access ends on the first day of a month; `unknown` is money without a known share."""

    day = serializers.DateField()
    out = serializers.FloatField(allow_null=True)
    recoverable = serializers.FloatField(allow_null=True)
    stranded = serializers.FloatField(allow_null=True)
    unknown = serializers.FloatField(allow_null=True)
    people = serializers.FloatField()
    unknown_staff = serializers.IntegerField(help_text="Projects under way without that figure.")
    goods = serializers.IntegerField(help_text="Lines of goods.")
    wind_down = serializers.IntegerField(help_text="Days.")
    unknown_days = serializers.IntegerField(help_text="Projects under way without that figure.")


class CurveOut(serializers.Serializer[Any]):
    """One sequence: a scenario at a revision, in one currency and price year."""

    scenario = serializers.CharField()
    revision = serializers.IntegerField()
    price = serializers.CharField(help_text="Currency and price year of all amounts.")
    undated = serializers.IntegerField(help_text="Projects without dates, in no month.")
    months = MonthOut(many=True)


class DifferenceOut(serializers.Serializer[Any]):
    """How much more the other sequence has on the other side."""

    day = serializers.DateField()
    out = serializers.FloatField(allow_null=True)
    stranded = serializers.FloatField(allow_null=True)
    people = serializers.FloatField()
    wind_down = serializers.IntegerField()


class ReversalOut(CurveOut):
    """The curve; with `against` or `revision` also the other one and the differences."""

    plan = serializers.IntegerField()
    other = CurveOut(required=False)
    differences = DifferenceOut(many=True, required=False)


#: One object, though the address has no id.
_ONE = forced_singular_serializer(ReversalOut)  # type: ignore[no-untyped-call]


class ReversalViewSet(ViewSet):
    """Money out and recoverable, people, goods and days to wind down, of one plan and scenario."""

    @extend_schema(
        parameters=[
            OpenApiParameter("plan", int, required=True),
            OpenApiParameter("scenario", str, description="Without one the plan's own."),
            OpenApiParameter("against", str, description="Another scenario to compare with."),
            OpenApiParameter("revision", int, description="An earlier revision to compare with."),
        ],
        responses={200: _ONE, 400: PROBLEM, **REFUSALS},
    )
    def list(self, request: Request) -> Response:
        """The curve, and beside it that of another scenario or revision."""
        refuse_unknown(request, "plan", "scenario", "against", "revision")
        asked = request.query_params
        seen = Roadmap.objects.visible_to(actor(request))
        roadmap = get_object_or_404(seen, pk=_whole(asked.get("plan", ""), "plan"))
        sight.step_into(roadmap.pk)
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
    told = {name: encode_value(value) for name, value in asdict(row).items()}
    return told if sight.here().amounts else told | dict.fromkeys(MONEY & told.keys())


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
