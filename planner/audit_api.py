"""The log over REST: of the plans one owns, and for the administrator of everything."""

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import FilterSet
from django_filters.rest_framework import CharFilter, DateTimeFilter, NumberFilter
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.viewsets import GenericViewSet

from audit.models import Event
from audit.services import record_reading
from core import sight
from planner.audit_pages import COLUMNS
from planner.audit_sight import as_read, searched_name
from planner.recording import acting_in
from roadmaps.api_schema import PROBLEM
from roadmaps.models import Membership, Role
from roadmaps.requests import actor


class EventOut(serializers.ModelSerializer[Event]):
    """One thing that happened to one row, and who did it as they were named then."""

    class Meta:
        model = Event
        fields = COLUMNS

    def to_representation(self, event: Event) -> dict[str, Any]:
        return super().to_representation(as_read(event, sight.eyes()))


class EventFilters(FilterSet):  # type: ignore[misc]
    """By plan, person, verb, table, record, request and time."""

    plan = NumberFilter()
    who_id = NumberFilter()
    verb = CharFilter()
    subject = CharFilter()
    key = CharFilter()
    request = CharFilter(field_name="request")
    since = DateTimeFilter(field_name="at", lookup_expr="gte")
    before = DateTimeFilter(field_name="at", lookup_expr="lt")


@extend_schema_view(list=extend_schema(responses={200: EventOut(many=True), 400: PROBLEM}))
class EventViewSet(ListModelMixin, GenericViewSet[Event]):
    """What happened, newest first. Asking is itself written into the log."""

    serializer_class = EventOut
    filterset_class = EventFilters
    search_fields = ("key", "name", "reason", "who")
    ordering_fields = ("id", "at")
    ordering = ("-id",)

    def get_queryset(self) -> "QuerySet[Event]":
        if getattr(self, "swagger_fake_view", False):
            return Event.objects.none()
        user = actor(self.request)
        every = Event.objects.annotate(name=searched_name(user))
        if user.is_staff:
            return every
        owned = Membership.objects.filter(user=user, role=Role.OWNER).values("plan")
        return every.filter(Q(plan__in=owned))

    def list(self, *args: Any, **kwargs: Any) -> Any:
        found = acting_in(self.request._request)
        path = self.request.get_full_path()[:500]
        record_reading("audit_event", path, by=actor(self.request), on=found)
        return super().list(*args, **kwargs)
