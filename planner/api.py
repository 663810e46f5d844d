"""What every list of the REST interface shares: bounded pages with a count, and strict filters."""

from typing import Any

from django.db.models import QuerySet
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.filters import OrderingFilter, SearchFilter
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

RESERVED = {"page", "page_size", "ordering", "search", "scenario", "format"}


class Pages(PageNumberPagination):
    """Pages of 50, at most 500, each list with its `count`."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500


class Filters(DjangoFilterBackend):
    """A view's filters, `search` and `ordering`; a filter nobody knows is refused, not ignored."""

    def filter_queryset(
        self, request: Request, queryset: "QuerySet[Any]", view: Any
    ) -> "QuerySet[Any]":
        found = self.get_filterset(request, queryset, view)
        known = set(found.filters) if isinstance(found, FilterSet) else set()
        unknown = set(request.query_params) - known - RESERVED - set(getattr(view, "also", ()))
        if unknown and request.method in {"GET", "HEAD"}:
            names = {
                name: f"Unknown filter. Known: {', '.join(sorted(known))}."
                for name in sorted(unknown)
            }
            raise ValidationError(names, code="unknown_filter")
        queryset = super().filter_queryset(request, queryset, view)
        queryset = SearchFilter().filter_queryset(request, queryset, view)
        return OrderingFilter().filter_queryset(request, queryset, view)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            *super().get_schema_operation_parameters(view),
            *SearchFilter().get_schema_operation_parameters(view),
            *OrderingFilter().get_schema_operation_parameters(view),
        ]
