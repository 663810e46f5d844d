"""Ordering activities by what is computed: dates, float, whether they are critical or blocked."""

from collections.abc import Mapping, Sequence
from typing import Any, overload

from django.db.models import QuerySet

from core.errors import Refused
from engine.problems import Problem
from roadmaps.models import Activity
from roadmaps.resources import Resource
from roadmaps.serializers import DATE_COLUMNS, Dates


class SortedRows(Sequence[Activity]):
    """Rows in an order the database does not know; a page is fetched when it is asked for."""

    def __init__(self, rows: "QuerySet[Activity]", ids: list[int]) -> None:
        self._rows, self._ids = rows, ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> Activity: ...
    @overload
    def __getitem__(self, place: slice) -> list[Activity]: ...
    def __getitem__(self, place: int | slice) -> Activity | list[Activity]:
        wanted = self._ids[place]
        if isinstance(wanted, int):
            return self._rows.get(pk=wanted)
        found = self._rows.in_bulk(wanted)
        return [found[pk] for pk in wanted if pk in found]


def is_computed(terms: Sequence[str]) -> bool:
    return any(term.lstrip("-") in DATE_COLUMNS for term in terms)


def sort_by_dates(rows: "QuerySet[Activity]", terms: Sequence[str], dates: Dates) -> SortedRows:
    """The rows of one plan by these terms; what has no value comes last either way."""
    keys = dict(rows.order_by().values_list("key", "pk"))
    ordered = sorted(key for key in keys if key in dates.activities)
    for term in reversed(terms):
        name, is_down = term.lstrip("-"), term.startswith("-")
        values = {key: _value(dates, key, name) for key in ordered}
        known = [key for key in ordered if values[key] is not None]
        known.sort(key=values.__getitem__, reverse=is_down)
        ordered = known + [key for key in ordered if values[key] is None]
    return SortedRows(rows, [keys[key] for key in ordered])


def _value(dates: Dates, key: str, name: str) -> Any:
    if name in DATE_COLUMNS:
        return dates.activities[key][name]
    return getattr(dates.plan.activities[key], name)


def one_plan_needed() -> Refused:
    return Refused(Problem("plan_needed", ("ordering",), {"field": "ordering"}))


def sorted_or_searched(query: Mapping[str, str], resource: Resource) -> set[str]:
    """The fields a list is to be sorted or searched by."""
    terms = query.get("ordering", "").split(",")
    asked = {term.strip().lstrip("-") for term in terms} - {""}
    if query.get("search") and resource.is_named:
        asked |= {"name_ko", "name_en"}
    return asked
