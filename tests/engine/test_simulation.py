"""Every run is a schedule: the dates `solve` gives once chance has spoken."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.network import Activity, Condition, Gate, Group, Link, Network, Requirement, Window
from engine.ranges import last_days, ranges_of, simulate
from engine.sampling import draw_sample, is_open, is_spread, triangular
from engine.schedule import solve
from engine.simulation import all_runs, combined, prepare, run_chunk
from tests.engine.drawn import START, networks

RUNS = 6


@st.composite
def uncertain_networks(draw: st.DrawFn) -> Network:
    network = draw(networks())
    activities = tuple(
        replace(
            each,
            low=draw(st.none() | st.integers(0, each.duration)),
            high=draw(st.none() | st.integers(each.duration, each.duration + 6)),
        )
        for each in network.activities
    )
    windows = {
        name: tuple(_ranged(draw, window) for window in times)
        for name, times in network.scenarios["base"].items()
    }
    return replace(network, activities=activities, scenarios={"base": windows})


def _ranged(draw: st.DrawFn, window: Window) -> Window:
    before, after = draw(st.integers(0, 40)), draw(st.integers(0, 40))
    never = draw(st.sampled_from([0, 0, 0.3]))
    since = window.since
    return replace(
        window, low=since - timedelta(before), high=since + timedelta(after), never=never
    )


def certain(network: Network) -> Network:
    """The same plan with no chance in it."""
    activities = tuple(replace(each, low=None, high=None) for each in network.activities)
    windows = {
        name: tuple(Window(each.since, each.until) for each in times)
        for name, times in network.scenarios["base"].items()
    }
    return replace(network, activities=activities, scenarios={"base": windows})


def as_in_run(network: Network, sample, run: int) -> Network:
    """The plan with the figures one run has."""
    activities = tuple(
        replace(each, duration=int(sample.durations[each.id][run]), low=None, high=None)
        if is_spread(each)
        else replace(each, low=None, high=None)
        for each in network.activities
    )
    windows = {
        name: tuple(told for each in times if (told := _told(each, name, sample, run)) is not None)
        for name, times in network.scenarios["base"].items()
    }
    return replace(network, activities=activities, scenarios={"base": windows})


def _told(window: Window, name: str, sample, run: int) -> Window | None:
    if name not in sample.lateness:
        return Window(window.since, window.until)
    if sample.despair[name][run] < window.never:
        return None
    points = (window.low or window.since, window.since, window.high or window.since)
    day = triangular(sample.lateness[name], *(each.toordinal() for each in points))[run]
    since = type(window.since).fromordinal(int(np.floor(day + 0.5)))
    if window.until is not None and since > window.until:
        return None
    return Window(since, window.until)


@settings(max_examples=60, deadline=None)
@given(uncertain_networks())
def test_every_run_is_the_schedule_of_its_own_figures(network):
    study = prepare(network, draws=RUNS, seed=7)
    sample = draw_sample(network, "base", 7, range(1), RUNS)
    runs, line = all_runs(study), study.compiled.timeline
    shown = last_days(runs)
    for run in range(RUNS):
        schedule = solve(as_in_run(network, sample, run))
        for key, row in study.compiled.row_of.items():
            start, last = int(runs.start[row][run]), int(shown[row][run])
            is_done = runs.finish[row][run] < line.days
            assert schedule[key].early_start == (line.date(start) if start < line.days else None)
            assert schedule[key].early_finish == (line.date(last) if is_done else None)
        for gate in study.compiled.gates:
            day = int(runs.gate_day[gate.row][run])
            opened = None if day >= line.days else line.date(day)
            assert opened == schedule.gates[gate.gate.id].date


@settings(max_examples=60, deadline=None)
@given(uncertain_networks())
def test_without_spread_the_ranges_are_the_schedule(network):
    network = certain(network)
    ranges, schedule = simulate(network, draws=3), solve(network)
    for key, line in ranges.activities.items():
        expected = schedule[key]
        assert {line.start.p10, line.start.p90} == {expected.early_start}
        assert {line.finish.p10, line.finish.p90} == {expected.early_finish}
        assert line.finish.never == expected.blocked
        assert line.criticality in (0, 1)
    assert {ranges.finish.p10, ranges.finish.p90} == {schedule.finish}
    assert {key: gate.p50 for key, gate in ranges.gates.items()} == {
        key: gate.date for key, gate in schedule.gates.items()
    }
    assert all(cause.share == 0 for cause in ranges.causes)


@settings(max_examples=30, deadline=None)
@given(uncertain_networks(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(network, random):
    mixed = replace(
        network,
        activities=tuple(random.sample(network.activities, len(network.activities))),
        links=tuple(random.sample(network.links, len(network.links))),
        gates=tuple(random.sample(network.gates, len(network.gates))),
    )
    assert simulate(mixed, draws=20) == simulate(network, draws=20)


def test_the_same_seed_gives_the_same_answer_and_another_seed_another():
    network = Network(START, activities=(Activity("A", 20, low=5, high=60),))
    assert simulate(network, seed=1) == simulate(network, seed=1)
    assert simulate(network, seed=1) != simulate(network, seed=2)


def test_chunks_worked_out_in_any_order_are_the_whole_byte_for_byte():
    waits = (Requirement("accord"),)
    window = Window(START, low=START, high=START + timedelta(90), never=0.1)
    network = Network(
        START,
        activities=(
            Activity("A", 20, low=5, high=60, cost={"fund": 3}),
            Activity("B", 10, low=5, high=30, requires=waits),
            Activity("C", 10, low=9, high=30),
            Activity("D", 1),
        ),
        links=(Link("A", "B"), Link("B", "C", "FF", 50, "percent")),
        gates=(Gate("G", ("A", "C"), opens=("D",)),),
        conditions=(Condition("accord"),),
        scenarios={"base": {"accord": (window,)}},
        groups=(Group("nampo", ("A", "C"), correlation=0.5),),
    )
    study = prepare(network, draws=4_501, seed=3)
    assert study.chunks == 3
    parts = {chunk: run_chunk(study, chunk) for chunk in (2, 0, 1)}
    whole, split = all_runs(study), combined([parts[chunk] for chunk in range(3)])
    assert whole.start.tobytes() == split.start.tobytes()
    assert whole.finish.tobytes() == split.finish.tobytes()
    assert whole.bins.tobytes() == split.bins.tobytes()
    assert whole.gate_day.keys() == split.gate_day.keys()
    assert ranges_of(study, whole) == ranges_of(study, split)


def test_a_window_is_open_to_chance_only_where_it_says_so():
    assert not is_open(Window(START))
    assert not is_open(Window(START, low=START, high=START))
    assert is_open(Window(START, high=START + timedelta(1)))
    assert is_open(Window(START, never=0.1))
