"""More supply as a way to gain days: a capacity, or a yearly ceiling, that refused a start."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import ceil

from engine.plan import Plan
from engine.records import Capacity, Ceiling, Step
from engine.schedule import Reason
from engine.supplies import purse_of

#: By how many percent of itself a ceiling is raised at most.
MOST_PERCENT = 100
CENT = Decimal("0.01")


def wanted_of(plan: Plan, activity: str, capacity: str) -> int:
    """How much an activity asks of a capacity, in whole units: enough more for it to start."""
    return sum(
        ceil(demand.amount)
        for demand in plan.demands.values()
        if (demand.activity, demand.capacity) == (activity, capacity) and demand.amount
    )


def level_before(plan: Plan, capacity: str, day: date, scenario: str) -> Capacity | Step:
    """What decides how much there is on a day: the last step by then, else where it began."""
    dated = [
        step
        for step in plan.steps.values()
        if step.capacity == capacity and step.since is not None and not step.activity
    ]
    own = [step for step in dated if step.scenario and step.scenario == scenario]
    known = [step for step in own or dated if own or not step.scenario]
    steps = [(step.since, step.key, step) for step in known if step.since and step.since <= day]
    return max(steps)[-1] if steps else plan.capacities[capacity]


def ceilings_behind(plan: Plan, reason: Reason) -> Iterator[Ceiling]:
    """The ceilings that were used up while a budget refused a start."""
    purse, refused = purse_of(reason.source or ""), reason.refused
    for key in sorted(plan.ceilings):
        ceiling = plan.ceilings[key]
        price = ceiling.source, ceiling.currency, ceiling.price_year
        in_time = ceiling.year is None or (
            refused is not None and refused[0].year <= ceiling.year <= refused[1].year
        )
        if price == (purse.source, purse.currency, purse.price_year) and in_time:
            yield ceiling


def raised(ceiling: Ceiling, percent: int) -> Decimal:
    """A ceiling so many percent higher."""
    return (ceiling.amount * (100 + percent) / 100).quantize(CENT)
