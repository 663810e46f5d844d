"""What the figures of a plan rest on: each has a source, and a guess is a range (R29)."""

from collections.abc import Iterator
from decimal import Decimal

from engine.lint.values import Finding, Rule
from engine.lint.view import View
from engine.records import Capacity, Demand, Record, Step, Window


def evidence(view: View, rule: Rule) -> Iterator[Finding]:
    """R29: no figure without a source and a confidence, no duration given as one number only."""
    plan = view.plan
    for key, project in plan.projects.items():
        bare: list[Record] = [line for line in view.costs[key] if not line.evidence]
        bare += [line for line in view.benefits[key] if line.amount and not line.evidence]
        figures = (
            project.dprk_workers,
            project.sk_staff,
            project.power_need_mw,
            project.power_supply_mw,
        )
        own = 0 if project.evidence else sum(bool(each) for each in figures)
        about = ("project", key)
        places = tuple((each.kind, each.key) for each in bare)
        yield from _more(rule, "no_source", about, len(bare) + own, places)
        single = [
            each.key
            for each in view.activities[key]
            if each.duration and (each.low is None or each.high is None)
        ]
        yield from _more(
            rule, "single_number", about, len(single), tuple(("activity", k) for k in single)
        )
    rows: list[Capacity | Window | Step | Demand] = [
        *plan.capacities.values(),
        *plan.windows.values(),
        *plan.steps.values(),
        *(each for each in plan.demands.values() if each.amount is not None),
    ]
    for row in rows:
        if not row.evidence:
            yield Finding(
                rule.id, "no_source", (row.kind, row.key), Decimal(1), Decimal(0), "count"
            )
    for ceiling in plan.ceilings.values():
        if not ceiling.origin or not ceiling.confidence:
            about = ("ceiling", ceiling.key)
            yield Finding(rule.id, "no_source", about, Decimal(1), Decimal(0), "count")


def _more(
    rule: Rule, case: str, about: tuple[str, str], count: int, places: tuple[tuple[str, str], ...]
) -> Iterator[Finding]:
    most = rule.limits[case]
    if count > most:
        yield Finding(rule.id, case, about, Decimal(count), most, "count", places=places)
