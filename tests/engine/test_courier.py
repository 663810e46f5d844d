"""What goes out lacks what is withheld; what comes back changes only what was sent."""

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.changes import Add, Alter, Change, Remove
from engine.courier import (
    Edit,
    Parcel,
    Reply,
    bring_home,
    cut,
    read_parcel,
    read_reply,
    write_parcel,
    write_reply,
)
from engine.masking import PARTY_FIELDS, Mask
from engine.merging import between, draft_plan
from engine.networks import network_of
from engine.plan import Plan, plan_of
from engine.problems import BrokenPlan
from engine.records import (
    KINDS,
    Activity,
    CostLine,
    GoodsLine,
    Partner,
)
from engine.schedule import solve
from tests.courier.planting import MORE, planted
from tests.plans import HEADER, RECORDS

NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
BOTH = Mask(amounts=True, parties=True)


def whole() -> Plan:
    rows: dict[str, dict[str, object]] = {kind: {} for kind in KINDS if kind != "plan"}
    for record in (*RECORDS, *MORE):
        rows[record.kind][record.key] = record
    return plan_of(replace(HEADER, default_scenario="A"), rows)


def sent(plan: Plan, mask: Mask = BOTH, scenario: str = "B") -> Plan:
    return cut(plan, mask, scenario)


def edit(*changes: Change) -> list[Edit]:
    return [Edit("남", NOON, "협의", changes)]


def home(plan: Plan, *changes: Change, mask: Mask = BOTH) -> Plan:
    return draft_plan(plan, bring_home(plan, sent(plan, mask), mask, edit(*changes)))


def codes(plan: Plan, *changes: Change, mask: Mask = BOTH) -> list[str]:
    with pytest.raises(BrokenPlan) as broken:
        home(plan, *changes, mask=mask)
    return [problem.code for problem in broken.value.problems]


def test_what_is_withheld_is_nowhere_in_the_bytes() -> None:
    plan, values = planted(whole())
    assert len(values) > 30
    open_text = write_parcel(Parcel(sent(plan, Mask()), 3)).decode()
    assert [value for value in values if value not in open_text] == []
    closed = write_parcel(Parcel(sent(plan), 3, amounts=True, parties=True))
    assert [value for value in values if value in closed.decode()] == []
    rows = json.loads(closed)["records"]
    assert "amount" not in rows["cost"]["P1:fund"]
    assert (
        set(rows["partner"]["P1:south"])
        == {*(each.name for each in fields(Partner))} - PARTY_FIELDS["partner"]
    )
    assert set(rows["scenario"]) == {"B"}
    assert {row["scenario"] for row in rows["window"].values()} == {"B"}


def test_a_parcel_is_read_as_it_was_written_and_the_dates_are_the_same_there() -> None:
    plan = whole()
    for mask in (Mask(), Mask(amounts=True), Mask(parties=True), BOTH):
        parcel = Parcel(
            sent(plan, mask), 3, mask.amounts, mask.parties, False, "김 사무관", "검토 요망",
            date(2027, 3, 1),
        )  # fmt: skip
        assert read_parcel(write_parcel(parcel)) == parcel
        here, there = solve(network_of(plan), "B"), solve(network_of(parcel.plan), "B")
        dated = {key: (here[key].start, here[key].finish, here[key].reasons) for key in here}
        assert {
            key: (there[key].start, there[key].finish, there[key].reasons) for key in there
        } == dated


def test_only_the_projects_chosen_are_sent() -> None:
    mask = Mask(projects=frozenset({"P1"}))
    found = sent(whole(), mask)
    assert set(found.projects) == {"P1"}
    text = write_parcel(Parcel(found, 3, partial=True)).decode()
    assert [word for word in ("공장", "재봉기", "봉제회사", "P2") if word in text] == []


@pytest.mark.parametrize(
    "spoiled",
    [
        {"sort": "answer"},
        {"more": 1},
        {"revision": 0},
        {"revision": True},
        {"amounts": 1},
        {"amounts": False},
        {"by": "x" * 201},
        {"answer_by": "soon"},
        {"records": {}},
        {"records": {"plan": {"plan": {"key": "plan"}}, "spaceship": {}}},
    ],
)
def test_a_parcel_of_another_make_is_refused(spoiled: dict[str, object]) -> None:
    found = json.loads(write_parcel(Parcel(sent(whole()), 3, amounts=True, parties=True)))
    text = json.dumps({**found, **spoiled}, ensure_ascii=False, sort_keys=True)
    with pytest.raises(BrokenPlan):
        read_parcel(text.replace(", ", ",").replace(": ", ":").encode())
    for content in (b"", b"[]", b"[" * 5_000, json.dumps(found, indent=1).encode()):
        with pytest.raises(BrokenPlan):
            read_parcel(content)


