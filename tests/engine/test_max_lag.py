"""Maximum lags: the predecessor comes later, where what follows it would come too late."""

from dataclasses import replace
from datetime import date

import pytest

from engine.network import (
    Activity,
    Condition,
    Constraint,
    Link,
    Network,
    Requirement,
    Window,
)
from engine.problems import BrokenPlan
from engine.ranges import simulate
from engine.reading import read_network
from engine.schedule import Schedule, solve
from engine.writing import write_schedule
from tests.charts import assert_drawn

MONDAY = date(2027, 1, 4)


def span(schedule: Schedule, key: str) -> tuple[str, str]:
    return str(schedule[key].start), str(schedule[key].finish)


#: Goods move within two days of their approval; the road is open after ten.
APPROVAL = Network(
    MONDAY,
    activities=(Activity("approve", 1), Activity("move", 2), Activity("road", 10)),
    links=(Link("approve", "move", max_lag=2), Link("road", "move")),
)


def test_an_approval_that_would_expire_comes_later() -> None:
    schedule = solve(APPROVAL)

    assert span(schedule, "move") == ("2027-01-18", "2027-01-19")
    assert span(schedule, "approve") == ("2027-01-13", "2027-01-13")
    assert schedule.clashes == ()


def test_the_maximum_is_the_reason_and_the_chain_leads_through_what_would_be_late() -> None:
    schedule = solve(APPROVAL)

    (reason,) = schedule["approve"].reasons

    assert (reason.kind, reason.source, str(reason.date)) == (
        "max_lag",
        "approve>move:FS",
        "2027-01-13",
    )
    assert schedule["approve"].runner_up.gain_days == 9
    assert [step.key for step in schedule.chain("approve")] == ["approve", "move", "road"]


def test_what_moves_an_activity_that_a_maximum_holds_moves_along() -> None:
    behind = replace(
        APPROVAL,
        activities=(*APPROVAL.activities, Activity("note", 1)),
        links=(*APPROVAL.links, Link("approve", "note")),
    )

    assert span(solve(behind), "note")[0] == "2027-01-14"


def test_floats_count_the_maximum() -> None:
    schedule = solve(APPROVAL)

    # Two days later, approval would still be in time; two earlier, it would expire.
    assert (schedule["approve"].total_float, schedule["approve"].free_float) == (2, 2)
    assert schedule["move"].total_float == 0


def test_what_may_not_come_too_late_has_no_float_beyond_it() -> None:
    network = Network(
        MONDAY,
        activities=(Activity("approve", 1), Activity("move", 2), Activity("other", 20)),
        links=(Link("approve", "move", max_lag=3),),
    )

    schedule = solve(network)

    # Alone it may slip by three days; together with the approval as far as the plan goes.
    assert schedule["move"].free_float == 3
    assert schedule["move"].total_float == 17


def test_a_maximum_alone_is_no_minimum_and_no_dependency() -> None:
    network = read_network(
        {
            "format": "plan-network/1",
            "start": "2027-01-04",
            "activities": [{"id": "a", "duration": 5}, {"id": "b", "duration": 2}],
            "links": [{"from": "b", "to": "a"}, {"from": "a", "to": "b", "max_lag": 3}],
        }
    )

    schedule = solve(network)

    assert span(schedule, "b") == ("2027-01-04", "2027-01-05")
    assert span(schedule, "a") == ("2027-01-06", "2027-01-12")


def test_a_maximum_shorter_than_the_minimum_is_a_clash() -> None:
    network = Network(
        MONDAY,
        activities=(Activity("a", 1), Activity("b", 1)),
        links=(Link("a", "b", lag=5, max_lag=2),),
    )

    (clash,) = solve(network).clashes

    assert (clash.kind, clash.activity, clash.source) == ("max_lag", "b", "a>b:FS")
    assert (str(clash.date), str(clash.reached), clash.days) == ("2027-01-07", "2027-01-12", 5)
    assert [(r.kind, r.source) for r in clash.against] == [("link", "a>b:FS")]


def test_maxima_that_chase_each_other_end_in_a_clash_that_names_one_of_them() -> None:
    network = Network(
        MONDAY,
        activities=(Activity("a", 1), Activity("b", 5), Activity("c", 1), Activity("x", 1)),
        links=(
            Link("a", "b"),
            Link("b", "c"),
            Link("a", "c", max_lag=2, has_minimum=False, id="circle"),
            Link("x", "c", max_lag=9, has_minimum=False, id="bystander"),
        ),
    )

    schedule = solve(network)

    assert [(clash.kind, clash.source) for clash in schedule.clashes] == [("max_lag", "circle")]
    assert span(schedule, "c")[0] == "2027-01-12"
    assert span(schedule, "x")[0] == "2027-01-04"


