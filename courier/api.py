"""Packages over REST: packing, looking into a file, taking over, answering."""

from collections.abc import Mapping
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from audit.services import record_reading
from core.errors import Invalid
from courier import api_schema as schema
from courier.asking import day_in, text_in
from courier.models import Incoming, Outgoing
from courier.previews import outgoes
from courier.queries import standing
from courier.services import receiving, sending
from courier.station_api import VIEWSETS as STATIONS
from engine.codec import encode_changes
from engine.masking import Mask
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.filters import WholeFilter
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number
from roadmaps.services import require_editor

FLAGS = ("hide_amounts", "hide_parties")
ASKED = ("plan", "station", "revision", "scenario", *FLAGS, "projects", "note", "answer_by")


class PackageFilters(filters.FilterSet):  # type: ignore[misc]
    """Packages by plan, station and what they carry."""

    plan = WholeFilter(field_name="plan_id")
    station = WholeFilter(field_name="station_id")
    sort = filters.CharFilter()

    class Meta:
        model = Outgoing
        fields: list[str] = []


class ReceivedFilters(PackageFilters):
    """The same of what was read here."""

    class Meta:
        model = Incoming
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: schema.PackageOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: schema.PackageOut, **REFUSALS}),
    create=extend_schema(request=schema.NewPackage, responses={201: schema.PackageOut, **WRITES}),
    preview=extend_schema(
        request=schema.NewPackage, responses={200: schema.PackagePreview, **WRITES}
    ),
    file=extend_schema(responses={200: schema.SealedFile, **REFUSALS}),
    answer=extend_schema(
        request=schema.NewPackageAnswer, responses={201: schema.PackageOut, **WRITES}
    ),
)
class PackageViewSet(GenericViewSet[Outgoing]):
    """The packages that went out of the plans the caller sees."""

    queryset = Outgoing._default_manager.none()
    serializer_class = schema.PackageOut
    filterset_class = PackageFilters
    lookup_value_converter = "int"
    ordering = ("-at",)
    ordering_fields = ("id", "number", "at", "revision")
    search_fields = ("station__name", "note")

    def get_queryset(self) -> "QuerySet[Outgoing]":
        return standing.sent_by_all(actor(self.request))

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return Response(self.get_serializer(self._package(pk)).data)

    def create(self, request: Request) -> Response:
        """Sign, seal and pack."""
        body = body_of(request, *ASKED)
        roadmap = _plan(request, body)
        station = get_object_or_404(standing.stations(), pk=whole_number(body, "station"))
        order = _order(body, roadmap)
        made = sending.pack_plan(roadmap, station, order, by=actor(request))
        return Response(self.get_serializer(made).data, status=201)

    @action(detail=False, methods=["post"])
    def preview(self, request: Request) -> Response:
        """What would go out, and what is withheld. Nothing is written."""
        body = body_of(request, *ASKED)
        roadmap = _plan(request, body)
        order = _order(body, roadmap)
        parcel = sending.parcel_for(roadmap, order, by=actor(request))
        found = outgoes(roadmap, order, parcel, actor(request))
        lines = [
            {"name": each.name, "sent": each.sent, "kept": each.kept, "withheld": each.withheld}
            for each in found.lines
        ]
        told = {"lines": lines, "texts": found.texts, "moved": found.moved, "kilobytes": found.size}
        return Response(told)

    @action(detail=True, methods=["get"])
    def file(self, request: Request, pk: int) -> Response:
        """The sealed file, for the plan's editors."""
        package = self._package(pk)
        require_editor(package.plan, actor(request))
        record_reading(
            "package", package, by=actor(request), plan=package.plan_id, called=str(package)
        )
        return Response({"name": package.file_name, "file": package.file})

    @action(detail=False, methods=["post"])
    def answer(self, request: Request) -> Response:
        """Send back what was edited since the plan came in."""
        body = body_of(request, "plan", "note")
        note = text_in(body, "note")
        made = sending.pack_answer(_plan(request, body), note, by=actor(request))
        return Response(self.get_serializer(made).data, status=201)

    def _package(self, pk: int) -> Outgoing:
        return get_object_or_404(self.get_queryset().select_related("plan"), pk=pk)


