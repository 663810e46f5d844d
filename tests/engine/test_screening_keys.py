"""Keys: equal to brute force on small cases, exact with forty, and never fewer for one more."""

from itertools import combinations
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.screening.keys import Item, best_bunch, ladder, singles, unlocked

NAMES = "abcdefgh"
needs = st.frozensets(st.sampled_from(NAMES), max_size=5)
some_items = st.lists(st.tuples(needs, st.integers(1, 9)), max_size=14).map(
    lambda rows: [Item(f"i{place}", *row) for place, row in enumerate(rows)]
)


@settings(max_examples=500, deadline=None)
@given(some_items, st.integers(1, 4), st.frozensets(st.sampled_from(NAMES), max_size=2))
def test_the_best_bunch_equals_brute_force(
    items: list[Item], most: int, held: frozenset[str]
) -> None:
    found = best_bunch(items, most, held)
    free = sorted(set(NAMES) - held)
    best = max(
        _worth(items, held | set(keys), held)
        for size in range(most + 1)
        for keys in combinations(free, size)
    )
    assert (found.worth, found.is_exact) == (best, True)
    assert found.worth == _worth(items, held | set(found.keys), held)
    assert len(found.keys) <= most


@settings(max_examples=200, deadline=None)
@given(some_items, st.frozensets(st.sampled_from(NAMES)), st.sampled_from(NAMES))
def test_one_more_key_never_shrinks_what_is_unlocked(
    items: list[Item], held: frozenset[str], more: str
) -> None:
    assert set(unlocked(items, held)) <= set(unlocked(items, held | {more}))


@settings(max_examples=100, deadline=None)
@given(some_items)
def test_the_rungs_of_a_ladder_add_up_to_what_their_keys_unlock(items: list[Item]) -> None:
    rungs = ladder(items, 5, 10)
    keys = {key for rung in rungs for key in rung.keys}
    assert sum(rung.worth for rung in rungs) == _worth(items, frozenset(keys), frozenset())
    assert all(rung.worth for rung in rungs)
    assert len(keys) == sum(len(rung.keys) for rung in rungs)


def test_forty_keys_are_tried_exactly_and_in_time() -> None:
    names = [f"k{number:02}" for number in range(40)]
    items = [
        Item(f"i{a}-{b}", frozenset({names[a], names[b], names[(a * b) % 40]}))
        for a in range(40)
        for b in range(a)
    ]
    planted = Item("planted", frozenset(names[10:14]), 500)
    began = process_time()
    found = best_bunch([*items, planted], 4)
    assert set(found.keys) == set(names[10:14])
    assert found.is_exact
    assert process_time() - began < 5


def test_a_key_alone_comes_first_if_it_unlocks_most() -> None:
    items = [Item("x", frozenset("a")), Item("y", frozenset("b"), 3), Item("z", frozenset("ac"))]
    assert [each.keys for each in singles(items)] == [("b",), ("a",), ("c",)]


def test_equal_bunches_give_way_to_fewer_keys_and_earlier_names() -> None:
    items = [Item("x", frozenset("b")), Item("y", frozenset("a"))]
    assert best_bunch(items, 1).keys == ("a",)
    assert best_bunch([Item("x", frozenset("a"))], 3).keys == ("a",)


def _worth(items: list[Item], keys: frozenset[str], held: frozenset[str]) -> int:
    return sum(each.worth for each in items if each.needs <= keys and not each.needs <= held)
