"""What a removal shows: a set of demands moves a date exactly if it holds one of its releases."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.network import Activity, Constraint, Gate, Network
from engine.schedule import Reason, Release, Schedule, Why, solve
from tests.engine.drawn import START, networks
from tests.engine.test_laws import WHOLE_GATES, demands, named, of, without
from tests.engine.test_levelling_laws import ANY, asked_by, crowded_networks, start_without

Demand = tuple[str, str]
FIXED = {"plan_start", "status_date"}
FAR = START + timedelta(4000)


@given(networks(), st.data())
def test_a_start_moves_exactly_if_a_release_of_it_falls(
    network: Network, data: st.DataObject
) -> None:
    network = named(network)
    schedule = solve(network)
    for key in schedule:
        line = schedule[key]
        if line.blocked or of(network, key).actual_start:
            continue
        for fallen in chosen(data, demands(network, key), line.releases):
            moved = solve(without(network, key, reasons_of(fallen)))[key].start
            assert (moved < line.start) == is_released(line.releases, fallen), (key, fallen)


@given(networks())
def test_each_release_gains_what_it_says(network: Network) -> None:
    network = named(network)
    schedule = solve(network)
    for key in schedule:
        line = schedule[key]
        assert bool(line.releases) <= (not line.blocked)
        for release in line.releases:
            if not FIXED & {reason.kind for reason in release.reasons}:
                moved = solve(without(network, key, release.reasons))[key].start
                assert (line.start - moved).days == release.gain_days > 0


@given(networks(), st.data())
def test_the_reasons_of_a_start_are_those_its_releases_name(
    network: Network, data: st.DataObject
) -> None:
    schedule = solve(named(network))
    firm = [each for each in network.activities if each.constraint and each.constraint.firm]
    latest = {each.id for each in firm if each.constraint.kind.endswith("no_later_than")}
    for key in schedule:
        line = schedule[key]
        if line.releases:
            told = {r for release in line.releases for r in release.reasons}
            # A firm latest date stands beside the links it overrules, and is in no release.
            beside = {r for r in line.reasons if r.kind == "constraint" and key in latest}
            assert told <= set(line.reasons) <= told | beside
        assert schedule.why(key).reasons == line.reasons
        assert schedule.why(key).releases == line.releases


@given(networks(), st.data())
def test_a_gate_opens_earlier_exactly_if_a_release_of_it_falls(
    network: Network, data: st.DataObject
) -> None:
    schedule = solve(network)
    for gate in network.gates:
        line = schedule.gates[gate.id]
        if line.blocked:
            continue
        for fallen in chosen(data, wants(gate), line.releases):
            other = fulfilled(network, gate, fallen)
            if is_bare(gate, other) and line.date <= begin_of(network):
                continue  # only what was done before the plan began opens a gate before it
            moved = solve(other).gates[gate.id].date
            assert (moved < line.date) == is_released(line.releases, fallen), (gate, fallen)


@given(networks())
def test_with_all_reasons_of_a_gate_met_it_opens_when_the_runner_up_says(network: Network) -> None:
    schedule = solve(network)
    for gate in network.gates:
        line = schedule.gates[gate.id]
        if line.blocked or not line.releases:
            continue
        met = [(reason.kind, reason.source) for reason in line.reasons]
        moved = solve(fulfilled(network, gate, met)).gates[gate.id].date
        assert moved < line.date
        assert line.runner_up.date == moved
        assert line.runner_up.gain_days == (line.date - moved).days


@given(networks())
def test_any_release_of_a_gate_gains_what_it_says(network: Network) -> None:
    schedule = solve(network)
    for gate in network.gates:
        line = schedule.gates[gate.id]
        for release in line.releases:
            for some in combinations(release.some, release.enough):
                met = [(reason.kind, reason.source) for reason in (*release.reasons, *some)]
                moved = solve(fulfilled(network, gate, met)).gates[gate.id].date
                assert (line.date - moved).days == release.gain_days > 0


@st.composite
def bounded_networks(draw: st.DrawFn) -> Network:
    """Plans with deadlines and latest dates, and an end that no change of theirs can move."""
    network = named(draw(networks(WHOLE_GATES)))
    days = st.integers(0, 300).map(lambda number: START + timedelta(number))
    kinds = st.sampled_from(["start_no_later_than", "finish_no_later_than", "finish_on"])
    activities = tuple(
        replace(
            activity,
            deadline=draw(days) if draw(st.integers(0, 3)) == 0 else None,
            constraint=Constraint(draw(kinds), draw(days))
            if draw(st.integers(0, 3)) == 0
            else None,
        )
        for activity in network.activities
    )
    end = Activity("zz", constraint=Constraint("start_no_earlier_than", FAR))
    return replace(network, activities=(*activities, end))


@given(bounded_networks(), st.data())
def test_a_late_start_moves_exactly_if_a_release_of_it_falls(
    network: Network, data: st.DataObject
) -> None:
    schedule = solve(network)
    for activity in network.activities[:-1]:
        why = schedule.why_late(activity.id)
        line = schedule[activity.id]
        if line.blocked:
            continue
        assert why.date == line.late_start
        for fallen in chosen(data, late_demands(network, activity.id), why.releases):
            other = solve(let_go(network, activity.id, fallen))
            if blocked_in(other) == blocked_in(schedule):
                moved = other[activity.id].late_start
                assert (moved > line.late_start) == is_released(why.releases, fallen), fallen


@given(bounded_networks())
def test_the_chain_of_a_late_date_ends_with_what_demands_it(network: Network) -> None:
    schedule = solve(network)
    for key in schedule:
        why = schedule.why_late(key)
        if schedule[key].blocked:
            assert why == Why(None)
            continue
        assert (why.chain[0].key, why.chain[0].reason) == (key, why.reasons[0])
        roots = {"finish", "deadline", "constraint", "condition"}
        assert why.chain[-1].reason.kind in roots
        assert not roots & {step.reason.kind for step in why.chain[:-1]}


@given(networks(), st.data())
def test_the_finish_of_some_moves_exactly_if_all_that_finish_last_do(
    network: Network, data: st.DataObject
) -> None:
    schedule = solve(network)
    keys = data.draw(st.lists(st.sampled_from(list(schedule)), min_size=1, unique=True))
    why, finishes = schedule.why_finish(keys), {key: schedule[key].finish for key in keys}
    dated = {key: finish for key, finish in finishes.items() if finish}
    if not dated:
        assert why == Why(None)
        return
    last = max(dated.values())
    assert why.date == last
    assert {reason.source for reason in why.reasons} == {k for k, d in dated.items() if d == last}
    others = [finish for finish in dated.values() if finish < last]
    gains = [(last - max(others)).days] if others else []
    assert [each.gain_days for each in why.releases] == gains
    assert [step.key for step in why.chain] == [
        step.key for step in schedule.chain(why.reasons[0].source)
    ]
    first = schedule.why_start(keys)
    assert first.date == min(schedule[key].start for key in dated)


# Every release of every start is a plan solved anew: dear enough for half as many plans.
@settings(max_examples=settings().max_examples // 2)
@given(crowded_networks(replace(ANY, progress=False)), st.data())
def test_a_levelled_start_moves_exactly_if_a_release_of_supplies_falls(
    plan: Network, data: st.DataObject
) -> None:
    """Asked of one activity in its turn: without a demand it might have had another.

    What it keeps falls with what it holds; what others have added by then stays.
    """
    schedule = solve(plan, level=True)
    for activity in plan.activities:
        line = schedule[activity.id]
        asked = asked_by(activity)
        if line.blocked or not asked:
            continue
        for fallen in chosen(data, asked, line.releases):
            moved = start_without(plan, activity, set(fallen))
            assert (moved < line.start) == is_released(line.releases, fallen), (line, fallen)


def chosen(
    data: st.DataObject, every: list[Demand], releases: tuple[Release, ...]
) -> list[list[Demand]]:
    """Sets of demands to let fall: each release, all but one of it, what is unnamed, and any."""
    named_ones = {pair(reason) for release in releases for reason in release.reasons}
    named_ones |= {pair(reason) for release in releases for reason in release.some}
    found = [[demand for demand in every if demand not in named_ones]]
    for release in releases:
        some = [pair(reason) for reason in release.some]
        if some:
            some = data.draw(st.permutations(some))
        whole = [pair(reason) for reason in release.reasons] + some[: release.enough]
        found += [whole, *([each for each in whole if each != one] for one in whole)]
    if every:
        found.append(data.draw(st.lists(st.sampled_from(every), unique=True)))
    return [fallen for fallen in found if set(fallen) <= set(every)]


def pair(reason: Reason) -> Demand:
    return reason.kind, reason.source


def reasons_of(fallen: list[Demand]) -> list[Reason]:
    return [Reason(kind, source, None) for kind, source in fallen]


def is_released(releases: tuple[Release, ...], fallen: list[Demand]) -> bool:
    return any(
        {pair(reason) for reason in release.reasons} <= set(fallen)
        and sum(pair(reason) in fallen for reason in release.some) >= release.enough
        for release in releases
    )


def wants(gate: Gate) -> list[Demand]:
    found = [("need", need) for need in dict.fromkeys(gate.needs)]
    return found + [("condition", name) for name in dict.fromkeys(gate.conditions)]


def fulfilled(network: Network, gate: Gate, met: list[Demand]) -> Network:
    """The network with some of a gate's needs and conditions taken as met."""
    needs = tuple(need for need in dict.fromkeys(gate.needs) if ("need", need) not in met)
    asked = len(set(gate.needs)) if gate.at_least is None else gate.at_least
    left_over = asked - (len(set(gate.needs)) - len(needs))
    if left_over <= 0:
        needs = ()
    at_least = left_over if needs else None
    left = tuple(name for name in gate.conditions if ("condition", name) not in met)
    other = replace(gate, needs=needs, at_least=at_least, conditions=left)
    return replace(network, gates=tuple(other if g is gate else g for g in network.gates))


