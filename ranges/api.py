"""Simulations over REST: ask for one, watch it, read its ranges, stop it."""

from dataclasses import asdict, replace
from decimal import Decimal, InvalidOperation
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from core import sight
from core.errors import Invalid
from engine.problems import Problem
from ranges import queries, services
from ranges.answers import answer_of
from ranges.forms import ASSUMED
from ranges.models import RangesRun
from ranges.study import Question
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.asked_api import AskedViewSet
from roadmaps.filters import WholeFilter
from roadmaps.models import Roadmap
from roadmaps.requests import actor, text_in, whole_number
from roadmaps.schedules import plan_of, scenario_of

WHOLE = ("draws", "seed", "shortest", "longest")


class RangesOut(serializers.ModelSerializer[RangesRun]):
    """A simulation that was asked for; `is_stale` once the plan has a newer revision."""

    asked_by = serializers.CharField(source="asked_by.username")
    state = serializers.SerializerMethodField()
    progress = serializers.SerializerMethodField(help_text="Percent.")
    is_stale = serializers.SerializerMethodField()

    class Meta:
        model = RangesRun
        fields = (
            "id",
            "plan",
            "revision",
            "scenario",
            "draws",
            "seed",
            "correlation",
            "shortest",
            "longest",
            "asked_by",
            "asked_at",
            "state",
            "progress",
            "is_stale",
            "sha256",
            "read_at",
        )

    def get_state(self, run: RangesRun) -> str:
        return self._line(run).state

    def get_progress(self, run: RangesRun) -> int:
        return self._line(run).progress

    def get_is_stale(self, run: RangesRun) -> bool:
        return run.revision != run.plan.revision

    def _line(self, run: RangesRun) -> queries.RunLine:
        """Worked out once a row: three of its fields ask."""
        known: queries.RunLine | None = getattr(self, "_known", None)
        if known is None or known.run.pk != run.pk:
            known = queries.run_line(run, run.plan, "en")
            self._known = known
        return known


class RangesRead(RangesOut):
    """With its ranges, null until they are read: dates ISO, null where fewer runs get there."""

    answer = serializers.SerializerMethodField()

    class Meta(RangesOut.Meta):
        fields = (*RangesOut.Meta.fields, "answer")  # type: ignore[assignment]

    @extend_schema_field({"type": ["object", "null"], "description": "plan-ranges/1"})
    def get_answer(self, run: RangesRun) -> dict[str, Any] | None:
        if not run.sha256:
            return None
        if sight.of_plan(run.plan_id).amounts:
            return answer_of(run)
        return {**answer_of(run), "spending": None, "withheld": ["spending"]}


class NewRanges(serializers.Serializer[Any]):
    """What to simulate: without a scenario the plan's own; the other fields have defaults."""

    plan = serializers.IntegerField()
    scenario = serializers.CharField(required=False)
    draws = serializers.IntegerField(default=ASSUMED.draws)
    seed = serializers.IntegerField(default=ASSUMED.seed)
    correlation = serializers.DecimalField(3, 2, default=ASSUMED.correlation)
    shortest = serializers.IntegerField(default=ASSUMED.shortest, help_text="Percent.")
    longest = serializers.IntegerField(default=ASSUMED.longest, help_text="Percent.")


class RangesFilters(filters.FilterSet):  # type: ignore[misc]
    """Simulations by plan, revision and scenario."""

    plan = WholeFilter(field_name="plan_id")
    revision = WholeFilter()
    scenario = filters.CharFilter()

    class Meta:
        model = RangesRun
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: RangesOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: RangesRead, **REFUSALS}),
    create=extend_schema(
        description="Simulate the plan's present revision; asking twice gives the same simulation.",
        request=NewRanges,
        responses={201: RangesRead, **WRITES},
    ),
    destroy=extend_schema(request=None, responses={204: None, **WRITES}),
)
class RangesViewSet(AskedViewSet[RangesRun]):
    """The simulations of the plans the caller sees."""

    queryset = RangesRun._default_manager.none()
    filterset_class = RangesFilters
    ordering_fields = ("id", "asked_at", "read_at", "revision", "draws")
    search_fields = ("asked_by__username", "sha256")
    door = "api-ranges-detail"
    asks = ("plan", "scenario", "correlation", *WHOLE)

    def get_serializer_class(self) -> type[serializers.BaseSerializer[RangesRun]]:
        return RangesOut if self.action == "list" else RangesRead

    def rows(self, plans: QuerySet[Roadmap]) -> QuerySet[RangesRun]:
        return queries.runs_of(plans)

    def ask(self, roadmap: Roadmap, body: dict[str, Any], by: User) -> RangesRun:
        question = _question(body, scenario_of(plan_of(roadmap), ""))
        return services.ask_for_ranges(roadmap, question, by=by)

    def destroy(self, request: Request, pk: int) -> Response:
        """Cancel it: whatever waits or is under way stops. What was read stays readable."""
        services.cancel_ranges(self.found(pk), by=actor(request))
        return Response(status=204)


def _question(body: dict[str, Any], scenario: str) -> Question:
    """What the body asks; a missing field is assumed."""
    given: dict[str, Any] = {name: whole_number(body, name) for name in WHOLE if name in body}
    if "correlation" in body:
        given["correlation"] = _decimal(body["correlation"])
    wanted = text_in(body, "scenario", "") or scenario
    return replace(ASSUMED, **{**asdict(ASSUMED), **given, "scenario": wanted})


def _decimal(value: Any) -> Decimal:
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise InvalidOperation
        return Decimal(str(value))
    except InvalidOperation:
        problem = Problem("not_a_decimal", ("correlation",), {"field": "correlation"})
        raise Invalid(problem) from None
