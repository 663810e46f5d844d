"""On small plans a search is as good as trying everything; on any, it keeps what the plan asks."""

from dataclasses import replace
from datetime import date, timedelta
from time import monotonic

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.network import (
    Activity,
    Budget,
    Calendar,
    Condition,
    Constraint,
    Gate,
    Link,
    Mode,
    Network,
    Requirement,
    Step,
    Window,
)
from engine.optimising import Goal, Limits, Search, optimise
from tests.engine.patience import Patience

START = date(2027, 12, 27)
HORIZON = 16
WEEK = Calendar((1, 2, 3, 4, 5), frozenset([date(2027, 12, 31)]))
DAILY = Calendar((1, 2, 3, 4, 5, 6, 7))

near = st.integers(0, HORIZON).map(lambda days: START + timedelta(days))
amounts = st.integers(0, 3)


@st.composite
def small_networks(draw: st.DrawFn, calendars: tuple[str, ...] = ("week", "daily")) -> Network:
    keys = [f"a{number}" for number in range(draw(st.integers(2, 4)))]
    activities = tuple(draw(_activity(key, calendars)) for key in keys)
    links = draw(st.lists(_link(keys), max_size=3))
    gates = ()
    if len(keys) > 2 and draw(st.booleans()):
        gates = (
            Gate("g", (keys[0], keys[1]), draw(st.sampled_from([None, 1, 2])), (), (keys[-1],)),
        )
    budgets = [Budget("fund", year, draw(st.integers(0, 6))) for year in (2027, 2028)]
    return Network(
        START,
        calendars={"week": WEEK, "daily": DAILY},
        default_calendar=calendars[0],
        activities=activities,
        links=tuple(links),
        gates=gates,
        conditions=(Condition("accord"),),
        scenarios={"base": {"accord": (draw(_window()),)}},
        capacities={
            "power": (
                Step(START, draw(st.integers(1, 4))),
                Step(START + timedelta(draw(st.integers(1, 12))), draw(st.integers(1, 4))),
            )
        },
        budgets=tuple(budgets)
        if draw(st.booleans())
        else (Budget("fund", None, draw(st.integers(0, 9))),),
    )


@st.composite
def _window(draw: st.DrawFn) -> Window:
    since = draw(st.integers(0, 5))
    until = draw(st.none() | st.integers(since, HORIZON).map(lambda day: START + timedelta(day)))
    return Window(START + timedelta(since), until)


@st.composite
def _activity(draw: st.DrawFn, key: str, calendars: tuple[str, ...]) -> Activity:
    constraint = deadline = None
    if draw(st.integers(0, 5)) == 0:
        kinds = ["start_no_earlier_than", "start_no_later_than", "finish_no_later_than"]
        constraint = Constraint(draw(st.sampled_from(kinds)), draw(near))
    if draw(st.integers(0, 7)) == 0:
        deadline = draw(near)
    modes = (
        (Mode(draw(st.integers(1, 4)), None, {"power": draw(amounts)}, {"fund": draw(amounts)}),)
        if draw(st.integers(0, 2)) == 0
        else ()
    )
    return Activity(
        key,
        draw(st.integers(0, 4)),
        draw(st.sampled_from(["workdays", "workdays", "days"])),
        draw(st.sampled_from(calendars)),
        constraint=constraint,
        deadline=deadline,
        requires=(Requirement("accord"),) if draw(st.integers(0, 3)) == 0 else (),
        demand={"power": draw(amounts)},
        cost={"fund": draw(amounts)},
        optional=draw(st.booleans()),
        benefit=draw(st.integers(0, 5)),
        modes=modes,
    )


@st.composite
def _link(draw: st.DrawFn, keys: list[str]) -> Link:
    after = draw(st.integers(1, len(keys) - 1))
    before = draw(st.integers(0, after - 1))
    kind = draw(st.sampled_from(["FS", "FS", "SS", "FF", "SF"]))
    return Link(keys[before], keys[after], kind, draw(st.integers(0, 2)), "days")


def searched(plan: Network, *objectives: str) -> Search:
    # The patient one looks no further than its horizon; the search must not either.
    by = START + timedelta(HORIZON - 1)
    limits = Limits(seconds=20, workers=1, clock=monotonic)
    return optimise(plan, goal=Goal(objectives, finish_by=by), limits=limits)


def agree(plan: Network, objective: str) -> None:
    patience = Patience(plan, HORIZON)
    values = {
        "finish": patience.finish,
        "benefit": patience.benefit,
        "cost_smoothness": patience.peak,
    }
    best = max if objective == "benefit" else min
    known = best((values[objective](each) for each in patience.plans()), default=None)
    found = searched(plan, objective)
    if known is None:
        assert (found.status, found.plans) == ("infeasible", ())
        return
    assert found.status == "optimal"
    assert found.best is not None
    assert abs(found.best.reached[0].objective - known) < 1e-5
    assert abs(found.best.reached[0].bound - known) < 1e-5


@settings(max_examples=15, deadline=None)
@given(small_networks())
def test_no_plan_finishes_sooner_than_the_one_found(plan: Network) -> None:
    agree(plan, "finish")


@settings(max_examples=15, deadline=None)
@given(small_networks())
def test_no_plan_is_worth_more_than_the_one_found(plan: Network) -> None:
    agree(plan, "benefit")


@settings(max_examples=10, deadline=None)
@given(small_networks(("daily",)))
def test_on_one_calendar_no_plan_finishes_sooner_either(plan: Network) -> None:
    agree(
        replace(plan, activities=tuple(replace(a, optional=False) for a in plan.activities)),
        "finish",
    )


@settings(max_examples=10, deadline=None)
@given(small_networks())
def test_no_plan_costs_less_in_its_dearest_year(plan: Network) -> None:
    agree(
        replace(plan, activities=tuple(replace(a, optional=False) for a in plan.activities)),
        "cost_smoothness",
    )
