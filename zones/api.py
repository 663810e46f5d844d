"""The catalogue of places and industries over REST, read only, with sources and confidence."""

from typing import Any

from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from zones.models import Belt, Industry, InfrastructureItem, Region, Source, Strategy, Zone

NAMES = ("id", "name_ko", "name_en")


class SourceOut(ModelSerializer[Source]):
    """What facts of the catalogue rest on."""

    class Meta:
        model = Source
        fields = "__all__"


class RegionOut(ModelSerializer[Region]):
    """A part of the peninsula."""

    class Meta:
        model = Region
        exclude = ("order",)


class BeltOut(ModelSerializer[Belt]):
    """A belt of the initiative, with its zones."""

    class Meta:
        model = Belt
        fields = (*NAMES, "zones", "source", "confidence")
        read_only_fields = fields


class ZoneOut(ModelSerializer[Zone]):
    """A zone, city region or site. Null means not known."""

    class Meta:
        model = Zone
        exclude = ("order",)


class InfrastructureOut(ModelSerializer[InfrastructureItem]):
    """What a region can carry; where sources disagree `low` and `high` differ, null is unknown."""

    class Meta:
        model = InfrastructureItem
        exclude = ("order",)


class IndustryOut(ModelSerializer[Industry]):
    """A branch of industry with its ISIC, KSIC and HS codes."""

    class Meta:
        model = Industry
        exclude = ("order",)


class StrategyOut(ModelSerializer[Strategy]):
    """Why a project is done: a heading of the study."""

    class Meta:
        model = Strategy
        exclude = ("order",)


class SourceViewSet(ReadOnlyModelViewSet[Source]):
    """The documents and data sets that the catalogue's facts rest on."""

    queryset = Source.objects.all()
    serializer_class = SourceOut
    filterset_fields = ("kind",)
    search_fields = ("id", "title", "published")
    ordering_fields = ("id", "title")


class RegionViewSet(ReadOnlyModelViewSet[Region]):
    """The regions."""

    queryset = Region.objects.all()
    serializer_class = RegionOut
    filterset_fields = ("confidence",)
    search_fields = NAMES
    ordering_fields = (*NAMES, "order")


class BeltViewSet(ReadOnlyModelViewSet[Belt]):
    """The belts."""

    queryset = Belt.objects.prefetch_related("zones")
    serializer_class = BeltOut
    filterset_fields = ("confidence",)
    search_fields = NAMES
    ordering_fields = (*NAMES, "order")


class ZoneViewSet(ReadOnlyModelViewSet[Zone]):
    """The zones."""

    queryset = Zone.objects.prefetch_related("belts", "target_industries")
    serializer_class = ZoneOut
    filterset_fields = (
        "region",
        "belts",
        "kind",
        "side",
        "coast",
        "size_class",
        "priority",
        "target_industries",
    )
    search_fields = (*NAMES, "name_ko_south", "romanized_rr", "romanized_dprk")
    ordering_fields = (*NAMES, "order", "priority", "area_km2", "region", "kind")


class InfrastructureViewSet(ReadOnlyModelViewSet[InfrastructureItem]):
    """Power, ports, rail, roads, airports, complexes and labour, by region."""

    queryset = InfrastructureItem.objects.all()
    serializer_class = InfrastructureOut
    filterset_fields = ("region", "kind", "industry", "confidence")
    search_fields = NAMES
    ordering_fields = (*NAMES, "order", "region", "kind", "low", "high")


class IndustryViewSet(ReadOnlyModelViewSet[Industry]):
    """The industries."""

    queryset = Industry.objects.prefetch_related("suited_zones")
    serializer_class = IndustryOut
    filterset_fields = ("intensity", "suited_zones", "confidence")
    search_fields = NAMES
    ordering_fields = (*NAMES, "order", "intensity")


class StrategyViewSet(ReadOnlyModelViewSet[Strategy]):
    """The strategies of the study."""

    queryset = Strategy.objects.all()
    serializer_class = StrategyOut
    filterset_fields = ("parent", "confidence")
    search_fields = NAMES
    ordering_fields = (*NAMES, "order")


#: The views by the plural noun of their address.
VIEWSETS: dict[str, type[ReadOnlyModelViewSet[Any]]] = {
    "zones": ZoneViewSet,
    "regions": RegionViewSet,
    "belts": BeltViewSet,
    "infrastructure": InfrastructureViewSet,
    "industries": IndustryViewSet,
    "strategies": StrategyViewSet,
    "sources": SourceViewSet,
}
