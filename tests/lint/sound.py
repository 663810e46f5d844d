"""A small plan in which every rule holds, and the ways to spoil it."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from engine import records
from engine.lint import Catalogue, Finding, Lint, RuleResult, ZoneFacts, lint_plan, with_thresholds
from engine.networks import network_of
from engine.plan import Plan, plan_of
from engine.records import KINDS, Record
from engine.schedule import compile_network, solve
from zones.rulebook import principles
from zones.standards import reference

CATALOGUE = Catalogue(
    {
        "nampo": ZoneFacts("pyongyang_nampo", "north", "region", None, ("pan_yellow_sea",)),
        "waudo": ZoneFacts(
            "pyongyang_nampo", "north", "small_medium", Decimal("1.5"), ("pan_yellow_sea",)
        ),
        "chongjin": ZoneFacts("chongjin", "north", "region", None, ("pan_east_sea",)),
        "hamhung": ZoneFacts("hamhung", "north", "region", None, ("pan_east_sea",)),
        "rason": ZoneFacts("rason", "north", "large", Decimal(470), ("pan_east_sea",)),
        "tenkm": ZoneFacts("chongjin", "north", "small_medium", Decimal(10), ("pan_east_sea",)),
        "sinpyong": ZoneFacts("inland", "north", "small_medium", Decimal("8.1")),
        "pez": ZoneFacts("border_west", "south", "small_medium", None, ("dmz_border",)),
    },
    {"F": "", "F1": "F", "B1": "B", "B": ""},
    reference(),
)
ALL_CONDITIONS = (
    "LAW-ART17", "LAW-CARRY", "LAW-EPC", "PRE-3TONG", "SAN-2397-7", "SAN-2375-16", "SAN-2375-18",
    "SAN-2321-11", "SAN-2321-32", "SAN-2270-17", "SAN-ENDUSER",
)  # fmt: skip
WHEN = date(2027, 1, 1)


def _conditions() -> Iterable[Record]:
    for key in ALL_CONDITIONS:
        sort: Any = "sanctions" if key.startswith("SAN") else "legal"
        least = {"SAN-2375-16": "C", "SAN-2397-7": "B"}.get(key, "")
        yield records.Condition(key, key, key, sort, min_scenario=least)
        until = date(2027, 12, 31) if key == "LAW-CARRY" else None
        yield records.Window(f"C:{key}", "C", key, WHEN, until, "ILLUSTRATIVE")


def project(
    key: str, stage: str, zone: str, months: tuple[int, ...] = (2, 2, 2), **more: Any
) -> list[Record]:
    """A project that breaks nothing, with all that belongs to it."""
    values: dict[str, Any] = {
        "strategy": "F1",
        "industry": key.lower(),
        "intensity": "mixed",
        "modality": "study",
        "legal_path": "art17",
        "earliest_scenario": "C",
        "conditions": ("LAW-EPC",),
        "policy_hook_en": "five-year plan",
        "dprk_workers": 10,
        "sk_staff": 5,
        "power_need_mw": Decimal(0),
        "evidence": "ILLUSTRATIVE",
        "steps_south_en": "design",
        "steps_north_en": "assembly",
        **more,
    }
    found: list[Record] = [
        records.Project(key, key, key, stage=stage, zone=zone, **values),
        records.Partner(f"{key}:south", "남", "South body", key, "south", ("lead",)),
        records.Partner(
            f"{key}:north",
            "북",
            "North body",
            key,
            "north",
            ("operator",),
            "",
            "terms",
            "nothing_found",
            WHEN,
        ),
        *(
            records.SelfCheck(f"{key}:{name}", key, name, "met")
            for name in get_args(records.Requirement)
        ),
        records.CostLine(
            f"{key}:grant", key, "fund_grant", Decimal(100), "KRW", 2026, "ILLUSTRATIVE"
        ),
        records.BenefitLine(f"{key}:s", key, "south", "", "orders"),
        records.BenefitLine(f"{key}:n", key, "north", "", "wages"),
    ]
    names = [f"{key}.a{number}" for number in range(1, len(months) + 1)]
    for name, duration in zip(names, months, strict=True):
        ends = {"low": duration, "high": duration + 1} if duration else {}
        found.append(records.Activity(name, name, name, key, duration, **ends))
    for one, other in itertools.pairwise(names):
        found.append(records.Link(f"{one}>{other}", one, other))
    return found


def sound(*extra: Record) -> Plan:
    """The plan: three projects in the first stage, three in the second, nothing wrong."""
    rows = [
        records.Stage("S1", "기반", "Foundation", 1),
        records.Stage("S2", "확대", "Expansion", 2),
        records.Scenario("C", "해제", "Lifted", "C"),
        *_conditions(),
        *(records.FundingSource(key, key, key) for key in ("fund_grant", "fund_loan", "private")),
        records.Capacity(
            "power", "전력", "Power", "power", "pyongyang_nampo", "", WHEN, Decimal(5), "MW", "SRC"
        ),
        *project("P1", "S1", "nampo", intensity="labor"),
        *project("P2", "S1", "chongjin", intensity="technology"),
        *project("P3", "S1", "hamhung", strategy="B1"),
        *project("P4", "S2", "nampo", intensity="labor"),
        *project("P5", "S2", "nampo", intensity="technology"),
        *project("P6", "S2", "sinpyong"),
        *extra,
    ]
    found: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    for row in rows:
        found[row.kind][row.key] = row
    header = records.Header("plan", "시험", "Trial", date(2027, 1, 4), default_scenario="C")
    return plan_of(header, found)


def altered(plan: Plan, kind: str, key: str, **values: Any) -> Plan:
    return plan.with_record(replace(plan.find(kind, key), **values))


def lint(plan: Plan, **thresholds: str) -> Lint:
    """The plan's lint under the shipped rules; thresholds as R04_share="0.4"."""
    own = {name.replace("_", ".", 1): Decimal(value) for name, value in thresholds.items()}
    rules = with_thresholds([each.rule for each in principles().values()], own)
    schedule = solve(compile_network(network_of(plan)), "C")
    return lint_plan(plan, schedule, CATALOGUE, rules)


def findings(plan: Plan, **thresholds: str) -> list[Finding]:
    return list(lint(plan, **thresholds).findings)


def answer(plan: Plan, rule: str) -> RuleResult:
    return next(each for each in lint(plan).results if each.rule.id == rule)


def needs(plan: Plan, rule: str) -> set[str]:
    """What the rule could not look at."""
    return {gap.need for gap in answer(plan, rule).gaps}


def told(plan: Plan, **thresholds: str) -> list[tuple[Any, ...]]:
    """Every finding as (rule, case, key, detail, measured, threshold), for exact comparison."""
    return [
        (
            each.rule,
            each.case,
            each.about[1],
            each.detail,
            None if each.measured is None else str(each.measured),
            None if each.threshold is None else str(each.threshold),
        )
        for each in findings(plan, **thresholds)
    ]
