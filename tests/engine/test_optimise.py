"""What a search answers on plans small enough to see through."""

from dataclasses import replace
from datetime import date
from time import monotonic

import pytest

from engine.network import (
    Activity,
    Budget,
    Calendar,
    Gate,
    Link,
    Mode,
    Network,
    Step,
)
from engine.optimising import AtLeast, Found, Goal, Limits, Search, Share, Together, optimise
from engine.problems import BrokenPlan

MONDAY = date(2027, 1, 4)
DAILY = Calendar((1, 2, 3, 4, 5, 6, 7))


def plan(*activities: Activity, links: tuple[Link, ...] = (), **more: object) -> Network:
    return Network(
        MONDAY,
        calendars={"daily": DAILY},
        default_calendar="daily",
        activities=activities,
        links=links,
        **more,  # type: ignore[arg-type]
    )


def power(amount: float, *steps: Step) -> dict[str, tuple[Step, ...]]:
    return {"power": (Step(MONDAY, amount), *steps)}


def search(network: Network, *objectives: str, **more: object) -> Search:
    limits = {name: more.pop(name) for name in ("plans", "cancelled", "seconds") if name in more}
    return optimise(
        network,
        goal=Goal(objectives or ("finish",), **more),  # type: ignore[arg-type]
        limits=Limits(**{"seconds": 20, "clock": monotonic, **limits}),  # type: ignore[arg-type]
    )


def best(network: Network, *objectives: str, **more: object) -> Found:
    found = search(network, *objectives, **more)
    assert found.status == "optimal"
    assert found.best is not None
    return found.best


def starts(found: Found) -> dict[str, str]:
    return {key: str(found.schedule[key].start) for key in found.schedule}


def test_a_shared_supply_puts_one_after_the_other_and_says_so() -> None:
    found = best(
        plan(
            Activity("mill", 5, demand={"power": 2}),
            Activity("yard", 3, demand={"power": 2}),
            capacities=power(3),
        )
    )
    assert found.reached[0].objective == found.reached[0].bound == 8
    later = max(("mill", "yard"), key=lambda key: str(found.schedule[key].start))
    assert [(r.kind, r.source) for r in found.schedule[later].reasons] == [("capacity", "power")]


def test_the_quicker_mode_is_taken_only_where_the_money_reaches() -> None:
    slow = Activity("road", 9, cost={"fund": 2}, modes=(Mode(4, None, {}, {"fund": 6}),))
    rich = plan(slow, budgets=(Budget("fund", None, 6),))
    poor = plan(slow, budgets=(Budget("fund", None, 5),))
    assert (best(rich).modes, best(rich).reached[0].objective) == ({"road": 1}, 4)
    assert (best(poor).modes, best(poor).reached[0].objective) == ({"road": 0}, 9)


def test_what_the_money_does_not_reach_is_left_out() -> None:
    projects = [
        Activity(key, 2, cost={"fund": cost}, optional=True, benefit=worth)
        for key, cost, worth in (("a", 5, 10), ("b", 4, 7), ("c", 3, 6))
    ]
    found = best(plan(*projects, budgets=(Budget("fund", None, 7),)), "benefit")
    assert (found.left_out, found.reached[0].objective) == (("a",), 13)


def test_a_gate_counts_what_is_left_out_as_never_finished() -> None:
    pilots = [Activity(key, days, optional=True) for key, days in (("a", 3), ("b", 5), ("c", 9))]
    gate = Gate("opening", ("a", "b", "c"), 2, (), ("zone",))
    found = best(plan(*pilots, Activity("zone", 1), gates=(gate,)))
    assert (found.left_out, found.reached[0].objective) == (("c",), 6)
    everyone = best(plan(*pilots, Activity("zone", 1), gates=(replace(gate, at_least=None),)))
    assert (everyone.left_out, everyone.reached[0].objective) == ((), 10)


def test_a_deadline_is_kept_or_there_is_no_plan() -> None:
    work = Activity("work", 5, deadline=date(2027, 1, 8))
    assert best(plan(work)).reached[0].objective == 5
    late = replace(work, deadline=date(2027, 1, 7))
    assert (search(plan(late)).status, search(plan(late)).plans) == ("infeasible", ())


@pytest.mark.parametrize(
    "network",
    [
        plan(Activity("mill", 2, demand={"power": 4}), capacities=power(3)),
        plan(Activity("mill", 2, cost={"fund": 4}), budgets=(Budget("fund", None, 3),)),
    ],
)
def test_what_can_never_be_is_said_to_be_infeasible(network: Network) -> None:
    assert search(network).status == "infeasible"