@pytest.mark.parametrize(
    "held",
    [
        {"actual_start": MONDAY, "actual_finish": MONDAY},
        {"constraint": Constraint("start_on", MONDAY, firm=True)},
    ],
)
def test_a_date_that_cannot_move_is_named_with_what_follows_too_late(held: dict) -> None:
    approve = replace(APPROVAL.activities[0], **held)
    schedule = solve(replace(APPROVAL, activities=(approve, *APPROVAL.activities[1:])))

    (clash,) = schedule.clashes

    assert span(schedule, "approve")[0] == "2027-01-04"
    assert (clash.kind, clash.activity, clash.days) == ("max_lag", "move", 11)
    assert [reason.kind for reason in clash.against] == [
        "link",
        "actual" if "actual_start" in held else "constraint",
    ]


def test_a_predecessor_that_could_never_start_that_late_stays_and_the_clash_says_so() -> None:
    approve = replace(APPROVAL.activities[0], requires=(Requirement("permit"),))
    network = replace(
        APPROVAL,
        activities=(approve, *APPROVAL.activities[1:]),
        conditions=(Condition("permit"),),
        scenarios={"base": {"permit": (Window(MONDAY, date(2027, 1, 8)),)}},
    )

    schedule = solve(network)

    assert span(schedule, "approve")[0] == "2027-01-04"
    assert [clash.kind for clash in schedule.clashes] == ["max_lag"]


def test_what_is_blocked_holds_nothing_before_it() -> None:
    move = replace(APPROVAL.activities[1], requires=(Requirement("permit"),))
    network = replace(
        APPROVAL,
        activities=(APPROVAL.activities[0], move, APPROVAL.activities[2]),
        conditions=(Condition("permit"),),
    )

    schedule = solve(network)

    assert schedule["move"].blocked
    assert span(schedule, "approve")[0] == "2027-01-04"


@pytest.mark.parametrize(
    ("unit", "most", "expected"),
    [
        ("workdays", 2, "2027-01-13"),
        ("days", 2, "2027-01-15"),
        ("months", 1, "2027-01-04"),
        ("percent", 300, "2027-01-12"),
    ],
)
def test_a_maximum_is_counted_like_any_lag(unit: str, most: float, expected: str) -> None:
    link = replace(APPROVAL.links[0], unit=unit, max_lag=most)

    schedule = solve(replace(APPROVAL, links=(link, APPROVAL.links[1])))

    assert span(schedule, "approve")[0] == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("FS", "2027-01-13"),
        ("SS", "2027-01-14"),
        ("FF", "2027-01-15"),
        ("SF", "2027-01-18"),
    ],
)
def test_every_kind_of_link_may_have_a_maximum(kind: str, expected: str) -> None:
    link = replace(APPROVAL.links[0], kind=kind, max_lag=2, has_minimum=False)

    schedule = solve(replace(APPROVAL, links=(link, APPROVAL.links[1])))

    assert span(schedule, "approve")[0] == expected


def test_levelled_the_predecessor_waits_for_the_delayed_successor() -> None:
    schedule = solve(APPROVAL, level=True)

    assert span(schedule, "approve")[0] == "2027-01-13"


def test_without_spread_a_simulation_keeps_the_maximum() -> None:
    ranges = simulate(APPROVAL, None, 50, 1)

    spread = ranges.activities["approve"].start
    assert {str(spread.p10), str(spread.p90)} == {"2027-01-13"}


def test_in_every_run_the_predecessor_follows_what_is_drawn() -> None:
    road = replace(APPROVAL.activities[2], low=5, high=20)
    network = replace(APPROVAL, activities=(*APPROVAL.activities[:2], road))

    ranges = simulate(network, None, 200, 1)

    starts = ranges.activities["approve"].start, ranges.activities["move"].start
    # Three worked days before the move: one for the approval itself, two of grace.
    assert [(move.p50 - approve.p50).days for approve, move in [starts]] in ([3], [5])
    assert starts[0].p10 < starts[0].p90


def test_a_simulation_of_what_cannot_be_kept_stays_with_the_plan() -> None:
    link = replace(APPROVAL.links[0], lag=5)
    network = replace(APPROVAL, links=(link, APPROVAL.links[1]))

    assert simulate(network, None, 20, 1).activities["approve"].start.p50 == MONDAY


def test_a_maximum_of_half_a_day_is_refused_by_name() -> None:
    link = replace(APPROVAL.links[0], max_lag=0.5)

    with pytest.raises(BrokenPlan) as caught:
        solve(replace(APPROVAL, links=(link, APPROVAL.links[1])))

    assert [(p.code, p.values["field"]) for p in caught.value.problems] == [
        ("not_whole", "max_lag")
    ]


def test_the_answer_names_the_broken_link() -> None:
    link = replace(APPROVAL.links[0], lag=5)

    (clash,) = write_schedule(solve(replace(APPROVAL, links=(link,))))["clashes"]

    assert (clash["kind"], clash["source"]) == ("max_lag", "approve>move:FS")


def test_drawn_a_pour_follows_its_form_within_a_day() -> None:
    assert_drawn("""
        |      | MTWTFssMTWTFss |
        | form |     X          |
        | dig  | XXXXX          |
        | pour |        XX      | after dig, after form at most +0
    """)
