"""Schedules to the minute: the clerk's answer for drawn ones, and cases by hand."""

from hypothesis import given

from engine.network import Network
from engine.schedule import solve
from tests.engine.drawn_minutes import minute_networks
from tests.engine.minute_clerk import MinuteClerk
from tests.engine.moments import shown


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
