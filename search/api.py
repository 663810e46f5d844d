"""Searches over REST: ask for one, watch it, stop it, adopt what it found."""

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from core.errors import Invalid
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.asked_api import AskedViewSet
from roadmaps.filters import WholeFilter
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, text_in, texts_in, whole_number
from roadmaps.schedules import plan_of, scenario_of
from roadmaps.services import require_editor
from search import queries, services
from search.models import Goal, PlanSearch


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
    create=extend_schema(
        description="Search the plan's present revision.",
        request=NewSearch,
        responses={201: SearchOut, **WRITES},
    ),
    cancel=extend_schema(request=None, responses={200: SearchOut, **WRITES}),
    adopt=extend_schema(request=Adoption, responses={201: Adopted, **WRITES, 409: PROBLEM}),
)
class SearchViewSet(AskedViewSet[PlanSearch]):
    """The searches on the plans the caller sees."""

    queryset = PlanSearch._default_manager.none()
    serializer_class = SearchOut
    filterset_class = SearchFilters
    ordering_fields = ("id", "asked_at", "found_at", "revision", "state")
    search_fields = ("asked_by__username",)
    door = "api-searches-detail"
    asks = (
        "plan", "scenario", "goal", "weights", "stages", "finish_by", "seconds", "plans", "seed",
    )  # fmt: skip

    def rows(self, plans: QuerySet[Roadmap]) -> QuerySet[PlanSearch]:
        return queries.searches_of(plans)

    def ask(self, roadmap: Roadmap, body: dict[str, Any], by: User) -> PlanSearch:
        return services.ask_for_search(roadmap, **_asked(body, roadmap), by=by)

    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: int) -> Response:
        """Stop searching."""
        services.cancel_search(self.found(pk), by=actor(request))
        return self.answer(pk)

    @action(detail=True, methods=["post"])
    def adopt(self, request: Request, pk: int) -> Response:
        """Make a plan found the plan, as one revision."""
        search = self.found(pk)
        require_editor(search.plan, actor(request))
        body = body_of(request, "number", "reason")
        number, reason = whole_number(body, "number"), text_in(body, "reason", "")
        revision = services.adopt_answer(search, number, by=actor(request), reason=reason)
        return Response({"revision": revision.number}, 201)


def _asked(body: dict[str, Any], roadmap: Roadmap) -> dict[str, Any]:
    """The question in a body; what it leaves out is as on the page."""
    plan = plan_of(roadmap)
    asked: dict[str, Any] = {
        "scenario": text_in(body, "scenario", "") or scenario_of(plan, ""),
        "goal": text_in(body, "goal", "") or Goal.FINISH,
        "weights": _weights(body),
        "stages": texts_in(body, "stages", plan.stages),
    }
    for name, argument in (("seconds", "seconds"), ("plans", "number"), ("seed", "seed")):
        if name in body:
            asked[argument] = whole_number(body, name)
    if body.get("finish_by") is not None:
        asked["finish_by"] = _date(body)
    return asked


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
