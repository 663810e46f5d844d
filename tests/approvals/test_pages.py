"""From draft over a send-back to approval with four people, in Korean, through the pages."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from approvals.models import Submission, Version
from approvals.queries.as_of import as_of
from approvals.queries.seeing import hash_of
from approvals.queries.sides import chosen
from core.clock import today
from core.errors import Invalid
from engine.approving import canonical
from engine.changes import Add, apply_all
from engine.codec import decode_changes
from engine.records import Activity, Link
from roadmaps.models import Roadmap
from roadmaps.past import plan_at
from roadmaps.services import edit_plan
from roadmaps.store import load_plan
from tests.api.caller import Caller, codes
from tests.approvals.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def _text(client: Client, at: str) -> str:
    answer = client.get(at)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_four_people_take_a_plan_from_draft_to_approval(cast: Cast) -> None:
    home = f"/plans/{cast.plan.pk}"
    planner, reviewer = cast.client("planner"), cast.client("reviewer")
    compliance, approver = cast.client("compliance"), cast.client("approver")
    route = {
        "review_1": cast.reviewer.pk,
        "cooperation_1": cast.compliance.pk,
        "decision_1": cast.approver.pk,
    }
    refused = planner.post(f"{home}/approvals/submit/", {**route, "note": "연차 계획"})
    assert refused.status_code == 422 and "연차 계획" in refused.content.decode()
    sent = planner.post(f"{home}/approvals/submit/", {**route, "title": "2027년 시행계획"})
    made = Submission.objects.get()
    at = f"{home}/approvals/{made.pk}/"
    assert (sent.status_code, sent.headers["Location"]) == (302, at)
    assert "2027년 시행계획" in _text(reviewer, f"{home}/approvals/")
    page = _text(reviewer, at)
    assert "승인된 버전이 없어" in page and "보완 사항을 적어 반송" in page

    def act(client: Client, verb: str, **values: str) -> int:
        fresh = Submission.objects.select_related("version").get(pk=made.pk)
        seen = fresh.version.content_hash if fresh.version else ""
        return int(client.post(f"{at}act/", {"verb": verb, "seen": seen, **values}).status_code)

    assert act(approver, "approve") == 422  # not before the review
    assert act(reviewer, "send_back", points="공사 기간의 근거\n재원 구분") == 302
    page = _text(planner, at)
    assert "공사 기간의 근거" in page and "다시 상신" in page
    numbers = re.findall(r'name="point" value="(\d+)"', page)
    assert act(planner, "resubmit") == 422
    for number in numbers:
        said = {"point": number, "verb": "answer", "text": "근거 자료를 붙였습니다."}
        assert planner.post(f"{at}point/", said).status_code == 302
    cast.edit(duration=15)
    assert act(planner, "resubmit") == 302
    for number in numbers:
        settled = {"point": number, "verb": "settle"}
        assert reviewer.post(f"{at}point/", settled).status_code == 302
    assert act(reviewer, "agree") == 302
    assert act(compliance, "agree", text="법령상 이견 없음") == 302
    assert act(approver, "approve") == 302
    assert "승인본과 같음" in _text(planner, f"{home}/approvals/")

    cast.edit(duration=40)
    assert "승인 후 변경됨" in _text(planner, f"{home}/projects/")
    found = _text(planner, f"{home}/versions/compare/?left=approved&right=now")
    assert "P1 사무소" in found and 'lang="en"' in found and "finish later: 1" in found
    assert planner.post(f"{home}/approvals/submit/", {**route, "title": "변경"}).status_code == 302
    again = Submission.objects.latest("pk")
    page = _text(approver, f"{home}/approvals/{again.pk}/")
    assert "완료가 늦어지는 사업은 1건" in page


def test_versions_are_named_compared_and_chosen_as_the_baseline(cast: Cast) -> None:
    home = f"/plans/{cast.plan.pk}/versions/"
    planner, approver = cast.client("planner"), cast.client("approver")
    assert planner.post(home, {"name": "초안", "why": "보고용"}).status_code == 302
    version = Version.objects.get()
    assert (version.number, version.content_hash) == (1, hash_of(cast.plan))
    choose = {"version": version.pk, "reason": "변경관리위원회 의결"}
    assert planner.post(f"{home}baseline/", choose).status_code == 403
    assert approver.post(f"{home}baseline/", {**choose, "reason": ""}).status_code == 422
    assert approver.post(f"{home}baseline/", choose).status_code == 302
    assert "변경관리위원회 의결" in _text(planner, home)
    assert chosen(cast.plan, "baseline").side.revision == version.revision
    assert planner.get(f"{home}compare/?left=version:9").status_code == 422
    assert "비교" in _text(planner, f"{home}compare/?left=scenario:A&right=scenario:B")
    added = [Add(Activity("P1.a3", "정산", "Closing", "P1", 1)), Add(Link("L9", "P1.a2", "P1.a3"))]
    edit_plan(cast.plan, added, by=cast.planner, on_revision=cast.plan.revision)
    for level in ("project", "activity"):
        drawn = planner.get(f"/plans/{cast.plan.pk}/roadmap.json?compare=r1&level={level}").json()
        ghosts = [drawn["bars"]["key"][place] for place in drawn["ghosts"]["bar"]]
        assert (drawn["baseline"], ghosts) == (True, ["P1"] if level == "project" else [])
    program = Caller(cast.planner)
    listed = program.get(f"/versions/?plan={cast.plan.pk}").json()["results"]
    assert [each["content_hash"] for each in listed] == [version.content_hash]
    empty = program.post("/versions/", {"plan": cast.plan.pk, "name": "x", "revision": 99})
    assert codes(empty) == ["no_such_revision"]


def test_the_log_replayed_gives_the_bytes_of_the_stored_plan(cast: Cast) -> None:
    for duration in (14, 16, 11):
        cast.edit(duration=duration)
    replayed = plan_at(cast.plan, 0)
    for revision in cast.plan.revisions.order_by("number"):
        replayed = apply_all(replayed, decode_changes(revision.changes))
        assert canonical(replayed) == canonical(plan_at(cast.plan, revision.number))
    assert canonical(replayed) == canonical(load_plan(Roadmap.objects.get(pk=cast.plan.pk)))


def test_the_plan_of_a_day_has_its_revision_dates_and_law(cast: Cast) -> None:
    cast.edit(duration=30)
    found = as_of(cast.plan, today(), "B")
    assert (found.revision.number, found.content_hash) == (2, hash_of(cast.plan))
    assert found.schedule.scenario == "B"
    assert [each.screened.project.key for each in found.projects] == ["P1", "P2"]
    for day in (date(2020, 3, 1), today() + timedelta(days=1)):
        with pytest.raises(Invalid):
            as_of(cast.plan, day)
    answer = Caller(cast.viewer).get(f"/as-of/?plan={cast.plan.pk}&as_of={today()}").json()
    assert (answer["revision"], answer["as_of"]) == (2, today().isoformat())
    page = _text(cast.client("viewer"), f"/plans/{cast.plan.pk}/as-of/")
    assert "개정 2" in page
