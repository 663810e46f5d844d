"""Dates that count supply and budget: in the reference plan, in words, over REST, on the page."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from engine import records
from engine.gain import Move, Step
from engine.networks import network_of
from engine.plan import Plan
from engine.schedule import Schedule, solve
from engine.supplies import Purse, purse_of, wants_of
from roadmaps.gain_words import step_words
from roadmaps.models import Roadmap
from roadmaps.nkpei import read_plan
from roadmaps.reasons import explain
from roadmaps.schedules import compile_plan, plan_of, schedule_for
from tests.api.caller import Caller
from tests.plans import HEADER, RECORDS, a_plan

FOLDER: Path = settings.BASE / "data" / "plans" / "nkpei"


@cache
def reference(scenario: str, levelled: bool) -> tuple[Plan, Schedule]:
    plan = read_plan(FOLDER)
    return plan, solve(compile_plan(plan), scenario, levelled)


@pytest.mark.parametrize(("scenario", "blocked"), [("A", 226), ("B", 152), ("C", 0)])
def test_supply_and_budget_block_nothing_more_in_the_reference_plan(
    scenario: str, blocked: int
) -> None:
    for levelled in (False, True):
        _, schedule = reference(scenario, levelled)
        assert sum(schedule.columns()["blocked"]) == blocked


def test_the_yearly_grant_ends_the_lifted_plan_three_years_later() -> None:
    assert reference("C", False)[1].finish == date(2037, 12, 12)
    assert reference("C", True)[1].finish == date(2041, 2, 16)


def test_no_year_of_the_levelled_reference_plan_spends_more_than_its_ceiling() -> None:
    _, schedule = reference("C", True)
    years = [use for uses in schedule.usage.sources.values() for use in uses]

    assert all(use.spending <= use.ceiling + 1e-6 for use in years if use.ceiling is not None)
    assert {u.days_short for uses in schedule.usage.capacities.values() for u in uses} == {0}


def test_without_turns_three_years_are_over_the_grant() -> None:
    _, schedule = reference("C", False)
    grant = schedule.usage.sources["fund_grant@KRW-2026"]

    over = [use.year for use in grant if use.ceiling is not None and use.spending > use.ceiling]
    assert over == [2029, 2030, 2031]


def test_the_reason_names_the_ceiling_and_the_time_it_refused() -> None:
    plan, schedule = reference("B", True)

    with override("en"):
        found = explain(plan, schedule, "F3-05.a5", "B", "en")

    line = found.lines[0]
    assert line.what == "Training seats, Pyongyang-Nampo (illustrative)"
    assert line.note == ("not enough free 2030.03 – 2030.04; taken by F1-07.a4, F2-02.a5, F2-03.a4")
    assert line.key == "F1-07.a4"


def test_a_demand_a_step_and_a_cost_reach_the_network() -> None:
    rows: dict[str, dict[str, records.Record]] = {}
    for each in RECORDS:
        rows.setdefault(each.kind, {})[each.key] = each
    plan = Plan(HEADER, rows)
    wants, network = wants_of(plan), network_of(plan)

    assert (wants["P2.a2"].demand, wants["P2.a2"].keeps) == ({"power": 12.0}, {"power": 12.0})
    assert wants["P1.a2"].adds == {"power": 8.0}
    # 250 won over two and three months: two fifths and three fifths.
    assert wants["P1.a1"].cost == {"fund@KRW-2026": pytest.approx(1e-7)}
    assert [step.amount for step in network.capacities["power"]] == [10.0, 15.0]
    own = network.overrides["A"].capacities["power"]
    assert [(str(step.since), step.amount) for step in own] == [
        ("2028-01-01", 10.0),
        ("2031-01-01", 12.0),
    ]


def test_more_supply_is_said_with_its_amount_its_day_and_its_year() -> None:
    rows: dict[str, dict[str, records.Record]] = {}
    ceiling = records.Ceiling("c27", "fund", 2027, Decimal(8), price_year=2026)
    step = records.Step("more", "power", Decimal(5), date(2028, 3, 1))
    for each in (*RECORDS, ceiling, step):
        rows.setdefault(each.kind, {})[each.key] = each
    plan = Plan(HEADER, rows)
    moves = [
        Move("supply", "capacity", "power", 12),
        Move("supply", "step", "more", 12),
        Move("ceiling", "ceiling", "c27", 100, "percent"),
    ]
    steps = [Step(move, 3, move.change(plan, 3)) for move in moves]

    power, fund = plan.capacities["power"], plan.sources["fund"]
    since = f"{power.since:%Y.%m}"
    with override("en"):
        assert [step_words(plan, each, "en") for each in steps] == [
            f"“{power.name_en}” supplies 3 MW more from {since}",
            f"“{power.name_en}” supplies 3 MW more from 2028.03",
            f"The ceiling of “{fund.name_en}” for 2027 is 3 % higher",
        ]
    with override("ko"):
        assert [step_words(plan, each, "ko") for each in steps] == [
            f"{since}부터 ‘{power.name_ko}’ 공급을 3 MW 늘림",
            f"2028.03부터 ‘{power.name_ko}’ 공급을 3 MW 늘림",
            f"2027년 ‘{fund.name_ko}’ 한도를 3 % 높임",
        ]


def test_a_purse_is_read_back_from_its_name() -> None:
    for purse in (Purse("fund", "KRW", 2026), Purse("a@b", "USD", None)):
        assert purse_of(purse.name) == purse


@pytest.fixture
def trial(program_user: User) -> Roadmap:
    return a_plan(program_user)


@pytest.fixture
def program_user(django_user_model: type[User]) -> User:
    return django_user_model.objects.create_user(username="planner", password="x" * 14)


@pytest.mark.django_db
def test_levelled_and_plain_dates_are_kept_apart(trial: Roadmap) -> None:
    _, plain = schedule_for(trial, "B")
    _, levelled = schedule_for(trial, "B", levelled=True)

    # 12 MW are asked for; 10 until the office is open, and 18 from then on.
    assert plan_of(trial).demands["P2.a2:power"].amount == Decimal("12.000")
    assert schedule_for(trial, "B")[1] is plain
    assert schedule_for(trial, "B", levelled=True)[1] is levelled


@pytest.mark.django_db
def test_the_schedule_over_rest_says_whether_it_is_levelled(
    trial: Roadmap, program_user: User
) -> None:
    caller = Caller(program_user)
    plain = caller.get(f"/plans/{trial.pk}/schedule/?scenario=B").json()
    levelled = caller.get(f"/plans/{trial.pk}/schedule/?scenario=B&level=true").json()

    assert (plain["levelled"], levelled["levelled"]) == (False, True)
    refused = caller.get(f"/plans/{trial.pk}/schedule/?level=perhaps")
    assert refused.status_code == 400


@pytest.mark.django_db
def test_the_page_offers_both_ways_and_says_which_is_shown(
    trial: Roadmap, program_user: User, client: Client
) -> None:
    client.force_login(program_user)
    plain = client.get(f"/plans/{trial.pk}/").content.decode()
    levelled = client.get(f"/plans/{trial.pk}/?supply=1").content.decode()

    assert 'supply=1"' in plain and "수급·예산 반영" in plain
    assert "연결만 반영한 날짜" in levelled and "연결만 반영한 날짜" not in plain