def test_what_a_finished_plant_adds_others_may_use() -> None:
    found = best(
        plan(
            Activity("plant", 4, adds={"power": 2}),
            Activity("mill", 3, demand={"power": 2}),
            capacities=power(0),
        )
    )
    assert starts(found) == {"plant": "2027-01-04", "mill": "2027-01-08"}


def test_what_is_kept_for_good_is_nobody_elses_again() -> None:
    first = Activity("first", 2, keeps={"land": 2})
    second = Activity("second", 3, demand={"land": 2})
    found = best(plan(first, second, capacities={"land": (Step(MONDAY, 3),)}))
    assert starts(found) == {"first": "2027-01-05", "second": "2027-01-04"}


def test_money_of_a_year_that_is_spent_is_there_again_in_the_next() -> None:
    work = [Activity(key, 200, cost={"fund": 5}) for key in ("a", "b")]
    found = best(plan(*work, budgets=(Budget("fund", 2027, 6),)))
    # Each has 120 of its 200 days, and 3 of its 5, in 2027: no later year has a ceiling.
    assert found.reached[0].objective == 442
    assert starts(found) == {"a": "2027-09-03", "b": "2027-09-03"}


def test_a_later_goal_gives_up_nothing_of_an_earlier_one() -> None:
    a = Activity("a", 3, optional=True, benefit=5, demand={"power": 1})
    b = Activity("b", 4, optional=True, benefit=5, demand={"power": 1})
    found = best(plan(a, b, capacities=power(1)), "benefit", "finish")
    assert [each.objective for each in found.reached] == [10, 7]


def test_costs_are_spread_over_the_years_there_are() -> None:
    work = [Activity(f"w{n}", 100, cost={"fund": 10}) for n in range(3)]
    found = best(plan(*work), "cost_smoothness", finish_by=date(2029, 12, 31))
    assert found.reached[0].objective == 10


def test_principles_bind_or_have_their_price() -> None:
    a, b, c = (Activity(k, 2, optional=True, benefit=n) for k, n in (("a", 9), ("b", 1), ("c", 2)))
    network = plan(a, b, c, capacities={}, budgets=())
    tied = (Together(frozenset("bc")), AtLeast(frozenset("bc"), 1))
    dear = replace(network, activities=(a, replace(b, cost={"x": 5}), replace(c, cost={"x": 5})))
    dear = replace(dear, budgets=(Budget("x", None, 5),))
    assert best(network, "benefit", principles=tied).left_out == ()
    assert search(dear, "benefit", principles=tied).status == "infeasible"
    priced = (Together(frozenset("bc")), AtLeast(frozenset("bc"), 2, None, 1.5))
    assert best(dear, "benefit", principles=priced).reached[0].objective == 6
    shared = best(network, "benefit", principles=(Share(frozenset("bc"), 0.5),))
    assert shared.left_out == ("a",)


def test_several_plans_differ_clearly() -> None:
    projects = [
        Activity(k, 2, optional=True, benefit=n, demand={"power": 1})
        for k, n in zip("abcde", (5, 4, 3, 2, 1), strict=True)
    ]
    found = search(
        plan(*projects, capacities=power(2)), "benefit", plans=3, finish_by=date(2027, 1, 5)
    )
    assert [each.reached[0].objective for each in found.plans] == [9, 8, 7]


def test_the_same_seed_gives_the_same_plan() -> None:
    work = [Activity(f"w{n}", 1 + n % 4, demand={"power": 1 + n % 3}) for n in range(9)]
    network = plan(*work, capacities=power(4))
    assert starts(best(network)) == starts(best(replace(network, activities=tuple(work[::-1]))))


def test_a_search_can_be_stopped() -> None:
    work = [Activity(f"w{n:02d}", 3 + n % 7, demand={"power": 2 + n % 5}) for n in range(60)]
    begun = monotonic()
    found = search(
        plan(*work, capacities=power(9)), seconds=60, cancelled=lambda: monotonic() > begun + 3
    )
    assert monotonic() - begun < 10
    assert found.status in ("feasible", "optimal", "unknown")


def test_a_question_that_makes_no_sense_is_told_in_full() -> None:
    wrong = Activity("a", 1, modes=(Mode(-1, "weeks", {"power": 1}),), benefit=-2)
    with pytest.raises(BrokenPlan) as broken:
        optimise(plan(wrong), goal=Goal(("speed",)), limits=Limits(plans=0))
    assert [problem.code for problem in broken.value.problems] == [
        "unknown_objective",
        "out_of_range",
        "negative_benefit",
        "negative_duration",
        "unknown_unit",
    ]
