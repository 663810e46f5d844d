"""Measures and goods codes over REST: read only. A planning aid, not legal advice."""

from typing import Any

from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from sanctions.models import HsChapter, HsHeading, Instrument, Measure


class InstrumentOut(ModelSerializer[Instrument]):
    """A legal source that holds measures."""

    class Meta:
        model = Instrument
        exclude = ("order",)


class MeasureOut(ModelSerializer[Measure]):
    """One paragraph that forbids, caps or conditions something. Last days are included."""

    class Meta:
        model = Measure
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


class MeasureViewSet(ReadOnlyModelViewSet[Measure]):
    """The measures."""

    queryset = Measure.objects.all()
    serializer_class = MeasureOut
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
    search_fields = ("id", "paragraph", "summary_ko", "summary_en", "citation")
    ordering_fields = ("id", "order", "adopted", "effective_from", "regime")


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
