"""Documents over REST: attach by multipart, list by plan and thing, download, never overwrite."""

from typing import Any, cast

import django_filters as filters
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from core.errors import Invalid
from documents import services
from documents.handing import hand_out
from documents.models import Document, DocumentVersion, Scan
from documents.queries.reading import all_documents
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.filters import FlagFilter, WholeFilter
from roadmaps.models import Roadmap
from roadmaps.requests import actor, refuse_unknown

NUMBER = OpenApiParameter("version", int, description="Which version; without one the newest.")


class DocumentVersionOut(serializers.ModelSerializer[DocumentVersion]):
    """A version: by its content a `type`, by the scanner a `scan`."""

    by = serializers.CharField(source="by.username")
    scan = serializers.ChoiceField(choices=Scan.choices)

    class Meta:
        model = DocumentVersion
        fields = ("number", "name", "size", "type", "sha256", "note", "by", "at", "scan")


class DocumentOut(serializers.ModelSerializer[Document]):
    """A document with its versions, the newest first. `about` is kind:key of what it belongs to."""

    about = serializers.CharField()
    added_by = serializers.CharField(source="added_by.username")
    versions = DocumentVersionOut(many=True)
    file = serializers.SerializerMethodField(help_text="Where the newest version is downloaded.")

    class Meta:
        model = Document
        fields = ("id", "plan", "about", "title", "added_by", "added_at", "removed_at", "versions",
                  "file")  # fmt: skip

    def get_file(self, document: Document) -> str:
        at = reverse("api-documents-download", args=[document.pk])
        return str(self.context["request"].build_absolute_uri(at))


class NewVersion(serializers.Serializer[Any]):
    """A file, as multipart/form-data."""

    file = serializers.FileField()
    note = serializers.CharField(required=False)


class NewDocument(NewVersion):
    """A file about something in a plan, as multipart/form-data."""

    plan = serializers.IntegerField()
    about = serializers.CharField(help_text="kind:key, such as condition:SAN-2397-7.")
    title = serializers.CharField(required=False)


class DocumentFilters(filters.FilterSet):  # type: ignore[misc]
    """Documents by plan, by what they are about, and whether they were removed."""

    plan = WholeFilter(field_name="plan_id")
    about = filters.CharFilter(method="keep_about", label="kind:key of what they belong to.")
    removed = FlagFilter(method="keep_removed", label="true: only those that were removed.")

    class Meta:
        model = Document
        fields: list[str] = []

    def keep_about(self, found: "QuerySet[Document]", name: str, about: str) -> Any:
        kind, _, key = about.partition(":")
        return found.filter(kind=kind, key=key)

    def keep_removed(self, found: "QuerySet[Document]", name: str, removed: bool) -> Any:
        return found.filter(removed_at__isnull=not removed)


@extend_schema_view(
    list=extend_schema(responses={200: DocumentOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: DocumentOut, **REFUSALS}),
    create=extend_schema(
        request={"multipart/form-data": NewDocument}, responses={201: DocumentOut, **WRITES}
    ),
    versions=extend_schema(
        request={"multipart/form-data": NewVersion}, responses={201: DocumentOut, **WRITES}
    ),
    remove=extend_schema(request=None, responses={200: DocumentOut, **WRITES}),
    restore=extend_schema(request=None, responses={200: DocumentOut, **WRITES}),
    download=extend_schema(
        parameters=[NUMBER],
        responses={(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY)}
        | REFUSALS,
    ),
)
class DocumentViewSet(GenericViewSet[Document]):
    """Files attached to what the caller's plans hold. Removed ones are listed too."""

    queryset = Document._default_manager.none()
    serializer_class = DocumentOut
    filterset_class = DocumentFilters
    parser_classes = (MultiPartParser, JSONParser)
    lookup_value_converter = "int"
    ordering = ("-id",)
    ordering_fields = ("id", "title", "added_at")
    search_fields = ("title", "versions__name", "key")

    def get_queryset(self) -> "QuerySet[Document]":
        return all_documents(Roadmap.objects.visible_to(actor(self.request)))

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return self._answer(pk)

    def create(self, request: Request) -> Response:
        """Attach a file."""
        roadmap = self._roadmap(_text(request, "plan"), _text(request, "about"))
        made = services.attach(
            roadmap,
            _text(request, "about"),
            _text(request, "title"),
            _file(request),
            note=_text(request, "note"),
            by=actor(request),
        )
        place = request.build_absolute_uri(reverse("api-documents-detail", args=[made.pk]))
        return self._answer(made.pk, 201, Location=place)

    @action(detail=True, methods=["post"])
    def versions(self, request: Request, pk: int) -> Response:
        """Give it a newer version."""
        document = self._writable(pk)
        services.add_version(
            document, _file(request), note=_text(request, "note"), by=actor(request)
        )
        return self._answer(pk, 201)

    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: int) -> Response:
        """Take it out of sight; nothing is deleted."""
        services.remove(self._document(pk), by=actor(request))
        return self._answer(pk)

    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: int) -> Response:
        """Put it back."""
        services.restore(self._document(pk), by=actor(request))
        return self._answer(pk)

    @action(detail=True)
    def download(self, request: Request, pk: int) -> FileResponse:
        """The file; who takes it is written down."""
        refuse_unknown(request, "version")
        wanted = request.query_params.get("version")
        found = self._document(pk).versions.all()
        if wanted is not None:
            if not wanted.isdecimal():
                values = {"field": "version", "found": wanted}
                raise Invalid(Problem("not_a_whole_number", ("version",), values))
            found = found.filter(number=int(wanted))
        version = found.first()
        if version is None:
            raise Http404
        return hand_out(version, by=actor(request))

    def _roadmap(self, found: str, about: str) -> Roadmap:
        """The plan. Who may not write is told so before anything is said of what they sent."""
        if not found.isdecimal():
            code = "not_a_whole_number" if found else "missing_field"
            raise Invalid(Problem(code, ("plan",), {"field": "plan", "found": found}))
        roadmap = get_object_or_404(Roadmap.objects.visible_to(actor(self.request)), pk=int(found))
        kind, _, key = about.partition(":")
        services.require_role(roadmap, kind, key, actor(self.request))
        return roadmap

    def _writable(self, pk: int) -> Document:
        document = self._document(pk)
        services.require_role(document.plan, document.kind, document.key, actor(self.request))
        return document

    def _document(self, pk: int) -> Document:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def _answer(self, pk: int, status: int = 200, **headers: str) -> Response:
        return Response(self.get_serializer(self._document(pk)).data, status, headers=headers)


VIEWSETS: dict[str, type[ViewSetMixin]] = {"documents": DocumentViewSet}


def _text(request: Request, name: str) -> str:
    return str(cast("dict[str, Any]", request.data).get(name, ""))


def _file(request: Request) -> "UploadedFile[Any]":
    found = request.FILES.get("file")
    if not isinstance(found, UploadedFile):
        raise Invalid(Problem("document_file", ("file",)))
    return found
