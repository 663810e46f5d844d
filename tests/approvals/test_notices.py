"""Whoever's turn it is hears of it, once, and so do those an approval no longer covers."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from approvals import services
from approvals.queries.turns import checklist
from core.clock import today
from engine.approving import Verb
from roadmaps.services import undo_last
from talk.models import Notice
from talk.queries.inbox import lines_of
from talk.telling import tell_due
from tests.approvals.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def told(cast: Cast, name: str) -> list[tuple[str, bool]]:
    """What somebody has been told so far, and whether it is over."""
    with override("ko"):
        lines = lines_of(Notice.objects.filter(user=cast.people[name]).order_by("pk"))
        assert all(line.place for line in lines)
        return [(line.sentence, line.is_over) for line in lines]


def test_each_turn_is_told_to_whoever_has_it(cast: Cast) -> None:
    services.delegate(
        cast.plan, cast.compliance, how="acting", level="review", since=today(),
        until=today() + timedelta(3), reason="출장", by=cast.reviewer,
    )  # fmt: skip
    made = cast.submitted()
    turn = "처리 차례(검토): ‘2027년 계획’"
    assert told(cast, "reviewer") == told(cast, "compliance") == [(turn, False)]
    assert told(cast, "approver") == told(cast, "planner") == []

    made = cast.decide(made, Verb.SEND_BACK, "reviewer", points=["공기 근거 보완"])
    assert told(cast, "planner") == [("reviewer: ‘2027년 계획’ 반송", False)]
    assert told(cast, "reviewer") == [(turn, True)]

    (line,) = checklist(made)
    services.answer_point(made, line.point.pk, "answer", by=cast.planner, text="반영함")
    made = services.resubmit(made, by=cast.planner)
    assert told(cast, "planner") == [("reviewer: ‘2027년 계획’ 반송", True)]
    services.answer_point(made, line.point.pk, "settle", by=cast.reviewer)
    made = cast.decide(made, Verb.AGREE, "reviewer")
    cast.decide(made, Verb.APPROVE, "approver")
    assert told(cast, "approver") == [("처리 차례(결재): ‘2027년 계획’", True)]
    decided = ("‘2027년 계획’: 승인(approver)", False)
    assert told(cast, "planner")[1:] == [decided]
    assert told(cast, "reviewer") == [(turn, True), (turn, True), decided]
    assert told(cast, "viewer") == []


def test_what_is_withdrawn_is_nobodys_turn_any_more(cast: Cast) -> None:
    services.withdraw(cast.submitted(), by=cast.planner)
    assert told(cast, "reviewer") == [
        ("처리 차례(검토): ‘2027년 계획’", True),
        ("planner: ‘2027년 계획’ 회수", False),
    ]


def test_an_approval_that_no_longer_covers_the_plan_is_told_once(cast: Cast) -> None:
    cast.approved()
    assert tell_due(today()) == 0
    cast.edit(duration=20)
    assert (tell_due(today()), tell_due(today())) == (1, 0)
    changed = "‘2027년 계획’ 결재 이후 계획 변경됨"
    assert told(cast, "owner") == [(changed, False)]
    assert told(cast, "planner")[-1] == told(cast, "approver")[-1] == (changed, False)
    undo_last(cast.plan, by=cast.planner)
    cast.plan.refresh_from_db()
    assert told(cast, "owner") == [(changed, True)]


def test_an_approval_that_has_ended_is_told_with_its_last_day(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = today() + timedelta(10)
    made = cast.submitted(("decision", "approver"))
    cast.decide(made, Verb.APPROVE, "approver", valid_until=last)
    monkeypatch.setattr("core.clock.today", lambda: last + timedelta(1))
    assert tell_due(last + timedelta(1)) == 1
    assert told(cast, "owner") == [(f"‘2027년 계획’ 결재 효력 종료({last:%Y.%m.%d})", False)]
