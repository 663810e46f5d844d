"""What is stranded if access ends: a small plan, worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import User
from engine.changes import Alter
from engine.records import (
    Activity,
    CostLine,
    FundingSource,
    GoodsLine,
    Link,
    Project,
    Scenario,
)
from ranges.reversal import curve_of, differences
from roadmaps.models import Roadmap
from roadmaps.services import edit_plan
from tests.plans import a_plan

pytestmark = pytest.mark.django_db
HALF = Decimal("0.50")


@pytest.fixture
def plan(jin: User) -> Roadmap:
    """Ten days of 100, half of it recoverable, then ten of 50 of which no share is known."""
    return a_plan(
        jin,
        (
            Scenario("A", "가", "A", "A"),
            FundingSource("fund", "기금", "Fund"),
            Project("P1", "하나", "One", sk_staff=7, wind_down=20),
            Project("P2", "둘", "Two"),
            Activity("P1.a", "일", "Work", "P1", 56, "days"),
            Activity("P2.a", "일", "Work", "P2", 59, "days"),
            Link("L", "P1.a", "P2.a"),
            CostLine("C1", "P1", "fund", Decimal(5600), "KRW", 2026, "", HALF),
            CostLine("C2", "P2", "fund", Decimal(5900), "KRW", 2026),
            CostLine("C3", "P2", "fund", Decimal(10), "USD", None, "", HALF),
            GoodsLine("G1", "기계", "Machine", "P1", "into", "8452"),
            GoodsLine("G2", "옷", "Clothes", "P1", "out", "6101"),
        ),
    )


def test_money_people_goods_and_days_stand_where_they_were_worked_out(plan: Roadmap) -> None:
    curve = curve_of(plan, "A", plan.revision)
    by_day = {month.day: month for month in curve.months}
    assert (curve.price, curve.prices) == ("KRW 2026", ("KRW 2026", "USD"))
    # P1 runs from 4 January to 28 February: 28 of its 56 days are over on 1 February.
    february = by_day[date(2027, 2, 1)]
    assert (february.out, february.recoverable, february.stranded) == (2800, 1400, 1400)
    assert (february.people, february.wind_down, february.unknown) == (7, 20, 0)
    # P2 starts on Monday 1 March: 31 of its 59 days are over on 1 April.
    april = by_day[date(2027, 4, 1)]
    assert (april.out, april.stranded) == (5600 + 3100, 2800)
    assert april.unknown == pytest.approx(3100)
    assert (april.people, april.unknown_staff, april.unknown_days) == (0, 1, 1)
    assert april.goods == 1
    assert curve.months[-1].out == 11500


def test_two_sequences_are_compared_month_by_month(plan: Roadmap, jin: User) -> None:
    first = curve_of(plan, "A", plan.revision)
    assert {each.stranded for each in differences(first, first)} == {0}


def test_a_revision_is_compared_with_an_earlier_one(plan: Roadmap, jin: User) -> None:
    later = {"constraint": "start_no_earlier_than", "constraint_date": date(2027, 3, 1)}
    edit_plan(plan, [Alter("activity", "P1.a", later)], by=jin, on_revision=plan.revision)
    plan.refresh_from_db()
    now, before = (curve_of(plan, "A", number) for number in (plan.revision, plan.revision - 1))
    found = {each.day: each for each in differences(now, before)}
    # In the earlier sequence 1400 would already be lost in February; now nothing is out yet.
    assert (found[date(2027, 2, 1)].stranded, found[date(2027, 2, 1)].people) == (1400, 7)
    assert found[max(found)].stranded == 0
