"""Share links over REST: make, list, revoke, and the log of visits."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from core.errors import Invalid
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.filters import WholeFilter
from roadmaps.models import Roadmap, Role
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number
from roadmaps.services import require_owner
from sharing import api_schema as schema
from sharing.guest_api import GuestCommentViewSet
from sharing.models import ShareLink
from sharing.queries.links import links_of
from sharing.services import links as services

TEXTS = ("label", "kind", "scenario", "password")
FLAGS = ("hide_amounts", "hide_parties", "may_comment")
LISTS = ("projects", "zones")


class ShareLinkFilters(filters.FilterSet):  # type: ignore[misc]
    """Links by plan and by what they show."""

    plan = WholeFilter(field_name="plan_id")
    kind = filters.CharFilter()

    class Meta:
        model = ShareLink
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: schema.ShareLinkOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: schema.ShareLinkOut, **REFUSALS}),
    create=extend_schema(
        request=schema.NewShareLink, responses={201: schema.MadeLinkOut, **WRITES}
    ),
    comments=extend_schema(
        request=schema.LetComment, responses={200: schema.ShareLinkOut, **WRITES}
    ),
    revoke=extend_schema(request=None, responses={200: schema.ShareLinkOut, **WRITES}),
    visits=extend_schema(responses={200: schema.ShareVisitOut(many=True), **REFUSALS}),
)
class ShareLinkViewSet(GenericViewSet[ShareLink]):
    """The links of the plans the caller owns; an administrator's are all."""

    queryset = ShareLink._default_manager.none()
    serializer_class = schema.ShareLinkOut
    filterset_class = ShareLinkFilters
    lookup_value_converter = "int"
    ordering = ("-id",)
    ordering_fields = ("id", "made_at", "expires_at", "label")
    search_fields = ("label", "made_by__username")

    def get_queryset(self) -> "QuerySet[ShareLink]":
        return links_of(Roadmap.objects.visible_to(actor(self.request)))

    def list(self, request: Request) -> Response:
        user, found = actor(request), self.get_queryset()
        if not user.is_staff:
            owned = {"plan__memberships__user": user, "plan__memberships__role": Role.OWNER}
            found = found.filter(**owned)
        page = self.paginate_queryset(self.filter_queryset(found))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return Response(self.get_serializer(self._link(pk)).data)

    def create(self, request: Request) -> Response:
        """Make a link. The answer holds its address: it is told this once."""
        body = body_of(request, "plan", "revision", "until", *TEXTS, *FLAGS, *LISTS)
        seen = Roadmap.objects.visible_to(actor(request))
        roadmap = get_object_or_404(seen, pk=whole_number(body, "plan"))
        require_owner(roadmap, actor(request))
        link, secret = services.make_link(roadmap, _wanted(body), by=actor(request))
        address = request.build_absolute_uri(reverse("sharing:shared", args=[secret]))
        told = schema.MadeLinkOut(self._link(link.pk), context={"address": address})
        place = request.build_absolute_uri(reverse("api-share-links-detail", args=[link.pk]))
        return Response(told.data, 201, headers={"Location": place, "Cache-Control": "no-store"})

    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: int) -> Response:
        """The link shows nothing from now on."""
        services.revoke_link(self._link(pk), by=actor(request))
        return Response(self.get_serializer(self._link(pk)).data)

    @action(detail=True, methods=["post"])
    def comments(self, request: Request, pk: int) -> Response:
        """Open the link to comments, or close it: `{"may_comment": true}`."""
        link, body = self._link(pk), body_of(request, "may_comment")
        wanted = _flag({"may_comment": None, **body}, "may_comment")
        services.let_comment(link, may_comment=wanted, by=actor(request))
        return Response(self.get_serializer(self._link(pk)).data)

    @action(detail=True, methods=["get"], filterset_class=None)
    def visits(self, request: Request, pk: int) -> Response:
        """Every visit, the newest first."""
        visits: Any = self._link(pk).visits.all()
        page: Any = self.paginate_queryset(visits)
        return self.get_paginated_response(schema.ShareVisitOut(page, many=True).data)

    def _link(self, pk: int) -> ShareLink:
        link = get_object_or_404(self.get_queryset(), pk=pk)
        require_owner(link.plan, actor(self.request))
        return link


def _wanted(body: dict[str, Any]) -> services.Wanted:
    given: dict[str, Any] = {name: _text(body, name) for name in TEXTS if name in body}
    given |= {name: _flag(body, name) for name in FLAGS if name in body}
    given |= {name: _list(body, name) for name in LISTS if name in body}
    if body.get("revision") is not None:
        given["revision"] = whole_number(body, "revision")
    if body.get("until") is not None:
        given["until"] = _day(body)
    return services.Wanted(**{"label": "", **given})


def _text(body: dict[str, Any], name: str) -> str:
    value = body[name]
    if not isinstance(value, str) or "\x00" in value:
        raise Invalid(Problem("not_text", (name,), {"field": name}))
    return value


def _flag(body: dict[str, Any], name: str) -> bool:
    value = body[name]
    if not isinstance(value, bool):
        raise Invalid(Problem("share_not_yes_or_no", (name,), {"field": name}))
    return value


def _list(body: dict[str, Any], name: str) -> tuple[str, ...]:
    value = body[name]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Invalid(Problem("not_a_list", (name,), {"field": name}))
    return tuple(value)


def _day(body: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(body["until"])
    except (TypeError, ValueError):
        raise Invalid(Problem("share_not_a_day", ("until",), {"field": "until"})) from None


VIEWSETS: Mapping[str, type[ViewSetMixin]] = {
    "share-links": ShareLinkViewSet,
    "guest-comments": GuestCommentViewSet,
}
