"""The baseline over REST, and what differs between any two states of a plan."""

from typing import Any

from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_serializer,
    extend_schema_view,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from approvals import services
from approvals.models import Baseline
from approvals.queries.lookups import baselines_of
from approvals.queries.sides import chosen
from approvals.queries.telling import told
from lint.api import PAGE, PLAN, OfPlan
from roadmaps.api_schema import PROBLEM, WRITES
from roadmaps.requests import actor, body_of, reason_in, refuse_unknown, whole_number

LISTED = {400: PROBLEM, 404: PROBLEM}
HOW = "now, baseline, approved, version:3, revision:12, scenario:B or date:2026-03-01."
LEFT = OpenApiParameter("left", str, description=f"The earlier side, else baseline: {HOW}")
RIGHT = OpenApiParameter("right", str, description=f"The later side, else now: {HOW}")


class BaselineOut(serializers.ModelSerializer[Baseline]):
    """From when on a version is what the plan is measured against; the latest counts."""

    number = serializers.IntegerField(source="version.number")
    content_hash = serializers.CharField(source="version.content_hash")
    by = serializers.CharField(source="by.username")

    class Meta:
        model = Baseline
        fields = ("id", "plan", "version", "number", "content_hash", "submission", "reason", "by",
                  "at")  # fmt: skip


class NewBaseline(serializers.Serializer[Any]):
    """Another version to measure the plan against, by its id, and why."""

    plan = serializers.IntegerField()
    version = serializers.IntegerField()
    reason = serializers.CharField(max_length=500)


class ComparedRowOut(serializers.Serializer[Any]):
    """One thing that differs; `tone` is worse, better or empty."""

    what = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()
    change = serializers.CharField()
    tone = serializers.CharField()


class ComparedPartOut(serializers.Serializer[Any]):
    """The rows about one subject: dates, money, gates, links, law, check, deletions, records."""

    key = serializers.CharField()
    title = serializers.CharField()
    rows = ComparedRowOut(many=True)


class ComparedSideOut(serializers.Serializer[Any]):
    """A state of the plan that was compared."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a name in the answer
    revision = serializers.IntegerField()


@extend_schema_serializer(many=False)
class ComparisonOut(serializers.Serializer[Any]):
    """What leads from the left side to the right one, as the page tells it."""

    left = ComparedSideOut()
    right = ComparedSideOut()
    changed_ko = serializers.CharField()
    changed_en = serializers.CharField()
    parts = ComparedPartOut(many=True)


@extend_schema_view(
    list=extend_schema(parameters=[PLAN], responses={200: BaselineOut(many=True), **LISTED}),
    create=extend_schema(request=NewBaseline, responses={201: BaselineOut, **WRITES}),
)
class BaselineViewSet(OfPlan):
    """What a plan is and was measured against, the latest first."""

    serializer_class = BaselineOut

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(baselines_of(self.asked(request)))
        return self.get_paginated_response(BaselineOut(page, many=True).data)

    def create(self, request: Request) -> Response:
        """Measure the plan against another version from now on; an approver says why."""
        body = body_of(request, "plan", "version", "reason")
        roadmap = self.roadmap(whole_number(body, "plan"))
        version, reason = whole_number(body, "version"), reason_in(body.get("reason", ""))
        made = services.rebase(roadmap, version, reason=reason, by=actor(request))
        return Response(BaselineOut(made).data, 201)


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN, LEFT, RIGHT], responses={200: ComparisonOut(many=False), **LISTED}
    )
)
class ComparisonViewSet(OfPlan):
    """What differs between two states of a plan: dates, money, records, verdicts, findings."""

    serializer_class = ComparisonOut
    pagination_class = None

    def list(self, request: Request) -> Response:
        refuse_unknown(request, "plan", "left", "right", *PAGE)
        roadmap, query = self.roadmap(request.query_params.get("plan")), request.query_params
        left = chosen(roadmap, query.get("left") or "baseline")
        right = chosen(roadmap, query.get("right") or "now")
        found = told(roadmap, left.side, right.side)
        sides = {
            name: {"code": side.code, "label": side.label, "revision": side.side.revision}
            for name, side in (("left", left), ("right", right))
        }
        words = {f"changed_{language}": text for language, text in found.paragraphs.items()}
        return Response({**sides, **words, "parts": ComparedPartOut(found.parts, many=True).data})


VIEWSETS: dict[str, type[ViewSetMixin]] = {
    "baselines": BaselineViewSet,
    "comparisons": ComparisonViewSet,
}