@extend_schema_view(
    list=extend_schema(responses={200: schema.ReceivedOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: schema.ReceivedOut, **REFUSALS}),
    look=extend_schema(request=schema.GivenFile, responses={200: schema.LookedOut, **WRITES}),
    take=extend_schema(request=schema.GivenFile, responses={201: schema.ReceivedOut, **WRITES}),
)
class ReceivedViewSet(GenericViewSet[Incoming]):
    """The packages that were taken over, as far as the caller sees their plans."""

    queryset = Incoming._default_manager.none()
    serializer_class = schema.ReceivedOut
    filterset_class = ReceivedFilters
    lookup_value_converter = "int"
    ordering = ("-at",)
    ordering_fields = ("id", "number", "at", "signed_at")
    search_fields = ("station__name", "person", "note")

    def get_queryset(self) -> "QuerySet[Incoming]":
        return standing.read_by_all(actor(self.request)).select_related("answers")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        found = get_object_or_404(self.get_queryset(), pk=pk)
        return Response(self.get_serializer(found).data)

    @action(detail=False, methods=["post"])
    def look(self, request: Request) -> Response:
        """What is in a file. Nothing is written."""
        return Response(looked_json(receiving.look(_file(request), by=actor(request))))

    @action(detail=False, methods=["post"])
    def take(self, request: Request) -> Response:
        """Take over what is in a file, once: as a plan of its own, or as a draft."""
        taken = receiving.take(_file(request), by=actor(request))
        return Response(self.get_serializer(taken).data, status=201)


def looked_json(found: "receiving.Arrival | receiving.Return") -> dict[str, Any]:
    """What is in a file, for programs."""
    header = found.opened.header
    told: dict[str, Any] = {
        "sort": header.sort,
        "number": header.number,
        "station": found.opened.station.name,
        "signed_at": header.made_at,
        "answers": None,
        "changes": [],
    }
    if isinstance(found, receiving.Arrival):
        parcel = found.parcel
        named = {"person": parcel.by, "note": parcel.note, "name": parcel.plan.header.name("ko")}
        return told | named
    reply, package = found.reply, found.package
    told |= {"person": reply.by, "note": reply.note, "name": package.plan.name}
    return told | {"answers": package.number, "changes": encode_changes(found.changes)}


def _plan(request: Request, body: Mapping[str, Any]) -> Roadmap:
    seen = Roadmap.objects.visible_to(actor(request))
    found = get_object_or_404(seen, pk=whole_number(dict(body), "plan"))
    require_editor(found, actor(request))
    return found


def _order(body: Mapping[str, Any], roadmap: Roadmap) -> sending.Order:
    for name in FLAGS:
        if not isinstance(body.get(name, True), bool):
            raise Invalid(Problem("not_a_flag", (name,), {"field": name}))
    keys = body.get("projects")
    if keys is not None and not (isinstance(keys, list) and all(isinstance(k, str) for k in keys)):
        raise Invalid(Problem("not_a_list", ("projects",), {"field": "projects"}))
    return sending.Order(
        whole_number(dict(body), "revision") if "revision" in body else roadmap.revision,
        text_in(body, "scenario"),
        Mask(
            body.get("hide_amounts", True),
            body.get("hide_parties", True),
            None if keys is None else frozenset(keys),
        ),
        text_in(body, "note"),
        day_in(body, "answer_by"),
    )


def _file(request: Request) -> bytes:
    return text_in(body_of(request, "file"), "file").encode("utf-8", "surrogatepass")


VIEWSETS: Mapping[str, type[ViewSetMixin]] = {
    **STATIONS,
    "courier-packages": PackageViewSet,
    "courier-received": ReceivedViewSet,
}
