"""For each rule a plan that breaks only it, and one that just passes."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine import records
from engine.plan import Plan
from engine.records import Record
from tests.lint.sound import altered, project, sound, told

Told = tuple[str, str, str, str, str | None, str | None]


def _link(one: str, other: str, lag: int = 0) -> Record:
    return records.Link(f"{one}>{other}", one, other, "FS", lag)


def _goods(key: str, direction: Any, hs: str) -> Record:
    return records.GoodsLine(f"{key}:{direction}:{hs}", "물", "Goods", key, direction, hs)


def _with(plan: Plan, *rows: Record) -> Plan:
    for row in rows:
        plan = plan.with_record(row)
    return plan


def _waits(plan: Plan, key: str, *conditions: str) -> Plan:
    return altered(plan, "project", key, conditions=conditions)


def _money(key: str, source: str, amount: str) -> Record:
    return records.CostLine(
        f"{key}:{source}", key, source, Decimal(amount), "KRW", 2026, "ILLUSTRATIVE"
    )


def _northern(key: str, **values: Any) -> Callable[[], Plan]:
    return lambda: altered(sound(), "partner", f"{key}:north", **values)


def _project(key: str, **values: Any) -> Callable[[], Plan]:
    return lambda: altered(sound(), "project", key, **values)


def _without(kind: str, *keys: str) -> Plan:
    plan = sound()
    for key in keys:
        plan = plan.without(kind, key)
    return plan


def _large(months: int) -> Plan:
    """A small zone at Waudo, finished in mid 2027, and a large one at Rason so many months on."""
    return sound(
        *project("P7", "S1", "waudo", modality="zone_development", conditions=CLEARED),
        *project("P8", "S2", "rason", modality="zone_development", conditions=CLEARED),
        _link("P7.a3", "P8.a1", months),
    )


CLEARED = ("LAW-EPC", "SAN-2375-18")


def _early(amount: str) -> Plan:
    """P2 turned to a strategy that is no foundation, at Nampo, at 100 more; P1 and P3 cost 100."""
    values = {"strategy": "T1", "zone": "nampo", "also_zones": ("chongjin",)}
    plan = altered(sound(), "project", "P2", **values)
    return _with(plan, _money("P2", "private", amount))


def _shares(amount: str) -> Plan:
    return _with(sound(), _money("P3", "private", amount))


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


def _powered(need: str) -> Plan:
    return altered(sound(), "project", "P4", power_need_mw=Decimal(need))


def _workers(number: int, **values: Any) -> Plan:
    return altered(sound(), "project", "P4", dprk_workers=number, **values)


def _consignment(number: int, *rows: Record) -> Plan:
    """Wigs from P4 (on no list), after a pilot that was evaluated."""
    values = {"modality": "consignment", "dprk_workers": number}
    plan = altered(sound(), "project", "P4", **values, conditions=("LAW-EPC", "PRE-3TONG"))
    plan = altered(plan, "activity", "P4.a1", name_en="Pilot order")
    plan = altered(plan, "activity", "P4.a2", name_en="Evaluation")
    return _with(plan, _goods("P4", "out", "6704"), *rows)


def _carrying(hs: str, direction: str, *conditions: str) -> Plan:
    plan = _waits(sound(), "P4", "LAW-EPC", "PRE-3TONG", *conditions)
    return _with(plan, _goods("P4", direction, hs))


def _same_goods(other: str) -> Plan:
    plan = sound()
    for key, hs in (("P4", "6704"), ("P5", other)):
        plan = altered(plan, "project", key, industry="wigs", conditions=("LAW-EPC", "PRE-3TONG"))
        plan = _with(plan, _goods(key, "out", hs))
    # Two of three in one industry is an index of 0.5556; P1 and P7 make it four.
    return _with(plan, *project("P7", "S1", "nampo", industry="tools"))


def _approved(until: date | None) -> Plan:
    plan = _waits(sound(), "P4", "LAW-EPC", "LAW-CARRY")
    return altered(plan, "window", "C:LAW-CARRY", until=until)


def _resting(months: int) -> Plan:
    plan = _waits(sound(), "P4", "LAW-EPC", "LAW-ART17")
    return altered(plan, "link", "P4.a1>P4.a2", lag=months)


def _ceiling(amount: str) -> Plan:
    ceiling = records.Ceiling(
        "g27", "fund_grant", 2027, Decimal(amount), "KRW", 2026, ("SRC",), "low"
    )
    return _with(sound(), ceiling)


def _training(*conditions: str, **values: Any) -> Plan:
    return altered(
        sound(), "project", "P4", modality="training", conditions=("LAW-EPC", *conditions), **values
    )


#: Rule: the plan that breaks only it, what is found, and the plan that just passes.
CASES: Sequence[tuple[str, Callable[[], Plan], list[Told], Callable[[], Plan]]] = [
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
        lambda: _with(sound(), _link("P4.a1", "P1.a1")),
        [("R02", "waits_for_later_stage", "P4.a1>P1.a1", "", "2", "1")],
        lambda: _with(sound(), _link("P1.a1", "P4.a1")),
    ),
    (
        "R03",
        lambda: _large(11),
        [("R03", "large_zone_early", "P8", "", "11", "12")],
        lambda: _large(12),
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
            _with(sound(), _money("P1", "private", "200")),
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
        lambda: _with(_shares("1"), _money("P1", "private", "1")),
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
        _project("P4", intensity="mixed"),
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
        _project("P5", intensity="capital"),
    ),
    (
        "R08 one industry",
        _project("P4", industry="p1"),
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
        _project("P6", zone="waudo"),
        [("R09", "all_inside_belts", "plan", "", "0", "1")],
        sound,
    ),
    (
        "R10 no partner",
        lambda: _without("partner", "P4:north"),
        [("R10", "no_northern_partner", "P4", "", None, None)],
        _project("P4", legal_path="south_only"),
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
        _project("P4", policy_hook_en=""),
        [("R11", "no_policy_hook", "P4", "", None, None)],
        _project("P4", policy_hook_en="", policy_hook_ko="5개년 계획"),
    ),
    (
        "R12 a side",
        lambda: _without("benefit", "P4:n"),
        [("R12", "no_benefit_north", "P4", "", None, None)],
        sound,
    ),
    (
        "R12 measured",
        _project("P4", sk_staff=None),
        [("R12", "unmeasured_benefit_south", "P4", "", "0", "1")],
        lambda: altered(
            _project("P4", sk_staff=None)(), "benefit", "P4:s", amount=Decimal(3), evidence="SRC"
        ),
    ),
    (
        "R14",
        lambda: _powered("5.01"),
        [("R14", "power_short", "pyongyang_nampo", "", "5.01", "5.00")],
        lambda: _powered("5"),
    ),
    (
        "R15",
        lambda: _with(sound(), _goods("P4", "out", "6704")),
        [("R15", "no_way_upstream", "P4", "", None, None)],
        lambda: _carrying("6704", "out"),
    ),
    (
        "R16",
        lambda: _workers(501),
        [("R16", "scale_without_pilot", "P4", "", "501", "500")],
        lambda: _workers(500),
    ),
    (
        "R17",
        lambda: _consignment(501),
        [("R17", "orders_without_skills", "P4", "", "501", "500")],
        lambda: _consignment(500),
    ),
    (
        "R18 goods",
        lambda: _carrying("6203", "out"),
        [("R18", "goods_without_condition", "P4:out:6203", "SAN-2375-16", None, None)],
        lambda: _carrying("6203", "out", "SAN-2375-16"),
    ),
    (
        "R18 a form",
        _project("P4", modality="joint_venture"),
        [("R18", "form_without_condition", "P4", "SAN-2375-18", None, None)],
        _project("P4", modality="joint_venture", conditions=CLEARED),
    ),
    (
        "R18 a loan",
        lambda: _with(sound(), _money("P4", "fund_loan", "1")),
        [("R18", "loan_without_condition", "P4", "SAN-2321-32", None, None)],
        lambda: _waits(
            _with(sound(), _money("P4", "fund_loan", "1")), "P4", "LAW-EPC", "SAN-2321-32"
        ),
    ),
    (
        "R19 its conditions",
        _project("P4", earliest_scenario="A", conditions=("LAW-EPC", "SAN-2397-7")),
        [("R19", "relief_of_conditions", "P4", "", "1", "2")],
        _project("P4", earliest_scenario="B", conditions=("LAW-EPC", "SAN-2397-7")),
    ),
    (
        "R19 upstream",
        lambda: altered(
            _with(sound(), _link("P1.a1", "P4.a1")), "project", "P4", earliest_scenario="B"
        ),
        [("R19", "relief_of_upstream", "P4", "", "2", "3")],
        lambda: _with(sound(), _link("P1.a1", "P4.a1")),
    ),
    (
        "R20",
        _project("P4", notes_ko="제3국산 상표로 우회 수출"),
        [
            ("R20", "evasion_words", "P4", "제3국산", None, None),
            ("R20", "evasion_words", "P4", "우회 수출", None, None),
        ],
        _project("P4", notes_en="a bypass road round the town"),
    ),
    (
        "R21",
        lambda: _same_goods("670490"),
        [("R21", "same_goods", "P5", "P4", None, None)],
        lambda: _same_goods("6703"),
    ),
    (
        "R22 too long",
        lambda: _approved(date(2028, 1, 31)),
        [("R22", "approval_too_long", "C:LAW-CARRY", "", "13", "12")],
        lambda: _approved(date(2027, 12, 31)),
    ),
    (
        "R22 without an end",
        lambda: _approved(None),
        [("R22", "approval_without_end", "C:LAW-CARRY", "", None, "12")],
        lambda: _approved(date(2027, 12, 31)),
    ),
    (
        "R22 lapses",
        lambda: _approved(date(2027, 8, 31)),
        [("R22", "approval_lapses", "P4", "LAW-CARRY", "59", "60")],
        lambda: _approved(date(2027, 9, 1)),
    ),
    (
        "R23",
        lambda: _resting(37),
        [("R23", "dormant", "P4", "", "37", "36")],
        lambda: _resting(35),
    ),
    (
        "R24 a grant",
        lambda: _waits(_with(sound(), _money("P4", "fund_grant", "299999900")), "P4"),
        [("R24", "council_for_grant", "P4", "", "300000000", "300000000")],
        lambda: _waits(_with(sound(), _money("P4", "fund_grant", "299999899.99")), "P4"),
    ),
    (
        "R24 a project loan",
        lambda: _waits(
            _with(sound(), _money("P4", "fund_loan", "5000000000")), "P4", "SAN-2321-32"
        ),
        [("R24", "council_for_project_loan", "P4", "", "5000000000", "5000000000")],
        lambda: _waits(
            _with(sound(), _money("P4", "fund_loan", "4999999999")), "P4", "SAN-2321-32"
        ),
    ),
    (
        "R25 a ceiling",
        lambda: _ceiling("599.99"),
        [("R25", "over_ceiling", "g27", "", "600.00", "599.99")],
        lambda: _ceiling("600"),
    ),
    (
        "R25 the line",
        lambda: _with(sound(), _money("P4", "fund_grant", "303699999400.01")),
        [("R25", "over_line", "plan", "2027 (2026)", "303700000000.01", "303700000000")],
        lambda: _with(sound(), _money("P4", "fund_grant", "303699999400")),
    ),
    (
        "R26",
        lambda: _with(sound(), _money("P4", "private", "7777777777.79")),
        [("R26", "beyond_cover", "P4", "", "7777777777.79", "7000000000")],
        lambda: _with(sound(), _money("P4", "private", "7777777777.77")),
    ),
    (
        "R27 the screen",
        lambda: _training(),
        [
            ("R18", "form_without_condition", "P4", "SAN-2270-17", None, None),
            ("R27", "no_curriculum_screen", "P4", "", None, None),
        ],
        lambda: _training("SAN-2270-17"),
    ),
    (
        "R27 a discipline",
        lambda: _training("SAN-2270-17", name_en="Course in chemical engineering"),
        [("R27", "barred_discipline", "P4", "chemical engineering", None, None)],
        lambda: _training("SAN-2270-17", name_en="Course in sewing"),
    ),
    (
        "R28",
        lambda: _carrying("8452", "into", "SAN-2397-7"),
        [("R28", "end_user_unchecked", "P4", "", None, None)],
        lambda: _carrying("8452", "into", "SAN-2397-7", "SAN-ENDUSER"),
    ),
    (
        "R29 a source",
        lambda: altered(sound(), "cost", "P4:grant", evidence=""),
        [("R29", "no_source", "P4", "", "1", "0")],
        sound,
    ),
    (
        "R29 a range",
        lambda: altered(sound(), "activity", "P4.a1", high=None),
        [("R29", "single_number", "P4", "", "1", "0")],
        sound,
    ),
]


@pytest.mark.parametrize(
    ("breaks", "found"), [(b, f) for _, b, f, _ in CASES], ids=[c[0] for c in CASES]
)
def test_a_plan_that_breaks_one_rule_is_told_exactly_that(
    breaks: Callable[[], Plan], found: list[Told]
) -> None:
    assert told(breaks()) == found


@pytest.mark.parametrize("passes", [p for *_, p in CASES], ids=[c[0] for c in CASES])
def test_a_plan_that_just_passes_is_told_nothing(passes: Callable[[], Plan]) -> None:
    assert told(passes()) == []
