"""How plans adopt drafts, over REST: by a decision alone, or only what was approved."""

from collections.abc import Mapping
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from drafts.adoption_rules import require_decider, set_adoption_rule
from drafts.api_schema import AdoptionRuleOut, NewAdoptionRule
from roadmaps.api_schema import PROBLEM, WRITES
from roadmaps.filters import WholeFilter
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, whole_number


class RuleFilters(filters.FilterSet):  # type: ignore[misc]
    """The rule of one plan."""

    plan = WholeFilter(field_name="pk")

    class Meta:
        model = Roadmap
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: AdoptionRuleOut, 400: PROBLEM}),
    create=extend_schema(request=NewAdoptionRule, responses={200: AdoptionRuleOut, **WRITES}),
)
class AdoptionRuleViewSet(GenericViewSet[Roadmap]):
    """The rule of every plan the caller sees."""

    queryset = Roadmap._default_manager.none()
    serializer_class = AdoptionRuleOut
    filterset_class = RuleFilters
    ordering = ("pk",)
    ordering_fields = ("pk",)
    search_fields = ("name_ko", "name_en")

    def get_queryset(self) -> "QuerySet[Roadmap]":
        return Roadmap.objects.visible_to(actor(self.request)).select_related(
            "adoption_rule__set_by"
        )

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def create(self, request: Request) -> Response:
        """Say whether only approved drafts are adopted in a plan from now on."""
        body = body_of(request, "plan", "needs_approval")
        roadmap = get_object_or_404(self.get_queryset(), pk=whole_number(body, "plan"))
        require_decider(roadmap, actor(request))
        asked = NewAdoptionRule(data=body)
        asked.is_valid(raise_exception=True)
        wanted: Any = asked.validated_data["needs_approval"]
        set_adoption_rule(roadmap, needs_approval=wanted, by=actor(request))
        return Response(self.get_serializer(self.get_queryset().get(pk=roadmap.pk)).data)


VIEWSETS: Mapping[str, type[ViewSetMixin]] = {"adoption-rules": AdoptionRuleViewSet}
