"""A plan in the terms of screening: what its scenario eases, and the case each project makes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from engine.permits import covers_project
from engine.plan import Plan
from engine.records import GoodsLine, Project
from engine.screening.judging import Screener
from engine.screening.law import Relief
from engine.screening.matters import Case, Grant, Line, digits
from engine.screening.spans import Spell, spells

DIRECTIONS = {"into": "import_to_dprk", "out": "export_from_dprk"}
#: Subjects that are asked about for every project, whether or not it says a word about them.
ALWAYS_ASKED = ("finance", "technology", "transport")


def reliefs_of(plan: Plan, scenario: str) -> tuple[Relief, ...]:
    """What the scenario's windows ease: each measure their conditions stand for."""
    return tuple(
        Relief(measure, window.since, window.until, window.mode, window.goods, window.condition)
        for window in plan.windows.values()
        if window.scenario == scenario and window.condition in plan.conditions
        for measure in plan.conditions[window.condition].measures
    )


def cases_of(plan: Plan) -> dict[str, Case]:
    """The case every project makes, on the plan's first day; whoever screens it says which day."""
    goods: Mapping[str, list[GoodsLine]] = defaultdict(list)
    for line in plan.goods.values():
        goods[line.project].append(line)
    return {key: _case(plan, project, goods.get(key, [])) for key, project in plan.projects.items()}


def grants_of(plan: Plan, project: Project) -> tuple[Grant, ...]:
    """What granted permits hold against measures for a project: only in their scope and days."""
    return tuple(
        Grant(
            key,
            permit.measures,
            permit.valid_from,
            permit.valid_until,
            () if permit.whole_project else permit.lines,
        )
        for key, permit in plan.permits.items()
        if permit.state == "granted"
        and permit.valid_from
        and permit.valid_until
        and (permit.whole_project or permit.lines)
        and covers_project(permit, project)
    )


def spells_of(
    screener: Screener, case: Case, first: date | None, last: date | None, horizon: date
) -> tuple[Spell, ...]:
    """The case's answers while its project runs; without dates, from its day to the horizon."""
    since = first or case.day
    until = last if first and last else max(horizon, since)
    return spells(screener, replace(case, day=since), since, max(since, until))


def _case(plan: Plan, project: Project, goods: list[GoodsLine]) -> Case:
    tags, ruled_out = frozenset(project.tags), frozenset(project.ruled_out)
    lines = [_goods(each) for each in goods]
    if project.investment_form:
        lines.append(Line("investment", "within", "", tags, ruled_out, key="investment"))
    if project.labour_abroad:
        lines.append(Line("labour", "export_from_dprk", "", tags, ruled_out, key="labour"))
    lines += [Line(name, "within", "", tags, ruled_out, key=name) for name in ALWAYS_ASKED]
    return Case(
        plan.header.start,
        tuple(lines),
        frozenset(plan.header.regimes),
        project.investment_form or "none",
        project.labour_abroad,
        project.contract_date,
        grants=grants_of(plan, project),
    )


def _goods(line: GoodsLine) -> Line:
    return Line(
        "goods",
        DIRECTIONS[line.direction],
        digits(line.hs),
        frozenset(line.tags),
        frozenset(line.ruled_out),
        line.quantity,
        line.unit,
        line.key,
    )
