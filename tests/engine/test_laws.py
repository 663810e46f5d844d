"""What holds for every network Hypothesis can think of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.network import Activity, Constraint, Network
from engine.schedule import Reason, Schedule, Scheduled, solve
from engine.writing import write_schedule
from tests.engine.clerk import Clerk
from tests.engine.drawn import Features, networks

PLAIN = Features(progress=False, constraints=False)
WHOLE_GATES = replace(PLAIN, partial_gates=False)


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_changes_the_answer(network: Network, chance) -> None:
    def shuffled(items):
        return tuple(chance.sample(items, len(items)))

    other = replace(
        network,
        activities=shuffled(network.activities),
        links=shuffled(network.links),
        gates=shuffled(network.gates),
        conditions=shuffled(network.conditions),
        calendars=dict(shuffled(list(network.calendars.items()))),
    )

    assert str(write_schedule(solve(other))) == str(write_schedule(solve(network)))


@given(networks(), st.data())
def test_more_lag_never_makes_anything_earlier(network: Network, data: st.DataObject) -> None:
    assume(network.links)
    link = data.draw(st.sampled_from(network.links))
    longer = replace(link, lag=link.lag + (25 if link.unit == "percent" else 1))
    links = tuple(longer if each is link else each for each in network.links)

    assert_nothing_earlier(solve(network), solve(replace(network, links=links)))


@given(networks(), st.data())
def test_one_link_fewer_never_makes_anything_later(network: Network, data: st.DataObject) -> None:
    assume(network.links)
    link = data.draw(st.sampled_from(network.links))
    links = tuple(each for each in network.links if each is not link)

    assert_nothing_earlier(solve(replace(network, links=links)), solve(network))


def assert_nothing_earlier(before: Schedule, after: Schedule) -> None:
    for key in before:
        for one, other in (
            (before[key].early_start, after[key].early_start),
            (before[key].early_finish, after[key].early_finish),
        ):
            assert other is None or (one is not None and one <= other), key


@given(networks(PLAIN))
def test_a_delay_by_the_total_float_keeps_the_finish(network: Network) -> None:
    schedule = solve(network)
    for line in lines(schedule):
        assert line.late_start >= line.start
        assert solve(forced(network, line.key, line.late_start)).finish == schedule.finish


@given(networks(PLAIN))
def test_everything_at_its_late_start_keeps_the_finish(network: Network) -> None:
    schedule = solve(network)
    late = network
    for line in lines(schedule):
        late = forced(late, line.key, line.late_start)

    moved = solve(late)

    assert moved.finish == schedule.finish
    for line in lines(schedule):
        assert (moved[line.key].start, moved[line.key].finish) == (
            line.late_start,
            line.late_finish,
        )


@given(networks(WHOLE_GATES))
def test_a_delay_by_more_than_the_total_float_delays_the_finish_or_misses_a_gate(
    network: Network,
) -> None:
    schedule = solve(network)
    for line in lines(schedule):
        moved = solve(forced(network, line.key, line.late_start + timedelta(1)))
        assert misses_a_gate(schedule, moved) or moved.finish > schedule.finish


def misses_a_gate(schedule: Schedule, moved: Schedule) -> bool:
    """Whether more is without a date, or a gate opens later than it may.

    A gate is to open by the plan's end though nothing waits for it: late dates keep it too.
    """
    gates = [(gate, moved.gates[key]) for key, gate in schedule.gates.items()]
    late = any(other.date > gate.late_date for gate, other in gates if other.date)
    return late or len(blocked_in(moved)) > len(blocked_in(schedule))


def blocked_in(schedule: Schedule) -> list[str]:
    """The activities and gates without a date."""
    found = [key for key in schedule if schedule[key].blocked]
    return found + [key for key, gate in schedule.gates.items() if gate.blocked]


@given(networks(PLAIN))
def test_total_float_is_counted_on_the_activitys_calendar(network: Network) -> None:
    schedule, clerk = solve(network), Clerk(network, "base")
    for line in lines(schedule):
        activity = of(network, line.key)
        calendar = clerk.calendar(activity.calendar)
        first, last = line.start.toordinal(), line.late_start.toordinal()
        if activity.unit == "workdays":
            days = sum(clerk.works(calendar, day) for day in range(first, last))
            assert line.total_float == days
        else:
            slack = (line.late_finish - line.finish).days
            assert line.total_float == min(last - first, slack)


@given(networks(PLAIN))
def test_a_delay_by_the_free_float_moves_nobody(network: Network) -> None:
    schedule, clerk = solve(network), Clerk(network, "base")
    for line in lines(schedule):
        assert 0 <= line.free_float <= line.total_float
        activity = of(network, line.key)
        day = line.start.toordinal()
        if activity.unit == "workdays":
            left = line.free_float
            while left or not clerk.works(clerk.calendar(activity.calendar), day):
                left -= clerk.works(clerk.calendar(activity.calendar), day)
                day += 1
        else:
            day += line.free_float
        moved = solve(forced(network, line.key, date.fromordinal(day)))
        for other in schedule:
            if other != line.key:
                assert (moved[other].start, moved[other].finish) == (
                    schedule[other].start,
                    schedule[other].finish,
                )


@given(networks(replace(Features(), progress=False)))
def test_relaxing_every_reason_gains_what_the_runner_up_says(network: Network) -> None:
    network = named(network)
    schedule = solve(network)
    for line in lines(schedule):
        if any(reason.kind == "plan_start" for reason in line.reasons):
            continue
        moved = solve(without(network, line.key, line.reasons))[line.key]
        assert moved.start < line.start
        assert line.runner_up.gain_days == (line.start - moved.start).days


@given(networks(replace(Features(), progress=False)))
def test_relaxing_anything_unnamed_moves_nothing(network: Network) -> None:
    network = named(network)
    schedule = solve(network)
    for line in lines(schedule):
        for demand in demands(network, line.key):
            if demand not in {(reason.kind, reason.source) for reason in line.reasons}:
                assert_stays_without(network, schedule, line, [Reason(*demand, None)])


@given(networks(replace(Features(), progress=False)))
def test_relaxing_some_of_equal_reasons_moves_nothing(network: Network) -> None:
    network = named(network)
    schedule = solve(network)
    for line in lines(schedule):
        if len({need.condition for need in of(network, line.key).requires}) > 1:
            continue  # Conditions may hold a start only together; each is named then.
        named_ones = [reason for reason in line.reasons if reason.date == line.start]
        # A firm "no later than" is told beside the links it overrules: it holds nothing by itself.
        beside = [reason for reason in named_ones if is_latest(network, reason)]
        equal = [reason for reason in named_ones if reason not in beside]
        for some in combinations(equal, max(len(equal) - 1, 0)):
            assert_stays_without(network, schedule, line, some)
            if beside:
                assert_stays_without(network, schedule, line, (*some, *beside))


def is_latest(network: Network, reason: Reason) -> bool:
    """Whether a reason is a constraint that only says how late an activity may be."""
    if reason.kind != "constraint":
        return False
    constraint = of(network, reason.source).constraint
    return constraint.kind in ("start_no_later_than", "finish_no_later_than")


def assert_stays_without(
    network: Network, schedule: Schedule, line: Scheduled, fallen: Sequence[Reason]
) -> None:
    """Without some demands a start stays, unless a firm date falls and a link it overruled stands.

    Then that link decides, and asks for later: never for earlier.
    """
    moved = solve(without(network, line.key, fallen))[line.key].start
    gone = {(reason.kind, reason.source) for reason in fallen}
    overruled = {
        clash.source
        for clash in schedule.clashes
        if (clash.kind, clash.activity) == ("link", line.key)
    }
    if ("constraint", line.key) in gone and any(("link", k) not in gone for k in overruled):
        assert moved is None or moved > line.start
    else:
        assert moved == line.start


@given(networks())
def test_what_is_blocked_names_conditions_and_is_freed_by_them(network: Network) -> None:
    schedule = solve(network)
    for key in schedule:
        line = schedule[key]
        assert bool(line.blocked_by) == line.blocked
        assert line.blocked == (line.finish is None)
        if line.blocked:
            assert line.reasons
            assert not solve(freed(network, line.blocked_by))[key].blocked


def freed(network: Network, conditions: tuple[str, ...]) -> Network:
    """The network with these conditions asked of nobody."""
    activities = tuple(
        replace(a, requires=tuple(n for n in a.requires if n.condition not in conditions))
        for a in network.activities
    )
    gates = tuple(
        replace(g, conditions=tuple(c for c in g.conditions if c not in conditions))
        for g in network.gates
    )
    return replace(network, activities=activities, gates=gates)


def lines(schedule: Schedule) -> list[Scheduled]:
    return [line for key in schedule if not (line := schedule[key]).blocked]


def of(network: Network, key: str) -> Activity:
    return next(activity for activity in network.activities if activity.id == key)


def changed(network: Network, key: str, **fields) -> Network:
    activities = tuple(replace(a, **fields) if a.id == key else a for a in network.activities)
    return replace(network, activities=activities)


def forced(network: Network, key: str, start: date) -> Network:
    return changed(network, key, constraint=Constraint("start_no_earlier_than", start))


def named(network: Network) -> Network:
    links = tuple(replace(link, id=f"l{number}") for number, link in enumerate(network.links))
    return replace(network, links=links)


def demands(network: Network, key: str) -> list[tuple[str, str]]:
    """Everything asked of an activity that could be relaxed."""
    activity = of(network, key)
    found = [("link", link.id) for link in network.links if link.after == key]
    found += [("gate", gate.id) for gate in network.gates if key in gate.opens]
    found += [("condition", need.condition) for need in activity.requires]
    return found + ([("constraint", key)] if activity.constraint else [])


def without(network: Network, key: str, reasons) -> Network:
    gone = {(reason.kind, reason.source) for reason in reasons}
    activity = of(network, key)
    network = replace(
        network,
        links=tuple(k for k in network.links if k.after != key or ("link", k.id) not in gone),
        gates=tuple(
            replace(g, opens=tuple(o for o in g.opens if o != key or ("gate", g.id) not in gone))
            for g in network.gates
        ),
    )
    return changed(
        network,
        key,
        requires=tuple(n for n in activity.requires if ("condition", n.condition) not in gone),
        constraint=None if ("constraint", key) in gone else activity.constraint,
    )
