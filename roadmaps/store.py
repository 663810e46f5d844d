"""The only module that turns a plan's rows into a Plan and back.

Rows and records have the same field names; what differs (keys against ids, "" against NULL) is
worked out once per kind from the models themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models as orm

from engine.changes import Change
from engine.plan import HEADER, Plan, plan_of
from engine.records import KINDS, Header, Record
from roadmaps import models
from roadmaps.models import Roadmap, Row

MODELS: Mapping[str, type[Row]] = {
    "calendar": models.Calendar,
    "stage": models.Stage,
    "condition": models.Condition,
    "scenario": models.Scenario,
    "window": models.Window,
    "source": models.FundingSource,
    "ceiling": models.Ceiling,
    "capacity": models.Capacity,
    "threshold": models.Threshold,
    "project": models.Project,
    "partner": models.Partner,
    "cost": models.CostLine,
    "goods": models.GoodsLine,
    "permit": models.Permit,
    "benefit": models.BenefitLine,
    "score": models.Score,
    "self_check": models.SelfCheck,
    "topic": models.Topic,
    "activity": models.Activity,
    "standard": models.StandardUse,
    "step": models.Step,
    "demand": models.Demand,
    "link": models.Link,
    "gate": models.Gate,
    "criterion": models.Criterion,
    "entity": models.Entity,
    "relation": models.Relation,
    "control": models.Control,
}
HEADER_FIELDS = tuple(each.name for each in fields(Header) if each.name != "key")


@dataclass(frozen=True, slots=True)
class _Column:
    """One field of a kind: its name on the record, its column, and what has to be translated."""

    name: str
    column: str
    refers: str = ""  # a kind of this plan: ids in the row, keys in the record
    is_catalogue: bool = False  # a row of the catalogue: NULL in the row, "" in the record
    is_list: bool = False


def load_plan(roadmap: Roadmap) -> Plan:
    """The roadmap as it stands: a query per kind. The caller locks, or compares revisions."""
    keys: dict[str, dict[int, str]] = {}
    rows: dict[str, dict[str, Record]] = {}
    for kind, record in KINDS.items():
        if kind != HEADER:
            rows[kind], keys[kind] = _load(kind, record, roadmap, keys)
    return plan_of(header_of(roadmap), rows)


def header_of(roadmap: Roadmap) -> Header:
    values = {name: getattr(roadmap, name) for name in HEADER_FIELDS}
    return Header("plan", **{**values, "regimes": tuple(roadmap.regimes)})


def changed_on(roadmap: Roadmap, kind: str, key: str) -> int | None:
    """The revision that wrote the record last (of the header: the plan's); None without one."""
    if kind == HEADER:
        return roadmap.revision
    found = MODELS[kind]._default_manager.filter(plan=roadmap, key=key)
    return found.values_list("changed_on", flat=True).first()


def save_plan(roadmap: Roadmap, before: Plan, after: Plan, changes: Sequence[Change]) -> None:
    """Write what the changes touched and nothing else; `roadmap.revision` is the new number."""
    touched: dict[str, dict[str, None]] = defaultdict(dict)
    for change in changes:
        kind, key = change.about
        touched[kind][key] = None
    kinds = [kind for kind in KINDS if kind in touched]
    for kind in reversed(kinds):
        gone = [key for key in touched[kind] if before.has(kind, key) and not after.has(kind, key)]
        if gone:
            MODELS[kind]._default_manager.filter(plan=roadmap, key__in=gone).delete()
    for kind in kinds:
        if kind == HEADER:
            _save_header(roadmap, after.header)
            continue
        kept = [key for key in touched[kind] if after.has(kind, key)]
        _add(kind, roadmap, [after.find(kind, key) for key in kept if not before.has(kind, key)])
        _alter(kind, roadmap, before, after, [key for key in kept if before.has(kind, key)])


def _load(
    kind: str, record: type[Record], roadmap: Roadmap, keys: Mapping[str, Mapping[int, str]]
) -> tuple[dict[str, Record], dict[int, str]]:
    columns = _columns(kind)
    names = [each.column for each in columns]
    table = MODELS[kind]._default_manager.filter(plan=roadmap).order_by("key")
    found = table.values_list("pk", *names)
    translated = [(place, each) for place, each in enumerate(columns) if _needs_work(each)]
    rows: dict[str, Record] = {}
    key_of: dict[int, str] = {}
    for pk, *values in found:
        for place, each in translated:
            values[place] = _to_record(each, values[place], keys)
        made: Record = record(*values)
        rows[made.key] = made
        key_of[pk] = made.key
    return rows, key_of


def _needs_work(column: _Column) -> bool:
    return bool(column.refers) or column.is_catalogue or column.is_list


def _to_record(column: _Column, value: Any, keys: Mapping[str, Mapping[int, str]]) -> Any:
    if column.is_list:
        return tuple(value)
    if column.refers:
        return keys[column.refers][value] if value is not None else ""
    return value or ""


def _add(kind: str, roadmap: Roadmap, records: Sequence[Record]) -> None:
    if not records:
        return
    model, ids = MODELS[kind], _ids(kind, roadmap, records)
    made = [
        model(plan=roadmap, changed_on=roadmap.revision, **_to_row(kind, each, ids))
        for each in records
    ]
    model._default_manager.bulk_create(made, batch_size=2_000)


def _alter(kind: str, roadmap: Roadmap, before: Plan, after: Plan, keys: Sequence[str]) -> None:
    records = [after.find(kind, key) for key in keys]
    altered = [new for new in records if new != before.find(kind, new.key)]
    if not altered:
        return
    model, ids = MODELS[kind], _ids(kind, roadmap, altered)
    rows = {row.key: row for row in model._default_manager.filter(plan=roadmap, key__in=keys)}
    written: set[str] = {"changed_on"}
    for record in altered:
        row, old = rows[record.key], before.find(kind, record.key)
        row.changed_on = roadmap.revision
        values = _to_row(kind, record, ids)
        for column in _columns(kind):
            if getattr(old, column.name) != getattr(record, column.name):
                setattr(row, column.column, values[column.column])
                written.add(column.column.removesuffix("_id") if column.refers else column.column)
    names = sorted({model._meta.get_field(name).name for name in written})
    model._default_manager.bulk_update([rows[r.key] for r in altered], names, batch_size=500)


def _save_header(roadmap: Roadmap, header: Header) -> None:
    for name in HEADER_FIELDS:
        setattr(roadmap, name, getattr(header, name))
    roadmap.save(update_fields=HEADER_FIELDS)


def _to_row(kind: str, record: Record, ids: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for each in _columns(kind):
        value = getattr(record, each.name)
        if each.is_list:
            value = list(value)
        elif each.refers:
            value = ids[each.refers][value] if value else None
        elif each.is_catalogue:
            value = value or None
        row[each.column] = value
    return row


def _ids(kind: str, roadmap: Roadmap, records: Iterable[Record]) -> dict[str, dict[str, int]]:
    """The row ids of what these records refer to."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for each in _columns(kind):
        if each.refers:
            wanted[each.refers] |= {getattr(record, each.name) for record in records} - {""}
    return {
        refers: dict(
            MODELS[refers]
            ._default_manager.filter(plan=roadmap, key__in=keys)
            .values_list("key", "pk")
        )
        for refers, keys in wanted.items()
    }


@cache
def _columns(kind: str) -> tuple[_Column, ...]:
    """The record's fields in order, each with the column that keeps it."""
    kind_of = {model: name for name, model in MODELS.items()}
    columns: list[_Column] = []
    for each in fields(KINDS[kind]):
        field = MODELS[kind]._meta.get_field(each.name)
        if isinstance(field, orm.ForeignKey):
            refers = kind_of.get(field.related_model, "")  # type: ignore[arg-type]
            columns.append(_Column(each.name, field.attname, refers, not refers))
        else:
            columns.append(_Column(each.name, each.name, is_list=isinstance(field, ArrayField)))
    return tuple(columns)
