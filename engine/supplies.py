"""What a plan has to share and who asks for it, in the scheduler's terms.

A demand is held while its activity runs; a lasting one is kept for good. A project's cost lines
fall on its activities in proportion to their working time. Money counts in thousand millions of
its currency; a budget of the network is one source at one currency and price year, and amounts of
another are never added to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, groupby

from engine import network
from engine.plan import Plan
from engine.records import Activity, Capacity, Step

#: Worked days in a unit of a duration, on a week of five days.
WORKED = {"workdays": 1.0, "days": 5 / 7, "months": 261 / 12, "years": 261.0}
BILLION = 1_000_000_000
Amounts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wants:
    """What one activity takes, keeps and adds, by capacity, and what it costs, by budget."""

    demand: Amounts = field(default_factory=dict)
    keeps: Amounts = field(default_factory=dict)
    adds: Amounts = field(default_factory=dict)
    cost: Amounts = field(default_factory=dict)


NOTHING = Wants()


@dataclass(frozen=True, slots=True)
class Purse:
    """A funding source at one currency and price year: what a budget of the network stands for."""

    source: str
    currency: str
    price_year: int | None

    @property
    def name(self) -> str:
        """What the network calls it: "fund@KRW-2026"."""
        return f"{self.source}@{self.currency}-{self.price_year or ''}"


def purse_of(name: str) -> Purse:
    """The purse a budget of the network is called after."""
    source, _at, price = name.rpartition("@")
    currency, _dash, year = price.partition("-")
    return Purse(source, currency, int(year) if year else None)


def supplies_of(plan: Plan) -> network.Supplies:
    """The capacities of a plan, and its ceilings."""
    return network.Supplies(_capacities(plan, ""), tuple(_budgets(plan)))


def overrides_of(plan: Plan) -> dict[str, network.Supplies]:
    """Per scenario the capacities for which it has steps of its own."""
    named: dict[str, set[str]] = defaultdict(set)
    for step in plan.steps.values():
        if step.scenario:
            named[step.scenario].add(step.capacity)
    return {
        scenario: network.Supplies(_capacities(plan, scenario, only=capacities))
        for scenario, capacities in sorted(named.items())
    }


def wants_of(plan: Plan) -> dict[str, Wants]:
    """What each activity asks for; an activity that asks for nothing is left out."""
    found: dict[str, tuple[dict[str, float], ...]] = {}

    def of(key: str) -> tuple[dict[str, float], ...]:
        return found.setdefault(key, ({}, {}, {}, {}))

    for demand in plan.demands.values():
        if demand.amount:
            demanded, keeps, _adds, _cost = of(demand.activity)
            _add(demanded, demand.capacity, float(demand.amount))
            if demand.lasting:
                _add(keeps, demand.capacity, float(demand.amount))
    for step in plan.steps.values():
        if step.activity:
            _add(of(step.activity)[2], step.capacity, float(step.change))
    for key, costs in _costs(plan).items():
        of(key)[3].update(costs)
    return {key: Wants(*amounts) for key, amounts in found.items()}


def _capacities(
    plan: Plan, scenario: str, only: Iterable[str] | None = None
) -> dict[str, tuple[network.Step, ...]]:
    dated: dict[str, list[Step]] = defaultdict(list)
    for step in plan.steps.values():
        if step.since is not None and step.scenario == scenario:
            dated[step.capacity].append(step)
    wanted = plan.capacities if only is None else sorted(only)
    return {key: _levels(plan.capacities[key], dated[key]) for key in wanted}


def _levels(capacity: Capacity, steps: Iterable[Step]) -> tuple[network.Step, ...]:
    """How much there is from which day on: the changes, summed up."""
    changes = [(capacity.since, capacity.amount)]
    changes += [(step.since, step.change) for step in steps if step.since is not None]
    by_day = [
        (day, sum(change for _day, change in group))
        for day, group in groupby(sorted(changes), key=lambda pair: pair[0])
    ]
    sums = accumulate(change for _day, change in by_day)
    return tuple(
        network.Step(day, float(amount)) for (day, _), amount in zip(by_day, sums, strict=True)
    )


def _budgets(plan: Plan) -> Iterable[network.Budget]:
    amounts: dict[tuple[str, int | None], float] = defaultdict(float)
    for each in plan.ceilings.values():
        purse = Purse(each.source, each.currency, each.price_year)
        amounts[purse.name, each.year] += float(each.amount) / BILLION
    for (name, year), amount in sorted(amounts.items(), key=lambda pair: str(pair[0])):
        yield network.Budget(name, year, amount)


def _costs(plan: Plan) -> dict[str, dict[str, float]]:
    """Each activity's share of its project's cost lines, by budget."""
    lines: dict[str, dict[str, float]] = defaultdict(dict)
    for line in plan.costs.values():
        if line.amount:
            purse = Purse(line.source, line.currency, line.price_year)
            _add(lines[line.project], purse.name, float(line.amount) / BILLION)
    members: dict[str, list[Activity]] = defaultdict(list)
    for activity in plan.activities.values() if lines else ():
        if activity.project in lines:
            members[activity.project].append(activity)
    return {
        key: {purse: amount * share for purse, amount in lines[project].items()}
        for project, activities in members.items()
        for key, share in _shares(activities).items()
    }


def _shares(activities: Iterable[Activity]) -> dict[str, float]:
    """How a project's money falls on its activities; evenly where all of them are milestones."""
    work = {each.key: each.duration * WORKED[each.unit] for each in activities}
    total = sum(work.values())
    if not total:
        return {key: 1 / len(work) for key in work}
    return {key: days / total for key, days in work.items() if days}


def _add(amounts: dict[str, float], name: str, amount: float) -> None:
    amounts[name] = amounts.get(name, 0) + amount
