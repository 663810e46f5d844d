"""What would gain so many days: answers that hold once they are made, and small ones."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.changes import apply_all
from engine.gain import Gains, Target, gain, solver_of
from engine.plan import Plan, plan_of
from engine.records import (
    Activity,
    Calendar,
    Capacity,
    Ceiling,
    Condition,
    CostLine,
    Criterion,
    Demand,
    FundingSource,
    Gate,
    Header,
    Link,
    Project,
    Record,
    Scenario,
    Stage,
    Step,
    Window,
)

START = date(2027, 1, 4)
FINISH = Target("plan")


def plan(*records: Record, header: Header | None = None) -> Plan:
    rows: dict[str, dict[str, Record]] = {}
    every = (Stage("S", "단계", "Stage"), Scenario("A", "기준", "Base", "A"))
    for record in (*every, Project("P", "과제", "Project", stage="S"), *records):
        rows.setdefault(record.kind, {})[record.key] = record
    return plan_of(header or Header("plan", "계획", "Plan", START, default_scenario="A"), rows)


def work(key: str, days: int, **more) -> Activity:
    return Activity(key, key, key, "P", days, "days", **more)


def told(found: Gains) -> list[tuple[list[tuple[str, str, int]], int]]:
    return [
        ([(step.move.verb, step.move.key, step.size) for step in answer.steps], answer.gained)
        for answer in found.answers
    ]


def test_the_smallest_single_changes_of_what_drives_the_date() -> None:
    found = gain(
        plan(work("a", 20), work("b", 30), Link("l", "a", "b", lag=12, unit="days")),
        FINISH,
        5,
        "A",
    )

    # A start falls on a working day: what leads to one has to give a week.
    gained = {tuple(steps): days for steps, days in told(found)}
    assert told(found)[0] == ([("shorten", "b", 5)], 5)
    assert {step[0][:2] for step in gained} == {
        ("shorten", "b"),
        ("shorten", "a"),
        ("lag", "l"),
        ("start", "plan"),
    }
    assert all(days >= 5 for days in gained.values())
    assert found.is_whole


def test_two_equal_reasons_have_to_give_way_together() -> None:
    parallel = plan(
        work("a", 30), work("b", 30), work("c", 7), Link("x", "a", "c"), Link("y", "b", "c")
    )
    header = replace(parallel.header, status_date=START + timedelta(1))
    found = gain(parallel.with_record(header), Target("activity", "c", "start"), 7, "A")

    steps, gained = told(found)[0]
    assert {(verb, key) for verb, key, _ in steps} == {("shorten", "a"), ("shorten", "b")}
    assert gained >= 7


def test_a_gate_may_ask_for_less_and_a_window_may_be_assumed_sooner() -> None:
    gated = plan(
        work("a", 10),
        work("b", 60),
        work("c", 5),
        Condition("c1", "합의", "Accord"),
        Window("w", "A", "c1", START + timedelta(10)),
        Gate("g", "문", "Gate", at_least=2, opens=("c",)),
        Criterion("g1", "가", "A", "g", activity="a"),
        Criterion("g2", "나", "B", "g", activity="b"),
        Criterion("g3", "다", "C", "g", condition="c1"),
    )

    assert told(gain(gated, Target("gate", "g"), 49, "A"))[0] == ([("at_least", "g", 1)], 49)
    soon = gain(gated, Target("gate", "g"), 50, "A")
    assert [verb for verb, _, _ in told(soon)[0][0]].count("at_least") == 1
    assert soon.answers[0].gained >= 50


def test_a_longer_week_is_a_change_too() -> None:
    six = Calendar("six", "주6일", "Six days", (1, 2, 3, 4, 5, 6))
    found = gain(plan(six, Activity("a", "a", "a", "P", 30, "workdays", low=30)), FINISH, 5, "A")

    assert "calendar" in [verb for steps, _ in told(found) for verb, _, _ in steps]


def test_a_date_set_by_hand_moves_and_no_estimate_is_undercut() -> None:
    later = START + timedelta(28)
    held = work("a", 10, low=9, constraint="start_no_earlier_than", constraint_date=later)
    found = gain(plan(held), Target("activity", "a", "finish"), 7, "A")

    assert told(found)[0] == ([("constraint", "a", 7)], 7)
    assert all(
        size <= 1 for steps, _ in told(found) for verb, _, size in steps if verb == "shorten"
    )


def test_what_cannot_be_had_is_told_as_such() -> None:
    done = work("a", 10, actual_start=START, actual_finish=START + timedelta(9))
    assert gain(plan(done), FINISH, 5, "A").answers == ()
    least = gain(plan(work("a", 10, low=8, actual_start=START)), FINISH, 5, "A")
    assert [(answer.reaches, answer.gained) for answer in least.answers] == [(False, 2)]
    blocked = plan(Condition("c", "합의", "Accord"), work("a", 5, requires=("c",)))
    assert gain(blocked, FINISH, 5, "A") == Gains(None, 5, (), 0, is_whole=True)


def test_a_search_that_is_over_says_so() -> None:
    found = gain(plan(work("a", 20)), FINISH, 5, "A", is_over=lambda: True)

    assert (found.answers, found.tries, found.is_whole) == ((), 0, False)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    keys = [f"a{number}" for number in range(draw(st.integers(2, 6)))]
    units = st.sampled_from(["days", "workdays", "months"])
    rows: list[Record] = [
        Activity(key, key, key, "P", draw(st.integers(0, 9)), draw(units)) for key in keys
    ]
    for number in range(draw(st.integers(1, 8))):
        before, after = sorted(draw(st.permutations(range(len(keys))))[:2])
        kind = draw(st.sampled_from(["FS", "FS", "SS", "FF", "SF"]))
        ends = keys[before], keys[after]
        unit = draw(units)
        rows.append(Link(f"l{number}", *ends, kind, draw(st.integers(-2, 5)), unit))
    return plan(*rows)


@settings(max_examples=40)
def supplied(*records: Record) -> Plan:
    """Two activities of twenty days that ask for the same ten megawatts one after the other."""
    both = (Demand("da", "a", "mw", Decimal(10)), Demand("db", "b", "mw", Decimal(10)))
    return plan(work("a", 20), work("b", 20), *both, *records)


def test_more_of_a_capacity_is_an_answer_where_dates_wait_for_supply() -> None:
    levelled = supplied(Capacity("mw", "전력", "Power", since=START, amount=Decimal(12)))
    solver = solver_of(levelled, "A", level=True)

    found = gain(levelled, FINISH, 15, "A", solver=solver)

    assert told(found)[0] == ([("supply", "mw", 8)], 21)
    (change,) = found.answers[0].changes
    assert (change.kind, change.key, change.values) == ("capacity", "mw", {"amount": Decimal(20)})


def test_the_step_in_force_is_the_one_that_is_raised() -> None:
    levelled = supplied(
        Capacity("mw", "전력", "Power", since=date(2026, 1, 1), amount=Decimal(4)),
        Step("more", "mw", Decimal(7), START),
        Step("later", "mw", Decimal(1), START + timedelta(15)),
    )
    found = gain(levelled, FINISH, 15, "A", solver=solver_of(levelled, "A", level=True))

    assert [("supply", "more", 9)] in [steps for steps, _ in told(found)]


def test_a_ceiling_that_is_used_up_is_raised_by_as_few_percent_as_do() -> None:
    levelled = plan(
        work("a", 20),
        work("b", 20),
        FundingSource("fund", "기금", "Fund"),
        Ceiling("c27", "fund", 2027, Decimal(8_000_000_000), price_year=2026),
        CostLine("cost", "P", "fund", Decimal(10_000_000_000), price_year=2026),
    )
    solver = solver_of(levelled, "A", level=True)

    found = gain(levelled, FINISH, 100, "A", solver=solver)

    assert told(found)[0][0] == [("ceiling", "c27", 25)]
    (change,) = found.answers[0].changes
    assert change.values == {"amount": Decimal(10_000_000_000)}


@given(plans(), st.integers(1, 60))
def test_every_answer_gains_what_it_says_and_nothing_of_it_can_be_spared(
    drawn: Plan, days: int
) -> None:
    found = gain(drawn, FINISH, days, "A", most_tries=300)
    again = gain(drawn, FINISH, days, "A", most_tries=300)
    assert again == found

    solved = solver_of(drawn, "A")

    def gained(changes) -> int:
        return (found.date - solved(apply_all(drawn, changes)).finish).days

    for answer in found.answers:
        assert gained(answer.changes) == answer.gained
        assert answer.reaches == (answer.gained >= days)
        if answer.reaches and found.is_whole:
            for at, step in enumerate(answer.steps):
                smaller = [step.move.change(drawn, step.size - 1)] if step.size > 1 else []
                others = [*answer.changes[:at], *smaller, *answer.changes[at + 1 :]]
                assert gained(others) < days
