"""The rest of a procedure as ordinary work: what is offered, what it comes to, once only."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine import records
from engine.changes import Add, Alter, apply_all
from engine.life.scheduling import Remaining, changes_of, offers, remaining
from engine.plan import Plan, plan_of
from engine.records import Record
from life.procedure import read_handbook
from tests.life.table import FILE
from tests.plans import HEADER, RECORDS

BOOK = read_handbook(FILE.read_text(encoding="utf-8"))


def _plan(*more: Record) -> Plan:
    rows: dict[str, dict[str, Record]] = {}
    for each in (*RECORDS, *more):
        rows.setdefault(each.kind, {})[each.key] = each
    return plan_of(HEADER, rows)


def _left(share: str, *traits: str) -> Remaining:
    return remaining("P1", Decimal(share), frozenset(traits), BOOK.works, BOOK.conditions)


def _ticked(plan: Plan, left: Remaining) -> frozenset[str]:
    return frozenset(each.key for each in offers(plan, left) if each.ticked)


def test_what_is_left_depends_on_how_far_and_on_what_the_project_asks() -> None:
    def keys(share: str, *traits: str) -> list[str]:
        return [work.key for work in _left(share, *traits).works]

    assert keys("0", "approval") == ["contact", "partner", "visit", "agreement", "review", "start"]
    assert keys("0.5", "report", "goods") == ["report", "carry", "transport", "start"]
    assert keys("0.6", "approval", "fund", "council") == ["review", "exim", "council", "start"]
    assert keys("0.8", "approval", "fund", "council") == ["council", "start"]
    assert keys("1", "approval") == []


def test_works_come_as_a_chain_that_the_projects_own_work_waits_for() -> None:
    plan, left = _plan(), _left("0.5", "approval")
    changes = changes_of(plan, left, _ticked(plan, left))
    after = apply_all(plan, changes)
    review = after.activities["P1.law.review"]
    assert (review.low, review.duration, review.high, review.unit) == (1, 3, 6, "months")
    assert after.activities["P1.law.start"].duration == 0
    added = {each.record.key for each in changes if isinstance(each, Add)}
    assert added == {
        "P1.law.review",
        "P1.law.start",
        "P1.law.review>P1.law.start:FS",
        "P1.law.start>P1.a1:FS",
    }


def test_a_condition_of_the_project_moves_to_the_step_that_waits_for_it() -> None:
    law = records.Condition("LAW-ART17", "승인", "Approval", "legal")
    project = replace(_plan().projects["P1"], conditions=("C1", "LAW-ART17"))
    plan, left = _plan(law).with_record(project), _left("0.5", "approval")
    after = apply_all(plan, changes_of(plan, left, _ticked(plan, left)))
    assert after.activities["P1.law.start"].requires == ("LAW-ART17",)
    assert after.projects["P1"].conditions == ("C1",)
    # Without its step it stays where it holds the project back.
    alone = changes_of(plan, left, frozenset({"condition:LAW-ART17"}))
    assert alone == []


def test_a_condition_that_the_plan_has_not_got_is_offered_but_not_ticked() -> None:
    plan, left = _plan(), _left("0.5", "approval")
    offer = next(each for each in offers(plan, left) if each.sort == "condition")
    assert (offer.about, offer.ticked) == ("LAW-ART17", False)
    every = frozenset(each.key for each in offers(plan, left))
    after = apply_all(plan, changes_of(plan, left, every))
    assert after.conditions["LAW-ART17"].sort == "legal"
    assert after.conditions["LAW-ART17"].source == ("LAW-ACT",)


@given(st.sampled_from(["0", "0.2", "0.5", "0.8"]), st.data())
def test_taking_everything_is_taking_it_once_in_whatever_order(
    share: str, data: st.DataObject
) -> None:
    left, plan = _left(share, "approval", "fund", "council", "goods"), _plan()
    while found := offers(plan, left):
        some = data.draw(st.sets(st.sampled_from([each.key for each in found]), min_size=1))
        changes = changes_of(plan, left, frozenset(some))
        if not changes:
            some = {each.key for each in found}
            changes = changes_of(plan, left, frozenset(some))
        plan = apply_all(plan, changes)
    assert changes_of(plan, left, frozenset({"work:start"})) == []
    assert {key for key in plan.activities if ".law." in key} == {
        f"P1.law.{work.key}" for work in left.works
    }


def test_later_a_missing_step_is_put_between_those_that_are_there() -> None:
    plan, left = _plan(), _left("0", "approval")
    most = frozenset(each.key for each in offers(plan, left) if each.about != "visit")
    plan = apply_all(plan, changes_of(plan, left, most))
    changes = changes_of(plan, left, frozenset({"work:visit"}))
    assert [each.record.key for each in changes if isinstance(each, Add)] == [
        "P1.law.visit",
        "P1.law.partner>P1.law.visit:FS",
        "P1.law.visit>P1.law.agreement:FS",
    ]
    assert not any(isinstance(each, Alter) for each in changes)