def is_bare(gate: Gate, network: Network) -> bool:
    """Whether a gate has lost all its needs in this network: it opens with the plan."""
    return bool(gate.needs) and not next(g for g in network.gates if g.id == gate.id).needs


def begin_of(network: Network) -> date:
    return max(network.start, network.status_date or network.start)


def late_demands(network: Network, key: str) -> list[Demand]:
    activity = of(network, key)
    found = [("link", link.id) for link in network.links if link.before == key]
    found += [("gate", gate.id) for gate in network.gates if key in gate.needs]
    found += [("condition", need.condition) for need in activity.requires]
    found += [("deadline", key)] * bool(activity.deadline)
    found += [("constraint", key)] * bool(activity.constraint)
    return list(dict.fromkeys(found))


def let_go(network: Network, key: str, fallen: list[Demand]) -> Network:
    """The network without some of what an activity must be in time for."""
    links = tuple(k for k in network.links if k.before != key or ("link", k.id) not in fallen)
    gates = tuple(
        replace(g, needs=tuple(n for n in g.needs if n != key or ("gate", g.id) not in fallen))
        for g in network.gates
    )
    activity = of(network, key)
    other = replace(
        activity,
        deadline=None if ("deadline", key) in fallen else activity.deadline,
        constraint=None if ("constraint", key) in fallen else activity.constraint,
        requires=tuple(n for n in activity.requires if ("condition", n.condition) not in fallen),
    )
    kept = tuple(other if a is activity else a for a in network.activities)
    return replace(network, links=links, gates=gates, activities=kept)


def blocked_in(schedule: Schedule) -> list[bool]:
    """Who is blocked demands nothing: what is freed may hold somebody else's late date anew."""
    gates = [gate.blocked for gate in schedule.gates.values()]
    return [*schedule.columns()["blocked"], *gates]
