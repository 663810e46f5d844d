"""The records of plans over REST: one set of views for every kind, translating into changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from core.errors import Forbidden, Stale
from engine.changes import Remove
from engine.masking import Mask, hidden_of
from engine.problems import Problem
from roadmaps import services
from roadmaps.api_schema import described
from roadmaps.filters import filters_of
from roadmaps.models import Activity, Roadmap, Row
from roadmaps.parts import require_part_editor
from roadmaps.reach import require_mover
from roadmaps.requests import (
    actor,
    body_of,
    expansion_in,
    one_change,
    reason_in,
    refuse_unknown,
    require_match,
    versioned,
    whole_number,
)
from roadmaps.resources import RESOURCES, Resource
from roadmaps.serializers import DATE_COLUMNS, Json, dates_of, rows_json
from roadmaps.sights import mask_for
from roadmaps.sorting import is_computed, one_plan_needed, sort_by_dates, sorted_or_searched
from roadmaps.store import MODELS
from roadmaps.why import why_json


class RecordViewSet(GenericViewSet[Any]):
    """One kind of record in all plans the caller sees; every write is an edit, so a revision."""

    resource: ClassVar[Resource]
    lookup_value_converter = "int"
    ordering: Sequence[str] = ("plan_id", "key")

    @property
    def also(self) -> tuple[str, ...]:
        """The parameters of the list besides its filters."""
        return ("scenario",) * self.resource.dated + ("expand",) * bool(self.resource.nested)

    def get_queryset(self) -> "QuerySet[Any]":
        rows = MODELS[self.resource.kind]._default_manager
        seen = Roadmap.objects.visible_to(actor(self.request))
        return rows.filter(plan__in=seen).select_related("plan")

    def only_where_seen(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Who sorts by amounts or searches names finds only rows of which they may read them.

        Where a plan is named in which they may not, they are told so.
        """
        every = hidden_of(self.resource.kind, Mask(amounts=True, parties=True))
        asked = sorted_or_searched(self.request.query_params, self.resource) & every
        if not asked:
            return rows
        plans = Roadmap.objects.visible_to(actor(self.request)).values_list("pk", flat=True)
        named = self.request.query_params.get("plan", "")
        shut = {plan for plan in plans if asked & hidden_of(self.resource.kind, mask_for(plan))}
        if named.isdecimal() and int(named) in shut:
            problems = (Problem("withheld_filter", (n,), {"field": n}) for n in sorted(asked))
            raise Forbidden(*problems)
        return rows.exclude(plan__in=shut)

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        nested = expansion_in(request, tuple(self.resource.nested))
        rows = rows_json(self.resource.kind, page or (), request.query_params, nested)
        return self.get_paginated_response(rows)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request, *("scenario",) * self.resource.dated)
        return self._answer(self._row(pk))

    def create(self, request: Request) -> Response:
        body = body_of(request)
        plan_id, reason = whole_number(body, "plan"), reason_in(body.pop("reason", ""))
        del body["plan"]
        roadmap = Roadmap.objects.visible_to(actor(request)).filter(pk=plan_id).first()
        if roadmap is None:
            raise Http404
        require_part_editor(roadmap, actor(request))
        change = one_change("add", self.resource.kind, "", body)
        number = roadmap.revision
        services.edit_plan(roadmap, [change], by=actor(request), on_revision=number, reason=reason)
        row = self.get_queryset().get(plan=roadmap, key=change.about[1])
        place = reverse(f"api-{self.resource.name}-detail", args=[row.pk])
        return self._answer(row, status=201, Location=request.build_absolute_uri(place))

    def partial_update(self, request: Request, pk: int) -> Response:
        row, body = self._row(pk), body_of(request)
        reason = reason_in(body.pop("reason", ""))
        with self._as_it_was_seen(row):
            change = one_change("change", self.resource.kind, row.key, body)
            services.edit_record(
                row.plan, change, by=actor(request), seen=row.changed_on, reason=reason
            )
        return self._answer(self._row(pk))

    def destroy(self, request: Request, pk: int) -> Response:
        refuse_unknown(request, "reason")
        row, reason = self._row(pk), reason_in(request.query_params.get("reason", ""))
        with self._as_it_was_seen(row):
            change = Remove(self.resource.kind, row.key)
            services.edit_record(
                row.plan, change, by=actor(request), seen=row.changed_on, reason=reason
            )
        return Response(status=204)

    def _row(self, pk: int) -> Any:
        row = self.get_queryset().filter(pk=pk).first()
        if row is None:
            raise Http404
        return row

    @contextmanager
    def _as_it_was_seen(self, row: Row) -> Iterator[None]:
        """Inside, the caller edits what they saw; a refusal shows the record as it is now."""
        require_part_editor(row.plan, actor(self.request))
        try:
            require_match(self.request, row.changed_on, row.key)
            yield
        except Stale as refused:
            now = self.get_queryset().filter(pk=row.pk)
            refused.extra = {"current": next(iter(self._json(now)), None)}
            raise

    def _json(self, rows: Iterable[Row]) -> Sequence[Json]:
        nested = tuple(self.resource.nested)
        return rows_json(self.resource.kind, rows, self.request.query_params, nested)

    def _answer(self, row: Row, status: int = 200, **headers: str) -> Response:
        found = self._json([row])
        if not found:
            raise Http404
        return Response(found[0], status, headers={**versioned(row), **headers})


