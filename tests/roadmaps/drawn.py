"""Edits drawn at random: whatever a planner may do to the small plan, sensible or not."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from engine.changes import Add, Alter, Change, Remove
from engine.codec import readers
from engine.plan import HEADER, references
from engine.records import KINDS
from tests.plans import RECORDS

KEYS: dict[str, list[str]] = {}
for record in RECORDS:
    KEYS.setdefault(record.kind, []).append(record.key)
LIKE = {(record.kind, record.key): record for record in RECORDS}
REFERS = {(each.kind, each.field): each.refers for each in references()}
#: Fields with a largest value.
BOUNDS = {
    (kind, each.name): each.metadata["at_most"]
    for kind, record in KINDS.items()
    for each in fields(record)
    if "at_most" in each.metadata
}
VALUES = {
    str: st.sampled_from(["", "x", "남포"]),
    bool: st.booleans(),
    int: st.integers(0, 9),
    date: st.dates(date(2027, 1, 1), date(2031, 12, 31)),
    Decimal: st.decimals(0, 999, places=2),
}
#: Catalogue keys must exist; these tests have no catalogue.
LEFT_OUT = {"key", "zone", "also_zones", "industry", "strategy"}


@st.composite
def changes(draw: Any, most: int = 4) -> Sequence[Change]:
    """A few changes in a row, each of any kind."""
    return [draw(_change(number)) for number in range(draw(st.integers(1, most)))]


@st.composite
def _change(draw: Any, number: int) -> Change:
    kind = draw(st.sampled_from(sorted(KINDS)))
    key = "plan" if kind == HEADER else draw(st.sampled_from(KEYS[kind]))
    verb = "change" if kind == HEADER else draw(st.sampled_from(["add", "change", "remove"]))
    if verb == "remove":
        return Remove(kind, key)
    named = [each.name for each in fields(KINDS[kind]) if each.name not in LEFT_OUT]
    if verb == "change":
        chosen = draw(st.lists(st.sampled_from(named), min_size=1, max_size=3, unique=True))
        return Alter(kind, key, {name: draw(_value(kind, name)) for name in chosen})
    like = LIKE[kind, key]
    values = {each.name: getattr(like, each.name) for each in fields(KINDS[kind])}
    return Add(KINDS[kind](**{**values, "key": f"N{number}"}))


def _value(kind: str, name: str) -> st.SearchStrategy[Any]:
    if refers := REFERS.get((kind, name)):
        keys = st.sampled_from(KEYS[refers])
        is_list = isinstance(_read(kind, name, []), tuple)
        return st.lists(keys, max_size=2, unique=True).map(tuple) if is_list else keys
    hint = get_type_hints(KINDS[kind])[name]
    if (most := BOUNDS.get((kind, name))) is not None:
        is_decimal = Decimal in (hint, *get_args(hint))
        within = st.decimals(0, most, places=2) if is_decimal else st.integers(0, most)
        return st.none() | within if type(None) in get_args(hint) else within
    for plain, strategy in VALUES.items():
        if hint is plain:
            return strategy
        if hint == plain | None:
            return st.none() | strategy
    if isinstance(_read(kind, name, []), tuple):
        return st.just(())
    return st.sampled_from([choice for choice in hint.__args__ if isinstance(choice, str)])


def _read(kind: str, name: str, value: Any) -> Any:
    try:
        return readers(kind)[name](value)
    except Exception:
        return None
