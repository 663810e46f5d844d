"""Who gains what, and what figures rest on: sums that equal their rows."""

from datetime import date
from decimal import Decimal

import pytest

from engine import records
from engine.grading import grade_of, grades_of
from engine.ledger import Gain, Paid, ledger_of
from tests.lint.sound import altered, sound


def test_each_stage_has_an_account_of_each_side_that_equals_its_rows() -> None:
    south, north, *_ = ledger_of(sound())
    assert (south.stage, south.side, south.projects, south.stated, south.measured) == (
        "S1",
        "south",
        3,
        3,
        3,
    )
    assert south.gains == (Gain("jobs", "persons", "", None, Decimal(15)),)
    assert north.gains == (Gain("jobs", "persons", "", None, Decimal(30)),)
    assert south.paid == (Paid("KRW", 2026, Decimal(300)),)
    assert (north.paid, north.deciding, south.deciding) == ((), 3, 0)


def test_unlike_gains_are_never_added() -> None:
    plan = altered(sound(), "benefit", "P1:n", gain="income", amount=Decimal(5), currency="USD")
    plan = altered(plan, "benefit", "P2:n", gain="income", amount=Decimal(7), currency="KRW")
    north = ledger_of(plan)[1]
    assert north.gains == (
        Gain("income", "", "KRW", None, Decimal(7)),
        Gain("income", "", "USD", None, Decimal(5)),
        Gain("jobs", "persons", "", None, Decimal(30)),
    )


def test_a_side_left_out_and_an_unknown_number_are_told() -> None:
    plan = altered(sound().without("benefit", "P1:n"), "project", "P1", dprk_workers=None)
    south, north, *_ = ledger_of(plan)
    assert (north.missing, north.stated, north.measured, north.unknown_jobs) == (("P1",), 2, 2, 1)
    assert south.missing == ()


@pytest.mark.parametrize(
    ("sources", "confidence", "grade"),
    [
        (("LAW-ACT",), "high", "A"),
        (("LAW-ACT",), "medium", "B"),
        (("LAW-ACT", "DERIVED"), "low", "C"),
        (("LAW-ACT",), "", "A"),
        (("PRESS",), "", "B"),
        (("PRESS", "LAW-ACT"), "", "A"),
        (("NOBODY",), "", "C"),
        (("ILLUSTRATIVE",), "", "D"),
        (("DERIVED", "GK"), "high", "D"),
        ((), "high", "E"),
    ],
)
def test_a_figure_is_as_good_as_what_it_rests_on(
    sources: tuple[str, ...], confidence: str, grade: str
) -> None:
    assert grade_of(sources, confidence, {"LAW-ACT": "high", "PRESS": "medium"}) == grade


def test_the_weak_share_of_a_stage_is_its_weak_cost_over_all_of_it() -> None:
    plan = altered(sound(), "cost", "P1:grant", evidence="LAW-ACT")
    plan = altered(plan, "cost", "P2:grant", evidence="")
    found = grades_of(plan, {"LAW-ACT": "high"})
    first = found.shares[0]
    assert (first.stage, first.weak, first.total, first.share) == (
        "S1",
        Decimal(200),
        Decimal(300),
        Decimal("0.6667"),
    )
    assert dict(found.counts("cost")) == {"A": 1, "D": 4, "E": 1}
    assert found.largest == ("P2:grant", "P3:grant", "P4:grant", "P5:grant", "P6:grant")


def test_every_figure_is_graded_and_an_unknown_one_is_none() -> None:
    found = grades_of(sound(), {})
    kinds = {each.kind for each in found.figures}
    assert kinds == {"cost", "capacity", "project", "window"}
    assert all(each.grade in "ABCDE" for each in found.figures)
    goods = records.GoodsLine("g", "", "", "P1", "into", "84", value=Decimal(3))
    assert grades_of(sound(goods), {}).counts("goods") == {"E": 1}
    window = records.Window("w", "C", "PRE-3TONG", date(2030, 1, 1), None, "")
    assert grades_of(sound(window), {}).counts("window")["E"] == 1


def test_an_activity_is_owned_where_a_body_of_the_north_answers_for_it_and_decides() -> None:
    plan = altered(sound(), "activity", "P1.a1", owner="P1:north", decides_en="the day")
    plan = altered(plan, "activity", "P1.a2", owner="P1:north")
    south, north, *_ = ledger_of(plan)
    assert (north.activities, north.owned, south.owned) == (9, 1, 0)


def test_a_figure_of_an_old_source_is_weak_however_well_it_was_founded() -> None:
    plan = sound()
    for key in ("P1", "P2", "P3"):
        plan = altered(plan, "cost", f"{key}:grant", evidence="LAW-ACT")
    plan = altered(plan, "cost", "P3:grant", evidence="OLD")
    reliability, years = {"LAW-ACT": "high", "OLD": "high"}, {"LAW-ACT": 2024, "OLD": 2020}
    found = grades_of(plan, reliability, years, 2021)
    first = found.shares[0]
    assert (first.weak, first.total, first.share) == (Decimal(100), Decimal(300), Decimal("0.3333"))
    fresh = grades_of(plan, reliability, years, 2020).shares[0]
    assert fresh.weak == 0
    old = [each for each in found.figures if each.is_old]
    assert [(each.key, each.grade, each.year) for each in old] == [("P3:grant", "A", 2020)]
