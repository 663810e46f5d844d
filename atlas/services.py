"""Writing the reference data: all of it or none, and only what differs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import models, transaction
from django.db.models import ProtectedError

from atlas.loading.catalogue import read_catalogue
from atlas.loading.document import Fault
from atlas.loading.rows import Row
from atlas.models import ReferenceLoad
from roadmaps.models import Calendar, Ceiling, Condition, Project
from sanctions.content import content_in
from sanctions.keeping import keep_shipped, lock_versions, withhold
from sanctions.models import Measure
from zones.models import Source, Zone


class BadReference(Exception):
    """The files can't be loaded; nothing was written. `faults` lists every reason."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(slots=True)
class Table:
    """What loading did to one table. `kept` vanished from the files but is referred to."""

    model: type[models.Model]
    rows: list[Row] = field(default_factory=list)
    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    # People have edited these, so what the files say of them counts for nothing; `withheld` are
    # those of which the files say something new.
    reviewed: set[str] = field(default_factory=set)
    withheld: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def is_unchanged(self) -> bool:
        return not (self.added or self.changed or self.removed)


def check_reference(directory: Path) -> list[Table]:
    """The tables the files would fill. Raises BadReference with every fault."""
    catalogue = read_catalogue(directory)
    if catalogue.faults:
        raise BadReference(catalogue.faults)
    tables: dict[type[models.Model], Table] = {}
    for row in catalogue.rows:
        tables.setdefault(row.model, Table(row.model)).rows.append(row)
    return list(tables.values())


@transaction.atomic
def load_reference(directory: Path) -> list[Table]:
    """Bring the catalogue to what the files say, and tell what that took."""
    tables = check_reference(directory)
    lock_versions()
    for table in tables:
        if table.model is Measure:
            shipped = {row.key: content_in(row.fields) for row in table.rows}
            table.reviewed, table.withheld = withhold(shipped)
        _write_columns(table)
    # Industries and zones refer to each other, so these wait until both are there.
    for table in tables:
        _write_many(table)
    # What refers goes before what is referred to.
    for table in reversed(tables):
        _remove_vanished(table)
    keep_shipped()
    _note(tables)
    return tables


def _note(tables: Sequence[Table]) -> None:
    """Remember the load, unless it changed nothing: a second start leaves no trace."""
    if not all(table.is_unchanged for table in tables):
        ReferenceLoad.objects.create(
            added=sum(len(table.added) for table in tables),
            changed=sum(len(table.changed) for table in tables),
            removed=sum(len(table.removed) for table in tables),
        )


def _write_columns(table: Table) -> None:
    stored = table.model._default_manager.in_bulk()
    new = [row for row in table.rows if row.key not in stored]
    table.model._default_manager.bulk_create([table.model(pk=row.key, **row.fields) for row in new])
    table.added = {row.key for row in new}
    for row in table.rows:
        if row.key in stored and row.key not in table.reviewed and _differs(stored[row.key], row):
            table.model._default_manager.filter(pk=row.key).update(**row.fields)
            table.changed.add(row.key)


def _differs(stored: models.Model, row: Row) -> bool:
    return any(getattr(stored, name) != value for name, value in row.fields.items())


def _write_many(table: Table) -> None:
    for name in {name for row in table.rows for name in row.many}:
        relation = table.model._meta.get_field(name)
        through = relation.remote_field.through  # type: ignore[union-attr]
        mine, theirs = relation.m2m_column_name(), relation.m2m_reverse_name()  # type: ignore[union-attr]
        stored = set(through._default_manager.values_list(mine, theirs))
        wanted = {(row.key, key) for row in table.rows for key in row.many[name]}
        # What belongs to a row that vanished goes, or stays, with that row.
        keys = {row.key for row in table.rows}
        gone = {pair for pair in stored - wanted if pair[0] in keys}
        for one, other in gone:
            through._default_manager.filter(**{mine: one, theirs: other}).delete()
        through._default_manager.bulk_create(
            [through(**{mine: one, theirs: other}) for one, other in sorted(wanted - stored)]
        )
        table.changed |= {one for one, _ in gone | (wanted - stored)} - table.added


def _remove_vanished(table: Table) -> None:
    keys = [row.key for row in table.rows]
    for vanished in table.model._default_manager.exclude(pk__in={*keys, *table.reviewed}):
        key = str(vanished.pk)
        if key in _named_in_plans(table.model):
            table.kept.append(key)
            continue
        try:
            with transaction.atomic():
                vanished.delete()
        except ProtectedError:
            table.kept.append(key)
        else:
            table.removed.append(key)


def _named_in_plans(model: type[models.Model]) -> set[str]:
    """The keys that plans hold in lists, where no foreign key protects them."""
    holders: dict[type[models.Model], list[tuple[type[models.Model], str]]] = {
        Zone: [(Project, "also_zones")],
        Measure: [(Condition, "measures")],
        Source: [(Condition, "source"), (Ceiling, "origin"), (Calendar, "source")],
    }
    return {
        key
        for holder, column in holders.get(model, [])
        for keys in holder._default_manager.values_list(column, flat=True)
        for key in keys
    }
