"""Schedules worked out by hand, as drawings."""

from tests.charts import assert_drawn


def test_a_milestone_stands_on_the_first_worked_day() -> None:
    assert_drawn("""
        |       | MTWTFssMTWTFss |
        | site  | XXXXX          |
        | train |   XXX          | with site +2
        | open  |        *       | after site, after train
    """)


def test_finish_to_finish_holds_the_finish_and_through_it_the_start() -> None:
    assert_drawn("""
        |      | MTWTFssMTWTFss |
        | lay  | XXXXX          |
        | test |     X  XX      | ends with lay +2
    """)


def test_a_lag_of_five_days_leaves_five_days_between() -> None:
    assert_drawn("""
        |      | MTWTFssMTWTFssM |
        | pour | XX              |
        | lift |          XX     | after pour +5
    """)


def test_a_lead_lets_work_begin_before_the_other_is_over() -> None:
    assert_drawn("""
        |       | MTWTFssMTWTFss |
        | build | XXXXX          |
        | paint |    XX  X       | after build -2
    """)


def test_a_lead_goes_back_over_a_holiday() -> None:
    assert_drawn("""
        |       | MTWTFssMtWTFss |
        | build | XXXXX  X       |
        | paint |    XX  X XX    | after build -3
    """)


def test_a_milestone_in_a_chain_costs_no_day() -> None:
    assert_drawn("""
        |      | MTWTFssMTWTFss |
        | a    | XXX            |
        | done |    *           | after a
        | b    |    XX          | after done
    """)


def test_two_links_between_the_same_pair_both_hold() -> None:
    assert_drawn("""
        |      | MTWTFssMTWTFss |
        | dig  | XXXXX          |
        | pipe |  XXX           | with dig +1
        | wall |     X  X       | with dig +1, ends with dig +1
    """)


def test_parallel_links_from_finish_and_start_leave_the_later_one_to_decide() -> None:
    assert_drawn("""
        |      | MTWTFssMTWTFssMTWTFss |
        | dig  | XX                    |
        | wall |          XXX          | after dig +1, with dig +7
    """)


def test_start_to_finish_ends_no_earlier_than_the_other_begins() -> None:
    assert_drawn("""
        |       | MTWTFssMTWTFss |
        | build | XXX            |
        | new   |    XX          | after build
        | old   | XX             | ends before new -1
        | guard |  XX            | ends before new
    """)


def test_elapsed_days_ignore_rest_days_but_begin_on_a_worked_one() -> None:
    assert_drawn("""
        |       | MTWTFssMTWTFss |
        | pour  | XXXXX          |
        | cure  |        DDD     | after pour
        | strip |            X   | after cure +1d
        | rest  |    DDDDD       | with pour +3d
    """)


def test_a_percent_lag_is_a_share_of_the_predecessors_duration() -> None:
    assert_drawn("""
        |     | MTWTFssMTWTFss |
        | dig | XXXX           |
        | lay |   XX           | with dig +50%
    """)


def test_a_span_that_does_not_fit_waits_for_the_next_window() -> None:
    assert_drawn("""
        |        | MTWTFssMTWTFss |
        | accord | ===     =======|
        | ship   | XX             | needs accord
        | build  |         XXXX   | needs accord
    """)


def test_a_suspension_in_the_middle_of_a_span_sends_all_of_it_on() -> None:
    schedule = assert_drawn("""
        |        | MTWTFssMTWTFss |
        | relief | ====     ======|
        | study  | XXX            |
        | sew    |          XXX   | after study, needs relief
    """)

    assert [(r.kind, r.source) for r in schedule["sew"].reasons] == [
        ("condition", "relief"),
        ("link", "study>sew:FS"),
    ]


def test_a_condition_of_the_first_day_may_lapse_later() -> None:
    assert_drawn("""
        |        | MTWTFssMTWTFss |
        | permit | ==             |
        | build  | XXXXX          | begins under permit
        | late   |                | takes 1, after build, begins under permit
    """)


def test_a_gate_opens_with_the_second_of_three() -> None:
    schedule = assert_drawn("""
        gate G of 2: a, b, c
        |      | MTWTFssMTWTFss |
        | a    | XX             |
        | b    | XXXX           |
        | c    | XXXXX  XXX     |
        | next |     X          | behind G
    """)

    assert str(schedule.gates["G"].date) == "2027-01-07"
    assert [reason.source for reason in schedule.gates["G"].reasons] == ["b"]


def test_a_gate_of_two_opens_although_a_third_is_blocked() -> None:
    schedule = assert_drawn("""
        gate G of 2: a, b, c
        |      | MTWTFssMTWTFss |
        | a    | XX             |
        | b    | XXX            |
        | c    |                | takes 2, needs export
        | next |    XX          | behind G
    """)

    assert schedule.gates["G"].open_needs == ("c",)
    assert not schedule.gates["G"].blocked


def test_what_follows_the_blocked_is_blocked_and_names_the_root() -> None:
    schedule = assert_drawn("""
        gate G: ship
        |       | MTWTFssMTWTFss |
        | build | XX             |
        | ship  |                | takes 2, after build, needs export
        | sell  |                | takes 2, with ship -5d
        | tax   |                | takes 1, behind G
    """)

    assert schedule["sell"].blocked_by == ("export",)
    assert schedule["tax"].blocked_by == ("export",)
    assert schedule["tax"].blocked_gates == ("G",)
    assert [(r.kind, r.source, r.date) for r in schedule["ship"].reasons] == [
        ("condition", "export", None)
    ]
    assert [step.key for step in schedule.chain("tax")] == ["tax", "G", "ship"]


def test_the_chain_leads_back_to_the_root() -> None:
    schedule = assert_drawn("""
        |      | MTWTFssMTWTFss |
        | a    | XX             |
        | b    |   XX           | after a
        | c    |     X  X       | after b
    """)

    chain = [(step.key, step.reason.kind, step.reason.source) for step in schedule.chain("c")]

    assert chain == [
        ("c", "link", "b>c:FS"),
        ("b", "link", "a>b:FS"),
        ("a", "plan_start", None),
    ]
