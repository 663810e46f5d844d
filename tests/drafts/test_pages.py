"""The pages of drafts and their REST interface: from the form to the decision, in Korean."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from drafts.models import Draft
from roadmaps.models import Roadmap
from tests.forms import opened

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "ko"
    return client


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_draft_is_drawn_with_the_forms_of_the_plan_and_adopted_by_the_approver(
    plan: Roadmap, jin: User, mina: User
) -> None:
    planner, approver, at = signed_in(jin), signed_in(mina), f"/plans/{plan.pk}/drafts/"
    made = planner.post(at, {"name": "공기 연장안", "purpose": "설계 변경 반영", "since": ""})
    draft = Draft.objects.get()
    here = f"{at}{draft.pk}/"
    assert made["Location"] == here
    found = text_of(planner.get(f"{here}record/", {"kind": "activity", "find": "공장"}))
    assert "mill.a" in found and "yard.a" not in found
    form = planner.get(f"{here}record/", {"kind": "activity", "key": "mill.a"})
    values = {
        name: "" if value is None else value
        for name, value in form.context["editing"].form.initial.items()
        if value not in (False, ())
    }
    edit = {**values, "duration": "6", "reason": "설계 변경"}
    saved = planner.post(f"{here}record/?kind=activity&key=mill.a", edit)
    assert saved["Location"] == f"{here}#changes"
    again = planner.post(f"{here}record/?kind=activity&key=mill.a", {**edit, "duration": "9"})
    assert again.status_code == 409
    assert 'value="9"' in text_of(again)

    shown = text_of(planner.get(here))
    assert "공장 건설" in shown and "설계 변경" in shown
    run = text_of(planner.get(f"{here}preview/"))
    assert "양쪽이 함께 바꾼 항목" in run and "2027.07.03" in run
    assert "채택할 수 없습니다" in run

    silent = approver.post(f"{here}adopt/", {"version": "2", "decision": ""})
    assert silent.status_code == 422
    adopted = approver.post(f"{here}adopt/", {"version": "2", "decision": "의결"}, follow=True)
    assert "개정 2" in text_of(adopted)
    assert planner.post(f"{here}adopt/", {"version": "3"}).status_code == 403


def test_a_joint_breach_is_told_on_the_page_and_accepted_by_name(plan: Roadmap, jin: User) -> None:
    planner = signed_in(jin)
    numbers = []
    for project, amount in (("mill", "7"), ("yard", "6")):
        record = {
            "key": f"{project}:d",
            "activity": f"{project}.a",
            "capacity": "power",
            "amount": amount,
        }
        body = {
            "plan": plan.pk,
            "name": f"{project} 안",
            "changes": [{"kind": "add_demand", "record": record}],
        }
        answer = planner.post("/api/v1/drafts/", body, content_type="application/json")
        assert answer.status_code == 201
        numbers.append(answer.json()["id"])
    mine, theirs = numbers
    page = text_of(planner.get(f"/plans/{plan.pk}/drafts/{mine}/preview/?with={theirs}"))
    assert "“남포 전력”의 같은 10 MW" in page and "3 MW 초과" in page
    look = planner.post(
        f"/api/v1/drafts/{mine}/preview/", {"with_draft": theirs}, content_type="application/json"
    ).json()
    assert (look["unsettled"], look["collisions"]) == (1, [])
    (joint,) = look["joint"]
    at = f"/plans/{plan.pk}/drafts/{mine}/merge/"
    sent = {"version": "1", "other_version": "1", "with": str(theirs), "name": "통합안"}
    assert planner.post(at, sent).status_code == 409
    assert planner.post(at, {**sent, "look": "1"}).status_code == 200
    assert planner.post(at, {**sent, "accept": joint["accept"]}).status_code == 302
    listed = planner.get("/api/v1/drafts/", {"plan": plan.pk, "search": "통합"}).json()
    assert [each["merged_from"] for each in listed["results"]] == [[mine, theirs]]


def test_a_stranger_finds_no_draft(plan: Roadmap, olga: User) -> None:
    assert signed_in(olga).get(f"/plans/{plan.pk}/drafts/").status_code == 404
    assert signed_in(olga).get("/api/v1/drafts/").json()["count"] == 0


def test_a_form_of_the_plan_saves_as_a_draft_and_leaves_the_plan(plan: Roadmap, jin: User) -> None:
    planner, address = signed_in(jin), f"/plans/{plan.pk}/projects/mill/activities/mill.a/"
    typed = opened(planner, address, duration="7", reason="설계 변경 검토")
    assert "변경안으로 저장" in text_of(planner.get(address))
    kept = planner.post(address, {**typed, "as_draft": "1"})
    draft = Draft.objects.get()
    assert kept["Location"] == f"/plans/{plan.pk}/drafts/{draft.pk}/"
    assert (draft.purpose, draft.state, draft.made_by) == ("설계 변경 검토", "open", jin)
    assert draft.changes == [
        {"kind": "change_activity", "key": "mill.a", "values": {"duration": 7}}
    ]
    plan.refresh_from_db()
    assert plan.revision == 1
    assert "계획은 그대로입니다" in text_of(planner.get(kept["Location"]))
    refused = planner.post(address, {**typed, "duration": "x", "as_draft": "1"})
    assert refused.status_code == 422 and Draft.objects.count() == 1
