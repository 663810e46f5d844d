"""The gate check over REST: what stands in the way at each gate."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from core.errors import Refused
from engine.problems import Problem
from lint.api import PLAN, SINCE, OfPlan
from lint.queries.gates import GateCheck, gate_checks
from lint.queries.page import FindingLine
from roadmaps.api_schema import PROBLEM, SCENARIO
from roadmaps.requests import refuse_unknown


class GateFindingOut(serializers.Serializer[Any]):
    """A finding about a project behind the gate. `reason` is that of its waiver, else empty."""

    id = serializers.CharField()
    rule = serializers.CharField()
    about = serializers.CharField()
    sentence = serializers.CharField()
    reason = serializers.CharField()


class GateCheckOut(serializers.Serializer[Any]):
    """A gate, and what stands in its way."""

    gate = serializers.CharField()
    passes = serializers.BooleanField()
    projects = serializers.ListField(child=serializers.CharField())
    worse = GateFindingOut(many=True)
    one_sided = GateFindingOut(many=True)
    accepted = GateFindingOut(many=True)


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN, SCENARIO, SINCE],
        responses={200: GateCheckOut(many=True), 400: PROBLEM, 404: PROBLEM},
    )
)
class GateCheckViewSet(OfPlan):
    """What became worse behind each gate since a revision, and where a side gains nothing."""

    serializer_class = GateCheckOut

    def list(self, request: Request) -> Response:
        refuse_unknown(request, "plan", "scenario", "since", "page", "page_size")
        roadmap = self.roadmap(request.query_params.get("plan"))
        since = request.query_params.get("since")
        if since is not None and not (since.isdecimal() and 0 < int(since) <= roadmap.revision):
            raise Refused(Problem("no_such_revision", (since,), {"number": since}))
        scenario = request.query_params.get("scenario", "")
        found = gate_checks(roadmap, scenario, int(since) if since else None, "")
        page = self.paginate_queryset(found)
        return self.get_paginated_response([_json(each) for each in page or ()])


def _json(check: GateCheck) -> dict[str, Any]:
    parts = ("worse", "one_sided", "accepted")
    return {
        "gate": check.gate.key,
        "passes": check.passes,
        "projects": list(check.projects),
        **{name: [_finding(each) for each in getattr(check, name)] for name in parts},
    }


def _finding(line: FindingLine) -> dict[str, Any]:
    return {
        "id": line.code,
        "rule": line.finding.rule,
        "about": ":".join(line.finding.about),
        "sentence": line.sentence,
        "reason": line.waiver.reason if line.waiver else "",
    }


VIEWSETS: dict[str, type[ViewSetMixin]] = {"gate-checks": GateCheckViewSet}
