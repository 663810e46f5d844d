"""What must be there first, what the law asks, and what figures rest on: R14 to R29."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine import records
from engine.plan import Plan
from engine.records import Record
from tests.lint.sound import altered, project, sound
from tests.lint.spoiling import CLEARED, Case, changed, link, money, with_rows


def _goods(key: str, direction: Any, hs: str) -> Record:
    return records.GoodsLine(f"{key}:{direction}:{hs}", "물", "Goods", key, direction, hs)


def _waits(plan: Plan, key: str, *conditions: str) -> Plan:
    return altered(plan, "project", key, conditions=conditions)


def _equipped(plan: Plan) -> Plan:
    """P4 is no study: what it carries is trade."""
    return altered(plan, "project", "P4", modality="equipment_upgrade")


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
    return with_rows(plan, _goods("P4", "out", "6704"), *rows)


def _carrying(hs: str, direction: str, *conditions: str) -> Plan:
    plan = _waits(sound(), "P4", "LAW-EPC", "PRE-3TONG", *conditions)
    return with_rows(plan, _goods("P4", direction, hs))


def _same_goods(other: str) -> Plan:
    plan = sound()
    for key, hs in (("P4", "6704"), ("P5", other)):
        plan = altered(plan, "project", key, industry="wigs", conditions=("LAW-EPC", "PRE-3TONG"))
        plan = with_rows(plan, _goods(key, "out", hs))
    # Two of three in one industry is an index of 0.5556; P1 and P7 make it four.
    return with_rows(plan, *project("P7", "S1", "nampo", industry="tools"))


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
    return with_rows(sound(), ceiling)


def _training(*conditions: str, **values: Any) -> Plan:
    return altered(
        sound(), "project", "P4", modality="training", conditions=("LAW-EPC", *conditions), **values
    )


#: As in the study's own rules.
CASES: Sequence[Case] = [
    (
        "R14",
        lambda: _powered("5.01"),
        [("R14", "power_short", "pyongyang_nampo", "", "5.01", "5.00")],
        lambda: _powered("5"),
    ),
    (
        "R15",
        lambda: with_rows(_equipped(sound()), _goods("P4", "out", "6704")),
        [("R15", "no_way_upstream", "P4", "", None, None)],
        lambda: _equipped(_carrying("6704", "out")),
    ),
    (
        "R15 what a study takes along is no trade",
        lambda: with_rows(_equipped(sound()), _goods("P4", "into", "9031")),
        [("R15", "no_way_upstream", "P4", "", None, None)],
        lambda: with_rows(sound(), _goods("P4", "into", "9031")),
    ),
    (
        "R16 what is built can't be piloted",
        lambda: _workers(501),
        [("R16", "scale_without_pilot", "P4", "", "501", "500")],
        lambda: _workers(501, modality="infrastructure"),
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
        changed("P4", modality="joint_venture"),
        [("R18", "form_without_condition", "P4", "SAN-2375-18", None, None)],
        changed("P4", modality="joint_venture", conditions=CLEARED),
    ),
    (
        "R18 a loan",
        lambda: with_rows(sound(), money("P4", "fund_loan", "1")),
        [("R18", "loan_without_condition", "P4", "SAN-2321-32", None, None)],
        lambda: _waits(
            with_rows(sound(), money("P4", "fund_loan", "1")), "P4", "LAW-EPC", "SAN-2321-32"
        ),
    ),
    (
        "R19 its conditions",
        changed("P4", earliest_scenario="A", conditions=("LAW-EPC", "SAN-2397-7")),
        [("R19", "relief_of_conditions", "P4", "", "1", "2")],
        changed("P4", earliest_scenario="B", conditions=("LAW-EPC", "SAN-2397-7")),
    ),
    (
        "R19 upstream",
        lambda: altered(
            with_rows(sound(), link("P1.a1", "P4.a1")), "project", "P4", earliest_scenario="B"
        ),
        [("R19", "relief_of_upstream", "P4", "", "2", "3")],
        lambda: with_rows(sound(), link("P1.a1", "P4.a1")),
    ),
    (
        "R20",
        changed("P4", notes_ko="제3국산 상표로 우회 수출"),
        [
            ("R20", "evasion_words", "P4", "제3국산", None, None),
            ("R20", "evasion_words", "P4", "우회 수출", None, None),
        ],
        changed("P4", notes_en="a bypass road round the town"),
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
        lambda: _waits(with_rows(sound(), money("P4", "fund_grant", "299999900")), "P4"),
        [("R24", "council_for_grant", "P4", "", "300000000", "300000000")],
        lambda: _waits(with_rows(sound(), money("P4", "fund_grant", "299999899.99")), "P4"),
    ),
    (
        "R24 a project loan",
        lambda: _waits(
            with_rows(sound(), money("P4", "fund_loan", "5000000000")), "P4", "SAN-2321-32"
        ),
        [("R24", "council_for_project_loan", "P4", "", "5000000000", "5000000000")],
        lambda: _waits(
            with_rows(sound(), money("P4", "fund_loan", "4999999999")), "P4", "SAN-2321-32"
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
        lambda: with_rows(sound(), money("P4", "fund_grant", "303699999400.01")),
        [("R25", "over_line", "plan", "2027 (2026)", "303700000000.01", "303700000000")],
        lambda: with_rows(sound(), money("P4", "fund_grant", "303699999400")),
    ),
    (
        "R26",
        lambda: with_rows(sound(), money("P4", "private", "7777777777.79")),
        [("R26", "beyond_cover", "P4", "", "7777777777.79", "7000000000")],
        lambda: with_rows(sound(), money("P4", "private", "7777777777.77")),
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
        lambda: altered(
            _carrying("8452", "into", "SAN-2397-7"), "partner", "P4:north", checked_on=None
        ),
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
