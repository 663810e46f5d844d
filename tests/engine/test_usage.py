"""What a schedule takes, month by month and year by year, worked out by hand."""

from datetime import date

from engine.network import Activity, Budget, Network, Step
from engine.schedule import solve
from engine.usage import MonthUse, YearUse

MONDAY = date(2027, 1, 4)


def test_a_month_shows_its_lowest_supply_its_highest_demand_and_the_days_short() -> None:
    steps = (Step(MONDAY, 10), Step(date(2027, 2, 1), 4))
    plan = Network(
        MONDAY,
        activities=(
            Activity("a", 25, demand={"power": 6}),
            Activity("b", 5, demand={"power": 3}),
        ),
        capacities={"power": steps},
    )

    # `a` runs from 4 January to 5 February; from 1 February on there are only 4.
    assert solve(plan).usage.capacities["power"] == (
        MonthUse(date(2027, 1, 1), 0, 9, 0),
        MonthUse(date(2027, 2, 1), 4, 6, 5, 2),
    )


def test_levelled_no_day_is_short() -> None:
    plan = Network(
        MONDAY,
        activities=tuple(Activity(key, 30, demand={"power": 6}) for key in "abcd"),
        capacities={"power": (Step(MONDAY, 10),)},
    )

    assert sum(use.days_short for use in solve(plan).usage.capacities["power"]) > 0
    assert {use.days_short for use in solve(plan, level=True).usage.capacities["power"]} == {0}


def test_a_cost_falls_evenly_on_the_days_worked_in_each_year() -> None:
    plan = Network(
        date(2027, 12, 27),
        activities=(Activity("a", 10, cost={"fund": 100, "aid": 10}),),
        budgets=(Budget("fund", 2027, 60), Budget("fund", None, 500)),
    )

    usage = solve(plan).usage

    # Five of the ten days lie in 2027.
    assert usage.sources == {
        "aid": (YearUse(2027, None, 5), YearUse(2028, None, 5), YearUse(None, None, 10)),
        "fund": (YearUse(2027, 60, 50), YearUse(2028, None, 50), YearUse(None, 500, 100)),
    }


def test_a_plan_without_activities_uses_nothing() -> None:
    plan = Network(MONDAY, capacities={"power": (Step(MONDAY, 1),)})

    assert solve(plan).usage.capacities == {"power": ()}
