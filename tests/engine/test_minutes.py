"""Schedules to the minute: the clerk's answer for drawn ones, and cases by hand."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from engine.network import Network
from engine.schedule import solve
from tests.engine.drawn import Features
from tests.engine.drawn_minutes import minute_networks
from tests.engine.minute_clerk import MinuteClerk
from tests.engine.minute_walks import WORKED
from tests.engine.moments import first, shown
from tests.engine.test_laws import forced, lines, misses_a_gate, of

PLAIN = Features(progress=False, constraints=False)


@given(minute_networks())
def test_the_schedule_is_the_one_a_patient_clerk_would_write(network: Network) -> None:
    schedule = solve(network, "base")

    drawn = {key: (schedule[key].early_start, schedule[key].early_finish) for key in schedule}

    assert drawn == MinuteClerk(network, "base").dates()


@given(minute_networks())
def test_gates_open_at_the_moment_the_clerk_finds(network: Network) -> None:
    schedule, clerk = solve(network, "base"), MinuteClerk(network, "base")

    opened = {key: gate.date for key, gate in schedule.gates.items()}

    assert opened == {gate.id: shown(clerk.gate(gate.id)) for gate in network.gates}


@given(minute_networks(PLAIN))
def test_everything_at_its_late_start_keeps_the_finish(network: Network) -> None:
    schedule = solve(network)
    late = network
    for line in lines(schedule):
        assert line.late_start >= line.start
        late = forced(late, line.key, line.late_start)

    moved = solve(late)

    assert moved.finish == schedule.finish
    for line in lines(schedule):
        spans = (moved[line.key].start, moved[line.key].finish), (line.late_start, line.late_finish)
        assert spans[0] == spans[1]


@given(minute_networks(replace(PLAIN, partial_gates=False)))
def test_a_minute_more_than_the_total_float_delays_the_finish_or_misses_a_gate(
    network: Network,
) -> None:
    schedule = solve(network)
    for line in lines(schedule):
        moved = solve(forced(network, line.key, line.late_start + timedelta(minutes=1)))
        assert misses_a_gate(schedule, moved) or moved.finish > schedule.finish


@given(minute_networks(PLAIN))
def test_total_float_is_counted_in_working_minutes(network: Network) -> None:
    schedule, clerk = solve(network), MinuteClerk(network, None)
    for line in lines(schedule):
        activity = of(network, line.key)
        ends = [(line.start, line.late_start), (line.finish, line.late_finish)]
        spans = [(first(since), first(until)) for since, until in ends]
        slack = [until - since for since, until in spans]
        if activity.unit in WORKED:
            calendar = clerk.calendar(activity.calendar)
            slack = [clerk.worked(calendar, since, until) for since, until in spans]
        assert line.total_float == min(slack)
