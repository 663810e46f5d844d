"""Base, theirs, mine: record by record and field by field.

Neither side is favoured: where both changed the same field differently, the base stands until
somebody chooses, so merging A into B and B into A come to the same plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Literal

from engine.changes import Change, Remove, apply_all, difference, expand
from engine.plan import HEADER, Plan, dangling, references
from engine.problems import Problem
from engine.records import KINDS, Record

Side = Literal["theirs", "mine"]
THEIRS: Side = "theirs"
MINE: Side = "mine"
Choices = Mapping[str, Side]


@dataclass(frozen=True, slots=True)
class Collision:
    """One thing both sides changed differently.

    With a field, the values are that field's. Without one it is the whole record, None where there
    is none: both added it, or one removed what the other changed.
    """

    kind: str
    key: str
    field: str
    base: Any
    theirs: Any
    mine: Any

    @property
    def name(self) -> str:
        """What a choice about it is filed under."""
        return f"{self.kind}:{self.key}:{self.field}"

    def of(self, side: Side | None) -> Any:
        """The value a choice stands for; the base's without one."""
        if side is None:
            return self.base
        return self.theirs if side == THEIRS else self.mine


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged plan, the three it was made of, and what collides.

    `open` are the collisions nobody has chosen about; `problems` are references that lead nowhere
    because one side removed what the other came to use.
    """

    base: Plan
    theirs: Plan
    mine: Plan
    plan: Plan
    collisions: tuple[Collision, ...]
    open: tuple[Collision, ...]
    problems: tuple[Problem, ...]

    @property
    def changes(self) -> list[Change]:
        """From the base to the merged plan."""
        return between(self.base, self.plan)


def merge(
    base: Plan, theirs: Sequence[Change], mine: Sequence[Change], choices: Choices | None = None
) -> Merge:
    """Both change lists on the base they were made for."""
    their_plan, my_plan = draft_plan(base, theirs), draft_plan(base, mine)
    chosen = choices or {}
    merged, collisions = base, []
    for kind, key in _touched(base, their_plan, my_plan):
        was, theirs_now, mine_now = (_find(p, kind, key) for p in (base, their_plan, my_plan))
        found, collided = _merge_record(kind, key, was, theirs_now, mine_now, chosen)
        merged = _put(merged, kind, key, found)
        collisions += collided
    return Merge(
        base,
        their_plan,
        my_plan,
        merged,
        tuple(collisions),
        tuple(each for each in collisions if each.name not in chosen),
        tuple(_lost(merged, _touched(base, their_plan, my_plan))),
    )


def draft_plan(base: Plan, changes: Sequence[Change]) -> Plan:
    """The plan with the changes made; BrokenPlan where they can't be."""
    return apply_all(base, expand(base, changes)) if changes else base


def between(before: Plan, after: Plan) -> list[Change]:
    """The changes from one plan to another, in an order that can be expanded.

    Removals come last: by then nothing that stays refers to what goes, so nothing is taken along.
    """
    changes = difference(before, after)
    removals = [each for each in changes if isinstance(each, Remove)]
    return [each for each in changes if not isinstance(each, Remove)] + removals


def _touched(base: Plan, *plans: Plan) -> list[tuple[str, str]]:
    found = {change.about for plan in plans for change in difference(base, plan)}
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(found, key=lambda about: (order.get(about[0], -1), about[1]))


def _find(plan: Plan, kind: str, key: str) -> Record | None:
    return plan.find(kind, key) if kind == HEADER or plan.has(kind, key) else None


def _put(plan: Plan, kind: str, key: str, record: Record | None) -> Plan:
    if record is not None:
        return plan.with_record(record)
    return plan.without(kind, key) if plan.has(kind, key) else plan


def _merge_record(
    kind: str,
    key: str,
    base: Record | None,
    theirs: Record | None,
    mine: Record | None,
    chosen: Choices,
) -> tuple[Record | None, list[Collision]]:
    if theirs == mine or mine == base:
        return theirs, []
    if theirs == base:
        return mine, []
    if base is None or theirs is None or mine is None:
        whole = Collision(kind, key, "", base, theirs, mine)
        return whole.of(chosen.get(whole.name)), [whole]
    values, collisions = {}, []
    for each in fields(base):
        versions = tuple(getattr(record, each.name) for record in (base, theirs, mine))
        values[each.name], collision = _merge_field(kind, key, each.name, *versions)
        if collision:
            collisions.append(collision)
            values[each.name] = collision.of(chosen.get(collision.name))
    return replace(base, **values), collisions


def _merge_field(
    kind: str, key: str, field: str, base: Any, theirs: Any, mine: Any
) -> tuple[Any, Collision | None]:
    if theirs == mine or mine == base:
        return theirs, None
    if theirs == base:
        return mine, None
    if (kind, field) in _sets():
        return _joined(base, theirs, mine), None
    return base, Collision(kind, key, field, base, theirs, mine)


def _joined(
    base: tuple[str, ...], theirs: tuple[str, ...], mine: tuple[str, ...]
) -> tuple[str, ...]:
    """A list of keys with what either side added, without what either took out."""
    kept = [each for each in base if each in theirs and each in mine]
    added = sorted({*theirs, *mine} - {*base})
    return (*kept, *added)


@cache
def _sets() -> frozenset[tuple[str, str]]:
    """The fields that hold keys of other records, whose order says nothing."""
    found = {(each.kind, each.field) for each in references()}
    return frozenset(
        (kind, each.name)
        for kind, record in KINDS.items()
        for each in fields(record)
        if (kind, each.name) in found and each.default == ()
    )


def _lost(plan: Plan, touched: Iterable[tuple[str, str]]) -> Iterable[Problem]:
    """References into nothing: of the records touched, and of those that referred to what went."""
    gone = {key for kind, key in touched if kind != HEADER and not plan.has(kind, key)}
    seen = set(touched)
    for record in (plan.header, *plan.all()):
        if (record.kind, record.key) in seen or gone:
            yield from dangling(plan, record)
