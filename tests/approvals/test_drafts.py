"""A draft put to approval: decided on as the plan it would make, and adopted on that ground."""

import pytest
from django.utils.translation import override

from approvals import services
from approvals.models import Submission
from approvals.queries.pages import submission_page
from approvals.queries.standing import standing_of
from approvals.queries.turns import editors_between
from core.errors import Forbidden, Invalid
from drafts import services as drafts
from drafts.adoption_rules import set_adoption_rule
from drafts.grounds import ground_of
from drafts.models import Draft
from engine.approving import Verb, content_hash
from engine.changes import Alter
from roadmaps.schedules import whole_plan_of
from talk.models import Notice
from talk.queries.inbox import lines_of
from tests.api.caller import Caller, codes
from tests.approvals.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)
ROUTE = (("review", "reviewer"), ("decision", "approver"))


def _drawn(cast: Cast, duration: int = 20) -> Draft:
    cast.plan.refresh_from_db()
    change = Alter("activity", "P1.a2", {"duration": duration})
    return drafts.open_draft(cast.plan, "공기 연장안", changes=[change], by=cast.planner)


def _submitted(cast: Cast, draft: Draft) -> Submission:
    route = [(level, cast.people[name]) for level, name in ROUTE]
    return services.propose(cast.plan, "공기 연장", route, by=cast.planner, of=draft)


def _approved(cast: Cast, draft: Draft) -> Submission:
    made = cast.decide(_submitted(cast, draft), Verb.AGREE, "reviewer")
    return cast.decide(made, Verb.APPROVE, "approver")


def _codes(refused: "pytest.ExceptionInfo[Forbidden | Invalid]") -> list[str]:
    return [each.code for each in refused.value.problems]


def test_an_approved_draft_becomes_the_plan_and_the_plan_is_what_was_approved(cast: Cast) -> None:
    cast.approved()
    draft = _drawn(cast)
    made = _approved(cast, draft)
    assert standing_of(cast.plan).state == "same"  # nothing has become of the plan yet
    told = submission_page(made, cast.approver).told
    assert told is not None and [each.key for each in told.difference.records] == ["P1.a2"]
    ground = ground_of(draft)
    assert ground is not None and (ground.title, ground.by) == ("공기 연장", "approver")
    with override("ko"):
        lines = lines_of(Notice.objects.filter(user=cast.owner).order_by("-pk"))
    assert lines[0].sentence == "변경안 ‘공기 연장안’ 승인, 채택 대기" and not lines[0].is_over

    drafts.adopt_draft(draft, "결재대로", version=1, by=cast.approver)
    cast.plan.refresh_from_db()
    plan = whole_plan_of(cast.plan)
    assert plan.activities["P1.a2"].duration == 20
    assert content_hash(plan) == made.version.content_hash
    standing = standing_of(cast.plan)
    assert (standing.submission, standing.state) == (made, "same")
    # Who adopted has decided, who drew has edited; the next submission starts from here.
    assert editors_between(cast.plan, None, cast.plan.revision) >= {cast.planner.pk}
    assert cast.approver.pk not in editors_between(cast.plan, None, cast.plan.revision)
    assert editors_between(cast.plan, made.version, cast.plan.revision) == set()
    cast.edit(duration=30)
    assert standing_of(cast.plan).state == "changed"
    with override("ko"):
        told_planner = lines_of(Notice.objects.filter(user=cast.planner).order_by("pk"))
    assert "approver: 변경안 ‘공기 연장안’ 채택(개정 2)" in [line.sentence for line in told_planner]


def test_one_more_change_or_a_newer_revision_and_the_approval_covers_nothing(cast: Cast) -> None:
    draft = _drawn(cast)
    _approved(cast, draft)
    assert ground_of(draft) is not None
    change = Alter("activity", "P1.a1", {"duration": 9})
    draft = drafts.edit_draft(draft, [change], version=1, by=cast.planner)
    assert ground_of(draft) is None

    other = _drawn(cast, 25)
    _approved(cast, other)
    cast.edit(duration=4)
    other.refresh_from_db()
    assert ground_of(Draft.objects.get(pk=other.pk)) is None
    with pytest.raises(Invalid) as behind:
        _submitted(cast, Draft.objects.get(pk=other.pk))
    assert _codes(behind) == ["draft_is_behind"]


