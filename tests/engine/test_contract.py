"""The example of the format, worked out by hand, and the rules it leaves out."""

import json
from datetime import date
from pathlib import Path

import pytest

from engine.network import (
    Activity,
    Calendar,
    Condition,
    Constraint,
    Gate,
    Link,
    Network,
    Requirement,
    Window,
)
from engine.problems import BrokenPlan
from engine.reading import read_network
from engine.schedule import Schedule, solve
from engine.writing import write_schedule

HERE = Path(__file__).parent
MONDAY = date(2027, 1, 4)


def example() -> Schedule:
    return solve(read_network(json.loads((HERE / "example.json").read_text())))


def plan(*parts: Activity | Link | Gate, status: date | None = None) -> Schedule:
    def of(kind):
        return tuple(part for part in parts if isinstance(part, kind))

    return solve(Network(MONDAY, status, activities=of(Activity), links=of(Link), gates=of(Gate)))


def span(schedule: Schedule, key: str) -> tuple[str, str]:
    return str(schedule[key].start), str(schedule[key].finish)


def test_the_example_has_the_dates_worked_out_by_hand() -> None:
    schedule = example()

    # A waits for its constraint: 20 workdays of March. But for its whole span it needs the
    # textile ban suspended, which no day before 2029 is.
    assert span(schedule, "A") == ("2029-01-01", "2029-01-26")
    # Five workdays after A: 29 January to 2 February lie between.
    assert span(schedule, "B") == ("2029-02-05", "2029-02-16")
    # Three months from the first day of the plan: to the day before 4 April.
    assert span(schedule, "C") == ("2027-01-04", "2027-04-03")
    # Two of A, B, C have finished on 26 January 2029, and the accord holds since 2028.
    assert str(schedule.gates["G1"].date) == "2029-01-26"
    assert span(schedule, "D") == ("2029-01-29", "2029-02-09")
    assert (str(schedule.start), str(schedule.finish)) == ("2027-01-04", "2029-02-16")


def test_the_example_says_why() -> None:
    schedule = example()

    a, d = schedule["A"], schedule["D"]

    assert [(r.kind, r.source) for r in a.reasons] == [("condition", "textile-export")]
    assert (a.runner_up.kind, a.runner_up.source) == ("constraint", "A")
    assert a.runner_up.gain_days == (date(2029, 1, 1) - date(2027, 3, 1)).days
    assert [(r.kind, r.source) for r in d.reasons] == [("gate", "G1")]
    assert [(r.kind, r.source) for r in schedule.gates["G1"].reasons] == [("need", "A")]
    assert [step.key for step in schedule.chain("D")] == ["D", "G1", "A"]


def test_the_example_knows_its_floats() -> None:
    schedule = example()

    assert (schedule["A"].total_float, schedule["A"].critical) == (0, True)
    assert (schedule["B"].total_float, schedule["B"].critical) == (0, True)
    assert (schedule["D"].total_float, schedule["D"].critical) == (5, False)
    # The gate may open on 4 February 2029 at the latest, for D to end on the 16th. Three months
    # that are over by then begin on Friday, 3 November 2028: an elapsed span has elapsed floats.
    assert str(schedule.gates["G1"].late_date) == "2029-02-04"
    assert (str(schedule["C"].late_start), str(schedule["C"].late_finish)) == (
        "2028-11-03",
        "2029-02-02",
    )
    assert schedule["C"].total_float == (date(2028, 11, 3) - date(2027, 1, 4)).days


def test_the_example_is_written_as_it_always_was() -> None:
    golden = json.loads((HERE / "example-schedule.json").read_text())

    assert write_schedule(example()) == golden


def test_three_months_from_the_middle_of_a_month_end_the_day_before_its_middle() -> None:
    schedule = plan(
        Activity("a", 3, "months", constraint=Constraint("start_on", date(2027, 1, 15))),
        Activity("b", 1, "months", constraint=Constraint("start_on", date(2027, 5, 31))),
        Activity("c", 1, "years", constraint=Constraint("start_on", date(2028, 2, 29))),
    )

    assert span(schedule, "a") == ("2027-01-15", "2027-04-14")
    assert span(schedule, "b") == ("2027-05-31", "2027-06-30")
    assert span(schedule, "c") == ("2028-02-29", "2029-02-28")


def test_a_link_decides_over_a_constraint_and_the_clash_names_both() -> None:
    schedule = plan(
        Activity("a", 10),
        Activity("b", 2, constraint=Constraint("start_on", date(2027, 1, 6))),
        Link("a", "b"),
    )

    (clash,) = schedule.clashes

    assert span(schedule, "b") == ("2027-01-18", "2027-01-19")
    assert (clash.kind, clash.activity, str(clash.date), str(clash.reached), clash.days) == (
        "start_on",
        "b",
        "2027-01-06",
        "2027-01-18",
        12,
    )
    assert [reason.source for reason in clash.against] == ["a>b:FS"]
    assert clash.root.kind == "plan_start"


def test_a_deadline_that_cannot_be_kept_makes_the_float_negative() -> None:
    schedule = plan(
        Activity("a", 5, constraint=Constraint("start_no_earlier_than", date(2027, 2, 1))),
        Activity("b", 5, deadline=date(2027, 2, 10)),
        Link("a", "b"),
    )

    (clash,) = schedule.clashes

    assert [schedule[key].total_float for key in "ab"] == [-2, -2]
    assert [schedule[key].critical for key in "ab"] == [True, True]
    assert (clash.kind, str(clash.date), str(clash.reached)) == (
        "deadline",
        "2027-02-10",
        "2027-02-12",
    )
    assert (clash.root.kind, clash.root.source) == ("constraint", "a")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("start_no_earlier_than", ("2027-01-13", "2027-01-15")),
        ("start_on", ("2027-01-13", "2027-01-15")),
        ("finish_no_earlier_than", ("2027-01-11", "2027-01-13")),
        ("finish_on", ("2027-01-11", "2027-01-13")),
        ("start_no_later_than", ("2027-01-04", "2027-01-06")),
        ("finish_no_later_than", ("2027-01-04", "2027-01-06")),
    ],
)
def test_every_kind_of_constraint(kind: str, expected: tuple[str, str]) -> None:
    schedule = plan(Activity("a", 3, constraint=Constraint(kind, date(2027, 1, 13))))

    assert span(schedule, "a") == expected
    assert schedule.clashes == ()


