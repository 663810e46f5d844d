"""Who gains what: benefits by side and stage, with what each side's sources pay.

Gains of unlike kinds, units, currencies or price years are never added. Jobs are a project's
workers of the North and staff of the South, besides benefit lines that count jobs.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from engine.plan import Plan
from engine.records import Project, Side

SIDES: tuple[Side, ...] = ("south", "north")
JOBS = "jobs"
PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Gain:
    """A sum of one kind of gain: persons, a unit, or money at the prices of one year."""

    gain: str
    unit: str
    currency: str
    price_year: int | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Paid:
    """What the side's funding sources pay, in one currency at the prices of one year."""

    currency: str
    price_year: int | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """One side's part of a stage ("" = projects without a stage).

    `stated` and `measured` count projects with a benefit in words, and with one in figures;
    `missing` are those where only the other side has one; `unknown_jobs` those whose number of
    people is not known; `deciding` those in which a partner of the side says what it decides.
    Of the stage's `activities`, `owned` have an owner on this side who is said to decide something.
    """

    stage: str
    side: Side
    projects: int
    stated: int
    measured: int
    missing: tuple[str, ...]
    unknown_jobs: int
    deciding: int
    activities: int
    owned: int
    gains: tuple[Gain, ...]
    paid: tuple[Paid, ...]


def ledger_of(plan: Plan) -> tuple[Account, ...]:
    """An account of each side for each stage that has projects, in the stages' order."""
    order = sorted(plan.stages.values(), key=lambda stage: (stage.position, stage.key))
    keys = [*(stage.key for stage in order), ""]
    by_stage: dict[str, list[Project]] = defaultdict(list)
    for project in plan.projects.values():
        by_stage[project.stage].append(project)
    return tuple(
        _account(plan, key, side, by_stage[key]) for key in keys if by_stage[key] for side in SIDES
    )


def _account(plan: Plan, stage: str, side: Side, projects: list[Project]) -> Account:
    keys = {project.key for project in projects}
    stated = {other: _stated(plan, keys, other) for other in SIDES}
    other: Side = "north" if side == "south" else "south"
    jobs = [_jobs(project, side) for project in projects]
    lines = [b for b in plan.benefits.values() if b.project in keys and b.side == side]
    measured = {line.project for line in lines if line.amount}
    measured |= {project.key for project, count in zip(projects, jobs, strict=True) if count}
    deciding = {
        each.project
        for each in plan.partners.values()
        if each.project in keys and each.side == side and (each.decides_ko or each.decides_en)
    }
    sums: dict[tuple[str, str, str, int | None], Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.amount is not None:
            sums[line.gain, line.unit, line.currency, line.price_year] += line.amount
    if any(jobs):
        sums[JOBS, PERSONS, "", None] += sum(count or 0 for count in jobs)
    return Account(
        stage,
        side,
        len(projects),
        len(stated[side]),
        len(measured),
        tuple(sorted(stated[other] - stated[side])),
        sum(count is None for count in jobs),
        len(deciding),
        sum(each.project in keys for each in plan.activities.values()),
        _owned(plan, keys, side),
        tuple(Gain(*kind, amount) for kind, amount in sorted(sums.items(), key=str)),
        tuple(_paid(plan, keys, side)),
    )


def _owned(plan: Plan, projects: set[str], side: Side) -> int:
    return sum(
        each.project in projects
        and bool(each.owner and (each.decides_ko or each.decides_en))
        and plan.partners[each.owner].side == side
        for each in plan.activities.values()
    )


def _stated(plan: Plan, projects: set[str], side: Side) -> set[str]:
    return {
        each.project
        for each in plan.benefits.values()
        if each.project in projects and each.side == side and (each.text_ko or each.text_en)
    }


def _jobs(project: Project, side: Side) -> int | None:
    return project.dprk_workers if side == "north" else project.sk_staff


def _paid(plan: Plan, projects: set[str], side: Side) -> Iterable[Paid]:
    sums: dict[tuple[str, int | None], Decimal] = defaultdict(Decimal)
    for line in plan.costs.values():
        if line.project in projects and plan.sources[line.source].side == side:
            sums[line.currency, line.price_year] += line.amount
    return (Paid(*price, amount) for price, amount in sorted(sums.items(), key=str))
