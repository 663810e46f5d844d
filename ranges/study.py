"""A plan as the simulation sees it: with costs, stages and zones, and ranges where none are given.

An activity without a range of its own gets the one the question assumes. A project's cost falls on
its activities by their typical length; each currency and price year is counted for itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from engine import network
from engine.networks import network_of
from engine.plan import Plan
from engine.records import CostLine
from engine.simulation import Study, prepare
from roadmaps.bars import DAYS

STAGE, PROJECT, ZONE = "stage:", "project:", "zone:"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: how often to draw, from which seed, and what to assume.

    `correlation` is that of durations inside a zone; `shortest` and `longest` are percents of a
    duration.
    """

    scenario: str
    draws: int
    seed: int
    correlation: Decimal
    shortest: int
    longest: int


def study_of(plan: Plan, question: Question) -> Study:
    """The plan, checked and laid out for all runs."""
    asked = network_for(plan, question)
    return prepare(asked, question.scenario or None, question.draws, question.seed)


def network_for(plan: Plan, question: Question) -> network.Network:
    costs = _costs(plan)
    laid = network_of(plan)
    activities = tuple(
        replace(_ranged(each, question), cost=costs.get(each.id, {})) for each in laid.activities
    )
    groups = tuple(_groups(plan, float(question.correlation)))
    return replace(laid, activities=activities, groups=groups)


def price_key(line: CostLine) -> str:
    """What is added up with this line: "KRW 2026"."""
    return f"{line.currency} {line.price_year or ''}".strip()


def _ranged(activity: network.Activity, question: Question) -> network.Activity:
    if activity.low is not None or activity.high is not None or not activity.duration:
        return activity
    low = max(activity.duration * question.shortest // 100, 1)
    return replace(activity, low=low, high=ceil(activity.duration * question.longest / 100))


def _groups(plan: Plan, correlation: float) -> Iterator[network.Group]:
    """Stages and projects, whose ends have a range; zones, where durations depend on each other."""
    members: dict[str, list[str]] = defaultdict(list)
    for key, activity in plan.activities.items():
        project = plan.projects[activity.project]
        members[PROJECT + project.key].append(key)
        if project.stage:
            members[STAGE + project.stage].append(key)
        if project.zone and correlation:
            members[ZONE + project.zone].append(key)
    for name, keys in sorted(members.items()):
        yield network.Group(name, tuple(keys), correlation if name.startswith(ZONE) else 0)


def _costs(plan: Plan) -> Mapping[str, Mapping[str, float]]:
    """By activity what it costs, in each currency and price year."""
    totals: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line in plan.costs.values():
        totals[line.project][price_key(line)] += line.amount
    lengths: dict[str, dict[str, float]] = defaultdict(dict)
    for key, activity in plan.activities.items():
        lengths[activity.project][key] = activity.duration * DAYS[activity.unit]
    return {
        key: {price: float(total) * part for price, total in totals[project].items()}
        for project, found in lengths.items()
        if project in totals
        for key, part in _parts(found.items())
    }


def _parts(lengths: Iterable[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Shares of one; equal where nothing has a length."""
    listed = list(lengths)
    whole = sum(length for _, length in listed)
    for key, length in listed:
        yield key, length / whole if whole else 1 / len(listed)
