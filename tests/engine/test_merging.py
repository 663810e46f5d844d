"""Laws of merging: what was planted is found, what is harmless passes, no side is favoured."""

from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from engine.changes import Add, Alter, Change, Remove, apply_all, expand
from engine.merging import Merge, joint_overruns, merge
from engine.merging.overruns import Dated, Overrun
from engine.networks import network_of
from engine.plan import Plan
from engine.records import (
    Activity,
    Capacity,
    Ceiling,
    CostLine,
    Demand,
    FundingSource,
    Gate,
    Header,
    Project,
    Record,
    Stage,
)
from engine.schedule import compile_network, solve

START = date(2027, 1, 4)
PLACES = range(6)
BILLION = 1_000_000_000


@cache
def base_plan() -> Plan:
    """Six projects of one activity each, one capacity, one source with a ceiling, a gate."""
    plan = Plan(Header("plan", "계획", "Plan", START))
    rows: list[Record] = [
        Stage("S1", "기반", "Foundation"),
        FundingSource("fund", "기금", "Fund"),
        Ceiling("fund:all", "fund", None, Decimal(100 * BILLION), "KRW", 2026),
        Capacity("power", "전력", "Power", "power", since=START, amount=Decimal(10), unit="MW"),
        Gate("G", "전환", "Transition", "S1"),
    ]
    for place in PLACES:
        rows.append(Project(f"P{place}", f"과제{place}", "", stage="S1"))
        rows.append(Activity(f"P{place}.a", f"활동{place}", "", f"P{place}", 3))
    return apply_all(plan, [Add(each) for each in rows])


def dated(plan: Plan) -> Dated:
    return Dated(plan, solve(compile_network(network_of(plan))))


def overruns(found: Merge) -> list[Overrun]:
    assert found.problems == ()
    return joint_overruns(*map(dated, (found.base, found.theirs, found.mine, found.plan)))


def demand(place: int, amount: int) -> Change:
    return Add(Demand(f"P{place}:d", f"P{place}.a", "power", Decimal(amount)))


def cost(place: int, amount: int) -> Change:
    return Add(CostLine(f"P{place}:c", f"P{place}", "fund", Decimal(amount * BILLION), "KRW", 2026))


@st.composite
def edits(draw: st.DrawFn, places: list[int], power: int, money: int) -> list[Change]:
    """Sound edits of these places that take no more power and money in all than they may."""
    changes: list[Change] = []
    for place in places:
        taken = draw(st.integers(0, power))
        spent = draw(st.integers(0, money))
        power, money = power - taken, money - spent
        changes += [demand(place, taken)] if taken else []
        changes += [cost(place, spent)] if spent else []
        if draw(st.booleans()):
            changes.append(Alter("activity", f"P{place}.a", {"duration": draw(st.integers(1, 9))}))
        if draw(st.booleans()):
            name = draw(st.text("가나다", min_size=1, max_size=3))
            changes.append(Alter("project", f"P{place}", {"name_ko": name}))
    return changes


@given(st.data(), st.permutations(PLACES))
def test_harmless_edits_of_different_records_never_collide(
    data: st.DataObject, places: list[int]
) -> None:
    theirs = data.draw(edits(places[:3], 5, 50))
    mine = data.draw(edits(places[3:], 5, 50))
    found = merge(base_plan(), theirs, mine)
    assert (found.collisions, overruns(found)) == ((), [])
    assert found.plan == merge(base_plan(), mine, theirs).plan
    assert apply_all(found.base, expand(found.base, found.changes)) == found.plan


@given(st.data(), st.permutations(PLACES), st.integers(0, 10), st.integers(1, 10))
def test_a_capacity_that_only_both_together_exceed_is_always_found(
    data: st.DataObject, places: list[int], share: int, beyond: int
) -> None:
    theirs_takes = max(share, beyond)
    mine_takes = 10 - theirs_takes + beyond
    theirs = [*data.draw(edits(places[2:4], 0, 30)), demand(places[0], theirs_takes)]
    mine = [*data.draw(edits(places[4:], 0, 30)), demand(places[1], mine_takes)]
    (only,) = overruns(merge(base_plan(), theirs, mine))
    assert (only.sort, only.key, only.over, only.limit) == ("capacity", "power", beyond, 10)
    assert ("demand", f"P{places[0]}:d") in only.theirs
    assert ("demand", f"P{places[1]}:d") in only.mine


