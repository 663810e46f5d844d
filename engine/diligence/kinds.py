"""What each sort of entity and relation of a supply network tells, and what a relation may join."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from engine.plan import Plan
from engine.problems import Problem
from engine.records import Entity, Relation

#: Told of every entity and every relation.
OF_ALL_ENTITIES = (
    "key", "name_ko", "name_en", "project", "sort",
    "evidence_ref", "evidence_date", "confidence", "illustrative",
)  # fmt: skip
OF_ALL_RELATIONS = (
    "key", "sort", "source", "target",
    "evidence_ref", "evidence_date", "confidence", "illustrative",
)  # fmt: skip
ENTITY_FIELDS: Mapping[str, tuple[str, ...]] = {
    "firm": (
        "role", "country", "aliases", "registration_no", "founded", "beneficial_owners",
        "screened_on", "screening_result",
    ),
    "factory": (
        "role", "country", "firm", "admin_area", "latitude", "longitude", "line_count",
        "machine_count", "headcount", "capacity_month", "last_audit",
    ),
    "labour_agency": ("country", "licence", "source_countries", "permits"),
    "product_lot": (
        "hs", "quantity", "unit", "value", "declared_origin", "origin_evidence",
    ),
    "shipment": ("bl_no", "moved_on", "from_place", "to_place", "transport", "gross_kg"),
    "vessel": ("imo", "flag", "owner", "insurer"),
    "bank": ("country", "bic"),
    "place": ("country", "place_kind", "latitude", "longitude"),
    "approval": (
        "authority", "reference_no", "measure", "valid_from", "valid_to", "item_scope",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie:
    """What a sort of relation goes from and to, and the fields that are its own."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    fields: tuple[str, ...] = ()


TIES: Mapping[str, Tie] = {
    "owns": Tie(("firm",), ("firm",), ("share", "since", "until")),
    "operates": Tie(("firm",), ("factory",), ("since", "until")),
    "subcontracts": Tie(("firm",), ("firm",), ("hs", "share", "disclosed")),
    "supplies_input": Tie(("firm",), ("factory",), ("hs", "quantity", "unit", "day")),
    "makes": Tie(("factory",), ("product_lot",), ("day", "step", "quantity")),
    "derived_from": Tie(("product_lot",), ("product_lot",), ("output_ratio", "quantity")),
    "carries": Tie(("shipment",), ("product_lot",), ("quantity",)),
    "moved_by": Tie(("shipment",), ("vessel",), ("leg",)),
    "calls_at": Tie(("vessel",), ("place",), ("arrived", "left")),
    "consigned_to": Tie(("shipment",), ("firm",), ("capacity_as",)),
    "pays": Tie(("firm",), ("firm",), ("amount", "currency", "day", "bank", "method")),
    "places_workers": Tie(
        ("labour_agency",),
        ("factory",),
        ("nationality", "permit", "headcount", "since", "until"),
    ),
    "covers": Tie(("approval",), ("shipment",), ("goods",)),
    "located_in": Tie(("factory",), ("place",)),
}
#: What else a field that names an entity may name.
NAMES: Mapping[str, str] = {
    "firm": "firm",
    "from_place": "place",
    "to_place": "place",
    "owner": "firm",
    "insurer": "firm",
    "bank": "bank",
}
COUNTRIES = ("country", "declared_origin", "flag", "nationality")


def fields_of(kind: str, sort: str) -> tuple[str, ...]:
    """The fields that a record of this sort tells: those of all, then its own."""
    is_entity = kind == Entity.kind
    own = ENTITY_FIELDS[sort] if is_entity else TIES[sort].fields
    told = {*own, *(OF_ALL_ENTITIES if is_entity else OF_ALL_RELATIONS)}
    names = (each.name for each in fields(Entity if is_entity else Relation))
    return tuple(name for name in names if name in told)


def crooked(plan: Plan, record: Entity | Relation) -> Iterator[Problem]:
    """What can't be: fields of another sort, ends that don't fit, countries that are none."""
    told = fields_of(record.kind, record.sort)
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name not in told and value != _empty(each):
            values = {"field": each.name, "sort": record.sort}
            yield Problem("not_told_of_sort", (record.key,), values)
        if each.name in COUNTRIES and value and not _is_country(value):
            yield Problem("bad_country", (record.key,), {"field": each.name, "found": value})
        if each.name in NAMES and value in plan.entities:
            yield from _named(plan, record, each.name, value)
    if isinstance(record, Relation):
        yield from _ends(plan, record)
    else:
        yield from _turned(record, "valid_from", "valid_to")


def _ends(plan: Plan, record: Relation) -> Iterator[Problem]:
    tie = TIES[record.sort]
    source, target = plan.entities.get(record.source), plan.entities.get(record.target)
    if source is None or target is None:
        yield Problem("relation_without_end", (record.key,))
        return
    if source.sort not in tie.sources or target.sort not in tie.targets:
        values = {
            "sort": record.sort,
            "source_sort": source.sort,
            "target_sort": target.sort,
        }
        yield Problem("relation_does_not_fit", (record.key,), values)
    if source.project != target.project:
        yield Problem("relation_across_projects", (record.key,))
    if record.source == record.target:
        yield Problem("relation_to_itself", (record.key,))
    yield from _turned(record, "since", "until")
    yield from _turned(record, "arrived", "left")


def _named(plan: Plan, record: Entity | Relation, name: str, key: str) -> Iterator[Problem]:
    found = plan.entities[key]
    project = record.project if isinstance(record, Entity) else _project_of(plan, record)
    if found.sort != NAMES[name] or found.project != project:
        yield Problem("names_wrong_sort", (record.key,), {"field": name, "key": key})


def _project_of(plan: Plan, record: Relation) -> str:
    source = plan.entities.get(record.source)
    return source.project if source else ""


def _turned(record: Entity | Relation, first: str, last: str) -> Iterator[Problem]:
    since, until = getattr(record, first), getattr(record, last)
    if since and until and until < since:
        values = {"since": since.isoformat(), "until": until.isoformat()}
        yield Problem("window_upside_down", (record.key,), values)


def _empty(each: Any) -> Any:
    return "" if each.default is MISSING else each.default


def _is_country(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()
