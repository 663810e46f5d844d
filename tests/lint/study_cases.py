"""The study's own rules, R01 to R13."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from engine.plan import Plan
from tests.lint.sound import altered, project, sound
from tests.lint.spoiling import CLEARED, Case, changed, link, money, scored, with_rows


def _northern(key: str, **values: Any) -> Callable[[], Plan]:
    return lambda: altered(sound(), "partner", f"{key}:north", **values)


def _without(kind: str, *keys: str) -> Plan:
    plan = sound()
    for key in keys:
        plan = plan.without(kind, key)
    return plan


def _large(months: int, *points: int) -> Plan:
    """A small zone at Waudo, finished in mid 2027, and a large one at Rason so many months on."""
    return sound(
        *project("P7", "S1", "waudo", modality="zone_development", conditions=CLEARED),
        *project("P8", "S2", "rason", modality="zone_development", conditions=CLEARED),
        link("P7.a3", "P8.a1", months),
        *scored("P8", *(points or (2,) * 6)),
    )


def _early(amount: str) -> Plan:
    """P2 turned to a strategy that is no foundation, at Nampo, at 100 more; P1 and P3 cost 100."""
    values = {"strategy": "T1", "zone": "nampo", "also_zones": ("chongjin",)}
    plan = altered(sound(), "project", "P2", **values)
    return with_rows(plan, money("P2", "private", amount))


def _shares(amount: str) -> Plan:
    return with_rows(sound(), money("P3", "private", amount))


def _zones(lag: int) -> Plan:
    """A zone at Waudo, and a small one inland that opens `lag` months after it (or before)."""
    return sound(
        *project("P7", "S2", "waudo", (1, 6, 1), modality="zone_development", conditions=CLEARED),
        *project(
            "P8", "S2", "sinpyong", (1, 6 + lag, 1), modality="zone_development", conditions=CLEARED
        ),
    )


def _eastern() -> Plan:
    """Three projects at Chongjin, two of them of the belt's own theme."""
    return sound(
        *project("P7", "S2", "chongjin", industry="coal"),
        *project("P8", "S2", "chongjin", industry="tourism"),
        *project("P9", "S2", "nampo", intensity="labor"),
        *project("P10", "S2", "nampo"),
    )