def test_a_reply_is_read_as_it_was_written() -> None:
    changes = (Alter("activity", "P1.a1", {"duration": 4}), Remove("link", "L1"))
    reply = Reply(7, "a" * 64, "남 과장", "회신", (Edit("남", NOON, "협의", list(changes)),))
    content = write_reply(reply)
    assert read_reply(content) == reply
    for old, new in (("T12", "T99"), ('"number":7', '"number":"7"'), ("+00:00", "")):
        with pytest.raises(BrokenPlan):
            read_reply(content.decode().replace(old, new, 1).encode())


def test_edits_over_there_become_changes_of_the_whole_plan() -> None:
    plan = whole()
    done = home(
        plan,
        Alter("activity", "P1.a1", {"duration": 4}),
        Alter("cost", "P1:fund", {"evidence": "B"}),
        Add(Activity("P1.a9", "시운전", "Trial run", "P1", 1)),
        Alter("gate", "G1", {"opens": ("P2.a1", "P1.a9")}),
        Remove("link", "L1"),
    )
    assert done.activities["P1.a1"].duration == 4
    assert done.costs["P1:fund"] == replace(plan.costs["P1:fund"], evidence="B")
    assert done.gates["G1"].opens == ("P2.a1", "P1.a9")
    assert "L1" not in done.links
    assert (set(done.scenarios), done.header) == ({"A", "B"}, plan.header)


def test_a_list_keeps_what_was_not_sent_of_it() -> None:
    mask = Mask(projects=frozenset({"P1"}))
    more = Add(Activity("P1.a9", "시운전", "Trial run", "P1", 1))
    done = home(whole(), more, Alter("gate", "G1", {"opens": ("P1.a9",)}), mask=mask)
    assert set(done.gates["G1"].opens) == {"P2.a1", "P1.a9"}
    assert done.projects["P2"] == whole().projects["P2"]


def test_what_was_withheld_is_neither_changed_nor_blanked() -> None:
    plan = whole()
    for change in (
        Alter("cost", "P1:fund", {"amount": Decimal(1)}),
        Alter("partner", "P1:south", {"name_ko": ""}),
        Remove("cost", "P1:fund"),
        Remove("project", "P1"),
        Add(CostLine("P2:fund", "P2", "fund", Decimal(9))),
    ):
        assert set(codes(plan, change)) == {"reply_touches_withheld"}
    open_mask = Mask(parties=True)
    assert home(plan, Remove("cost", "P1:fund"), mask=open_mask).costs == {}
    assert home(plan, Add(GoodsLine("P1:1", "천", "Cloth", "P1"))).goods["P1:1"].value is None


def test_what_was_not_sent_is_out_of_reach() -> None:
    mask = Mask(projects=frozenset({"P1"}))
    plan = whole()
    taken = Add(Activity("P2.a1", "설계", "Design", "P1", 1))
    assert codes(plan, taken, mask=mask) == ["reply_key_taken"]
    assert codes(plan, Alter("activity", "P2.a1", {"duration": 1}), mask=mask) == ["unknown_record"]
    # L3 leads on from P1.a2 to a project that was not sent.
    assert "reply_used_by_unsent" in codes(plan, Remove("activity", "P1.a2"), mask=mask)
    assert codes(plan, Remove("gate", "G1"), mask=mask) == ["reply_removes_unsent"]


@settings(max_examples=17)  # of three rounds each: some fifty
@given(st.data())
def test_random_rounds_of_edits_converge(data: st.DataObject) -> None:
    """Out, edited, back and taken over, three times: both sides then have the same dates."""
    plan = whole()
    for round_number in range(3):
        there = sent(plan)
        for place in range(data.draw(st.integers(1, 3))):
            key = data.draw(st.sampled_from(sorted(there.activities)))
            change: Change = data.draw(
                st.sampled_from(
                    [
                        Alter("activity", key, {"duration": data.draw(st.integers(1, 24))}),
                        Alter("project", there.activities[key].project, {"notes_ko": "고침"}),
                        Add(Activity(f"n{round_number}{place}", "추가", "More", "P1", 2)),
                    ]
                )
            )
            there = draft_plan(there, [change])
        changes = [Edit("남", NOON, "", between(sent(plan), there))] if there != sent(plan) else []
        plan = draft_plan(plan, bring_home(plan, sent(plan), BOTH, changes))
        assert sent(plan) == there
    assert plan.costs["P1:fund"] == whole().costs["P1:fund"]