def test_as_late_as_possible_uses_up_the_free_float_and_no_more() -> None:
    schedule = plan(
        Activity("a", 2, constraint=Constraint("as_late_as_possible")),
        Activity("b", 3, constraint=Constraint("as_late_as_possible")),
        Activity("c", 10),
        Activity("d", 1),
        Link("a", "b"),
        Link("b", "d"),
        Link("c", "d"),
    )

    assert span(schedule, "b") == ("2027-01-13", "2027-01-15")
    assert span(schedule, "a") == ("2027-01-11", "2027-01-12")
    assert str(schedule["a"].early_start) == "2027-01-04"
    assert [reason.kind for reason in schedule["a"].reasons] == ["constraint"]
    assert schedule["a"].runner_up.gain_days == 7
    assert span(schedule, "d") == ("2027-01-18", "2027-01-18")


def test_remaining_work_follows_the_work_done_without_a_gap() -> None:
    schedule = plan(
        Activity("a", 10, actual_start=date(2027, 1, 4), remaining=4),
        Activity("b", 1),
        Link("a", "b"),
    )

    assert span(schedule, "a") == ("2027-01-04", "2027-01-15")
    assert [reason.kind for reason in schedule["a"].reasons] == ["actual"]
    assert span(schedule, "b") == ("2027-01-18", "2027-01-18")


def test_no_remaining_work_lies_before_the_status_date() -> None:
    schedule = plan(
        Activity("a", 10, actual_start=date(2027, 1, 4), remaining=4),
        Activity("b", 3),
        status=date(2027, 2, 1),
    )

    assert span(schedule, "a") == ("2027-01-04", "2027-02-04")
    assert span(schedule, "b") == ("2027-02-01", "2027-02-03")
    assert [reason.kind for reason in schedule["b"].reasons] == ["status_date"]


def test_work_done_out_of_turn_stays_where_it_was_and_is_reported() -> None:
    schedule = plan(
        Activity("a", 10),
        Activity("b", 2, actual_start=date(2027, 1, 5), actual_finish=date(2027, 1, 6)),
        Activity("c", 1),
        Link("a", "b"),
        Link("b", "c"),
    )

    (clash,) = schedule.clashes

    assert span(schedule, "b") == ("2027-01-05", "2027-01-06")
    assert span(schedule, "c") == ("2027-01-07", "2027-01-07")
    assert (clash.kind, clash.activity, clash.against[0].source) == (
        "out_of_sequence",
        "b",
        "a>b:FS",
    )


def test_a_lag_is_counted_on_the_calendar_its_link_names() -> None:
    daily = Calendar((1, 2, 3, 4, 5, 6, 7))
    network = Network(
        MONDAY,
        calendars={"week": Calendar(), "daily": daily},
        default_calendar="week",
        activities=(Activity("a", 5), Activity("b", 1), Activity("c", 1)),
        links=(Link("a", "b", lag=5, calendar="daily"), Link("a", "c", lag=5)),
    )

    assert span(solve(network), "b")[0] == "2027-01-14"
    assert span(solve(network), "c")[0] == "2027-01-18"


def test_without_a_scenario_nothing_that_needs_a_condition_can_start() -> None:
    activities = (Activity("a", 1, requires=(Requirement("accord"),)), Activity("b", 1))
    network = Network(MONDAY, activities=activities, conditions=(Condition("accord"),))

    assert solve(network)["a"].blocked_by == ("accord",)
    assert not solve(network)["b"].blocked


def test_a_plan_longer_than_its_timeline_gets_a_longer_one() -> None:
    activities = tuple(Activity(f"a{number}", 10, "years") for number in range(30))
    links = tuple(Link(f"a{number}", f"a{number + 1}") for number in range(29))

    schedule = solve(Network(MONDAY, activities=activities, links=links))

    assert schedule["a29"].finish.year == 2327


def test_a_plan_beyond_the_last_year_is_refused_by_name() -> None:
    activities = tuple(Activity(f"a{number}", 1000, "years") for number in range(9))
    links = tuple(Link(f"a{number}", f"a{number + 1}") for number in range(8))

    with pytest.raises(BrokenPlan) as caught:
        solve(Network(MONDAY, activities=activities, links=links))

    (problem,) = caught.value.problems
    assert (problem.code, problem.about[0]) == ("beyond_horizon", "a7")


def test_a_condition_that_opens_with_the_predecessors_end_shares_the_reason() -> None:
    network = Network(
        MONDAY,
        activities=(Activity("a", 5), Activity("b", 1, requires=(Requirement("accord"),))),
        links=(Link("a", "b"),),
        conditions=(Condition("accord"),),
        scenarios={"A": {"accord": (Window(date(2027, 1, 11)),)}},
    )

    reasons = solve(network)["b"].reasons

    assert [(reason.kind, str(reason.date)) for reason in reasons] == [
        ("link", "2027-01-11"),
        ("condition", "2027-01-11"),
    ]


def test_an_empty_plan_has_no_dates() -> None:
    schedule = solve(Network(MONDAY))

    assert (schedule.start, schedule.finish, list(schedule)) == (None, None, [])