#: Rule: the plan that breaks only it, what is found, and the plan that just passes.
CASES: Sequence[Case] = [
    (
        "R01 a goal",
        lambda: altered(sound(), "project", "P3", strategy="F1"),
        [("R01", "goal_without_project", "B1", "", "0", "1")],
        sound,
    ),
    (
        "R01 activities",
        lambda: sound(*project("P7", "S2", "nampo", (1, 1))),
        [("R01", "few_activities", "P7", "", "2", "3")],
        lambda: sound(*project("P7", "S2", "nampo", (1, 1, 1))),
    ),
    (
        "R01 durations",
        lambda: sound(*project("P7", "S2", "nampo", (0, 0, 0))),
        [("R01", "no_duration", "P7", "", None, None)],
        lambda: sound(*project("P7", "S2", "nampo", (0, 0, 1))),
    ),
    (
        "R01 a lead",
        lambda: altered(sound(), "partner", "P4:south", roles=("operator",)),
        [("R01", "no_lead", "P4", "", None, None)],
        sound,
    ),
    (
        "R02",
        lambda: with_rows(sound(), link("P4.a1", "P1.a1")),
        [("R02", "waits_for_later_stage", "P4.a1>P1.a1", "", "2", "1")],
        lambda: with_rows(sound(), link("P1.a1", "P4.a1")),
    ),
    (
        "R03",
        lambda: _large(11),
        [("R03", "large_zone_early", "P8", "", "11", "12")],
        lambda: _large(12),
    ),
    (
        "R03 an unfilled scorecard",
        lambda: _large(12, 4, 4, 4, 4, 4),
        [("R03", "scorecard_unfilled", "P8", "", "5", "6")],
        lambda: _large(12, 0, 0, 0, 4, 4, 4),
    ),
    (
        "R03 little capacity",
        lambda: _large(12, 2, 2, 2, 2, 2, 1),
        [("R03", "capacity_too_low", "P8", "", "0.4583", "0.5")],
        lambda: _large(12, 2, 2, 2, 2, 2, 2),
    ),
    (
        "R04",
        lambda: _early("200"),
        [("R04", "early_budget_elsewhere", "S1", "KRW 2026", "0.4000", "0.5")],
        lambda: _early("100"),
    ),
    (
        "R05 by count",
        lambda: altered(
            with_rows(sound(), money("P1", "private", "200")),
            "project",
            "P3",
            zone="chongjin",
            also_zones=("hamhung",),
        ),
        [("R05", "first_region_by_count", "S1", "count", "0.3333", "0.6667")],
        sound,
    ),
    (
        "R05 by cost",
        lambda: _shares("0.03"),
        [("R05", "first_region_by_cost", "S1", "KRW 2026", "0.3333", "0.3334")],
        lambda: with_rows(_shares("1"), money("P1", "private", "1")),
    ),
    (
        "R05 the first zone",
        lambda: _zones(-1),
        [("R05", "zone_opens_before", "P8", "", "30", "0")],
        lambda: _zones(0),
    ),
    (
        "R06",
        lambda: altered(sound(), "project", "P3", zone="sinpyong"),
        [("R06", "region_forgotten", "hamhung", "", "0", "1")],
        lambda: altered(sound(), "project", "P3", zone="sinpyong", also_zones=("hamhung",)),
    ),
    (
        "R07 labour",
        changed("P4", intensity="mixed"),
        [("R07", "too_little_labor", "S2", "", "0.0000", "0.2")],
        lambda: sound(*project("P7", "S2", "nampo"), *project("P8", "S2", "nampo")),
    ),
    (
        "R07 technology",
        lambda: altered(
            altered(sound(), "project", "P5", intensity="capital"),
            "project",
            "P6",
            intensity="capital",
        ),
        [("R07", "too_little_technology", "S2", "", "0.0000", "0.2")],
        changed("P5", intensity="capital"),
    ),
    (
        "R08 one industry",
        changed("P4", industry="p1"),
        [("R08", "one_industry", "pyongyang_nampo", "", "0.5556", "0.5")],
        lambda: altered(
            sound(*project("P7", "S2", "nampo", industry="p5")), "project", "P4", industry="p1"
        ),
    ),
    (
        "R08 the belt's theme",
        lambda: altered(_eastern(), "project", "P2", industry="energy_power"),
        [("R08", "only_belt_theme", "chongjin", "pan_east_sea", "3", "3")],
        lambda: _eastern(),
    ),
    (
        "R09",
        changed("P6", zone="waudo"),
        [("R09", "all_inside_belts", "plan", "", "0", "1")],
        sound,
    ),
    (
        "R10 no partner",
        lambda: _without("partner", "P4:north"),
        [("R10", "no_northern_partner", "P4", "", None, None)],
        changed("P4", legal_path="south_only"),
    ),
    (
        "R10 a recipient",
        _northern("P4", roles=("informed", "trainee_host")),
        [("R10", "only_recipient", "P4", "", None, None)],
        _northern("P4", roles=("informed", "landlord")),
    ),
    (
        "R10 decides",
        _northern("P4", decides_en=""),
        [("R10", "decides_nothing", "P4", "", None, None)],
        _northern("P4", decides_en="", decides_ko="임금"),
    ),
    (
        "R11",
        changed("P4", policy_hook_en=""),
        [("R11", "no_policy_hook", "P4", "", None, None)],
        changed("P4", policy_hook_en="", policy_hook_ko="5개년 계획"),
    ),
    (
        "R12 a side",
        lambda: _without("benefit", "P4:n"),
        [("R12", "no_benefit_north", "P4", "", None, None)],
        sound,
    ),
    (
        "R12 measured",
        changed("P4", sk_staff=None),
        [("R12", "unmeasured_benefit_south", "P4", "", "0", "1")],
        lambda: altered(
            changed("P4", sk_staff=None)(), "benefit", "P4:s", amount=Decimal(3), evidence="SRC"
        ),
    ),
    (
        "R13 both sides",
        changed("P4", steps_south_en="", steps_north_en=""),
        [("R13", "no_steps_both", "P4", "", None, None)],
        changed("P4", steps_south_en="", steps_south_ko="설계"),
    ),
    (
        "R13 one side",
        changed("P4", steps_north_en=""),
        [("R13", "no_steps_north", "P4", "", None, None)],
        changed("P4", steps_north_en="", industry=""),
    ),
]
