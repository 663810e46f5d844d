"""Technical standards along chains: planted clashes are found, chains that fit are silent."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.plan import Plan, plan_of
from engine.records import KINDS, Activity, Header, Link, Project, Record, StandardUse
from engine.standards import Clash, Standards, clashes

REFERENCE = Standards(
    {"AC": "traction", "DC": "traction", "60": "frequency", "50": "frequency"},
    frozenset({"frequency"}),
)
#: What an activity of a chain states: nothing, one standard, or both.
STATED = st.sampled_from([(), ("AC",), ("DC",), ("AC", "DC"), ("DC", "AC")])


def _plan(*records: Record) -> Plan:
    rows: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    for record in records:
        rows[record.kind][record.key] = record
    return plan_of(Header("plan", "", "Trial", date(2027, 1, 1)), rows)


def _chain(stated: list[tuple[str, ...]]) -> Plan:
    keys = [f"A{number:02d}" for number in range(len(stated))]
    return _plan(
        Project("P", "", "P"),
        *(Activity(key, "", key, "P") for key in keys),
        *(Link(f"{one}>{other}", one, other) for one, other in pairwise(keys)),
        *(
            StandardUse(key, "P", key, found[0], found[1:])
            for key, found in zip(keys, stated, strict=True)
            if found
        ),
    )


@given(st.lists(STATED, max_size=12))
def test_a_chain_clashes_exactly_where_neighbours_that_state_something_share_nothing(
    stated: list[tuple[str, ...]],
) -> None:
    telling = [(f"A{number:02d}", set(each)) for number, each in enumerate(stated) if each]
    expected = [
        Clash("traction", before, after)
        for (before, one), (after, other) in pairwise(telling)
        if not one & other
    ]
    assert list(clashes(_chain(stated), REFERENCE)) == expected


@given(st.lists(STATED, max_size=8), st.lists(STATED, max_size=8))
def test_a_conversion_between_two_chains_silences_every_clash_between_them(
    one: list[tuple[str, ...]], other: list[tuple[str, ...]]
) -> None:
    joined = clashes(_chain([*one, ("AC", "DC"), *other]), REFERENCE)
    middle = f"A{len(one):02d}"
    assert not [each for each in joined if each.before < middle < each.after]
    assert not [each for each in joined if middle in {each.before, each.after}]


@given(st.lists(st.sampled_from([(), ("AC",), ("AC", "DC")]), max_size=12))
def test_a_chain_that_fits_is_silent(stated: list[tuple[str, ...]]) -> None:
    assert clashes(_chain(stated), REFERENCE) == ()


def test_a_project_states_for_all_its_activities_and_an_activity_for_itself() -> None:
    plan = _plan(
        *(Project(key, "", key) for key in "PQ"),
        Activity("P.1", "", "1", "P"),
        Activity("P.2", "", "2", "P"),
        Activity("Q.1", "", "1", "Q"),
        Link("a", "P.1", "P.2"),
        Link("b", "P.2", "Q.1"),
        StandardUse("u", "P", "", "AC"),
        StandardUse("w", "Q", "", "DC"),
    )
    assert clashes(plan, REFERENCE) == (Clash("traction", "u", "w"),)
    joined = plan.with_record(StandardUse("v", "P", "P.2", "AC", ("DC",)))
    assert clashes(joined, REFERENCE) == ()


def test_what_shares_a_zone_has_to_agree_where_the_place_is_one_network() -> None:
    plan = _plan(
        *(Project(key, "", key, zone="rason") for key in "PQ"),
        StandardUse("a", "P", "", "60"),
        StandardUse("b", "Q", "", "50"),
        StandardUse("c", "P", "", "AC"),
        StandardUse("d", "Q", "", "DC"),
    )
    assert clashes(plan, REFERENCE) == (Clash("frequency", "a", "b", "rason"),)
    apart = plan.with_record(Project("Q", "", "Q", zone="nampo"))
    assert clashes(apart, REFERENCE) == ()


def test_a_standard_nobody_knows_says_nothing() -> None:
    plan = _plan(Project("P", "", "P"), StandardUse("a", "P", "", "steam"))
    assert clashes(plan, REFERENCE) == ()
