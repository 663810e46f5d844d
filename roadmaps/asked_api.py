"""What people ask workers for, over REST: a report, a simulation, a search. Listed, read, asked."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.models import User
from core import sight
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number

Asked = TypeVar("Asked", bound=Model)


class AskedViewSet(GenericViewSet[Asked]):
    """What was asked for about the plans the caller sees; a subclass says what that is."""

    #: The door to one of them.
    door: str
    #: The fields of a question.
    asks: tuple[str, ...]
    lookup_value_converter = "int"
    ordering = ("-asked_at",)

    def rows(self, plans: QuerySet[Roadmap]) -> QuerySet[Asked]:
        """All that was asked for about these plans."""
        raise NotImplementedError

    def ask(self, roadmap: Roadmap, body: dict[str, Any], by: User) -> Asked:
        """Ask for one; the body holds no fields but `asks`."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Asked]:
        return self.rows(Roadmap.objects.visible_to(actor(self.request)))

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return self.answer(pk)

    def create(self, request: Request) -> Response:
        """Ask about the plan's present revision."""
        body = body_of(request, *self.asks)
        seen = Roadmap.objects.visible_to(actor(request))
        roadmap = get_object_or_404(seen, pk=whole_number(body, "plan"))
        sight.step_into(roadmap.pk)
        asked = self.ask(roadmap, body, actor(request))
        place = request.build_absolute_uri(reverse(self.door, args=[asked.pk]))
        return self.answer(asked.pk, 201, Location=place)

    def found(self, pk: int) -> Asked:
        """The one the address names; 404 where the caller sees none."""
        return get_object_or_404(self.get_queryset(), pk=pk)

    def answer(self, pk: int, status: int = 200, **headers: str) -> Response:
        """How it stands now."""
        return Response(self.get_serializer(self.found(pk)).data, status, headers=headers)
