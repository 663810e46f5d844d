"""Ways to spoil the sound plan, and what a case of a rule is."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, get_args

from engine import records
from engine.plan import Plan
from engine.records import Record
from tests.lint.sound import altered, sound

Told = tuple[str, str, str, str, str | None, str | None]
#: A rule: the plan that breaks only it, what is found, and the plan that just passes.
Case = tuple[str, Callable[[], Plan], list[Told], Callable[[], Plan]]


def link(one: str, other: str, lag: int = 0) -> Record:
    return records.Link(f"{one}>{other}", one, other, "FS", lag)


def with_rows(plan: Plan, *rows: Record) -> Plan:
    for row in rows:
        plan = plan.with_record(row)
    return plan


def money(key: str, source: str, amount: str) -> Record:
    return records.CostLine(
        f"{key}:{source}", key, source, Decimal(amount), "KRW", 2026, "ILLUSTRATIVE"
    )


def scored(key: str, *points: int) -> list[Record]:
    """A scorecard of absorptive capacity, filled as far as points are given."""
    aspects = get_args(records.Aspect)
    return [
        records.Score(f"{key}:{aspect}", key, aspect, each, evidence="ILLUSTRATIVE")
        for aspect, each in zip(aspects, points, strict=False)
    ]


def changed(key: str, **values: Any) -> Callable[[], Plan]:
    return lambda: altered(sound(), "project", key, **values)


CLEARED = ("LAW-EPC", "SAN-2375-18")
