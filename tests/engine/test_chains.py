"""A chain takes one reason of every date it passes: the first that the date itself would tell."""

from hypothesis import given

from engine.network import Network
from engine.schedule import Schedule, solve
from tests.engine.drawn import networks
from tests.engine.test_levelling_laws import crowded_networks


@given(networks())
def test_each_step_of_a_chain_has_the_first_of_all_its_reasons(network: Network) -> None:
    assert_first_reasons(solve(network))


@given(crowded_networks())
def test_each_step_of_a_levelled_chain_has_the_first_of_all_its_reasons(network: Network) -> None:
    assert_first_reasons(solve(network, level=True))


def assert_first_reasons(schedule: Schedule) -> None:
    solution = schedule.solution
    for row in range(solution.compiled.count):
        reasons = solution.explained(row).reasons
        dates = [reason for reason in reasons if reason.kind == "constraint"]
        waits = [reason for reason in reasons if reason.kind != "actual"]
        if solution.compiled.begun[row]:
            # It began when it began; what comes after it waits for what its rest waits for.
            first = (waits or reasons)[0]
        else:
            first = (dates or reasons)[0] if row in solution.compiled.firm else reasons[0]
        assert solution.leading(row) == (first, solution.row_behind(row, first))


@given(networks())
def test_each_step_of_a_late_chain_has_the_first_of_all_its_reasons(network: Network) -> None:
    solution = solve(network).solution
    for row in range(solution.compiled.count):
        if not solution.is_blocked[row] and not solution.compiled.done[row]:
            first = solution.lateness.explained(row).reasons[0]
            ahead = solution.lateness.row_ahead(row, first)
            assert solution.lateness.leading(row) == (first, ahead)