class ActivityViewSet(RecordViewSet):
    """Activities also have dates: filters, an order and reasons that only the schedule knows."""

    computed_ordering = DATE_COLUMNS

    def paginate_queryset(self, queryset: Any) -> Any:
        terms = self.request.query_params.get("ordering", "").split(",")
        if is_computed(terms):
            queryset = self._sorted(queryset, [term.strip() for term in terms if term.strip()])
        return super().paginate_queryset(queryset)

    @action(detail=True)
    def why(self, request: Request, pk: int) -> Response:
        """Why the activity does not start earlier."""
        refuse_unknown(request, "scenario", "level")
        row = self._row(pk)
        dates = dates_of(row.plan, request.query_params)
        return Response(why_json(row, dates))

    def _sorted(self, rows: "QuerySet[Activity]", terms: list[str]) -> Any:
        query = self.request.query_params
        roadmap = Roadmap.objects.visible_to(actor(self.request)).filter(pk=query.get("plan") or 0)
        found = roadmap.first()
        if "plan" not in query:
            raise one_plan_needed()
        return sort_by_dates(rows, terms, dates_of(found, query)) if found else rows.none()


class PermitViewSet(RecordViewSet):
    """Permits also move from state to state: by whoever the table of moves names."""

    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: int) -> Response:
        """Bring the permit to its next state, with the facts that belong to it."""
        row, body = self._row(pk), body_of(request)
        require_mover(row.plan, row.key, actor(request))
        reason = reason_in(body.pop("reason", ""))
        change = one_change("change", "permit", row.key, body)
        seen = row.plan.revision
        services.move_permit(row.plan, change, by=actor(request), on_revision=seen, reason=reason)
        return self._answer(self._row(pk))


#: Kinds whose views can do more than those of a plain record.
BASES: Mapping[str, type[RecordViewSet]] = {"activity": ActivityViewSet, "permit": PermitViewSet}


def _viewset(resource: Resource) -> type[RecordViewSet]:
    """The views of one kind; what its list can be ordered and searched by comes from its rows."""
    model = MODELS[resource.kind]
    base = BASES.get(resource.kind, RecordViewSet)
    columns = [each.name for each in model._meta.concrete_fields if not each.is_relation]
    made = type(
        f"{model.__name__}ViewSet",
        (base,),
        {
            "__doc__": model.__doc__,
            "__module__": __name__,
            "resource": resource,
            "queryset": model._default_manager.none(),
            "filterset_class": filters_of(resource.kind),
            "ordering_fields": tuple(columns),
            "search_fields": ("key", "name_ko", "name_en") if resource.is_named else ("key",),
        },
    )
    return described(resource)(made)


#: The views of every kind of record, by the plural noun of their address.
RECORD_VIEWSETS: Mapping[str, type[RecordViewSet]] = {
    resource.name: _viewset(resource) for resource in RESOURCES.values()
}
