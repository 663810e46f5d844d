"""Ranges that can be worked out on paper: series, parallel work, shared and separate gates."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from engine.network import (
    Activity,
    Calendar,
    Condition,
    Gate,
    Group,
    Link,
    Network,
    Requirement,
    Window,
)
from engine.problems import BrokenPlan
from engine.ranges import last_days, simulate
from engine.sampling import triangular
from engine.simulation import all_runs, prepare

START = date(2027, 1, 4)
DRAWS = 20_000
DAILY = {"daily": Calendar((1, 2, 3, 4, 5, 6, 7))}


def plan(*activities, links=(), gates=(), windows=None) -> Network:
    windows = windows or {}
    return Network(
        START,
        calendars=DAILY,
        default_calendar="daily",
        activities=activities,
        links=tuple(Link(*pair) for pair in links),
        gates=gates,
        conditions=tuple(Condition(name) for name in windows),
        scenarios={"base": {name: (window,) for name, window in windows.items()}},
    )


def days_of(network: Network, *keys: str):
    """Days from the plan's start to the end of each activity, by run."""
    study = prepare(network, draws=DRAWS, seed=11)
    runs = all_runs(study)
    first = study.compiled.begin
    shown = last_days(runs).astype(np.int64)
    return [shown[study.compiled.row_of[key]] - first + 1 for key in keys]


def work(key: str, low: int, mode: int, high: int, *needs: str) -> Activity:
    requires = tuple(Requirement(name) for name in needs)
    return Activity(key, mode, "days", low=low, high=high, requires=requires)


def test_a_triangle_has_the_mean_the_variance_and_the_ends_of_a_triangle():
    chance = (np.arange(100_000) + 0.5) / 100_000
    values = triangular(chance, 10, 20, 60)
    assert values.mean() == pytest.approx((10 + 20 + 60) / 3, abs=0.01)
    variance = (10**2 + 20**2 + 60**2 - 10 * 20 - 10 * 60 - 20 * 60) / 18
    assert values.var() == pytest.approx(variance, rel=0.001)
    assert 10 <= values.min() < 10.2 and 59.8 < values.max() <= 60
    share_below_mode = np.count_nonzero(values < 20) / 100_000
    assert share_below_mode == pytest.approx((20 - 10) / (60 - 10), abs=0.001)


def test_in_series_means_and_variances_add_up():
    (days,) = days_of(plan(work("A", 10, 40, 70), work("B", 30, 60, 150), links=[("A", "B")]), "B")
    assert days.mean() == pytest.approx(40 + 80, abs=0.6)
    assert days.var() == pytest.approx(60**2 / 24 + (30**2 + 90**2 + 30 * 90) / 18, rel=0.03)


def test_in_parallel_the_chance_to_be_done_is_the_product_of_the_chances():
    network = plan(
        work("A", 10, 40, 70), work("B", 10, 40, 70), Activity("C"), links=[("A", "C"), ("B", "C")]
    )
    a, c = days_of(network, "A", "C")
    for day in (30, 40, 55):
        alone, both = np.mean(a <= day), np.mean(c <= day + 1)
        assert both == pytest.approx(alone**2, abs=0.012)


def test_a_gate_that_opens_with_two_of_three_opens_at_the_middle_one():
    needs = [work(key, 10, 40, 70) for key in "ABC"]
    gate = Gate("G", ("A", "B", "C"), 2, (), ("D",))
    days = days_of(plan(*needs, Activity("D"), gates=(gate,)), "A", "B", "C", "D")
    assert (np.median(days[:3], axis=0) + 1 == days[3]).all()
    p = np.mean(np.array(days[:3]) <= 35)
    assert np.mean(days[3] <= 36) == pytest.approx(3 * p**2 * (1 - p) + p**3, abs=0.015)


RANGE = Window(date(2028, 1, 1), low=date(2027, 6, 1), high=date(2030, 1, 1))


def test_two_projects_on_one_condition_move_together_and_on_two_each_for_itself():
    ours, theirs = work("A", 9, 10, 11, "accord"), work("B", 9, 10, 11, "accord")
    a, b = days_of(plan(ours, theirs, windows={"accord": RANGE}), "A", "B")
    assert np.corrcoef(a, b)[0, 1] > 0.999
    other = work("B", 9, 10, 11, "permit")
    a, b = days_of(plan(ours, other, windows={"accord": RANGE, "permit": RANGE}), "A", "B")
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.03


def test_never_is_as_probable_as_stated_and_hides_the_percentiles_beyond_it():
    window = Window(RANGE.since, low=RANGE.low, high=RANGE.high, never=0.15)
    ranges = simulate(
        plan(work("A", 9, 10, 11, "accord"), Activity("B", 5), windows={"accord": window})
    )
    finish = ranges.activities["A"].finish
    assert finish.never == pytest.approx(0.15, abs=0.012)
    assert finish.p80 is not None and finish.p90 is None
    assert ranges.activities["B"].finish.never == 0
    assert ranges.complete.never == finish.never
    assert ranges.finish.never == 0
    (cause,) = [each for each in ranges.causes if each.kind == "condition"]
    assert cause.never == finish.never


