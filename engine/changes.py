"""An edit as a value: three verbs over every kind of record.

A browser drag, a REST call, an import, an undo and a scenario are the same call with different
changes. Adding a kind of record to `records.py` adds its three changes everywhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from engine.plan import HEADER, Plan, dangling, references
from engine.problems import BrokenPlan, Problem
from engine.records import Record

Value = str | int | bool | date | Decimal | None | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Add:
    """A new record."""

    record: Record

    @property
    def about(self) -> tuple[str, str]:
        return self.record.kind, self.record.key


@dataclass(frozen=True, slots=True)
class Alter:
    """New values for some fields of a record."""

    kind: str
    key: str
    values: Mapping[str, Value]

    @property
    def about(self) -> tuple[str, str]:
        return self.kind, self.key


@dataclass(frozen=True, slots=True)
class Remove:
    """A record goes, and with it whatever can't be without it."""

    kind: str
    key: str

    @property
    def about(self) -> tuple[str, str]:
        return self.kind, self.key


Change = Add | Alter | Remove


def apply_one(plan: Plan, change: Change) -> Plan:
    """The plan after one change; BrokenPlan if the change can't be made on it."""
    match change:
        case Add(record):
            if plan.has(record.kind, record.key) or record.kind == HEADER:
                values = {"kind": record.kind, "key": record.key}
                raise BrokenPlan(Problem("key_taken", (record.key,), values))
            return plan.with_record(record)
        case Alter(kind, key, values):
            return plan.with_record(replace(plan.find(kind, key), **values))  # type: ignore[arg-type]
        case Remove(kind, key):
            if kind == HEADER:
                raise BrokenPlan(Problem("plan_stays", (key,)))
            return plan.without(kind, key)


def apply_all(plan: Plan, changes: Iterable[Change]) -> Plan:
    """The plan after all changes, in order; dangling references are refused all at once."""
    touched: dict[tuple[str, str], None] = {}
    for change in changes:
        plan = apply_one(plan, change)
        touched[change.about] = None
    problems = [
        problem
        for kind, key in touched
        if kind == HEADER or plan.has(kind, key)
        for problem in dangling(plan, plan.find(kind, key))
    ]
    if problems:
        raise BrokenPlan(*problems)
    return plan


def expand(plan: Plan, changes: Sequence[Change]) -> list[Change]:
    """The same changes with every removal preceded by what has to go, or to let go, with it."""
    expanded: list[Change] = []
    for change in changes:
        if isinstance(change, Remove) and plan.has(change.kind, change.key):
            steps = _removal(plan, change.kind, change.key)
        else:
            steps = [change]
        for step in steps:
            plan = apply_one(plan, step)
        expanded += steps
    return expanded


def undo_all(plan: Plan, changes: Sequence[Change]) -> list[Change]:
    """The changes that lead back to `plan` once `changes` (expanded) have been applied to it."""
    undone: list[Change] = []
    for change in changes:
        match change:
            case Add(record):
                back: Change = Remove(record.kind, record.key)
            case Alter(kind, key, values):
                record = plan.find(kind, key)
                back = Alter(kind, key, {name: getattr(record, name) for name in values})
            case Remove(kind, key):
                back = Add(plan.find(kind, key))
        undone.insert(0, back)
        plan = apply_one(plan, change)
    return undone


def difference(before: Plan, after: Plan) -> list[Change]:
    """The changes that lead from one plan to another, each record named once."""
    removed: list[Change] = [
        Remove(record.kind, record.key)
        for record in reversed(list(before.all()))
        if not after.has(record.kind, record.key)
    ]
    kept: list[Change] = []
    for record in after.all():
        if not before.has(record.kind, record.key):
            kept.append(Add(record))
        elif changed := _changed(before.find(record.kind, record.key), record):
            kept.append(Alter(record.kind, record.key, changed))
    if changed := _changed(before.header, after.header):
        kept.append(Alter(HEADER, after.header.key, changed))
    return [*removed, *kept]


def _changed(old: Record, new: Record) -> dict[str, Value]:
    pairs = {each.name: getattr(new, each.name) for each in fields(new)}
    return {name: value for name, value in pairs.items() if getattr(old, name) != value}


def _removal(plan: Plan, kind: str, key: str) -> list[Change]:
    """Removing one record, dependants first: cascading references remove, others let go."""
    steps: dict[tuple[str, str, str], Change] = {}
    _remove_into(plan, kind, key, steps)
    gone = {change.about for change in steps.values() if isinstance(change, Remove)}
    return [c for c in steps.values() if isinstance(c, Remove) or c.about not in gone]


def _remove_into(
    plan: Plan, kind: str, key: str, steps: dict[tuple[str, str, str], Change]
) -> None:
    if (kind, key, "") in steps:
        return
    for reference in references():
        if reference.refers != kind:
            continue
        for record in _holders(plan, reference.kind):
            if key not in reference.keys(record):
                continue
            if reference.removal == "cascade":
                _remove_into(plan, record.kind, record.key, steps)
                continue
            slot = (record.kind, record.key, reference.field)
            earlier = steps.get(slot)
            value = getattr(record, reference.field)
            if isinstance(earlier, Alter):
                value = earlier.values[reference.field]
            left = tuple(k for k in value if k != key) if isinstance(value, tuple) else ""
            steps[slot] = Alter(record.kind, record.key, {reference.field: left})
    steps[kind, key, ""] = Remove(kind, key)


def _holders(plan: Plan, kind: str) -> list[Record]:
    return [plan.header] if kind == HEADER else [r for r in plan.all() if r.kind == kind]
