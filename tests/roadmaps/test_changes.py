"""Edits as values: each can be taken back, written down and read again."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.changes import Add, Alter, Remove, apply_all, difference, expand, undo_all
from engine.codec import decode_changes, encode_changes
from engine.networks import network_of
from engine.plan import HEADER, Plan, dangling, plan_of
from engine.problems import BrokenPlan
from engine.records import KINDS
from tests.plans import HEADER as TRIAL
from tests.plans import RECORDS
from tests.roadmaps.drawn import changes


def whole() -> Plan:
    rows: dict[str, dict[str, object]] = {}
    for record in RECORDS:
        rows.setdefault(record.kind, {})[record.key] = record
    return plan_of(TRIAL, rows)


@given(st.data())
def test_undoing_an_edit_leads_back_to_the_same_plan(data: st.DataObject) -> None:
    plan = whole()
    try:
        made = expand(plan, data.draw(changes()))
        after = apply_all(plan, made)
    except BrokenPlan:
        return
    undo = undo_all(plan, made)
    assert apply_all(after, undo) == plan
    assert apply_all(plan, undo_all(after, undo)) == after


@given(st.data())
def test_an_edit_leaves_no_reference_dangling(data: st.DataObject) -> None:
    plan = whole()
    try:
        after = apply_all(plan, expand(plan, data.draw(changes())))
    except BrokenPlan:
        return
    assert [problem for record in after.all() for problem in dangling(after, record)] == []


@given(st.data())
def test_an_edit_is_written_down_without_loss(data: st.DataObject) -> None:
    drawn = list(data.draw(changes()))
    assert decode_changes(encode_changes(drawn)) == drawn


@given(st.data())
def test_the_difference_of_two_plans_leads_from_one_to_the_other(data: st.DataObject) -> None:
    plan = whole()
    try:
        after = apply_all(plan, expand(plan, data.draw(changes())))
    except BrokenPlan:
        return
    assert apply_all(plan, difference(plan, after)) == after
    assert difference(plan, plan) == []


@given(st.data())
def test_a_network_taken_over_in_part_is_the_network_made_anew(data: st.DataObject) -> None:
    plan = whole()
    try:
        after = apply_all(plan, expand(plan, data.draw(changes())))
    except BrokenPlan:
        return
    anew = network_of(after)
    assert network_of(after, (plan, network_of(plan))) == anew
    assert network_of(after, (whole(), network_of(after))) == anew


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_change_can_be_taken_back(kind: str) -> None:
    plan = whole()
    record = plan.header if kind == HEADER else next(iter(plan._records[kind].values()))
    name = next(each.name for each in fields(record) if each.name != "key")
    tried = [[Alter(kind, record.key, {name: getattr(record, name)})]]
    if kind != HEADER:
        tried += [[Remove(kind, record.key)], [Remove(kind, record.key), Add(record)]]
    for each in tried:
        made = expand(plan, each)
        try:
            after = apply_all(plan, made)
        except BrokenPlan:
            # Only where what the record refers to went with it before it came back.
            assert [type(change) for change in each] == [Remove, Add]
            continue
        assert apply_all(after, undo_all(plan, made)) == plan
