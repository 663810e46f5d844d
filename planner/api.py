"""What every list of the REST interface shares: bounded pages with a count, and strict filters."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.filters import OrderingFilter, SearchFilter
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from core.errors import Refused
from engine.problems import Problem
from roadmaps.requests import refuse_unknown

RESERVED = ("page", "page_size", "ordering", "search")


class Pages(PageNumberPagination):
    """Pages of 50, at most 500, each list with its `count`."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500
    page_query_description = "The number of the page, from 1."
    page_size_query_description = "How many rows a page holds: 50 unless told, at most 500."

    def get_page_size(self, request: Request) -> int | None:
        wanted = request.query_params.get("page_size", "")
        if wanted and (not wanted.isdecimal() or not int(wanted)):
            values = {"field": "page_size", "found": wanted}
            raise Refused(Problem("not_a_whole_number", ("page_size",), values))
        return super().get_page_size(request)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        properties = {"count": {"type": "integer"}, "next": address, "previous": address}
        return {
            "type": "object",
            "properties": {**properties, "results": schema},
            "required": [*properties, "results"],
        }


class Ordering(OrderingFilter):
    """`ordering=-start,key`; an unknown column is refused, and equals keep one order over pages.

    A view's `computed_ordering` names columns it sorts by itself: the database has them not.
    """

    def filter_queryset(
        self, request: Request, queryset: "QuerySet[Any]", view: Any
    ) -> "QuerySet[Any]":
        asked = request.query_params.get("ordering", "")
        terms = [term.strip() for term in asked.split(",") if term.strip()]
        computed = getattr(view, "computed_ordering", ())
        known = [*view.ordering_fields, *computed]
        _refuse_unknown_terms(terms, known)
        if any(term.lstrip("-") in computed for term in terms):
            return queryset
        ordering = terms or list(getattr(view, "ordering", ()))
        return queryset.order_by(*ordering, "pk") if ordering else queryset


class Filters(DjangoFilterBackend):  # type: ignore[misc]
    """A view's filters, `search` and `ordering`; a filter nobody knows is refused, not ignored."""

    def filter_queryset(
        self, request: Request, queryset: "QuerySet[Any]", view: Any
    ) -> "QuerySet[Any]":
        found = self.get_filterset(request, queryset, view)
        known = set(found.filters) if isinstance(found, FilterSet) else set()
        refuse_unknown(request, *known, *RESERVED, *getattr(view, "also", ()))
        narrow = getattr(view, "only_where_seen", None)
        if narrow is not None:
            queryset = narrow(queryset)
        queryset = super().filter_queryset(request, queryset, view)
        queryset = SearchFilter().filter_queryset(request, queryset, view)
        return Ordering().filter_queryset(request, queryset, view)

    def search_and_ordering(self, view: Any) -> list[dict[str, Any]]:
        """The two parameters that every list has, described."""
        ordering = [*view.ordering_fields, *getattr(view, "computed_ordering", ())]
        described = {
            "search": f"Words to be found in {_told(view.search_fields)}.",
            "ordering": f"One or more of {_told(ordering)}, separated by commas; a leading `-` "
            "turns the order round.",
        }
        return [
            {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
            for name, words in described.items()
        ]


def _refuse_unknown_terms(terms: Sequence[str], known: Sequence[str]) -> None:
    unknown = [term for term in terms if term.removeprefix("-") not in known]
    if unknown:
        words = {"known": ", ".join(known)}
        raise Refused(
            *(Problem("unknown_ordering", ("ordering",), {"found": t, **words}) for t in unknown)
        )


def _told(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
