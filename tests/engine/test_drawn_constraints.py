"""More schedules worked out by hand, as drawings: parallel links, late work, money by the year."""

from dataclasses import replace
from datetime import date

from engine.network import Budget, Constraint
from engine.schedule import solve
from tests.charts import assert_drawn, network_of, read_chart

LATE = Constraint("as_late_as_possible")


def test_parallel_fs_and_ff_leave_the_later_finish_to_decide() -> None:
    assert_drawn("""
        |      | MTWTFssMTWTFss |
        | dig  | XXX            |
        | wall |         XX     | after dig, ends with dig +5
    """)


def test_parallel_fs_and_ss_leave_the_later_start_to_decide() -> None:
    assert_drawn("""
        |      | MTWTFssMTWTFss |
        | dig  | XXX            |
        | wall |    XX          | after dig, with dig +2
    """)


def test_a_lead_in_elapsed_days_that_ends_on_a_holiday_goes_on_to_the_next_worked_day() -> None:
    assert_drawn("""
        |       | MTWTFssMtWTFss |
        | build | XXXXX  X XX    |
        | paint |          XX    | after build -3d
    """)


def test_a_snapback_in_the_middle_of_a_span_moves_the_gate_behind_it() -> None:
    assert_drawn("""
        gate G: sew
        |        | MTWTFssMTWTFssMTWTFss |
        | relief | ===      ============|
        | study  | XX                    |
        | sew    |          XXX          | needs relief, after study
        | ship   |                X      | behind G, after sew +1
    """)


def test_a_percent_lag_counts_to_the_finish_too() -> None:
    assert_drawn("""
        |     | MTWTFssMTWTFss |
        | dig | XXXX           |
        | lay |     X  X       | ends with dig +50%
    """)


def test_as_late_as_possible_in_a_chain_leaves_each_its_follower() -> None:
    chart = read_chart("""
        |      | MTWTFssMTWTFss |
        | a    |       X        |
        | b    |        X       | after a
        | long | XXXXX  XXX     |
        | end  |           X    | after b, after long
    """)
    network = network_of(chart)
    late = tuple(
        replace(a, constraint=LATE) if a.id in ("a", "b") else a for a in network.activities
    )

    schedule = solve(replace(network, activities=late))

    assert [str(schedule[key].start) for key in ("a", "b", "end")] == [
        "2027-01-12",
        "2027-01-13",
        "2027-01-14",
    ]


def test_work_at_the_turn_of_a_budget_year_waits_for_the_new_money() -> None:
    network = network_of(
        read_chart("""
            |      | MTWTFss |
            | road | XXXX    |
            | port |         | takes 2
        """)
    )
    activities = tuple(replace(a, cost={"fund": 8.0}) for a in network.activities)
    budgets = (Budget("fund", 2027, 8.0), Budget("fund", 2028, 8.0))

    schedule = solve(replace(network, activities=activities, budgets=budgets), level=True)

    first = [key for key in schedule if schedule[key].start.year == 2027]
    (waits,) = [key for key in schedule if schedule[key].start.year == 2028]
    assert len(first) == 1
    assert schedule[waits].start == date(2028, 1, 3)
    assert [(r.kind, r.source) for r in schedule[waits].reasons] == [("budget", "fund")]
