"""Turns worked out by hand: who waits, for what, since when, and who had it."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.answer import Reason
from engine.network import (
    Activity,
    Budget,
    Constraint,
    Gate,
    Link,
    Network,
    Step,
    Supplies,
)
from engine.schedule import solve

MONDAY = date(2027, 1, 4)
POWER = {"power": (Step(MONDAY, 10),)}


def network(*activities: Activity, **fields: object) -> Network:
    return replace(Network(MONDAY, activities=activities, capacities=POWER), **fields)


def starts(plan: Network, scenario: str | None = None) -> dict[str, str | None]:
    schedule = solve(plan, scenario, level=True)
    return dict(zip(schedule.keys, schedule.columns()["start"], strict=True))


def test_what_does_not_fit_beside_another_waits_and_says_for_whom() -> None:
    plan = network(
        Activity("a", 5, demand={"power": 6}),
        Activity("b", 5, demand={"power": 6}),
        Activity("c", 5, demand={"power": 4}),
    )

    schedule = solve(plan, level=True)

    assert schedule["b"].start == date(2027, 1, 11)
    assert schedule["b"].early_start == MONDAY
    # `a` is over on Friday 8 January; rest days after it are nobody's.
    assert schedule["b"].reasons == (
        Reason(
            "capacity",
            "power",
            date(2027, 1, 11),
            refused=(MONDAY, date(2027, 1, 10)),
            holders=("a",),
        ),
    )
    assert schedule["b"].runner_up == Reason("plan_start", None, MONDAY, gain_days=7)
    assert schedule["c"].start == MONDAY


def test_the_higher_priority_goes_first_whatever_its_name() -> None:
    plan = network(
        Activity("a", 5, demand={"power": 6}),
        Activity("b", 5, demand={"power": 6}, priority=600),
    )

    assert starts(plan) == {"a": "2027-01-11", "b": "2027-01-04"}


def test_a_capacity_is_held_over_rest_days_in_the_middle_of_work() -> None:
    plan = network(
        Activity("long", 6, demand={"power": 6}, priority=600),
        Activity("weekend", 1, "days", demand={"power": 6}),
    )

    assert starts(plan)["weekend"] == "2027-01-12"


def test_a_supply_that_grows_later_lets_work_begin_on_that_day() -> None:
    steps = (Step(MONDAY, 10), Step(date(2028, 7, 3), 25))
    plan = network(Activity("mill", 20, demand={"power": 15}), capacities={"power": steps})

    line = solve(plan, level=True)["mill"]

    assert line.start == date(2028, 7, 3)
    assert line.reasons[0].refused == (MONDAY, date(2028, 7, 2))
    assert line.reasons[0].holders == ()


def test_a_supply_that_falls_is_kept_to_before_and_after() -> None:
    steps = (Step(MONDAY, 10), Step(date(2027, 1, 8), 5), Step(date(2027, 2, 1), 10))
    plan = network(Activity("mill", 5, demand={"power": 8}), capacities={"power": steps})

    assert starts(plan)["mill"] == "2027-02-01"


def test_more_than_there_will_ever_be_is_blocked_by_name_and_so_is_what_follows() -> None:
    plan = network(
        Activity("mill", 5, demand={"power": 11}),
        Activity("sale", 5),
        links=(Link("mill", "sale"),),
    )

    schedule = solve(plan, level=True)

    assert schedule["mill"].blocked
    assert schedule["mill"].reasons == (Reason("capacity", "power", None),)
    assert schedule["sale"].blocked
    assert schedule["sale"].short_of == ("power",)
    assert [step.key for step in schedule.chain("sale")] == ["sale", "mill"]
    assert schedule["mill"].early_start == MONDAY


def test_a_gate_behind_what_never_gets_its_power_never_opens() -> None:
    plan = network(
        Activity("mill", 5, demand={"power": 11}),
        Activity("sale", 5),
        gates=(Gate("G", needs=("mill",), opens=("sale",)),),
    )

    schedule = solve(plan, level=True)

    assert schedule.gates["G"].blocked
    assert schedule["sale"].short_of == ("power",)


def test_a_year_without_money_left_puts_work_off_to_the_next() -> None:
    plan = network(
        Activity("a", 10, cost={"fund": 60}, priority=600),
        Activity("b", 10, cost={"fund": 60}),
        budgets=(Budget("fund", 2027, 100), Budget("fund", 2028, 100)),
    )

    schedule = solve(plan, level=True)

    # 40 are left in 2027: six of the ten days at 6 a day lie in it, and four in 2028.
    assert schedule["b"].start == date(2027, 12, 24)
    assert schedule["b"].finish == date(2028, 1, 6)
    (reason,) = schedule["b"].reasons
    assert (reason.kind, reason.source, reason.holders) == ("budget", "fund", ("a",))


def test_a_total_once_spent_blocks_by_the_name_of_the_source() -> None:
    plan = network(
        Activity("a", 10, cost={"grant": 60}, priority=600),
        Activity("b", 10, cost={"grant": 60}),
        budgets=(Budget("grant", None, 80),),
    )

    line = solve(plan, level=True)["b"]

    assert line.blocked and line.reasons == (Reason("budget", "grant", None),)


def test_a_source_without_a_ceiling_pays_for_everything() -> None:
    assert starts(network(Activity("a", 10, cost={"world": 1e9}))) == {"a": "2027-01-04"}


def test_a_scenario_has_supplies_of_its_own() -> None:
    plan = network(
        Activity("mill", 5, demand={"power": 15}),
        scenarios={"base": {}, "grid": {}},
        overrides={"grid": Supplies({"power": (Step(date(2027, 3, 1), 20),)})},
    )

    assert starts(plan, "base") == {"mill": None}
    assert starts(plan, "grid") == {"mill": "2027-03-01"}


def test_work_that_has_begun_keeps_what_it_holds() -> None:
    plan = network(
        Activity("a", 10, demand={"power": 8}, actual_start=MONDAY),
        Activity("b", 5, demand={"power": 8}, priority=1000),
    )

    assert starts(plan) == {"a": "2027-01-04", "b": "2027-01-18"}


def test_work_as_late_as_possible_is_not_put_back_to_its_earliest() -> None:
    plan = network(
        Activity("long", 20),
        Activity("short", 5, constraint=Constraint("as_late_as_possible"), demand={"power": 8}),
    )

    line = solve(plan, level=True)["short"]

    assert (line.start, line.early_start) == (date(2027, 1, 25), MONDAY)
    assert line.reasons == (Reason("constraint", "short", date(2027, 1, 25)),)


def test_a_link_that_kept_work_out_of_an_earlier_gap_is_named_too() -> None:
    steps = (Step(MONDAY, 10), Step(date(2027, 1, 18), 0), Step(date(2027, 3, 1), 10))
    plan = network(
        Activity("site", 10),
        Activity("mill", 5, demand={"power": 8}),
        capacities={"power": steps},
        links=(Link("site", "mill", id="L"),),
    )

    line = solve(plan, level=True)["mill"]

    assert line.start == date(2027, 3, 1)
    assert [(r.kind, r.source) for r in line.reasons] == [("capacity", "power"), ("link", "L")]


def test_a_deadline_missed_in_the_queue_is_a_clash_with_the_capacity() -> None:
    plan = network(
        Activity("a", 5, demand={"power": 6}),
        Activity("b", 5, demand={"power": 6}, deadline=date(2027, 1, 8)),
    )

    (clash,) = solve(plan, level=True).clashes

    assert (clash.activity, clash.days, clash.against[0].source) == ("b", 7, "power")


def test_without_queues_nothing_waits() -> None:
    plan = network(
        Activity("a", 5, demand={"power": 6}),
        Activity("b", 5, demand={"power": 6}, cost={"fund": 1}),
        budgets=(Budget("fund", 2027, 0),),
    )

    assert solve(plan)["b"].start == MONDAY


def test_the_command_line_levels_and_tells_who_had_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "network.json"
    activity = {"duration": 5, "demand": {"power": 6}}
    file.write_text(
        json.dumps(
            {
                "format": "plan-network/1",
                "start": "2027-01-04",
                "activities": [{"id": "a", **activity}, {"id": "b", **activity}],
                "capacities": [{"id": "power", "steps": [{"from": "2027-01-01", "amount": 10}]}],
            }
        )
    )

    assert main(["solve", str(file), "--level"]) == 0

    assert json.loads(capsys.readouterr().out)["activities"]["b"]["reasons"] == [
        {
            "kind": "capacity",
            "source": "power",
            "date": "2027-01-11",
            "refused": ["2027-01-04", "2027-01-10"],
            "holders": ["a"],
        }
    ]


def test_a_lag_is_counted_once_in_turns_too() -> None:
    plan = network(
        Activity("a", 5), Activity("b", 5, demand={"power": 6}), links=(Link("a", "b", lag=3),)
    )

    assert starts(plan)["b"] == "2027-01-14" == solve(plan)["b"].start.isoformat()
