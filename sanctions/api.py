"""Measures with their versions and goods codes over REST: read only. A planning aid."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from sanctions.api_schema import KNOWN, MeasureKnownOut, MeasureOut, MeasureVersionOut
from sanctions.clocks import known_day
from sanctions.history import history_of
from sanctions.models import HsChapter, HsHeading, Instrument, Measure, MeasureVersion


class InstrumentOut(ModelSerializer[Instrument]):
    """A legal source that holds measures."""

    class Meta:
        model = Instrument
        exclude = ("order",)


class HsChapterOut(ModelSerializer[HsChapter]):
    """A chapter of the Harmonized System, 2022 edition."""

    class Meta:
        model = HsChapter
        fields = "__all__"


class HsHeadingOut(ModelSerializer[HsHeading]):
    """A heading that a measure names, or that screening has to tell from one."""

    class Meta:
        model = HsHeading
        fields = "__all__"


class InstrumentViewSet(ReadOnlyModelViewSet[Instrument]):
    """The resolutions, acts, regulations and orders."""

    queryset = Instrument.objects.all()
    serializer_class = InstrumentOut
    filterset_fields = ("regime",)
    search_fields = ("id", "name_ko", "name_en")
    ordering_fields = ("id", "order")


@extend_schema_view(
    list=extend_schema(parameters=[KNOWN]), retrieve=extend_schema(parameters=[KNOWN])
)
class MeasureViewSet(ReadOnlyModelViewSet[Any]):
    """The measures, as they are known now or were known on a day."""

    queryset = Measure.objects.all()
    serializer_class = MeasureOut
    also = ("known",)
    filterset_fields = (
        "regime",
        "instrument",
        "subject",
        "direction",
        "effect",
        "legal_force",
        "hs_scope",
        "confidence",
        "verified",
    )
    ordering_fields = ("id", "order", "adopted", "effective_from", "regime")

    @property
    def search_fields(self) -> tuple[str, ...]:
        name = "id" if self._known is None else "measure"
        return (name, "paragraph", "summary_ko", "summary_en", "citation")

    def get_queryset(self) -> "QuerySet[Any]":
        if self._known is None:
            return Measure.objects.all()
        return MeasureVersion.objects.known_on(self._known).order_by("order", "measure")

    def get_serializer_class(self) -> Any:
        return MeasureOut if self._known is None else MeasureKnownOut

    def filter_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        found = super().filter_queryset(queryset)
        if self._known is None:
            return found
        # What a list of measures calls “id” is the measure's name, no number of a version.
        terms = [str(term) for term in found.query.order_by]
        named = {"id": "measure", "-id": "-measure"}
        return found.order_by(*(named.get(term, term) for term in terms))

    def get_object(self) -> Any:
        name = {"pk" if self._known is None else "measure": self.kwargs["pk"]}
        return get_object_or_404(self.get_queryset(), **name)

    @extend_schema(responses={200: MeasureVersionOut(many=True)}, filters=False)
    @action(detail=True)
    def versions(self, request: Request, pk: str) -> Response:
        """Every version of a measure from the first: what was known of it, from when until when."""
        lines = history_of(pk).lines[::-1]
        if not lines:
            raise Http404
        for line in lines:
            line.version.changed = [each.field for each in line.differences]  # type: ignore[attr-defined]
        page = self.paginate_queryset([line.version for line in lines])
        return self.get_paginated_response(MeasureVersionOut(page, many=True).data)

    @cached_property
    def _known(self) -> date | None:
        return known_day(self.request.query_params.get("known"))


class HsChapterViewSet(ReadOnlyModelViewSet[HsChapter]):
    """Chapters of the Harmonized System."""

    queryset = HsChapter.objects.all()
    serializer_class = HsChapterOut
    search_fields = ("code", "name_ko", "name_en")
    ordering_fields = ("code",)


class HsHeadingViewSet(ReadOnlyModelViewSet[HsHeading]):
    """Headings of the Harmonized System."""

    queryset = HsHeading.objects.all()
    serializer_class = HsHeadingOut
    filterset_fields = ("chapter", "named_by_measure")
    search_fields = ("code", "name_ko", "name_en")
    ordering_fields = ("code",)


#: The views by the plural noun of their address.
VIEWSETS: dict[str, type[ReadOnlyModelViewSet[Any]]] = {
    "measures": MeasureViewSet,
    "instruments": InstrumentViewSet,
    "hs-chapters": HsChapterViewSet,
    "hs-headings": HsHeadingViewSet,
}