@given(st.data(), st.permutations(PLACES), st.integers(1, 100), st.integers(1, 100))
def test_a_ceiling_that_only_both_together_exceed_is_always_found(
    data: st.DataObject, places: list[int], share: int, beyond: int
) -> None:
    theirs_pays = max(share, beyond)
    mine_pays = 100 - theirs_pays + beyond
    theirs = [*data.draw(edits(places[2:4], 5, 0)), cost(places[0], theirs_pays)]
    mine = [*data.draw(edits(places[4:], 5, 0)), cost(places[1], mine_pays)]
    (only,) = overruns(merge(base_plan(), theirs, mine))
    assert (only.sort, only.year, round(only.over, 6)) == ("ceiling", None, beyond)
    assert ("cost", f"P{places[0]}:c") in only.theirs
    assert ("cost", f"P{places[1]}:c") in only.mine


@given(st.data())
def test_merging_with_nothing_changes_nothing_and_no_side_is_favoured(
    data: st.DataObject,
) -> None:
    base = base_plan()
    theirs = data.draw(edits([0, 1, 2], 10, 100))
    mine = data.draw(edits([1, 2, 3], 10, 100))
    alone = merge(base, [], mine)
    assert (alone.plan, alone.collisions) == (apply_all(base, mine), ())
    one, other = merge(base, theirs, mine), merge(base, mine, theirs)
    assert one.plan == other.plan
    assert [each.name for each in one.collisions] == [each.name for each in other.collisions]
    assert [(each.theirs, each.mine) for each in one.collisions] == [
        (each.mine, each.theirs) for each in other.collisions
    ]
    assert merge(base, theirs, theirs).collisions == ()


def test_one_side_alone_beyond_a_capacity_is_no_joint_overrun() -> None:
    assert overruns(merge(base_plan(), [demand(0, 14)], [cost(1, 5)])) == []


def test_the_same_field_is_chosen_about_and_others_merge() -> None:
    theirs = [Alter("activity", "P0.a", {"duration": 5, "name_ko": "설계"})]
    mine = [Alter("activity", "P0.a", {"duration": 7, "name_en": "Design"})]
    found = merge(base_plan(), theirs, mine)
    (only,) = found.open
    assert (only.name, only.base, only.theirs, only.mine) == ("activity:P0.a:duration", 3, 5, 7)
    assert found.plan.activities["P0.a"].duration == 3
    settled = merge(base_plan(), theirs, mine, {only.name: "mine"})
    assert settled.open == ()
    activity = settled.plan.activities["P0.a"]
    assert (activity.duration, activity.name_ko, activity.name_en) == (7, "설계", "Design")


def test_removed_here_and_changed_there_collides_and_so_do_two_of_one_key() -> None:
    theirs = [Remove("activity", "P0.a"), Add(Stage("S2", "도약", ""))]
    mine = [Alter("activity", "P0.a", {"duration": 9}), Add(Stage("S2", "확대", ""))]
    found = merge(base_plan(), theirs, mine)
    assert [each.name for each in found.open] == ["stage:S2:", "activity:P0.a:"]
    assert "S2" not in found.plan.stages
    chosen = merge(base_plan(), theirs, mine, {"activity:P0.a:": "theirs", "stage:S2:": "mine"})
    assert "P0.a" not in chosen.plan.activities
    assert chosen.plan.stages["S2"].name_ko == "확대"


def test_what_one_removed_and_the_other_came_to_use_is_named() -> None:
    found = merge(base_plan(), [Remove("activity", "P0.a")], [demand(0, 2)])
    assert [(each.code, each.about) for each in found.problems] == [
        ("unknown_reference", ("P0:d", "P0.a"))
    ]


def test_both_add_to_a_list_of_keys_without_colliding() -> None:
    theirs = [Alter("gate", "G", {"opens": ("P0.a",)})]
    mine = [Alter("gate", "G", {"opens": ("P1.a",)})]
    found = merge(base_plan(), theirs, mine)
    assert (found.collisions, found.plan.gates["G"].opens) == ((), ("P0.a", "P1.a"))


def test_what_stays_is_not_taken_along_by_a_removal() -> None:
    moved = [Alter("activity", "P0.a", {"project": "P1"}), Remove("project", "P0")]
    found = merge(base_plan(), [], moved)
    assert apply_all(found.base, expand(found.base, found.changes)) == found.plan
    assert found.plan.activities["P0.a"].project == "P1"
