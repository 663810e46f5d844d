"""The pages of the procedure, its reminders, and the same over REST."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from core.clock import today
from documents.models import Document
from documents.services import attach
from engine import records
from engine.changes import Add
from life.models import LifeStep
from life.queries.rivals import rivals_of
from life.services import take_back, take_step
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan
from talk.models import Notice, Occasion
from talk.queries.inbox import lines_of
from talk.telling import tell_due
from tests.api.caller import Caller, codes
from tests.life.conftest import Clerk
from tests.life.table import MET
from tests.plans import a_plan

pytestmark = pytest.mark.django_db(transaction=True)
TO_AGREED = (
    "file_contact_report", "accept_contact", "letter_of_intent", "sign_in_third_country",
)  # fmt: skip


@pytest.fixture
def page(client: Client, jin: User, roadmap: Roadmap) -> Client:
    client.force_login(jin)
    return client


def _at(roadmap: Roadmap, rest: str = "") -> str:
    return f"/plans/{roadmap.pk}/{rest}"


def _filing(day: date) -> Mapping[str, Any]:
    return {
        "on": today().isoformat(),
        "seen": 0,
        "documents.contact_report": "접촉-1",
        "documents.personal_data": "접촉-2",
        "facts.planned_on": day.isoformat(),
        "facts.counterpart": "민경련",
        "note": "",
    }


def test_the_form_records_a_step_and_keeps_what_was_typed_where_it_is_refused(
    page: Client, roadmap: Roadmap
) -> None:
    at = _at(roadmap, "procedure/projects/P1/procedure/file_contact_report/")
    late = page.post(at, _filing(today() + timedelta(6)))
    text = late.content.decode()
    assert (late.status_code, LifeStep.objects.count()) == (422, 0)
    assert "예정일 7일 전까지 제출해야 합니다." in text
    assert 'value="민경련"' in text
    saved = page.post(at, _filing(today() + timedelta(7)))
    assert (saved.status_code, saved.url) == (302, _at(roadmap, "projects/P1/procedure/"))
    tab = page.get(saved.url).content.decode()
    assert "현재 단계: 접촉신고 제출" in tab
    assert "접촉-1" in tab
    # The form of a step that is no longer next leads back.
    assert page.get(at).status_code == 302
    assert page.get(_at(roadmap, "procedure/projects/P1/procedure/fly/")).status_code == 404


def test_the_application_shows_the_five_requirements_and_the_overlap_search(
    page: Client, roadmap: Roadmap, clerk: Clerk, jin: User
) -> None:
    clerk.to(*TO_AGREED)
    check = records.SelfCheck("P1:no_harm", "P1", "no_harm", "met", "전략물자 없음")
    edit_plan(roadmap, [Add(check)], by=jin, on_revision=1)
    at = _at(roadmap, "procedure/projects/P1/procedure/file_project/")
    text = page.get(at).content.decode()
    assert text.count("전략물자 없음</textarea>") == 1
    assert "과제에 산업이 입력되지 않아 검색하지 못했습니다." in text
    assert text.count('name="facts.requirements.') == 10
    refused = page.post(at, {"on": today().isoformat(), "seen": 4})
    assert refused.status_code == 422
    clerk.take("file_project")
    clerk.take("request_supplement")
    again = page.get(_at(roadmap, "procedure/projects/P1/procedure/resubmit/")).content.decode()
    # What was answered before stands in the form.
    assert again.count("because</textarea>") == 5


def test_the_overlap_search_looks_in_every_plan_one_sees_and_in_no_other(
    jin: User, olga: User, reference_data: None
) -> None:
    def plan_with(owner: User, hs: str) -> Roadmap:
        place = {"zone": "nampo", "industry": "apparel"}
        project = records.Project("P9", "봉제", "Sewing", **place)
        goods = records.GoodsLine("P9:1", "의류", "Clothes", "P9", "out", hs)
        return a_plan(owner, [project, goods])

    mine, other, hidden = (
        plan_with(*each) for each in ((jin, "6203"), (jin, "620311"), (olga, "6203"))
    )
    take_step(
        other, "P9", "feasibility", "begin_study",
        on=today(), facts={}, documents={}, note="", seen=0, by=jin,
    )  # fmt: skip
    found = rivals_of(mine, plan_of(mine), "P9", jin)
    assert [(line.plan.pk, line.rival.headings, line.state.key) for line in found.lines] == [
        (other.pk, ("6203",), "idea")
    ]
    assert (found.gaps, hidden.pk in {line.plan.pk for line in found.lines}) == ((), False)
    assert [line.plan.pk for line in rivals_of(hidden, plan_of(hidden), "P9", olga).lines] == []


def test_a_step_that_somebody_took_first_is_told_in_the_form(
    page: Client, roadmap: Roadmap, clerk: Clerk
) -> None:
    typed = {**_filing(today() + timedelta(7)), "seen": 0}
    clerk.to("file_contact_report", "refuse_contact")
    at = _at(roadmap, "procedure/projects/P1/procedure/file_contact_report/")
    answer = page.post(at, typed)
    assert answer.status_code == 422
    assert "다른 사람이 먼저 단계를 기록하여 현재 ‘구상’ 상태입니다." in answer.content.decode()


def test_the_last_step_is_taken_back_on_the_tab(
    page: Client, roadmap: Roadmap, clerk: Clerk
) -> None:
    clerk.take("file_contact_report")
    at = _at(roadmap, "procedure/projects/P1/procedure/take-back/")
    answer = page.post(at, {"reason": "오기", "seen": 1}, follow=True)
    text = answer.content.decode()
    assert "현재 단계: 구상" in text
    assert "취소됨" in text
    assert clerk.state() == "idea"


def test_the_board_groups_projects_by_state_and_keeps_those_that_wait_for_a_track(
    page: Client, roadmap: Roadmap, clerk: Clerk
) -> None:
    clerk.take("begin_study", "feasibility")
    clerk.take("file_contact_report")
    board = page.get(_at(roadmap, "procedure/")).context["page"]
    assert [(group.key, [line.project.key for line in group.lines]) for group in board.groups] == [
        ("idea", ["P2"]),
        ("contact_filed", ["P1"]),
    ]
    kept = page.get(_at(roadmap, "procedure/?laggard=finance")).context["page"]
    assert [line.project.key for group in kept.groups for line in group.lines] == ["P1"]
    listed = page.get(_at(roadmap, "projects/?procedure=contact_filed")).context["lines"]
    assert [each.line.project.key for each in listed] == ["P1"]
    listed = page.get(_at(roadmap, "projects/?laggard=feasibility")).context["lines"]
    assert [each.line.project.key for each in listed] == ["P2"]


def test_deadlines_are_listed_and_reminded_of_once(
    page: Client, roadmap: Roadmap, clerk: Clerk, jin: User, mina: User, lena: User
) -> None:
    clerk.take("file_contact_report")
    until = today() + timedelta(60)
    clerk.take("accept_contact", facts={"valid_until": until.isoformat()})
    lines = page.get(_at(roadmap, "procedure/deadlines/?show=near")).context["lines"]
    assert [(each.project.key, each.clock.clock.key) for each in lines] == [("P1", "contact")]
    assert tell_due(today() - timedelta(1)) == 0
    assert (tell_due(today()), tell_due(today())) == (1, 0)
    occasion = Occasion.objects.get(topic="life_deadline")
    told = Notice.objects.filter(occasion=occasion)
    assert {each.user for each in told} == {jin, lena}
    ends = f"{until:%Y.%m.%d}"
    with override("ko"):
        (line,) = lines_of(told.filter(user=jin))
        assert line.sentence == f"P1 사무소: 접촉신고 수리 기한 {ends}" and not line.is_over
    with override("en"):
        (line,) = lines_of(told.filter(user=lena))
        assert line.sentence == f"P1 Office: Acceptance of the contact, deadline {ends}"
    assert page.get(line.place).status_code == 200


def test_a_longer_acceptance_is_another_period_and_reminded_of_anew(
    roadmap: Roadmap, clerk: Clerk, mina: User
) -> None:
    clerk.take("file_contact_report")
    first = (today() + timedelta(30)).isoformat()
    clerk.take("accept_contact", facts={"valid_until": first})
    assert tell_due(today()) == 1
    take_back(roadmap, "P1", "procedure", reason="오기", seen=2, by=mina)
    told = Notice.objects.filter(occasion__topic="life_deadline")
    assert told and all(line.is_over for line in lines_of(told))
    clerk.take("accept_contact", facts={"valid_until": first})
    assert tell_due(today()) == 1


def test_a_step_tells_those_who_record_what_may_follow(
    page: Client, roadmap: Roadmap, clerk: Clerk, jin: User, mina: User, lena: User
) -> None:
    clerk.take("file_contact_report")
    told = Notice.objects.filter(occasion__topic="life_step").order_by("pk")
    assert {each.user for each in told} == {mina, lena}
    with override("ko"):
        assert {line.sentence for line in lines_of(told)} == {
            "P1 사무소: jin ‘접촉신고서 제출’ 기록, 현재 ‘접촉신고 제출’"
        }
    clerk.take("accept_contact")
    first, *_ = lines_of(told)
    assert first.is_over and page.get(first.place).status_code == 200


def test_the_last_day_of_a_granted_permit_is_a_deadline_of_its_projects(
    page: Client, roadmap: Roadmap, clerk: Clerk, jin: User
) -> None:
    days = {"valid_from": today() - timedelta(9), "valid_until": today() + timedelta(30)}
    permit = records.Permit(
        "X9", "반입 면제", "Exemption", "exemption", state="granted", projects=("P1",), **days
    )
    edit_plan(roadmap, [Add(permit)], by=jin, on_revision=roadmap.revision)
    lines = page.get(_at(roadmap, "procedure/deadlines/?show=near")).context["lines"]
    assert [(each.project.key, each.clock.name, each.clock.clock.due) for each in lines] == [
        ("P1", "면제·허가 만료 (X9)", days["valid_until"])
    ]
    tab = page.get(_at(roadmap, "projects/P1/procedure/")).context["page"].clocks
    assert [line.clock.identity for line in tab] == [f"permit:permit:X9:0:{days['valid_until']}"]
    # The permit's own reminder tells of it, and only that.
    assert tell_due(today()) == 1
    assert [each.topic for each in Occasion.objects.all()] == ["permit_lapses"]


def test_a_paper_called_like_an_attached_document_leads_to_its_file(
    page: Client, roadmap: Roadmap, clerk: Clerk, jin: User
) -> None:
    upload = SimpleUploadedFile("신고서.txt", "접촉신고서 원본".encode())
    with transaction.atomic():
        attach(roadmap, "project:P1", "접촉신고서 원본", upload, by=jin)
    form = page.get(_at(roadmap, "procedure/projects/P1/procedure/file_contact_report/"))
    assert '<option value="접촉신고서 원본">' in form.content.decode()
    clerk.take(
        "file_contact_report",
        documents={"contact_report": "접촉신고서 원본", "personal_data": "별첨 2"},
    )
    shown = page.get(_at(roadmap, "projects/P1/procedure/")).context["page"].history[0].documents
    document = Document.objects.get()
    assert {each.text: each.address for each in shown} == {
        "접촉신고서 원본": f"/plans/{roadmap.pk}/documents/{document.pk}/",
        "별첨 2": "",
    }


def test_the_procedure_goes_into_the_schedule_as_one_revision_and_once(
    page: Client, roadmap: Roadmap, clerk: Clerk, jin: User
) -> None:
    at = _at(roadmap, "procedure/projects/P1/schedule/")
    offer = page.get(at).context["offer"]
    ticked = [line.offer.key for line in offer.lines if line.is_chosen]
    assert ("work:start" in ticked, "condition:LAW-ART17" in ticked) == (True, False)
    assert {shift.key for shift in offer.moved} >= {"P1.a1", "P1.a2"}
    tried = page.post(at, {"chosen": ["work:contact"], "preview": "1"})
    assert [each.record.key for each in tried.context["offer"].changes] == ["P1.law.contact"]
    roadmap.refresh_from_db()
    assert roadmap.revision == 1
    page.post(at, {"chosen": ticked, "on_revision": 1})
    roadmap.refresh_from_db()
    assert (roadmap.revision, roadmap.revisions.first().reason) == (2, "남은 절차 반영: P1")
    assert [line.is_chosen for line in page.get(at).context["offer"].lines] == [False] * 3
    caller = Caller(jin)
    rows = caller.get(f"/life-schedules/?plan={roadmap.pk}").json()["results"]
    assert [(row["project"], bool(row["changes"])) for row in rows] == [("P1", False), ("P2", True)]
    edit = {"on_revision": 2, "reason": "", "changes": rows[1]["changes"]}
    assert caller.post(f"/plans/{roadmap.pk}/edits/", edit).status_code == 201


def test_money_of_the_fund_above_the_threshold_is_told_with_its_route(
    page: Client, roadmap: Roadmap, jin: User
) -> None:
    lines = [
        Add(records.FundingSource("fund_grant", "기금", "Fund")),
        Add(records.CostLine("c", "P1", "fund_grant", Decimal(300000000), "KRW", 2026)),
    ]
    edit_plan(roadmap, lines, by=jin, on_revision=1)
    text = page.get(_at(roadmap, "projects/P1/procedure/")).content.decode()
    assert "교추협 의결 대상입니다." in text
    assert "3억 원 이상이면 교추협 의결" in text


def test_who_sees_no_amounts_goes_by_the_same_procedure(
    roadmap: Roadmap, client: Client, clerk: Clerk, jin: User, mina: User
) -> None:
    amount = Decimal(7391528000)
    lines = [
        Add(records.FundingSource("fund_grant", "기금", "Fund")),
        Add(records.CostLine("c", "P1", "fund_grant", amount, "KRW", 2026)),
        Add(records.GoodsLine("P1:9", "기계", "Machine", "P1", "into", "8452", value=amount,
                              currency="KRW")),
    ]  # fmt: skip
    edit_plan(roadmap, lines, by=jin, on_revision=1)
    carried = {"total_into": "7000000000", "carry_currency": "KRW"}
    clerk.take("apply_carry", "carry")
    clerk.take("approve_carry", "carry", facts=carried)

    def told() -> tuple[Any, Any, Any]:
        caller = Caller(mina)
        states = caller.get(f"/life-states/?plan={roadmap.pk}").json()["results"]
        rows = caller.get(f"/life-schedules/?plan={roadmap.pk}").json()["results"]
        client.force_login(mina)
        return states[0], rows, client.get(_at(roadmap, "projects/P1/procedure/")).content.decode()

    seen, rows, page = told()
    roadmap.memberships.filter(user=mina).update(sees_amounts=False)
    blind, same, masked = told()

    assert seen["needs_council"] is blind["needs_council"] is True
    assert rows == same
    for text in (page, masked):
        assert "교추협 의결 대상입니다." in text and "3억 원 이상이면 교추협 의결" in text
    assert ["7,391,528,000" in text for text in (page, masked)] == [True, False]
    [share] = (each for each in seen["deadlines"] if each["clock"] == "amount_into")
    [kept] = (each for each in blind["deadlines"] if each["clock"] == "amount_into")
    assert (share["measured"], share["withheld"]) == ("0.055933", [])
    assert kept == {**share, "measured": None, "withheld": ["measured"]}


def test_programs_read_the_table_record_steps_and_are_refused_alike(
    roadmap: Roadmap, clerk: Clerk, jin: User, mina: User, olga: User
) -> None:
    planner, approver = Caller(jin), Caller(mina)
    assert planner.get("/life-transitions/?track=procedure").json()["count"] == 38
    body = {
        "plan": roadmap.pk,
        "project": "P1",
        "event": "file_contact_report",
        "on": today().isoformat(),
        "facts": {"planned_on": (today() + timedelta(9)).isoformat(), "counterpart": "민경련"},
        "documents": {"contact_report": "1", "personal_data": "2"},
        "seen": 0,
    }
    refused = approver.post("/life-steps/", body)
    assert (refused.status_code, codes(refused)) == (403, ["life_wrong_role"])
    made = planner.post("/life-steps/", body)
    assert (made.status_code, made.json()["to_state"]) == (201, "contact_filed")
    again = planner.post("/life-steps/", body)
    assert (again.status_code, codes(again)) == (409, ["life_step_taken"])
    assert planner.post("/life-steps/", {**body, "luck": 1}).status_code == 422
    assert Caller(olga).post("/life-steps/", body).status_code == 404
    assert Caller(olga).get("/life-steps/").json()["count"] == 0
    row = planner.get(f"/life-states/?plan={roadmap.pk}").json()["results"][0]
    assert (row["state"], row["laggard"], row["rows"]["procedure"], row["may_follow"]) == (
        "contact_filed",
        "feasibility",
        1,
        ["accept_contact", "refuse_contact"],
    )
    back = f"/life-steps/{made.json()['id']}/take-back/"
    assert codes(planner.post(back, {"reason": " "})) != []
    undone = planner.post(back, {"reason": "오기"})
    assert (undone.status_code, undone.json()["to_state"]) == (201, "idea")
    assert planner.get(f"/life-steps/?plan={roadmap.pk}&project=P1").json()["count"] == 2
    assert planner.get(f"/life-deadlines/?plan={roadmap.pk}").json()["results"] == []


def test_five_answers_over_rest_are_kept_as_they_were_given(clerk: Clerk) -> None:
    clerk.to(*TO_AGREED)
    assert clerk.take("file_project").facts["requirements"] == MET
