"""Funding sources with their ceilings and the sums that projects ask of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.plan import Plan
from engine.records import Ceiling, FundingSource
from roadmaps import money
from zones.facts import Evidence, Evidences


@dataclass(frozen=True, slots=True)
class CeilingLine:
    record: Ceiling
    total: money.Total
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FundingLine:
    """A source, its ceilings by year, and what all projects ask of it together."""

    source: FundingSource
    ceilings: Sequence[CeilingLine]
    asked: Sequence[money.Total]
    project_count: int


def funding_lines(plan: Plan) -> list[FundingLine]:
    evidences = Evidences()
    return [_line(plan, source, evidences) for source in plan.sources.values()]


def _line(plan: Plan, source: FundingSource, evidences: Evidences) -> FundingLine:
    ceilings = [each for each in plan.ceilings.values() if each.source == source.key]
    costs = [each for each in plan.costs.values() if each.source == source.key]
    # A ceiling for all years together stands after those of single years.
    ceilings.sort(key=lambda each: (each.year is None, each.year or 0, each.key))
    return FundingLine(
        source,
        [
            CeilingLine(
                each,
                money.Total(each.amount, each.currency, each.price_year),
                evidences.of(each.origin, each.confidence),
            )
            for each in ceilings
        ],
        money.totals(costs),
        len({each.project for each in costs}),
    )
