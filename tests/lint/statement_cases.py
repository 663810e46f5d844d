"""What a person states, and what the rules make of it: R21, R22, R26 to R28 and R30."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine import records
from engine.plan import Plan
from engine.records import Record
from tests.lint.sound import WHEN, altered, sound
from tests.lint.spoiling import Case, link, money, with_rows


def answered(answer: Any) -> Plan:
    return altered(sound(), "self_check", "P4:no_harm", answer=answer)


def carrying(approved: str, value: str) -> Plan:
    """Wigs out of P4, approved at one value and planned at another."""
    plan = altered(sound(), "project", "P4", conditions=("LAW-EPC", "PRE-3TONG"))
    line = records.GoodsLine("P4:out:1", "물", "Goods", "P4", "out", "6704", currency="USD")
    row = {"value": Decimal(value), "approved_value": Decimal(approved)}
    return altered(with_rows(plan, line), "goods", "P4:out:1", **row)


def permitted(until: date) -> Plan:
    """P5's carrying approval of 2027; P5 works until July 3rd."""
    return with_rows(
        sound(),
        records.Permit(
            "X", "승인", "Permit", "carrying_out", "granted", projects=("P5",),
            valid_from=WHEN, valid_until=until,
        ),
    )  # fmt: skip


def borne(first: str, second: str) -> Plan:
    """Private money of one firm in two projects."""
    plan = sound()
    for key, amount in (("P4", first), ("P5", second)):
        plan = with_rows(plan, money(key, "private", amount))
        plan = altered(plan, "cost", f"{key}:private", partner=f"{key}:south")
    return plan


def taught(name: str) -> Plan:
    values = {"modality": "training", "conditions": ("LAW-EPC", "SAN-2270-17")}
    plan = altered(sound(), "project", "P4", **values)
    return with_rows(plan, records.Topic("P4:topic:1", "", name, "P4", 20, "ILLUSTRATIVE"))


def looked_at(result: Any) -> Plan:
    return altered(sound(), "partner", "P4:north", end_user=result, checked_on=WHEN)


def use(key: str, standard: str, *also: str, activity: str = "") -> Record:
    return records.StandardUse(
        f"{key}:{activity}:{standard}", key, activity, standard, also, "ILLUSTRATIVE"
    )


def railway(*middle: Record) -> Plan:
    """P1 builds a DC railway, P4 an AC one behind it; P2 lies between."""
    links = link("P1.a3", "P2.a1"), link("P2.a3", "P4.a1")
    return with_rows(sound(), *links, use("P1", "DC3"), use("P4", "AC25-60"), *middle)


#: As in the study's own rules.
CASES: Sequence[Case] = [
    (
        "R21 a requirement",
        lambda: answered("not_met"),
        [("R21", "requirement_not_met", "P4", "no_harm", None, None)],
        lambda: answered("met"),
    ),
    (
        "R22 the approved total",
        lambda: carrying("1000", "1101"),
        [("R22", "total_changed", "P4", "out USD", "0.1010", "0.1")],
        lambda: carrying("1000", "1100"),
    ),
    (
        "R22 much less than approved",
        lambda: carrying("1000", "899"),
        [("R22", "total_changed", "P4", "out USD", "0.1010", "0.1")],
        lambda: carrying("1000", "900"),
    ),
    (
        "R22 a permit too long",
        lambda: permitted(date(2028, 1, 31)),
        [("R22", "permit_too_long", "X", "", "13", "12")],
        lambda: permitted(date(2027, 12, 31)),
    ),
    (
        "R22 a permit lapses",
        lambda: permitted(date(2027, 8, 31)),
        [("R22", "permit_lapses", "P5", "X", "59", "60")],
        lambda: permitted(date(2027, 9, 1)),
    ),
    (
        "R26 a firm",
        lambda: borne("7000000000", "777777777.79"),
        [("R26", "firm_beyond_cover", "P4:south", "", "7777777777.79", "7000000000")],
        lambda: borne("7000000000", "777777777.77"),
    ),
    (
        "R27 a topic",
        lambda: taught("Basics of mechanical engineering"),
        [("R27", "barred_discipline", "P4:topic:1", "mechanical engineering", None, None)],
        lambda: taught("Basics of sewing"),
    ),
    (
        "R28 listed",
        lambda: looked_at("listed"),
        [("R28", "end_user_listed", "P4:north", "", None, None)],
        lambda: looked_at("nothing_found"),
    ),
    (
        "R28 doubtful",
        lambda: looked_at("doubtful"),
        [("R28", "end_user_doubtful", "P4:north", "", None, None)],
        lambda: looked_at("nothing_found"),
    ),
    (
        "R30 along a chain",
        railway,
        [("R30", "standards_clash", "P4", "P1::DC3 P4::AC25-60", None, None)],
        lambda: railway(use("P2", "DC3", "AC25-60", activity="P2.a2")),
    ),
    (
        "R30 in one zone",
        lambda: with_rows(sound(), use("P4", "HZ-60"), use("P5", "HZ-50")),
        [("R30", "standards_clash_in_zone", "P5", "P4::HZ-60 P5::HZ-50", None, None)],
        lambda: with_rows(
            sound(), use("P4", "HZ-60"), use("P5", "HZ-50"), use("P1", "HZ-60", "HZ-50")
        ),
    ),
]
