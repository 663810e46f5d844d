"""The arrays agree with a day-by-day walk that no one could get wrong."""

from hypothesis import given

from engine.network import Network
from engine.schedule import solve
from tests.engine.clerk import Clerk
from tests.engine.drawn import networks


@given(networks())
def test_the_schedule_is_the_one_a_patient_clerk_would_write(network: Network) -> None:
    schedule = solve(network, "base")

    drawn = {key: (schedule[key].early_start, schedule[key].early_finish) for key in schedule}

    assert drawn == Clerk(network, "base").dates()


@given(networks())
def test_gates_open_on_the_day_the_clerk_finds(network: Network) -> None:
    schedule, clerk = solve(network, "base"), Clerk(network, "base")

    opened = {key: gate.date and gate.date.toordinal() for key, gate in schedule.gates.items()}

    assert opened == {gate.id: clerk.gate(gate.id)[1] for gate in network.gates}