def test_the_finish_is_that_of_what_runs_however_much_is_blocked():
    blocked = [work(f"A{at:03}", 9, 10, 11, "nobody") for at in range(200)]
    network = replace(plan(*blocked, work("B", 5, 5, 5)), conditions=(Condition("nobody"),))
    ranges = simulate(network, draws=50)
    assert ranges.complete.never == 1
    assert ranges.finish.never == 0
    assert ranges.finish.p10 == ranges.finish.p90 == START + timedelta(4)


def test_durations_of_a_group_are_as_correlated_as_asked_and_others_are_not():
    groups = (Group("nampo", ("A", "B"), 0.7), Group("wonsan", ("C",), 0.7))
    network = replace(plan(*(work(key, 10, 400, 790) for key in "ABC")), groups=groups)
    a, b, c = days_of(network, "A", "B", "C")
    assert np.corrcoef(a, b)[0, 1] == pytest.approx(0.69, abs=0.02)
    assert abs(np.corrcoef(a, c)[0, 1]) < 0.03
    assert a.var() == pytest.approx(390**2 / 6, rel=0.03)


def test_the_share_of_the_spread_is_the_share_of_the_variance():
    network = plan(work("A", 100, 200, 300), work("B", 100, 300, 500), links=[("A", "B")])
    ranges = simulate(network, draws=DRAWS)
    assert [(cause.source, cause.share) for cause in ranges.causes] == [
        ("B", pytest.approx(0.8, abs=0.015)),
        ("A", pytest.approx(0.2, abs=0.015)),
    ]


def test_a_condition_that_decides_everything_has_the_whole_share():
    network = plan(work("A", 9, 10, 11, "accord"), windows={"accord": RANGE})
    cause, other = simulate(network, draws=DRAWS).causes
    assert (cause.kind, cause.source) == ("condition", "accord")
    assert cause.share > 0.99
    assert other.share < 0.01


def test_criticality_is_the_share_of_runs_in_which_an_activity_decides():
    network = plan(
        work("A", 10, 40, 70),
        work("B", 10, 40, 70),
        Activity("C", 1),
        links=[("A", "C"), ("B", "C")],
    )
    ranges = simulate(network, draws=DRAWS)
    a, b = ranges.activities["A"].criticality, ranges.activities["B"].criticality
    assert ranges.activities["C"].criticality == 1
    assert a == pytest.approx(b, abs=0.02)
    # Together more than one: in the runs in which both take equally long, both decide.
    assert 1 <= a + b < 1.06


def test_a_group_is_done_with_the_last_of_its_members():
    network = plan(work("A", 10, 10, 10), work("B", 10, 40, 70))
    groups = (Group("S1", ("A", "B")), Group("S2", ("A",)), Group("S3"))
    ranges = simulate(replace(network, groups=groups))
    assert [*ranges.groups] == ["S1", "S2"]
    assert ranges.groups["S1"].p50 == ranges.activities["B"].finish.p50
    assert ranges.groups["S2"].p90 == START + timedelta(9)


def test_money_is_spent_evenly_over_the_days_worked_in_each_year():
    network = plan(
        Activity("A", 730, "days", cost={"fund": 73.0}),
        Activity("B", 0, "days", cost={"fund": 5.0, "grant": 1.5}),
    )
    spending = simulate(network, draws=10).spending
    assert {year: band.mean for year, band in spending["fund"].items()} == {
        2027: pytest.approx(36.2 + 5),
        2028: pytest.approx(36.6),
        2029: pytest.approx(0.2),
    }
    assert {year: band.p90 for year, band in spending["grant"].items()} == {2027: 1.5}


def test_money_of_what_never_happens_is_not_spent():
    window = Window(RANGE.since, never=0.25)
    needs = (Requirement("accord"),)
    paid = Activity("A", 10, "days", requires=needs, cost={"fund": 8.0})
    band = simulate(plan(paid, windows={"accord": window}), draws=DRAWS).spending["fund"][2028]
    assert (band.p10, band.p50, band.p90) == (0, 8, 8)
    assert band.mean == pytest.approx(6, abs=0.1)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"draws": 0}, "impossible_draws"),
        ({"draws": 2_000_000}, "impossible_draws"),
        ({"seed": -1}, "negative_seed"),
        ({"scenario": "nowhere"}, "unknown_scenario"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(asked, code):
    with pytest.raises(BrokenPlan) as refused:
        simulate(plan(Activity("A", 1)), **asked)
    assert [problem.code for problem in refused.value.problems] == [code]
