"""Near-critical paths, what is critical to a gate, and the smallest sets of demands that clash."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from engine.answer import Demand, Path
from engine.clash_sets import clashing_set, is_same, reduced
from engine.network import (
    RETAINED_LOGIC,
    Activity,
    Condition,
    Constraint,
    Gate,
    Link,
    Network,
    Requirement,
    Window,
)
from engine.schedule import Schedule, solve
from tests.charts import assert_drawn
from tests.engine.drawn import networks

#: A third of the share of other laws: each example is solved some hundred times.
EXAMPLES = settings().max_examples // 3
MONDAY = date(2027, 1, 4)


def plan(*parts: Activity | Link | Gate, **fields: object) -> Network:
    def of(kind):
        return tuple(part for part in parts if isinstance(part, kind))

    return Network(MONDAY, activities=of(Activity), links=of(Link), gates=of(Gate), **fields)


def named(schedule: Schedule) -> list[tuple[str, str | None]]:
    (clash,) = schedule.clashes
    return [(each.kind, each.source) for each in clashing_set(schedule, clash)]


def test_paths_are_ranked_by_float_and_say_where_they_branch_off() -> None:
    schedule = assert_drawn("""
        |      | MTWTFssMTWTFss |
        | dig  | XXX            |
        | wall |    XX  XX      | after dig
        | pipe |    X           | after dig
        | sign | XX             |
        | open |          X     | after wall, after pipe, after sign
    """)

    assert schedule.paths(9) == [
        Path(0, ("dig", "wall", "open"), None),
        Path(3, ("pipe",), "dig"),
        Path(5, ("sign",), None),
    ]
    assert schedule.paths(1) == [Path(0, ("dig", "wall", "open"), None)]


def test_what_is_critical_to_a_gate_need_not_be_critical_to_the_plan() -> None:
    schedule = solve(
        plan(
            Activity("talks", 5),
            Activity("study", 3),
            Activity("mill", 2),
            Activity("railway", 90),
            Gate("G", ("talks", "study"), opens=("mill",)),
        )
    )

    assert not schedule["talks"].critical
    assert schedule.critical_to("G") == ["talks"]
    assert schedule.floats_to("G") == {"study": 2, "talks": 0}


def test_a_need_has_float_until_the_condition_of_its_gate_holds() -> None:
    schedule = solve(
        plan(
            Activity("talks", 5),
            Activity("mill", 2),
            Gate("G", ("talks",), conditions=("accord",), opens=("mill",)),
            conditions=(Condition("accord"),),
            scenarios={"base": {"accord": (Window(date(2027, 1, 18)),)}},
        )
    )

    assert schedule.critical_to("G") == []
    assert schedule.floats_to("G") == {"talks": 5}


def test_a_gate_that_never_opens_has_nothing_critical_to_it() -> None:
    schedule = solve(
        plan(
            Activity("a", 1),
            Gate("G", ("a",), conditions=("accord",)),
            conditions=(Condition("accord"),),
        )
    )

    assert schedule.critical_to("G") == []


LATE = plan(
    Activity("permit", 5, constraint=Constraint("start_no_earlier_than", date(2027, 2, 1))),
    Activity("build", 5),
    Activity("fit", 1, deadline=date(2027, 2, 10)),
    Activity("other", 2),
    Link("permit", "build"),
    Link("build", "fit"),
    Link("other", "fit"),
)


def test_a_broken_deadline_names_the_smallest_set_that_clashes() -> None:
    assert named(solve(LATE)) == [
        ("deadline", "fit"),
        ("link", "build>fit:FS"),
        ("link", "permit>build:FS"),
        ("constraint", "permit"),
    ]


def test_a_deadline_shorter_than_the_work_clashes_by_itself() -> None:
    assert named(solve(plan(Activity("a", 9, deadline=date(2027, 1, 8))))) == [("deadline", "a")]


def test_a_firm_date_clashes_with_the_chain_behind_the_link_it_breaks() -> None:
    firm = Constraint("start_on", date(2027, 2, 3), firm=True)
    fit = replace(LATE.activities[2], constraint=firm, deadline=None)
    network = replace(LATE, activities=(*LATE.activities[:2], fit, LATE.activities[3]))

    assert named(solve(network)) == [
        ("link", "build>fit:FS"),
        ("constraint", "fit"),
        ("link", "permit>build:FS"),
        ("constraint", "permit"),
    ]


def test_gates_needs_and_conditions_are_members_of_a_set() -> None:
    network = plan(
        Activity("talks", 5, requires=(Requirement("summit"),)),
        Activity("mill", 2, deadline=date(2027, 1, 15)),
        Gate("G", ("talks",), opens=("mill",)),
        conditions=(Condition("summit"),),
        scenarios={"base": {"summit": (Window(date(2027, 1, 18)),)}},
    )

    assert named(solve(network)) == [
        ("deadline", "mill"),
        ("gate", "G"),
        ("need", "talks"),
        ("condition", "summit"),
    ]


def test_the_status_date_is_a_member_where_it_holds_what_is_left_of_begun_work() -> None:
    pour = Activity("pour", 3, actual_start=MONDAY, remaining=2, deadline=date(2027, 1, 15))

    assert named(solve(plan(pour, status_date=date(2027, 1, 18)))) == [
        ("deadline", "pour"),
        ("status_date", None),
    ]


def test_the_link_that_holds_begun_work_is_a_member_with_what_stands_behind_it() -> None:
    network = plan(
        Activity("permit", 1, constraint=Constraint("start_no_earlier_than", date(2027, 1, 18))),
        Activity("dig", 1),
        Activity("pour", 3, actual_start=MONDAY, remaining=1, deadline=date(2027, 1, 15)),
        Link("permit", "dig"),
        Link("dig", "pour"),
        out_of_sequence=RETAINED_LOGIC,
    )
    schedule = solve(network)
    broken, out_of_turn = schedule.clashes

    assert clashing_set(schedule, broken) == (
        Demand("deadline", "pour", "pour", date(2027, 1, 15)),
        Demand("link", "dig>pour:FS", "pour", date(2027, 1, 20)),
        Demand("link", "permit>dig:FS", "dig", date(2027, 1, 19)),
        Demand("constraint", "permit", "permit", date(2027, 1, 18)),
    )
    assert [each.kind for each in clashing_set(schedule, out_of_turn)] == ["actual", "link"]


def test_every_need_that_could_open_a_gate_in_time_is_a_member() -> None:
    network = plan(
        Activity("a", 2),
        Activity("b", 5),
        Activity("c", 8),
        Activity("mill", 2, deadline=date(2027, 1, 7)),
        Gate("G", ("a", "b", "c"), at_least=2, opens=("mill",)),
    )

    assert named(solve(network)) == [
        ("deadline", "mill"),
        ("gate", "G"),
        ("need", "b"),
        ("need", "c"),
    ]


@given(networks())
@settings(max_examples=EXAMPLES)
def test_a_set_clashes_and_without_any_one_member_it_does_not(network: Network) -> None:
    links = tuple(replace(link, id=f"l{number}") for number, link in enumerate(network.links))
    activities = tuple(replace(a, deadline=date(2027, 2, 1)) for a in network.activities)
    network = replace(network, links=links, activities=activities)
    schedule = solve(network)
    for clash in schedule.clashes:
        members = clashing_set(schedule, clash)
        assert is_there(network, members, clash)
        for left in members:
            rest = [each for each in members if each is not left]
            assert not is_there(network, rest, clash)


def is_there(network: Network, members, clash) -> bool:
    return any(is_same(each, clash) for each in solve(reduced(network, members)).clashes)
