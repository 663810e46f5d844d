"""The procedure over REST: the table, recorded steps, where projects stand, deadlines, schedule."""

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from core import sight
from core.clock import today
from core.errors import Refused
from engine.codec import encode_changes
from engine.problems import Problem
from life import services
from life.api_schema import (
    LifeDeadlineOut,
    LifeScheduleOut,
    LifeStateOut,
    LifeStepOut,
    LifeTransitionOut,
    NewLifeStep,
    TakingBack,
)
from life.models import LifeStep
from life.procedure import procedure
from life.queries.as_json import deadline_json, life_json, transition_json
from life.queries.schedule import changes_for
from life.queries.standing import lives_of
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.filters import WholeFilter
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number
from roadmaps.schedules import plan_of, whole_plan_of

PLAN = OpenApiParameter("plan", int, required=True, description="The id of the plan.")
PAGE = ("page", "page_size")
ASKED = ("plan", "project", "track", "event", "on", "facts", "documents", "note", "seen")


class LifeStepFilters(filters.FilterSet):  # type: ignore[misc]
    """Steps by plan, project, track and event."""

    plan = WholeFilter(field_name="plan_id")
    project = filters.CharFilter()
    track = filters.CharFilter()
    event = filters.CharFilter()

    class Meta:
        model = LifeStep
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: LifeStepOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: LifeStepOut, **REFUSALS}),
    create=extend_schema(request=NewLifeStep, responses={201: LifeStepOut, **WRITES, 409: PROBLEM}),
    take_back=extend_schema(
        request=TakingBack, responses={201: LifeStepOut, **WRITES, 409: PROBLEM}
    ),
)
class LifeStepViewSet(GenericViewSet[LifeStep]):
    """The recorded steps of the plans the caller sees. Rows are added, never changed."""

    queryset = LifeStep._default_manager.none()
    serializer_class = LifeStepOut
    filterset_class = LifeStepFilters
    lookup_value_converter = "int"
    ordering = ("id",)
    ordering_fields = ("id", "on", "at", "project", "track", "number")
    search_fields = ("project", "project_name", "by_name", "note")

    def get_queryset(self) -> "QuerySet[LifeStep]":
        return LifeStep.objects.visible_to(actor(self.request)).select_related("by", "plan")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return Response(self.get_serializer(self._row(pk)).data)

    def create(self, request: Request) -> Response:
        body = body_of(request, *ASKED)
        roadmap = _plan(request, whole_number(body, "plan"))
        asked = NewLifeStep(data=body)
        asked.is_valid(raise_exception=True)
        given = {"facts": {}, "documents": {}, "note": "", **asked.validated_data}
        del given["plan"]
        place = (given.pop("project"), given.pop("track"), given.pop("event"))
        made = services.take_step(roadmap, *place, by=actor(request), **given)
        return Response(self.get_serializer(made).data, 201)

    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, pk: int) -> Response:
        """Take this step back by another; it must be the last of its track."""
        row = self._row(pk)
        asked = TakingBack(data=body_of(request, "reason"))
        asked.is_valid(raise_exception=True)
        reason = asked.validated_data["reason"]
        made = services.take_back(
            row.plan, row.project, row.track, reason=reason, seen=row.number, by=actor(request)
        )
        return Response(self.get_serializer(made).data, 201)

    def _row(self, pk: int) -> LifeStep:
        row = self.get_queryset().filter(pk=pk).first()
        if row is None:
            raise Http404
        return row


class OfOnePlan(GenericViewSet[Any]):
    """A list about one plan, which the caller names: `?plan=`."""

    queryset = Roadmap._default_manager.none()
    filter_backends: Sequence[Any] = ()


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN], responses={200: LifeStateOut(many=True), 400: PROBLEM, 404: PROBLEM}
    )
)
class LifeStateViewSet(OfOnePlan):
    """Where every project of a plan stands in its procedure."""

    serializer_class = LifeStateOut

    def list(self, request: Request) -> Response:
        roadmap = _asked(request)
        lives = lives_of(roadmap, whole_plan_of(roadmap), today())
        page = self.paginate_queryset(list(lives.values()))
        return self.get_paginated_response([life_json(each) for each in page or ()])


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN], responses={200: LifeDeadlineOut(many=True), 400: PROBLEM, 404: PROBLEM}
    )
)
class LifeDeadlineViewSet(OfOnePlan):
    """Every statutory deadline of a plan that runs, the nearest first."""

    serializer_class = LifeDeadlineOut

    def list(self, request: Request) -> Response:
        roadmap = _asked(request)
        lives = lives_of(roadmap, whole_plan_of(roadmap), today())
        found = [(life.project, clock) for life in lives.values() for clock in life.deadlines]
        found.sort(key=lambda each: (each[1].due is None, each[1].due or today(), each[0]))
        page = self.paginate_queryset(found)
        return self.get_paginated_response([deadline_json(*each) for each in page or ()])


@extend_schema_view(list=extend_schema(responses={200: LifeTransitionOut(many=True), 400: PROBLEM}))
class LifeTransitionViewSet(OfOnePlan):
    """The table of transitions, every track's; the same for all plans."""

    serializer_class = LifeTransitionOut

    def list(self, request: Request) -> Response:
        refuse_unknown(request, "track", *PAGE)
        track = request.query_params.get("track", "")
        rows = [each for each in procedure().transitions if track in {"", each.track}]
        page = self.paginate_queryset(rows)
        return self.get_paginated_response([transition_json(each) for each in page or ()])


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN, OpenApiParameter("project", str, description="Only this project.")],
        responses={200: LifeScheduleOut(many=True), 400: PROBLEM, 404: PROBLEM},
    )
)
class LifeScheduleViewSet(OfOnePlan):
    """The rest of each project's procedure as an edit of the plan; nothing is written."""

    serializer_class = LifeScheduleOut

    def list(self, request: Request) -> Response:
        roadmap = _asked(request, "project")
        plan, whole, wanted = (
            plan_of(roadmap),
            whole_plan_of(roadmap),
            request.query_params.get("project", ""),
        )
        lives = [
            each for key, each in lives_of(roadmap, whole, today()).items() if wanted in {"", key}
        ]
        page = self.paginate_queryset(lives)
        rows = [
            {
                "project": each.project,
                "revision": roadmap.revision,
                "changes": encode_changes(changes_for(plan, each)),
            }
            for each in page or ()
        ]
        return self.get_paginated_response(rows)


def _asked(request: Request, *more: str) -> Roadmap:
    """The plan of a list that can be asked little else."""
    refuse_unknown(request, "plan", *more, *PAGE)
    found = request.query_params.get("plan")
    if found is None:
        raise Refused(Problem("missing_field", ("plan",), {"field": "plan"}))
    if not found.isdecimal():
        raise Refused(Problem("not_a_whole_number", ("plan",), {"field": "plan"}))
    return _plan(request, int(found))


def _plan(request: Request, pk: int) -> Roadmap:
    found = Roadmap.objects.visible_to(actor(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    sight.step_into(found.pk)
    return found


VIEWSETS: dict[str, type[ViewSetMixin]] = {
    "life-steps": LifeStepViewSet,
    "life-states": LifeStateViewSet,
    "life-deadlines": LifeDeadlineViewSet,
    "life-transitions": LifeTransitionViewSet,
    "life-schedules": LifeScheduleViewSet,
}
