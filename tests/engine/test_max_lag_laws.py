"""Laws of maximum lags on random plans: kept or named, never earlier, and the least that does."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.network import Activity, Link, Network
from engine.schedule import Schedule, solve
from tests.engine.drawn import Features, networks

PLAIN = Features(progress=False, firm=False)


@st.composite
def expiring_networks(draw: st.DrawFn) -> Network:
    """Random plans in which some starts may lie only so many days after others."""
    network = draw(networks(PLAIN))
    keys = [activity.id for activity in network.activities]
    found = []
    for number in range(draw(st.integers(1, 3)) if len(keys) > 1 else 0):
        before, after = draw(st.permutations(keys))[:2]
        most = draw(st.integers(0, 20))
        found.append(
            Link(before, after, "SS", 0, "days", None, most, f"max{number}", has_minimum=False)
        )
    return replace(network, links=(*network.links, *found))


def too_late(network: Network, schedule: Schedule) -> set[str]:
    """The maxima that the dates break, counted by hand."""
    found = set()
    for link in network.links:
        if link.max_lag is not None:
            before, after = schedule[link.before].early_start, schedule[link.after].early_start
            if before and after and after > before + timedelta(link.max_lag):
                found.add(link.id)
    return found


def plainly(network: Network) -> Network:
    return replace(network, links=tuple(link for link in network.links if link.has_minimum))


@settings(deadline=None)
@given(expiring_networks())
def test_every_maximum_is_kept_or_named(network: Network) -> None:
    schedule = solve(network)

    named = {clash.source for clash in schedule.clashes if clash.kind == "max_lag"}

    assert too_late(network, schedule) == named


@settings(deadline=None)
@given(expiring_networks())
def test_a_maximum_never_makes_anything_earlier(network: Network) -> None:
    plain, schedule = solve(plainly(network)), solve(network)

    for key in schedule:
        early, late = plain[key].early_start, schedule[key].early_start
        assert late is None or (early is not None and early <= late)


@settings(deadline=None)
@given(expiring_networks())
def test_where_all_are_kept_without_moving_anything_nothing_moves(network: Network) -> None:
    plain = solve(plainly(network))
    if too_late(network, plain):
        return

    schedule = solve(network)

    assert [schedule[key].early_start for key in schedule] == [
        plain[key].early_start for key in plain
    ]


@settings(deadline=None)
@given(expiring_networks(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(network: Network, chance) -> None:
    links = tuple(chance.sample(network.links, len(network.links)))

    one, other = solve(network), solve(replace(network, links=links))

    assert [one[key].early_start for key in one] == [other[key].early_start for key in other]
    assert {c.source for c in one.clashes} == {c.source for c in other.clashes}


def test_the_dates_are_the_least_that_keep_the_maximum() -> None:
    network = Network(
        date(2027, 1, 4),
        activities=(
            Activity("a", 1),
            Activity("b", 10),
            Activity("c", 1),
        ),
        links=(Link("b", "c"), Link("a", "c", "SS", 0, "days", None, 4, "max", has_minimum=False)),
    )

    assert str(solve(network)["a"].start) == "2027-01-14"
