"""What moves the finish most is what one recomputation at a time says."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.networks import network_of
from engine.plan import Plan, plan_of
from engine.records import (
    KINDS,
    Activity,
    Condition,
    Header,
    Link,
    Project,
    Record,
    Scenario,
    Window,
)
from engine.schedule import compile_network, solve
from engine.sensitivity import finish_of, swings_of

RANGE = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)).map(sorted)


def _plan(*records: Record) -> Plan:
    rows: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    for record in records:
        rows[record.kind][record.key] = record
    return plan_of(Header("plan", "", "Trial", date(2027, 1, 1), default_scenario="S"), rows)


def _two_chains(one: list[list[int]], other: list[list[int]]) -> Plan:
    found: list[Record] = [
        Project("P", "", "P"),
        Scenario("S", "", "S"),
        Condition("C", "", "Accord"),
        Window("w", "S", "C", date(2027, 3, 1), low=date(2027, 1, 1), high=date(2028, 1, 1)),
    ]
    for name, chain in (("a", one), ("b", other)):
        keys = [f"{name}{number}" for number in range(len(chain))]
        for key, (low, middle, high) in zip(keys, chain, strict=True):
            requires = ("C",) if key == "b0" else ()
            found.append(Activity(key, "", key, "P", middle, low=low, high=high, requires=requires))
        found += [Link(f"{before}>{after}", before, after) for before, after in pairwise(keys)]
    return _plan(*found)


def _finish(plan: Plan) -> date:
    rows = solve(compile_network(network_of(plan)), "S")
    days = [rows[key].finish for key in plan.activities]
    return max(day for day in days if day)


@settings(max_examples=40)
@given(st.lists(RANGE, min_size=1, max_size=4), st.lists(RANGE, min_size=1, max_size=4))
def test_every_swing_equals_two_plans_computed_by_themselves(
    one: list[list[int]], other: list[list[int]]
) -> None:
    plan = _two_chains(one, other)
    expected = {}
    for key, activity in plan.activities.items():
        if activity.low != activity.high:
            ends = [
                _finish(plan.with_record(replace(activity, duration=each or 0)))
                for each in (activity.low, activity.high)
            ]
            expected["activity", key] = (*ends,)
    window = plan.windows["w"]
    expected["window", "w"] = (
        _finish(plan.with_record(replace(window, since=date(2027, 1, 1)))),
        _finish(plan.with_record(replace(window, since=date(2028, 1, 1)))),
    )
    found = swings_of(plan, "S")
    assert {(each.kind, each.key): (each.early, each.late) for each in found} == expected
    assert [each.days for each in found] == sorted((each.days for each in found), reverse=True)


def test_a_window_of_another_scenario_and_a_finished_activity_move_nothing() -> None:
    plan = _two_chains([[1, 2, 3]], [[1, 1, 1]])
    plan = plan.with_record(replace(plan.activities["a0"], actual_finish=date(2027, 1, 5)))
    plan = plan.with_record(Scenario("T", "", "T"))
    plan = plan.with_record(replace(plan.windows["w"], scenario="T"))
    assert swings_of(plan, "S") == ()


def test_a_plan_in_which_nothing_can_be_done_has_no_finish() -> None:
    plan = _plan(
        Project("P", "", "P"),
        Scenario("S", "", "S"),
        Condition("C", "", "Accord"),
        Activity("a", "", "a", "P", 2, requires=("C",)),
    )
    assert finish_of(plan, "S") is None
