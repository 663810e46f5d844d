"""More supply, a later finish: found where it happens, and nowhere else."""

from dataclasses import replace
from datetime import date

from engine.anomalies import Anomaly, supply_anomalies
from engine.network import Activity, Calendar, Link, Network, Step

START = date(2027, 1, 4)

# With 3, the mill begins at once and the crane waits; with 4 the crane gets in first, and the mill,
# on which the finish hangs, waits for two days.
PLAN = Network(
    START,
    calendars={"daily": Calendar((1, 2, 3, 4, 5, 6, 7))},
    default_calendar="daily",
    activities=(
        Activity("grid", 10, priority=700, demand={"power": 1}),
        Activity("crane", 2, priority=600, demand={"power": 3}),
        Activity("mill", 10, priority=400, demand={"power": 2}),
        Activity("sale", 10),
    ),
    links=(Link("mill", "sale"),),
    capacities={"power": (Step(START, 3),)},
)


def test_a_larger_supply_that_ends_the_plan_later_is_told() -> None:
    assert supply_anomalies(PLAN, {"power": 1}) == (
        Anomaly("power", 1, date(2027, 1, 23), date(2027, 1, 25)),
    )


def test_enough_for_all_is_no_anomaly() -> None:
    assert supply_anomalies(PLAN, {"power": 3}) == ()


def test_with_the_priority_where_the_finish_hangs_there_is_none() -> None:
    raised = tuple(
        replace(each, priority=800 if each.id == "mill" else each.priority)
        for each in PLAN.activities
    )

    assert supply_anomalies(replace(PLAN, activities=raised), {"power": 1}) == ()
