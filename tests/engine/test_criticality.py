"""Two definitions of critical, given dates beside computed ones, and the float that interferes."""

from dataclasses import replace
from datetime import date

from engine.answer import Given
from engine.network import LONGEST_PATH, Activity, Constraint, Criticality, Link, Network
from engine.reading import read_network
from engine.schedule import solve

MONDAY = date(2027, 1, 4)
TWO_CHAINS = Network(
    MONDAY,
    activities=(Activity("dig", 5), Activity("lay", 5), Activity("plan", 3), Activity("ask", 4)),
    links=(Link("dig", "lay"), Link("plan", "ask")),
)


def critical(network: Network) -> list[str]:
    columns = solve(network).columns()
    return [key for key, flag in zip(columns["key"], columns["critical"], strict=True) if flag]


def test_by_float_whatever_has_no_more_than_the_threshold_is_critical() -> None:
    assert critical(TWO_CHAINS) == ["dig", "lay"]
    assert critical(replace(TWO_CHAINS, critical=Criticality(threshold=2))) == ["dig", "lay"]
    assert critical(replace(TWO_CHAINS, critical=Criticality(threshold=3))) == [
        "ask",
        "dig",
        "lay",
        "plan",
    ]


def test_by_the_longest_path_a_late_deadline_makes_nothing_critical() -> None:
    ask = Activity("ask", 4, deadline=date(2027, 1, 8))
    network = replace(TWO_CHAINS, activities=(*TWO_CHAINS.activities[:3], ask))

    assert critical(network) == ["ask", "dig", "lay", "plan"]
    assert critical(replace(network, critical=Criticality(LONGEST_PATH))) == ["dig", "lay"]


def test_the_longest_path_is_driven_even_where_a_calendar_leaves_float() -> None:
    held = Activity("lay", 5, constraint=Constraint("start_no_earlier_than", date(2027, 1, 13)))
    network = replace(TWO_CHAINS, activities=(TWO_CHAINS.activities[0], held))
    network = replace(network, links=TWO_CHAINS.links[:1], critical=Criticality(LONGEST_PATH))

    assert critical(network) == ["lay"]


def test_interfering_float_is_total_less_free() -> None:
    line = solve(TWO_CHAINS)["plan"]

    assert (line.total_float, line.free_float, line.interfering_float) == (3, 0, 3)


def test_given_dates_stand_beside_the_computed_ones_with_the_working_days_between() -> None:
    given = replace(TWO_CHAINS.activities[1], given_start=date(2027, 1, 8), given_finish=MONDAY)
    network = replace(TWO_CHAINS, activities=(TWO_CHAINS.activities[0], given, Activity("x", 1)))
    network = replace(network, links=TWO_CHAINS.links[:1])

    schedule = solve(network)

    assert str(schedule["lay"].start) == "2027-01-11"
    assert schedule["lay"].given == Given(date(2027, 1, 8), MONDAY, 1, 9)
    assert schedule["x"].given is None


def test_the_settings_and_given_dates_are_read_from_a_file() -> None:
    network = read_network(
        {
            "format": "plan-network/1",
            "start": "2027-01-04",
            "critical": {"by": "longest_path"},
            "out_of_sequence": "retained_logic",
            "activities": [
                {"id": "a", "given_start": "2027-01-05"},
                {"id": "b"},
            ],
        }
    )

    assert network.critical == Criticality(LONGEST_PATH)
    assert network.out_of_sequence == "retained_logic"
    assert network.activities[0].given_start == date(2027, 1, 5)
