"""Searches over REST: ask for one, watch it, stop it, adopt what it found."""

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from core import sight
from core.errors import Invalid
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.filters import WholeFilter
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number
from roadmaps.schedules import plan_of, scenario_of
from roadmaps.services import require_editor
from search import queries, services
from search.models import Goal, PlanSearch

ASKED = ("plan", "scenario", "goal", "weights", "stages", "finish_by", "seconds", "plans", "seed")


class SearchOut(serializers.ModelSerializer[PlanSearch]):
    """A search that was asked for; `state` is its job's, `answers` the plans found.

    Each answer has its `finish`, its `objectives` with bound and gap, the projects `left_out`, the
    activities `moved`, and the `changes` that lead to it.
    """

    asked_by = serializers.CharField(source="asked_by.username")
    state = serializers.CharField()
    progress = serializers.IntegerField(help_text="Percent.")
    step = serializers.CharField()
    error = serializers.CharField(help_text="The problem code of a failed search.")

    class Meta:
        model = PlanSearch
        fields = (
            "id",
            "plan",
            "revision",
            "scenario",
            "goal",
            "weights",
            "stages",
            "finish_by",
            "seconds",
            "plans",
            "seed",
            "asked_by",
            "asked_at",
            "state",
            "progress",
            "step",
            "error",
            "outcome",
            "answers",
            "set_aside",
            "found_at",
        )


class NewSearch(serializers.Serializer[Any]):
    """What to look for; without stages every activity may move, without weights all stays in."""

    plan = serializers.IntegerField()
    scenario = serializers.CharField(required=False)
    goal = serializers.ChoiceField(Goal.choices, default=Goal.FINISH)
    weights = serializers.DictField(
        child=serializers.FloatField(),
        required=False,
        help_text="The projects that may be left out, and what each is worth.",
    )
    stages = serializers.ListField(child=serializers.CharField(), required=False)
    finish_by = serializers.DateField(required=False)
    seconds = serializers.IntegerField(required=False, min_value=5, max_value=600)
    plans = serializers.IntegerField(required=False, min_value=1, max_value=5)
    seed = serializers.IntegerField(required=False, min_value=0)


class Adoption(serializers.Serializer[Any]):
    """Which of the plans found becomes the plan, and why."""

    number = serializers.IntegerField(help_text="1 is the best.")
    reason = serializers.CharField(required=False)


class Adopted(serializers.Serializer[Any]):
    """The revision that adopted a plan found."""

    revision = serializers.IntegerField()


class SearchFilters(filters.FilterSet):  # type: ignore[misc]
    """Searches by plan, by what they look for and by how far they are."""

    plan = WholeFilter(field_name="plan_id")
    revision = WholeFilter()
    scenario = filters.CharFilter()
    goal = filters.CharFilter()
    outcome = filters.CharFilter()
    state = filters.CharFilter()

    class Meta:
        model = PlanSearch
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: SearchOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: SearchOut, **REFUSALS}),
    create=extend_schema(request=NewSearch, responses={201: SearchOut, **WRITES}),
    cancel=extend_schema(request=None, responses={200: SearchOut, **WRITES}),
    adopt=extend_schema(request=Adoption, responses={201: Adopted, **WRITES, 409: PROBLEM}),
)
class SearchViewSet(GenericViewSet[PlanSearch]):
    """The searches on the plans the caller sees."""

    queryset = PlanSearch._default_manager.none()
    serializer_class = SearchOut
    filterset_class = SearchFilters
    lookup_value_converter = "int"
    ordering = ("-asked_at",)
    ordering_fields = ("id", "asked_at", "found_at", "revision", "state")
    search_fields = ("asked_by__username",)

    def get_queryset(self) -> "QuerySet[PlanSearch]":
        return queries.searches_of(Roadmap.objects.visible_to(actor(self.request)))

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return self._answer(pk)

    def create(self, request: Request) -> Response:
        """Search the plan's present revision."""
        body = body_of(request, *ASKED)
        seen = Roadmap.objects.visible_to(actor(request))
        roadmap = get_object_or_404(seen, pk=whole_number(body, "plan"))
        sight.step_into(roadmap.pk)
        search = services.ask_for_search(roadmap, **_asked(body, roadmap), by=actor(request))
        place = request.build_absolute_uri(reverse("api-searches-detail", args=[search.pk]))
        return self._answer(search.pk, 201, Location=place)

    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: int) -> Response:
        """Stop searching."""
        services.cancel_search(self._search(pk), by=actor(request))
        return self._answer(pk)

    @action(detail=True, methods=["post"])
    def adopt(self, request: Request, pk: int) -> Response:
        """Make a plan found the plan, as one revision."""
        search = self._search(pk)
        require_editor(search.plan, actor(request))
        body = body_of(request, "number", "reason")
        number = whole_number(body, "number")
        reason = str(body.get("reason", ""))
        revision = services.adopt_answer(search, number, by=actor(request), reason=reason)
        return Response({"revision": revision.number}, 201)

    def _search(self, pk: int) -> PlanSearch:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def _answer(self, pk: int, status: int = 200, **headers: str) -> Response:
        return Response(self.get_serializer(self._search(pk)).data, status, headers=headers)


def _asked(body: dict[str, Any], roadmap: Roadmap) -> dict[str, Any]:
    """The question in a body; what it leaves out is as on the page."""
    plan = plan_of(roadmap)
    asked: dict[str, Any] = {
        "scenario": _text(body, "scenario") or scenario_of(plan, ""),
        "goal": _text(body, "goal") or Goal.FINISH,
        "weights": _weights(body),
        "stages": _texts(body) if "stages" in body else list(plan.stages),
    }
    for name, argument in (("seconds", "seconds"), ("plans", "number"), ("seed", "seed")):
        if name in body:
            asked[argument] = whole_number(body, name)
    if body.get("finish_by") is not None:
        asked["finish_by"] = _date(body)
    return asked


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise Invalid(Problem("not_text", (name,), {"field": name}))
    return value


def _texts(body: dict[str, Any]) -> list[str]:
    value = body["stages"]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Invalid(Problem("not_a_list", ("stages",), {"field": "stages"}))
    return value


def _weights(body: dict[str, Any]) -> dict[str, float]:
    value = body.get("weights", {})
    if not isinstance(value, dict):
        raise Invalid(Problem("not_an_object", ("weights",)))
    for key, weight in value.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            raise Invalid(Problem("not_a_whole_number", (f"weights.{key}",), {"field": key}))
    return {key: float(weight) for key, weight in value.items()}


def _date(body: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(str(body["finish_by"]))
    except ValueError:
        values = {"field": "finish_by", "found": str(body["finish_by"])}
        raise Invalid(Problem("not_a_date", ("finish_by",), values)) from None