def test_programs_read_and_set_whether_the_approval_is_demanded(cast: Cast) -> None:
    program, wish = Caller(cast.approver), {"plan": cast.plan.pk, "needs_approval": True}

    def told() -> tuple[bool, str | None]:
        [row] = program.get(f"/adoption-rules/?plan={cast.plan.pk}").json()["results"]
        return row["needs_approval"], row["set_by"]

    assert told() == (False, None)
    assert codes(Caller(cast.planner).post("/adoption-rules/", wish)) == ["not_a_decider"]
    assert program.post("/adoption-rules/", wish).json()["needs_approval"] is True
    assert told() == (True, "approver")
    assert program.post("/adoption-rules/", {"plan": cast.plan.pk}).status_code == 400


def test_a_plan_may_demand_the_approval(cast: Cast) -> None:
    draft = _drawn(cast)
    with pytest.raises(Forbidden):
        set_adoption_rule(cast.plan, needs_approval=True, by=cast.planner)
    page = cast.client("approver")
    home = f"/plans/{cast.plan.pk}/drafts/"
    assert page.post(f"{home}rule/", {"needs_approval": "1"}).status_code == 302
    with pytest.raises(Invalid) as refused:
        drafts.adopt_draft(draft, "그대로", version=1, by=cast.approver)
    assert _codes(refused) == ["approval_demanded"]
    assert "결재를 받은 변경안만" in page.get(f"{home}{draft.pk}/preview/").content.decode()
    _approved(cast, draft)
    shown = page.get(f"{home}{draft.pk}/preview/").content.decode()
    assert "결재 ‘공기 연장’ 승인(approver" in shown
    assert "이 결재를 근거로 채택할 수 있습니다." in page.get(f"{home}{draft.pk}/").content.decode()
    answer = page.post(f"{home}{draft.pk}/adopt/", {"version": 1, "decision": "결재대로"})
    assert answer.status_code == 302


def test_four_eyes_hold_for_what_a_draft_would_make(cast: Cast) -> None:
    draft = drafts.open_draft(
        cast.plan, "소유자안", changes=[Alter("activity", "P1.a2", {"duration": 8})], by=cast.owner
    )
    with pytest.raises(Invalid) as author:
        services.propose(
            cast.plan, "안", [("decision", cast.owner)], by=cast.planner, of=draft
        )  # fmt: skip
    assert _codes(author) == ["route_author"]
    # Approved by others, its drawer may adopt it.
    _approved(cast, draft)
    assert drafts.adopt_draft(draft, "결재대로", version=1, by=cast.owner).number == 2


def test_pages_and_rest_name_the_draft(cast: Cast) -> None:
    draft, planner = _drawn(cast), cast.client("planner")
    at = f"/plans/{cast.plan.pk}/approvals/submit/"
    page = planner.get(f"{at}?draft={draft.pk}").content.decode()
    assert "공기 연장안" in page and f'<option value="{draft.pk}" selected>' in page
    sent = planner.post(at, {"title": "연장", "draft": draft.pk, "decision_1": cast.approver.pk})
    assert sent.status_code == 302
    shown = cast.client("approver").get(sent.headers["Location"]).content.decode()
    assert "결재 대상은 개정 1 기준 변경안 ‘공기 연장안’이며" in shown
    route = [{"level": "decision", "person": "approver"}]
    body = {"plan": cast.plan.pk, "title": "연장 2", "route": route, "draft": draft.pk}
    program = Caller(cast.planner)
    assert program.post("/submissions/", body).json()["draft"] == draft.pk
    assert program.post("/submissions/", {**body, "draft": 999}).status_code == 422


def test_baseline_and_comparison_over_rest_tell_what_the_page_tells(cast: Cast) -> None:
    made = cast.approved()
    cast.edit(duration=20)
    program = Caller(cast.approver)
    (row,) = program.get(f"/baselines/?plan={cast.plan.pk}").json()["results"]
    assert (row["number"], row["content_hash"]) == (1, made.version.content_hash)
    asked = f"/comparisons/?plan={cast.plan.pk}"
    found = program.get(asked).json()
    assert (found["left"]["code"], found["left"]["revision"]) == ("baseline", 1)
    assert (found["right"]["code"], found["right"]["revision"]) == ("now", 2)
    dates = next(part for part in found["parts"] if part["key"] == "dates")
    assert any(row["what"].startswith("과제 P1") or "P1" in row["what"] for row in dates["rows"])
    assert "늦어지는" in found["changed_ko"] and "later" in found["changed_en"]
    assert program.get(f"{asked}&left=version:9").status_code == 422
    version = services.make_version(cast.plan, "연장본", by=cast.planner)
    body = {"plan": cast.plan.pk, "version": version.pk, "reason": "변경관리위원회 의결"}
    assert Caller(cast.planner).post("/baselines/", body).status_code == 403
    assert program.post("/baselines/", body).json()["number"] == 2
    assert program.get(asked).json()["parts"] == []
