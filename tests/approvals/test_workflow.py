"""Four eyes, checklist, conditions, staleness and what stands in the way of an approval."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from approvals import services
from approvals.models import Baseline, Decision, Submission, Version
from approvals.queries.seeing import hash_of
from approvals.queries.standing import standing_of
from approvals.queries.turns import checklist, waiting_for
from core.clock import today
from core.errors import Forbidden, Invalid, Outdated, Refused
from engine.approving import Verb
from engine.changes import Alter
from roadmaps.services import edit_plan, undo_last
from tests.approvals.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def _codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [each.code for each in refused.value.problems]


def test_a_plan_goes_from_the_drafter_to_the_approver(cast: Cast) -> None:
    made = cast.submitted()
    assert (made.state, made.round, made.version.revision) == ("review", 1, cast.plan.revision)
    assert made.version.content_hash == hash_of(cast.plan)
    assert [each.pk for each in waiting_for(cast.plan, cast.reviewer)] == [made.pk]
    assert waiting_for(cast.plan, cast.approver) == []
    made = cast.decide(made, Verb.AGREE, "reviewer")
    assert waiting_for(cast.plan, cast.reviewer) == []
    made = cast.decide(made, Verb.APPROVE, "approver", text="시행 바람")
    assert made.state == "approved" and made.decided_at
    assert standing_of(cast.plan).state == "same"
    assert Baseline.objects.get(plan=cast.plan).version == made.version
    told = list(made.decisions.values_list("verb", "by_name"))
    assert told == [("submit", "planner"), ("agree", "reviewer"), ("approve", "approver")]


def test_an_edit_makes_an_approval_stale_and_its_undo_mends_that(cast: Cast) -> None:
    cast.approved()
    cast.edit(duration=3)  # as it was: a revision, and no change
    assert standing_of(cast.plan).state == "same"
    cast.edit(duration=20)
    assert standing_of(cast.plan).state == "changed"
    undo_last(cast.plan, by=cast.planner)
    cast.plan.refresh_from_db()
    assert standing_of(cast.plan).state == "same"


def test_nobody_decides_on_what_they_drafted_or_edited(cast: Cast) -> None:
    with pytest.raises(Invalid) as own:
        services.draft(cast.plan, "x", [("decision", cast.planner)], by=cast.planner)
    assert _codes(own) == ["route_drafter", "role_does_not_fit"]
    with pytest.raises(Invalid) as author:
        cast.submitted(("decision", "owner"))
    assert _codes(author) == ["route_author"]
    made = cast.submitted(("review", "reviewer"), ("decision", "approver"))
    with pytest.raises(Forbidden) as early:
        cast.decide(made, Verb.AGREE, "approver")
    assert _codes(early) == ["decides_twice"]
    with pytest.raises(Forbidden) as stranger:
        cast.decide(made, Verb.AGREE, "compliance")
    assert _codes(stranger) == ["not_your_turn"]


def test_the_database_itself_refuses_a_second_decision_in_a_round(cast: Cast) -> None:
    made = cast.decide(cast.submitted(), Verb.AGREE, "reviewer")
    first = made.decisions.get(verb="agree")
    step = made.steps.get(level="decision")
    for taken in (first.step, step):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(
                submission=made,
                round=1,
                step=taken,
                verb="approve",
                by=cast.reviewer,
                by_name="reviewer",
                at=first.at,
            )


def test_sent_back_with_points_answered_settled_and_approved(cast: Cast) -> None:
    made = cast.submitted()
    with pytest.raises(Invalid) as empty:
        cast.decide(made, Verb.SEND_BACK, "reviewer", points=[" "])
    assert _codes(empty) == ["sent_back_without_points"]
    made = cast.decide(made, Verb.SEND_BACK, "reviewer", points=["공기 근거 보완", "예산 조정"])
    assert made.state == "sent_back"
    with pytest.raises(Invalid) as open_points:
        services.resubmit(made, by=cast.planner)
    assert _codes(open_points) == ["point_open", "point_open"]
    for line in checklist(made):
        services.answer_point(made, line.point.pk, "answer", by=cast.planner, text="반영함")
    cast.edit(duration=14)
    made = services.resubmit(made, by=cast.planner)
    assert (made.round, made.state, made.version.number) == (2, "review", 2)
    made = cast.decide(made, Verb.AGREE, "reviewer")
    with pytest.raises(Invalid) as unsettled:
        cast.decide(made, Verb.APPROVE, "approver")
    assert _codes(unsettled) == ["point_not_settled", "point_not_settled"]
    with pytest.raises(Forbidden):
        services.answer_point(made, line.point.pk, "settle", by=cast.planner)
    for line in checklist(made):
        services.answer_point(made, line.point.pk, "settle", by=cast.approver)
    assert cast.decide(made, Verb.APPROVE, "approver").state == "approved"


def test_conditions_need_words_and_an_end_and_the_end_counts(cast: Cast) -> None:
    made = cast.submitted(("decision", "approver"), ("acceptance", "second"))
    with pytest.raises(Invalid) as bare:
        cast.decide(made, Verb.CONDITION, "approver")
    assert _codes(bare) == ["no_conditions", "conditions_without_end"]
    with pytest.raises(Invalid) as past:
        cast.decide(made, Verb.APPROVE, "approver", valid_until=today() - timedelta(days=1))
    assert _codes(past) == ["valid_until_past"]
    made = cast.decide(
        made, Verb.CONDITION, "approver", conditions=["분기 보고"], valid_until=today()
    )
    assert (made.state, standing_of(cast.plan)) == ("acceptance", None)
    made = cast.decide(made, Verb.ACCEPT, "second")
    assert (made.state, made.valid_until) == ("conditional", today())
    assert standing_of(cast.plan).state == "same"


def test_a_rejection_says_why_and_is_the_end(cast: Cast) -> None:
    made = cast.submitted(("decision", "approver"))
    with pytest.raises(Invalid):
        cast.decide(made, Verb.REJECT, "approver")
    made = cast.decide(made, Verb.REJECT, "approver", text="재원 미확보")
    assert (made.state, standing_of(cast.plan)) == ("rejected", None)


def test_whoever_decides_names_the_version_they_saw(cast: Cast) -> None:
    made = cast.submitted()
    with pytest.raises(Outdated) as other:
        services.decide(made, Verb.AGREE, by=cast.reviewer, seen="0" * 64)
    assert _codes(other) == ["other_version"]


def test_what_became_worse_since_the_last_approval_is_refused_until_mended(cast: Cast) -> None:
    cast.approved()  # with every finding the plan has always had
    worse = Alter("project", "P1", {"notes_en": "relabel the goods"})
    edit_plan(cast.plan, [worse], by=cast.planner, on_revision=cast.plan.revision)
    cast.plan.refresh_from_db()
    made = cast.decide(cast.submitted(), Verb.AGREE, "reviewer")
    with pytest.raises(Invalid) as refused:
        cast.decide(made, Verb.APPROVE, "approver")
    assert set(_codes(refused)) == {"became_worse"}
    made = services.withdraw(made, by=cast.planner)
    undo_last(cast.plan, by=cast.planner)
    cast.plan.refresh_from_db()
    made = cast.decide(cast.submitted(), Verb.AGREE, "reviewer")
    assert cast.decide(made, Verb.APPROVE, "approver").state == "approved"


def test_delegation_counts_within_its_days_and_its_level_only(cast: Cast) -> None:
    made = cast.submitted(("review", "reviewer"), ("decision", "approver"))
    day = today()

    def give(level: str, since: date, until: date) -> None:
        services.delegate(
            cast.plan,
            cast.second,
            how="acting",
            level=level,
            since=since,
            until=until,
            reason="출장",
            by=cast.reviewer,
        )

    give("decision", day, day)
    give("review", day + timedelta(days=1), day + timedelta(days=3))
    assert waiting_for(cast.plan, cast.second) == []
    give("", day, day)
    found = cast.decide(made, Verb.AGREE, "second").decisions.get(verb="agree")
    assert (found.how, found.standing_name, found.by_name) == ("acting", "reviewer", "second")


def test_a_delegation_is_revoked_by_its_giver_and_serves_no_author(cast: Cast) -> None:
    made = cast.submitted(("decision", "approver"))
    values = {"how": "delegated", "level": "", "since": today(), "until": today(), "reason": "전결"}
    given = services.delegate(cast.plan, cast.owner, by=cast.approver, **values)
    with pytest.raises(Forbidden) as author:
        cast.decide(made, Verb.APPROVE, "owner")
    assert _codes(author) == ["decides_own_draft"]
    other = services.delegate(cast.plan, cast.second, by=cast.approver, **values)
    with pytest.raises(Invalid):
        services.revoke(cast.plan, other.pk, by=cast.second)
    services.revoke(cast.plan, other.pk, by=cast.approver)
    with pytest.raises(Forbidden) as revoked:
        cast.decide(made, Verb.APPROVE, "second")
    assert _codes(revoked) == ["not_your_turn"]
    with pytest.raises(Invalid) as wrong:
        services.delegate(
            cast.plan,
            cast.approver,
            by=cast.approver,
            **{**values, "until": today() - timedelta(days=1), "reason": ""},
        )
    assert _codes(wrong) == [
        "delegates_to_oneself",
        "delegation_days",
        "delegation_without_reason",
    ]
    assert given.revoked_at is None


def test_the_database_refuses_to_alter_what_was_decided(cast: Cast) -> None:
    made = cast.approved()
    services.delegate(
        cast.plan,
        cast.second,
        how="acting",
        level="",
        since=today(),
        until=today(),
        reason="x",
        by=cast.approver,
    )
    statements = (
        "UPDATE approvals_version SET name = 'x'",
        "DELETE FROM approvals_version",
        "UPDATE approvals_decision SET verb = 'reject'",
        "DELETE FROM approvals_decision",
        "UPDATE approvals_step SET level = 'review'",
        "UPDATE approvals_baseline SET reason = 'x'",
        "UPDATE approvals_submission SET state = 'draft'",
        "UPDATE approvals_submission SET title = 'x'",
        "DELETE FROM approvals_submission",
        "UPDATE approvals_delegation SET until = '2030-01-01'",
        "DELETE FROM approvals_delegation",
    )
    for statement in statements:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Submission.objects.get(pk=made.pk).state == "approved"
    assert Version.objects.get(plan=cast.plan).name == "2027년 계획 (1)"
