"""Who is in a plan over REST: members with what they see, and roles in one project or zone."""

from collections.abc import Mapping
from typing import Any, cast

import django_filters as filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from accounts.models import User
from core.errors import Invalid
from core.sight import Sight
from engine.belonging import Scope
from engine.problems import Problem
from roadmaps import member_api_schema as schema
from roadmaps import parts, services
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.filters import WholeFilter
from roadmaps.models import Grant, Membership, Roadmap
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number
from roadmaps.services import require_owner

SIGHT = ("sees_amounts", "sees_parties")


class MemberFilters(filters.FilterSet):  # type: ignore[misc]
    """Members by plan, by who they are, and by role."""

    plan = WholeFilter(field_name="plan_id")
    user = filters.CharFilter(field_name="user__username")
    role = filters.CharFilter()

    class Meta:
        model = Membership
        fields: list[str] = []


class GrantFilters(MemberFilters):
    """Roles in parts, also by the project or zone."""

    project = filters.CharFilter()
    zone = filters.CharFilter(field_name="zone_id")

    class Meta:
        model = Grant
        fields: list[str] = []


class OfPlans(GenericViewSet[Any]):
    """Rows about people in the plans the caller sees; written by a plan's owner alone."""

    lookup_value_converter = "int"
    ordering = ("plan_id", "user__username", "id")
    ordering_fields = ("id", "role")
    search_fields = ("user__username", "user__full_name")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return Response(self.get_serializer(self._row(pk)).data)

    def _plans(self) -> "QuerySet[Roadmap]":
        return Roadmap.objects.visible_to(actor(self.request))

    def _row(self, pk: int) -> Any:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def _owned(self, pk: int) -> Any:
        row = self._row(pk)
        require_owner(row.plan, actor(self.request))
        return row

    def _plan_of(self, body: Mapping[str, Any]) -> Roadmap:
        """The plan a new row is about. Who may not write is told so before anything else."""
        roadmap = get_object_or_404(self._plans(), pk=whole_number(dict(body), "plan"))
        require_owner(roadmap, actor(self.request))
        return roadmap

    def _made(self, noun: str, pk: int) -> Response:
        place = self.request.build_absolute_uri(reverse(f"api-{noun}-detail", args=[pk]))
        told = self.get_serializer(self._row(pk)).data
        return Response(told, 201, headers={"Location": place})


@extend_schema_view(
    list=extend_schema(responses={200: schema.MemberOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: schema.MemberOut, **REFUSALS}),
    create=extend_schema(request=schema.NewMember, responses={201: schema.MemberOut, **WRITES}),
    partial_update=extend_schema(
        request=schema.MemberChange, responses={200: schema.MemberOut, **WRITES}
    ),
    destroy=extend_schema(responses={204: None, **WRITES}),
)
class MemberViewSet(OfPlans):
    """Who is in the plans the caller sees, and as what. The last owner of a plan stays."""

    queryset = Membership._default_manager.none()
    serializer_class = schema.MemberOut
    filterset_class = MemberFilters

    def get_queryset(self) -> "QuerySet[Membership]":
        found = Membership.objects.filter(plan__in=self._plans())
        return found.select_related("user", "plan")

    def create(self, request: Request) -> Response:
        """Let somebody in. What they see besides names and dates is everything unless told."""
        body = body_of(request, "plan", "user", "role", *SIGHT)
        roadmap = self._plan_of(body)
        told = _told(schema.NewMember, body)
        person = _person(told["user"])
        if roadmap.memberships.filter(user=person).exists():
            values = {"name": person.get_username()}
            raise Invalid(Problem("in_the_plan_already", ("user",), values))
        seen = Sight(told.get("sees_amounts", True), told.get("sees_parties", True))
        made = services.set_member(roadmap, person, told["role"], seen=seen, by=actor(request))
        return self._made("members", made.pk)

    def partial_update(self, request: Request, pk: int) -> Response:
        """Another role, or something else to see; what is not told stays as it is."""
        row: Membership = self._owned(pk)
        told = _told(schema.MemberChange, body_of(request, "role", *SIGHT))
        seen = Sight(*(told.get(name, getattr(row, name)) for name in SIGHT))
        role = told.get("role", row.role)
        services.set_member(row.plan, row.user, role, seen=seen, by=actor(request))
        return Response(self.get_serializer(self._row(pk)).data)

    def destroy(self, request: Request, pk: int) -> Response:
        """Somebody leaves the plan, with their roles in parts of it."""
        row: Membership = self._owned(pk)
        services.remove_member(row.plan, row.user, by=actor(request))
        return Response(status=204)


@extend_schema_view(
    list=extend_schema(responses={200: schema.GrantOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: schema.GrantOut, **REFUSALS}),
    create=extend_schema(request=schema.NewGrant, responses={201: schema.GrantOut, **WRITES}),
    destroy=extend_schema(responses={204: None, **WRITES}),
)
class GrantViewSet(OfPlans):
    """Roles in one project or zone. One is given and taken back, never changed."""

    queryset = Grant._default_manager.none()
    serializer_class = schema.GrantOut
    filterset_class = GrantFilters

    def get_queryset(self) -> "QuerySet[Grant]":
        return Grant.objects.filter(plan__in=self._plans()).select_related("user", "plan")

    def create(self, request: Request) -> Response:
        """Give a role in one project or zone; who is not in the plan becomes its viewer."""
        body = body_of(request, "plan", "user", "role", "project", "zone")
        roadmap = self._plan_of(body)
        told = _told(schema.NewGrant, body)
        scope = Scope(told.get("project", ""), told.get("zone", ""))
        person = _person(told["user"])
        made = parts.grant(roadmap, person, told["role"], scope, by=actor(request))
        return self._made("grants", made.pk)

    def destroy(self, request: Request, pk: int) -> Response:
        """Take the role back; the person stays in the plan."""
        row: Grant = self._owned(pk)
        parts.revoke(row.plan, row.pk, by=actor(request))
        return Response(status=204)


def _told(shape: type[Any], body: Mapping[str, Any]) -> dict[str, Any]:
    asked = shape(data=body)
    asked.is_valid(raise_exception=True)
    return cast("dict[str, Any]", asked.validated_data)


def _person(name: str) -> User:
    found = User.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise Invalid(Problem("nobody_by_name", ("user",), {"name": name}))
    return found


VIEWSETS: Mapping[str, type[ViewSetMixin]] = {"members": MemberViewSet, "grants": GrantViewSet}
