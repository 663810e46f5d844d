"""Supply against demand: the pages, their editors, and what is taken over from projects."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from engine import records
from engine.plan import plan_of as plan_from
from engine.records import Record
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from supply.changes import power_taken_over
from supply.drawing import Point, use_chart
from supply.queries.capacities import capacity_page, capacity_uses
from supply.queries.funding import source_uses
from supply.queries.pairs import pair_of
from tests.plans import HEADER, RECORDS

pytestmark = pytest.mark.django_db


def plan_with(*more: Record) -> object:
    rows: dict[str, dict[str, Record]] = {}
    for each in (*RECORDS, *more):
        rows.setdefault(each.kind, {})[each.key] = each
    return plan_from(HEADER, rows)


def test_the_page_shows_both_ways_of_dating_and_the_table_says_the_same(
    trial: Roadmap, page: Client
) -> None:
    found = page.get(f"/plans/{trial.pk}/supply/?scenario=B").content.decode()

    assert "전력: 연결만 반영" in found and "전력: 수급·예산 반영" in found
    assert "표로 보기" in found


def test_a_capacity_page_names_who_asks_and_what_adds(trial: Roadmap, page: Client) -> None:
    found = page.get(f"/plans/{trial.pk}/capacities/power/?scenario=B").content.decode()

    assert "P2.a2" in found and "P1.a2" in found and "계속" in found


def test_months_count_what_is_kept_and_what_is_added(trial: Roadmap) -> None:
    pair = pair_of(trial, "B")
    (use,) = capacity_uses(pair)
    months = {span.since: span for span in capacity_page(pair, "power").months}

    # The office, open in June 2027, brings 8 MW; 10 come in 2028, and 12 are kept from then on.
    assert months[date(2028, 8, 1)].levelled.supply == 18
    assert (use.demand_count, use.days_short) == (1, 0)
    assert months[date(2028, 8, 1)].takers == ("P2.a2",)


def test_a_source_is_compared_with_its_ceiling_year_by_year(trial: Roadmap) -> None:
    (use,) = source_uses(pair_of(trial, "B"))

    assert (use.name, use.purse.currency, use.purse.price_year) == ("기금", "KRW", 2026)
    assert [each.year for each in use.years] == [2027, None]
    assert not any(each.is_over for each in use.years)


def test_a_demand_is_added_changed_and_removed_by_forms(trial: Roadmap, page: Client) -> None:
    at = f"/plans/{trial.pk}/demands/"
    typed = {"activity": "P1.a2", "capacity": "power", "amount": "2.5", "on_revision": "1"}
    assert page.post(f"{at}add/", typed).status_code == 302
    trial.refresh_from_db()
    assert plan_of(trial).demands["P1.a2:power"].amount == Decimal("2.5")
    assert page.post(f"{at}P1.a2:power/remove/", {"on_revision": "2"}).status_code == 302
    trial.refresh_from_db()
    assert "P1.a2:power" not in plan_of(trial).demands


def test_a_step_of_an_activity_that_takes_away_is_refused_with_what_was_typed(
    trial: Roadmap, page: Client
) -> None:
    typed = {"capacity": "power", "change": "-3", "activity": "P1.a1", "on_revision": "1"}

    answer = page.post(f"/plans/{trial.pk}/capacity-steps/add/", typed)

    assert answer.status_code == 422
    assert [problem.code for problem in answer.context["editing"].problems] == [
        "step_of_activity_adds"
    ]
    assert 'value="-3"' in answer.content.decode()


def test_steps_that_lead_below_zero_are_refused(trial: Roadmap, page: Client) -> None:
    typed = {"capacity": "power", "change": "-40", "since": "2033-01-01", "on_revision": "1"}

    answer = page.post(f"/plans/{trial.pk}/capacity-steps/add/", typed)

    assert [problem.code for problem in answer.context["editing"].problems] == ["negative_capacity"]


def test_power_figures_become_demands_and_steps_of_the_last_activity() -> None:
    plan = plan_with(
        records.Capacity("p:n", "전력", "Power", "power", region="west", amount=Decimal(5)),
        records.Project("P5", "발전", "Plant", zone="z", power_supply_mw=Decimal(40)),
        records.Project("P6", "공장", "Mill", zone="z", power_need_mw=Decimal(7)),
        records.Activity("P5.a1", "복구", "Repair", "P5", 4),
        records.Activity("P6.a1", "건설", "Building", "P6", 4),
        records.Activity("P6.a2", "가동", "Running", "P6", 4),
        records.Link("L9", "P6.a1", "P6.a2"),
    )

    step, demand = power_taken_over(plan, {"z": "west"})

    assert step.record == records.Step("p:n:P5", "p:n", Decimal(40), activity="P5.a1")
    assert demand.record == records.Demand("P6.a2:p:n", "P6.a2", "p:n", Decimal(7), True)


def test_what_has_a_demand_already_is_not_taken_over_twice() -> None:
    plan = plan_with(
        records.Capacity("p:n", "전력", "Power", "power", region="west", amount=Decimal(5)),
        records.Project("P6", "공장", "Mill", zone="z", power_need_mw=Decimal(7)),
        records.Activity("P6.a1", "건설", "Building", "P6", 4),
        records.Demand("d", "P6.a1", "p:n", Decimal(1)),
    )

    assert power_taken_over(plan, {"z": "west"}) == []


def test_a_bar_over_the_limit_is_drawn_apart() -> None:
    points = [Point("2027-01", 10, 4, False), Point("2027-02", 10, 12, True)]

    chart = use_chart(points, 12, "Power", "power")

    assert chart.within.count("M") == 1 and chart.over.count("M") == 1
    assert [tick.label for tick in chart.ticks] == ["2027"]
    assert [level.label for level in chart.levels] == ["0", "6", "12"]


def test_no_year_is_written_over_the_edge_of_its_drawing() -> None:
    months = [f"{year}-{month:02}" for year in range(2027, 2042) for month in range(1, 13)]
    points = [Point(month, None, 1, False) for month in months[:-10]]  # 2041 has two months

    ticks = use_chart(points, 1, "Power", "power").ticks

    assert [tick.label for tick in ticks] == [str(year) for year in range(2027, 2041, 2)]


def test_the_check_for_anomalies_answers(trial: Roadmap, page: Client) -> None:
    found = page.get(f"/plans/{trial.pk}/supply/?scenario=B&anomalies=1").content.decode()

    assert "최종 완료가 늦어지지 않습니다" in found
