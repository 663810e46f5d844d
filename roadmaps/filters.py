"""What the REST lists of plans and records can be filtered by, made from the resources."""

from typing import Any

import django_filters as filters
from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models as orm
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from core.errors import Refused
from engine.problems import Problem
from roadmaps import schedules
from roadmaps.models import Activity, Revision, Roadmap, Row
from roadmaps.resources import RESOURCES
from roadmaps.serializers import scenario_in
from roadmaps.store import MODELS


@extend_schema_field(OpenApiTypes.INT)
class WholeFilter(filters.NumberFilter):  # type: ignore[misc]
    """A whole number; anything else is refused."""

    field_class = forms.IntegerField


@extend_schema_field({"type": "boolean"})
class FlagFilter(filters.TypedChoiceFilter):  # type: ignore[misc]
    """`true` or `false`; anything else is refused rather than ignored."""

    def __init__(self, **rest: Any) -> None:
        choices = (("true", "true"), ("false", "false"))
        super().__init__(choices=choices, coerce=lambda text: text == "true", **rest)


class RecordFilters(filters.FilterSet):  # type: ignore[misc]
    """Every list of records can be narrowed to one plan and one key."""

    plan = WholeFilter(field_name="plan_id", label="The id of the plan.")
    key = filters.CharFilter(field_name="key", label="The record's key in its plan.")


class ComputedFilters(RecordFilters):
    """Activities by what the schedule says of them under `scenario`; needs `plan`."""

    critical = FlagFilter(method="keep_those", label="On the critical path (needs `plan`).")
    blocked = FlagFilter(
        method="keep_those", label="Without a date in the scenario (needs `plan`)."
    )

    def keep_those(
        self, queryset: "QuerySet[Activity]", name: str, value: bool
    ) -> "QuerySet[Activity]":
        plan_id = self.form.cleaned_data["plan"]
        if plan_id is None:
            raise Refused(Problem("plan_needed", (name,), {"field": name}))
        roadmap = Roadmap.objects.visible_to(self.request.user).filter(pk=plan_id).first()
        if roadmap is None:
            return queryset.none()
        _, schedule = schedules.schedule_for(roadmap, scenario_in(roadmap, self.data))
        columns = schedule.columns()
        keys = [
            key for key, found in zip(columns["key"], columns[name], strict=True) if found == value
        ]
        return queryset.filter(key__in=keys)


class PlanFilters(filters.FilterSet):  # type: ignore[misc]
    """Plans by what their header says."""

    id = WholeFilter(label="The id of the plan.")
    illustrative = FlagFilter(field_name="illustrative", label="Labelled illustrative or not.")

    class Meta:
        model = Roadmap
        fields: list[str] = []


class RevisionFilters(filters.FilterSet):  # type: ignore[misc]
    """A plan's history, or the part of it that is new since a number."""

    plan = WholeFilter(field_name="plan_id", label="The id of the plan.")
    number = WholeFilter(label="The revision's number in its plan.")
    after = WholeFilter(field_name="number", lookup_expr="gt", label="Only later numbers.")
    by = filters.CharFilter(field_name="by__username", label="The user name of who made it.")

    class Meta:
        model = Revision
        fields: list[str] = []


def filters_of(kind: str) -> type[filters.FilterSet]:
    """The filters of one kind's list."""
    model = MODELS[kind]
    found = {name: _filter(model, path) for name, path in RESOURCES[kind].filters.items()}
    base = ComputedFilters if kind == "activity" else RecordFilters
    meta = type("Meta", (), {"model": model, "fields": []})
    return type(f"{model.__name__}Filters", (base,), {**found, "Meta": meta})


def _filter(model: type[Row], path: str) -> filters.Filter:
    column = _column(model, path)
    if isinstance(column, ArrayField):
        return filters.CharFilter(field_name=path, lookup_expr="contains", method=_holds(path))
    if isinstance(column, orm.BooleanField):
        return FlagFilter(field_name=path)
    if isinstance(column, orm.IntegerField):
        return WholeFilter(field_name=path)
    return filters.CharFilter(field_name=path)


def _column(model: type[orm.Model], path: str) -> "orm.Field[Any, Any]":
    first, *rest = path.split("__")
    column: Any = model._meta.get_field(first.removesuffix("_id"))
    return _column(column.related_model, "__".join(rest)) if rest else column


def _holds(path: str) -> Any:
    """Whether a list of keys holds the one asked for."""

    def keep(queryset: "QuerySet[Any]", name: str, value: str) -> "QuerySet[Any]":
        return queryset.filter(**{f"{path}__contains": [value]})

    return keep
