"""What is kept for good and what is added for good: mills that run on, lines that bring power."""

from dataclasses import replace
from datetime import date

import pytest

from engine.network import Activity, Budget, Condition, Gate, Link, Network, Step
from engine.problems import BrokenPlan
from engine.reading import read_network
from engine.schedule import solve
from engine.usage import MonthUse

MONDAY = date(2027, 1, 4)
POWER = {"power": (Step(MONDAY, 10),)}
MILL = Activity("mill", 5, demand={"power": 6}, keeps={"power": 6})
LINE = Activity("line", 20, adds={"power": 8})


def network(*activities: Activity, **fields: object) -> Network:
    return replace(Network(MONDAY, activities=activities, capacities=POWER), **fields)


def test_what_is_kept_is_never_free_again() -> None:
    line = solve(network(MILL, Activity("other", 5, demand={"power": 6})), level=True)["other"]

    assert line.blocked and line.reasons[0].source == "power"
    assert line.early_start == MONDAY


def test_an_activity_waits_until_another_has_added_enough_and_names_it() -> None:
    schedule = solve(network(MILL, Activity("other", 5, demand={"power": 6}), LINE), level=True)

    # The line is over on Friday 29 January; from the next day on there are 18.
    assert schedule["line"].finish == date(2027, 1, 29)
    assert schedule["other"].start == date(2027, 2, 1)
    (reason,) = schedule["other"].reasons
    assert reason.refused == (MONDAY, date(2027, 1, 31))
    assert (reason.holders, reason.suppliers) == (("mill",), ("line",))


def test_drag_the_supply_and_the_mill_that_waits_for_it_moves() -> None:
    later = replace(LINE, duration=40)
    plan = network(MILL, Activity("other", 5, demand={"power": 6}), later)

    assert solve(plan, level=True)["other"].start == date(2027, 3, 1)


def test_where_what_adds_to_it_never_comes_the_mill_is_blocked_by_name() -> None:
    plan = network(
        MILL,
        Activity("other", 5, demand={"power": 6}),
        LINE,
        gates=(Gate("G", conditions=("accord",), opens=("line",)),),
        conditions=(Condition("accord"),),
    )

    schedule = solve(plan, level=True)

    assert schedule["line"].blocked
    assert schedule["other"].short_of == ("power",)


def test_work_that_fits_itself_still_waits_for_what_it_keeps_later() -> None:
    """Ten days on the spare 4 MW are there at once, but 12 for good only with the line."""
    plan = network(
        Activity("mill", 10, demand={"power": 4}, keeps={"power": 12}),
        LINE,
    )

    # Its last day is Friday 29 January at the earliest, so it starts on the 18th.
    assert solve(plan, level=True)["mill"].start == date(2027, 1, 18)


def test_a_milestone_keeps_from_its_own_day_on() -> None:
    plan = network(Activity("opening", keeps={"power": 12}), LINE)

    assert solve(plan, level=True)["opening"].start == date(2027, 2, 1)


def test_who_needs_what_another_adds_finds_its_money_spent_and_says_so_in_that_turn() -> None:
    """Without its need it would go first, and have the money: that is another turn, no reason."""
    pier = Activity("pier", cost={"fund": 1}, adds={"berth": 1})
    ship = Activity("ship", 2, demand={"berth": 1}, cost={"fund": 1})
    plan = network(
        pier,
        ship,
        capacities={"berth": (Step(MONDAY, 0),)},
        budgets=(Budget("fund", 2027, 1),),
    )

    line = solve(plan, level=True)["ship"]
    without_need = solve(replace(plan, activities=(pier, replace(ship, demand={}))), level=True)

    assert line.start == date(2028, 1, 3)
    (reason,) = line.reasons
    assert (reason.kind, reason.source, reason.holders) == ("budget", "fund", ("pier",))
    assert [without_need[key].start for key in ("ship", "pier")] == [MONDAY, date(2028, 1, 3)]


def test_a_supplier_that_needs_the_supply_it_adds_to_does_not_wait_for_itself() -> None:
    plan = network(replace(LINE, demand={"power": 2}), links=())

    assert solve(plan, level=True)["line"].start == MONDAY


def test_who_must_come_before_the_supplier_does_not_wait_for_it() -> None:
    survey = Activity("survey", 5, demand={"power": 1})
    plan = network(survey, LINE, links=(Link("survey", "line"),))

    schedule = solve(plan, level=True)

    assert (schedule["survey"].start, schedule["line"].start) == (MONDAY, date(2027, 1, 11))


def test_two_that_add_what_the_other_asks_for_do_not_wait_for_each_other_for_ever() -> None:
    plan = network(
        Activity("line", 5, demand={"water": 1}, adds={"power": 5}),
        Activity("well", 5, demand={"power": 1}, adds={"water": 5}),
        capacities={"power": (Step(MONDAY, 1),), "water": (Step(MONDAY, 1),)},
    )

    schedule = solve(plan, level=True)

    assert [schedule[key].start for key in ("line", "well")] == [MONDAY, MONDAY]


def test_the_use_of_a_month_counts_what_is_kept_and_what_is_added() -> None:
    uses = solve(network(MILL, LINE)).usage.capacities["power"]

    # Added on 30 January: the lowest supply of January is that of its first days, before the plan.
    assert uses == (MonthUse(date(2027, 1, 1), 0, 6, 0),)


def test_the_format_reads_what_is_kept_and_added() -> None:
    read = read_network(
        {
            "format": "plan-network/1",
            "start": "2027-01-04",
            "activities": [{"id": "a", "keeps": {"power": 3}, "adds": {"power": 5}}],
            "capacities": [{"id": "power", "steps": [{"from": "2027-01-04", "amount": 10}]}],
        }
    )

    assert read.activities[0].keeps == {"power": 3} and read.activities[0].adds == {"power": 5}


def test_keeping_of_a_capacity_that_is_not_there_is_refused() -> None:
    with pytest.raises(BrokenPlan) as caught:
        solve(network(Activity("a", 1, keeps={"steam": 1})))

    assert [problem.code for problem in caught.value.problems] == ["unknown_capacity"]
