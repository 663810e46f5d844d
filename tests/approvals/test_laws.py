"""What an approval is bound to, and the way of a submission: every pair of state and verb."""

import json
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.approving import (
    OPEN,
    TRANSITIONS,
    Level,
    Party,
    State,
    Verb,
    canonical,
    content_hash,
    move,
    party_of,
    route_faults,
)
from engine.changes import Add, Alter, Remove, apply_all, difference
from engine.codec import decode_changes, encode_changes
from engine.plan import Plan, plan_of
from engine.problems import BrokenPlan
from engine.records import CostLine, Header
from tests.plans import HEADER, RECORDS

HOLDS = Party.HOLDER
DRAFTS = Party.DRAFTER
#: Everything that may be done at all, and by whom; every other pair is refused.
ALLOWED = {
    (State.DRAFT, Verb.SUBMIT): DRAFTS,
    (State.DRAFT, Verb.WITHDRAW): DRAFTS,
    (State.REVIEW, Verb.AGREE): HOLDS,
    (State.REVIEW, Verb.SEND_BACK): HOLDS,
    (State.REVIEW, Verb.WITHDRAW): DRAFTS,
    (State.COOPERATION, Verb.AGREE): HOLDS,
    (State.COOPERATION, Verb.SEND_BACK): HOLDS,
    (State.COOPERATION, Verb.WITHDRAW): DRAFTS,
    (State.DECISION, Verb.APPROVE): HOLDS,
    (State.DECISION, Verb.CONDITION): HOLDS,
    (State.DECISION, Verb.REJECT): HOLDS,
    (State.DECISION, Verb.SEND_BACK): HOLDS,
    (State.DECISION, Verb.WITHDRAW): DRAFTS,
    (State.ACCEPTANCE, Verb.ACCEPT): HOLDS,
    (State.ACCEPTANCE, Verb.SEND_BACK): HOLDS,
    (State.ACCEPTANCE, Verb.WITHDRAW): DRAFTS,
    (State.SENT_BACK, Verb.RESUBMIT): DRAFTS,
    (State.SENT_BACK, Verb.WITHDRAW): DRAFTS,
}


def _plan(rows: object = RECORDS) -> Plan:
    return apply_all(plan_of(HEADER, {}), [Add(each) for each in rows])  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", Verb)
def test_every_pair_of_state_and_verb(state: State, verb: Verb) -> None:
    assert party_of(state, verb) == ALLOWED.get((state, verb))
    if (state, verb) in ALLOWED:
        move(state, verb, [])
    else:
        with pytest.raises(BrokenPlan) as refused:
            move(state, verb, [])
        assert [each.code for each in refused.value.problems] == ["no_such_step"]


def test_what_is_over_stays_over() -> None:
    assert {state for state, _verb in TRANSITIONS} == OPEN


def test_a_yes_leads_to_the_next_step_and_the_last_one_to_the_end() -> None:
    assert move(State.DRAFT, Verb.SUBMIT, [Level.REVIEW, Level.DECISION]) is State.REVIEW
    assert move(State.REVIEW, Verb.AGREE, [Level.COOPERATION, Level.DECISION]) is State.COOPERATION
    assert move(State.COOPERATION, Verb.AGREE, [Level.DECISION]) is State.DECISION
    assert move(State.DECISION, Verb.APPROVE, [Level.ACCEPTANCE]) is State.ACCEPTANCE
    assert move(State.DECISION, Verb.APPROVE, []) is State.APPROVED
    assert move(State.ACCEPTANCE, Verb.ACCEPT, [], conditional=True) is State.CONDITIONAL


def test_a_route_says_everything_that_is_wrong_with_it() -> None:
    assert route_faults(1, [(Level.REVIEW, 2), (Level.DECISION, 3)]) == []
    wrong = [(Level.COOPERATION, 2), (Level.REVIEW, 2), (Level.REVIEW, 1)]
    assert [each.code for each in route_faults(1, wrong)] == [
        "route_without_decision",
        "route_out_of_order",
        "route_twice",
        "route_drafter",
    ]


@given(st.permutations(RECORDS))
def test_the_order_of_records_says_nothing(rows: list[object]) -> None:
    by_kind: dict[str, dict[str, object]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, {})[row.key] = row  # type: ignore[attr-defined]
    assert canonical(plan_of(HEADER, by_kind)) == canonical(_plan())  # type: ignore[arg-type]


@given(st.sampled_from(RECORDS))
def test_an_unchanged_save_keeps_the_hash_and_a_removal_does_not(record: object) -> None:
    plan = _plan()
    kind, key = record.kind, record.key  # type: ignore[attr-defined]
    found = plan.find(kind, key)
    names = [each.name for each in fields(found)]
    same = {name: getattr(found, name) for name in names if name != "key"}
    assert content_hash(apply_all(plan, [Alter(kind, key, same)])) == content_hash(plan)
    assert content_hash(plan.without(kind, key)) != content_hash(plan)


@given(st.decimals(0, 10**9, places=2), st.integers(0, 4), st.decimals(0, 10**9, places=2))
def test_money_is_its_value_and_not_its_zeros(value: Decimal, zeros: int, other: Decimal) -> None:
    def hashed(amount: Decimal) -> str:
        line = CostLine("P1:fund", "P1", "fund", amount, "KRW", 2026)
        return content_hash(_plan().with_record(line))

    written = value.quantize(Decimal(1).scaleb(-2 - zeros))
    assert hashed(written) == hashed(value)
    assert (hashed(other) == hashed(value)) is (other == value)


def test_replaying_changes_from_json_gives_the_same_bytes() -> None:
    plan, empty = _plan(), plan_of(HEADER, {})
    later = apply_all(plan, [Alter("project", "P1", {"name_en": "Bureau"}), Remove("link", "L1")])
    steps = [difference(empty, plan), difference(plan, later)]
    replayed = empty
    for changes in steps:
        again = decode_changes(json.loads(json.dumps(encode_changes(changes))))
        replayed = apply_all(replayed, again)
    assert canonical(replayed) == canonical(later) != canonical(plan)


def test_the_header_counts() -> None:
    renamed: Header = replace(HEADER, name_ko="다른 이름")
    assert content_hash(plan_of(renamed, {})) != content_hash(plan_of(HEADER, {}))
