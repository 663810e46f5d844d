"""Trade figures over REST: read only."""

from typing import Any

from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from trade.models import Figure, Upload


class TradeUploadOut(ModelSerializer[Upload]):
    """One file of figures that was taken in."""

    class Meta:
        model = Upload
        fields = ("id", "name", "source", "sha256", "at")


class TradeFigureOut(ModelSerializer[Figure]):
    """What one country says of its trade with another, in US dollars at current prices."""

    class Meta:
        model = Figure
        fields = "__all__"


class TradeUploadViewSet(ReadOnlyModelViewSet[Upload]):
    """The files, the newest first. Where two tell of the same, the newer counts."""

    queryset = Upload.objects.all()
    serializer_class = TradeUploadOut
    search_fields = ("name", "source")
    ordering_fields = ("id", "at")


class TradeFigureViewSet(ReadOnlyModelViewSet[Figure]):
    """The figures of all files, as they were taken in."""

    queryset = Figure.objects.all()
    serializer_class = TradeFigureOut
    filterset_fields = ("upload", "reporter", "partner", "flow", "goods", "year", "month", "basis")
    search_fields = ("goods", "method")
    ordering_fields = ("id", "year", "value")


#: The views by the plural noun of their address.
VIEWSETS: dict[str, type[ReadOnlyModelViewSet[Any]]] = {
    "trade-figures": TradeFigureViewSet,
    "trade-uploads": TradeUploadViewSet,
}
