"""A firm constraint decides over links, in both passes, and says which link it broke."""

from dataclasses import replace
from datetime import date

import pytest

from engine.network import Activity, Condition, Constraint, Gate, Link, Network, Window
from engine.ranges import simulate
from engine.schedule import Schedule, solve

MONDAY = date(2027, 1, 4)
WEDNESDAY = date(2027, 1, 13)


def chain(constraint: Constraint, **fields: object) -> Network:
    """Two weeks of digging, three days of laying, and a test on the day after."""
    activities = (Activity("dig", 10), Activity("lay", 3, constraint=constraint))
    return Network(
        MONDAY,
        activities=(*activities, Activity("test", 1)),
        links=(Link("dig", "lay"), Link("lay", "test")),
        **fields,
    )


def span(schedule: Schedule, key: str) -> tuple[str, str]:
    return str(schedule[key].start), str(schedule[key].finish)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("start_no_later_than", ("2027-01-13", "2027-01-15")),
        ("start_on", ("2027-01-13", "2027-01-15")),
        ("finish_no_later_than", ("2027-01-11", "2027-01-13")),
        ("finish_on", ("2027-01-11", "2027-01-13")),
        ("start_no_earlier_than", ("2027-01-18", "2027-01-20")),
        ("finish_no_earlier_than", ("2027-01-18", "2027-01-20")),
    ],
)
def test_a_firm_constraint_moves_work_to_its_date(kind: str, expected: tuple[str, str]) -> None:
    schedule = solve(chain(Constraint(kind, WEDNESDAY, firm=True)))

    assert span(schedule, "lay") == expected


@pytest.mark.parametrize("kind", ["start_no_later_than", "start_on"])
def test_the_broken_link_is_a_clash_with_both_sides(kind: str) -> None:
    schedule = solve(chain(Constraint(kind, WEDNESDAY, firm=True)))

    (clash,) = schedule.clashes

    assert (clash.kind, clash.source, clash.activity) == ("link", "dig>lay:FS", "lay")
    assert (str(clash.date), str(clash.reached), clash.days) == ("2027-01-18", "2027-01-13", 5)
    assert [(r.kind, r.source, r.date) for r in clash.against] == [("constraint", "lay", WEDNESDAY)]


def test_a_link_to_a_finish_is_broken_on_the_finish() -> None:
    network = chain(Constraint("finish_on", WEDNESDAY, firm=True))
    network = replace(network, links=(Link("dig", "lay", "FF"), network.links[1]))

    (clash,) = solve(network).clashes

    assert (str(clash.date), str(clash.reached), clash.days) == ("2027-01-15", "2027-01-13", 2)


def test_it_decides_in_the_backward_pass_too() -> None:
    schedule = solve(chain(Constraint("start_on", WEDNESDAY, firm=True)))

    # Digging had to be over on Tuesday to keep the link: three worked days less than it takes.
    assert [schedule[key].total_float for key in ("dig", "lay", "test")] == [-3, 0, 0]
    assert str(schedule["lay"].late_start) == "2027-01-13"


def test_what_follows_goes_by_the_firm_date() -> None:
    assert span(solve(chain(Constraint("start_on", WEDNESDAY, firm=True))), "test")[0] == (
        "2027-01-18"
    )


def test_the_reasons_are_the_constraint_and_the_link_it_broke() -> None:
    schedule = solve(chain(Constraint("start_no_later_than", WEDNESDAY, firm=True)))

    assert [(r.kind, r.date) for r in schedule["lay"].reasons] == [
        ("link", WEDNESDAY),
        ("constraint", WEDNESDAY),
    ]
    assert schedule["lay"].runner_up.kind == "plan_start"
    assert [step.key for step in schedule.chain("test")] == ["test", "lay"]


def test_without_a_firm_date_the_link_it_overruled_decides_and_asks_for_later() -> None:
    firm = Constraint("start_no_later_than", MONDAY, firm=True)
    network = Network(
        MONDAY,
        activities=(Activity("dig"), Activity("lay", constraint=firm)),
        links=(Link("dig", "lay", lag=1),),
    )
    free = replace(network, activities=(Activity("dig"), Activity("lay")))
    held = solve(network)["lay"]

    assert str(held.start) == "2027-01-04"
    assert [reason.kind for reason in held.reasons] == ["link", "constraint", "plan_start"]
    assert held.releases == ()
    assert str(solve(free)["lay"].start) == "2027-01-05"
    assert str(solve(replace(network, links=()))["lay"].start) == "2027-01-04"


def test_a_firm_date_behind_a_gate_is_no_reason_and_still_holds_a_link_back() -> None:
    network = replace(
        chain(Constraint("start_no_later_than", MONDAY, firm=True)),
        gates=(Gate("G", opens=("lay",), conditions=("accord",)),),
        conditions=(Condition("accord"),),
        scenarios={"base": {"accord": (Window(date(2027, 1, 12)),)}},
    )
    free = replace(
        network, activities=tuple(replace(each, constraint=None) for each in network.activities)
    )
    held = solve(network)["lay"]

    assert (str(held.start), [reason.kind for reason in held.reasons]) == ("2027-01-12", ["gate"])
    assert str(solve(free)["lay"].start) == "2027-01-18"


def test_links_broken_together_are_told_in_the_order_of_their_names() -> None:
    network = chain(Constraint("start_on", MONDAY, firm=True))
    links = (*network.links, Link("dig", "lay", "SS", 2))

    for order in (links, links[::-1]):
        told = [clash.source for clash in solve(replace(network, links=order)).clashes]
        assert told == ["dig>lay:FS", "dig>lay:SS"]


def test_a_firm_date_that_nothing_disturbs_clashes_with_nothing() -> None:
    schedule = solve(chain(Constraint("start_on", date(2027, 1, 20), firm=True)))

    assert span(schedule, "lay") == ("2027-01-20", "2027-01-22")
    assert schedule.clashes == ()


def test_a_gate_and_the_start_of_the_plan_hold_even_a_firm_date() -> None:
    network = chain(Constraint("start_on", WEDNESDAY, firm=True))
    gated = replace(network, links=(), gates=(Gate("G", ("dig",), opens=("lay",)),))
    early = chain(Constraint("start_on", date(2026, 12, 1), firm=True))

    assert span(solve(gated), "lay")[0] == "2027-01-18"
    assert span(solve(early), "lay")[0] == "2027-01-04"
    assert [clash.kind for clash in solve(early).clashes] == ["start_on", "link"]


def test_without_spread_a_simulation_keeps_the_firm_date() -> None:
    network = chain(Constraint("finish_no_later_than", WEDNESDAY, firm=True))

    ranges = simulate(network, None, 100, 1)

    assert {str(ranges.activities["lay"].start.p50), str(ranges.activities["lay"].start.p90)} == {
        "2027-01-11"
    }


def test_levelled_work_keeps_the_firm_date() -> None:
    network = chain(Constraint("start_on", WEDNESDAY, firm=True))

    assert span(solve(network, level=True), "lay") == ("2027-01-13", "2027-01-15")
