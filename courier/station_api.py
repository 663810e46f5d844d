"""Stations over REST: our own card, partners' cards, confirming and retiring."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from courier import api_schema as schema
from courier.asking import text_in
from courier.models import Station
from courier.queries import standing
from courier.services import stations
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.requests import actor, body_of, refuse_unknown


class CardViewSet(GenericViewSet[Any]):
    """This installation's own card."""

    serializer_class = schema.StationCardOut
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses={200: schema.StationCardOut, **REFUSALS})
    def list(self, request: Request) -> Response:
        """The card in use, to be given to partners."""
        refuse_unknown(request)
        return self._answer(200)

    @extend_schema(request=schema.NewKeys, responses={201: schema.StationCardOut, **WRITES})
    def create(self, request: Request) -> Response:
        """New keys; those in use until now are retired for good."""
        stations.make_ring(text_in(body_of(request, "name"), "name"), by=actor(request))
        return self._answer(201)

    def _answer(self, status: int) -> Response:
        ring = stations.required_ring()
        told = schema.StationCardOut(ring, context={"card": stations.card_text(ring)})
        return Response(told.data, status=status)


@extend_schema_view(
    list=extend_schema(responses={200: schema.StationOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: schema.StationOut, **REFUSALS}),
    create=extend_schema(request=schema.NewStation, responses={201: schema.StationOut, **WRITES}),
    confirm=extend_schema(request=schema.Confirming, responses={200: schema.StationOut, **WRITES}),
    retire=extend_schema(request=schema.Retiring, responses={200: schema.StationOut, **WRITES}),
)
class StationViewSet(GenericViewSet[Station]):
    """The stations of partners."""

    queryset = Station._default_manager.none()
    serializer_class = schema.StationOut
    lookup_value_converter = "int"
    ordering = ("name",)
    ordering_fields = ("id", "name", "added_at")
    search_fields = ("name",)

    def get_queryset(self) -> "QuerySet[Station]":
        return standing.stations()

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return self._answer(pk)

    def create(self, request: Request) -> Response:
        """Take a card in; it is not trusted before its fingerprint has been confirmed."""
        card = text_in(body_of(request, "card"), "card")
        return self._answer(stations.add_station(card, by=actor(request)).pk, 201)

    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: int) -> Response:
        """Trust the station: this fingerprint was read out by somebody there."""
        body = body_of(request, "fingerprint", "how")
        heard = text_in(body, "fingerprint"), text_in(body, "how")
        stations.confirm_station(self._station(pk), *heard, by=actor(request))
        return self._answer(pk)

    @action(detail=True, methods=["post"])
    def retire(self, request: Request, pk: int) -> Response:
        """Do not trust it any more."""
        why = text_in(body_of(request, "why"), "why")
        stations.retire_station(self._station(pk), why, by=actor(request))
        return self._answer(pk)

    def _station(self, pk: int) -> Station:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def _answer(self, pk: int, status: int = 200) -> Response:
        return Response(self.get_serializer(self._station(pk)).data, status=status)


VIEWSETS: Mapping[str, type[ViewSetMixin]] = {
    "courier-card": CardViewSet,
    "courier-stations": StationViewSet,
}
