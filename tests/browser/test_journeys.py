"""Two long ways, walked by four people in Korean: a project from idea to running, and a plan from
draft over a send-back to its approval. Each of the four sits before a browser of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from accounts.models import User
    from roadmaps.models import Roadmap

#: Who they are, as the product seeds them, and what they do in the plan.
CAST = {
    "planner": ("김도현", "planner"),
    "reviewer": ("박민준", "reviewer"),
    "compliance": ("이서연", "compliance"),
    "approver": ("최은정", "approver"),
}
REQUIREMENTS = ("feasible", "no_dispute", "no_competition", "capability", "no_harm")
MET = {
    f"requirements.{name}.{part}": said
    for name in REQUIREMENTS
    for part, said in (("answer", "met"), ("note", "검토보고서 제3장"))
}


@pytest.fixture
def people(site: Any) -> dict[str, User]:
    from accounts.models import User

    found = {}
    for name, (full_name, _role) in CAST.items():
        person, _new = User.objects.get_or_create(username=name)
        person.full_name = full_name
        person.save()
        found[name] = person
    return found


@pytest.fixture
def small_plan(people: dict[str, User], jin: User) -> Roadmap:
    """A small plan that Jin made and the four work on."""
    from tests.plans import a_plan, let_in

    plan = a_plan(jin)
    for name, (_full_name, role) in CAST.items():
        let_in(plan, people[name], role)
    return plan


@pytest.fixture
def pages(visit: Any, people: dict[str, User], small_plan: Roadmap) -> dict[str, Page]:
    """The first page of each of the four, in a browser context of their own.

    The first visit of all loads the whole site; no browser waits for that.
    """
    from django.test import Client

    home, first = f"/plans/{small_plan.pk}/projects/", Client()
    first.force_login(people["planner"])
    assert first.get(home).status_code == 200
    return {name: visit(home, by=person) for name, person in people.items()}


def _go(page: Page, address: str) -> None:
    page.goto(re.sub(r"(https?://[^/]+)/.*", r"\1", page.url) + address)


def _fill(field: Locator, value: str) -> None:
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def _today() -> date:
    from core.clock import today

    return today()


def _day(days: int) -> str:
    return (_today() + timedelta(days)).isoformat()


class Project:
    """One project's procedure as the four see and record it."""

    def __init__(self, pages: Mapping[str, Page], plan: Roadmap, key: str) -> None:
        self._pages, self._plan, self._key = pages, plan, key

    def tab(self, who: str) -> Page:
        _go(self._pages[who], f"/plans/{self._plan.pk}/projects/{self._key}/procedure/")
        return self._pages[who]

    def take(self, who: str, step: str, on: str = "", **facts: str) -> Page:
        """Open the step from what may come next, write every paper's number, record it."""
        page = self.tab(who)
        page.locator(".openings").get_by_role("link", name=step, exact=True).first.click()
        expect(page.locator("h1")).to_contain_text(step)
        for paper in page.locator('[name^="documents."]').all():
            paper.fill(f"{step} 문서 제1호")
        if on:
            page.locator('[name="on"]').fill(on)
        for name, value in facts.items():
            _fill(page.locator(f'[name="facts.{name}"]'), value)
        page.get_by_role("button", name="이 단계 기록").click()
        expect(page.locator("body")).to_contain_text("단계를 기록했습니다.")
        return page

    def stands_at(self, state: str) -> None:
        for who in CAST:
            expect(self.tab(who).locator("#where")).to_have_text(f"현재 단계: {state}")


def _told(page: Page, sentence: str) -> None:
    """It is in their inbox, unread."""
    _go(page, "/inbox/")
    expect(page.locator(".is-unread", has_text=sentence).first).to_be_visible()


def test_a_project_goes_from_the_idea_to_running(
    pages: dict[str, Page], small_plan: Roadmap
) -> None:
    office = Project(pages, small_plan, "P2")
    office.stands_at("구상")
    page = office.tab("compliance")
    expect(page.locator(".opening").first).to_contain_text("처리: 신청인")
    assert page.get_by_role("link", name="접촉신고서 제출", exact=True).count() == 0

    office.take("planner", "접촉신고서 제출", planned_on=_day(20), counterpart="민족경제협력연합회")
    _told(pages["compliance"], "접촉신고서 제출")
    office.take("compliance", "접촉신고 수리", reference="교류-101", valid_until=_day(300))
    office.take("planner", "의향서 교환", counterpart="민족경제협력연합회")
    office.take(
        "compliance", "방북승인", reference="방북-7", filed_on=_day(0), planned_on=_day(20),
        valid_until=_day(200),
    )  # fmt: skip
    office.take("planner", "방북하여 계약 체결", confirming_body="민족경제협력연합회")
    office.stands_at("합의서·북한 당국 확인서 확보")

    # The five requirements of article 17 are asked for, each with its grounds.
    page = office.tab("planner")
    page.get_by_role("link", name="협력사업 승인 신청", exact=True).click()
    page.get_by_role("button", name="이 단계 기록").click()
    expect(page.locator("fieldset.requirements [aria-invalid]").first).to_be_visible()
    office.take("planner", "협력사업 승인 신청", **MET, important_matter="첫 합영 사업")
    office.take("approver", "보완 요구", asked_for="재원 조달 근거", answer_by=_day(30))
    office.stands_at("보완 요구")
    office.take("planner", "보완 제출", **MET, important_matter="첫 합영 사업")
    office.take("approver", "관계기관 협의 착수", agencies="기획재정부, 산업통상자원부")
    page = office.tab("approver")
    expect(page.locator(".opening", has_text="협력사업 승인").first).to_contain_text("협의회")
    office.take("approver", "협의회 안건 상정", noticed_on=_day(-6), meeting_on=_day(0))
    office.stands_at("교추협 심의·의결")
    office.take(
        "approver",
        "의결 후 승인",
        reference="교추협-31",
        scope="봉제 공장 1동",
        valid_until=_day(900),
    )
    office.stands_at("승인(조건·유효기간)")

    # Every condition of the project is shown to hold by a day and a document.
    evidence = {
        f"preconditions.{key}.{part}": said
        for key in ("C1", "C2")
        for part, said in (("on", _day(0)), ("text", "결의 이행 확인 공문 제9호"))
    }
    office.take("compliance", "선행조건 충족 확인", **evidence)
    office.take("planner", "사업착수 보고")
    office.stands_at("사업 시행")

    page = office.tab("reviewer")
    record = page.locator("ol.record > li")
    expect(record).to_have_count(13)
    today = f"{_today():%Y.%m.%d}"
    for line in record.all():
        expect(line.locator("time").first).to_have_text(today)
    expect(record.first).to_contain_text("사업착수 보고")
    expect(record.first).to_contain_text("김도현 (계획 담당)")
    expect(record.nth(2)).to_contain_text("최은정 (승인자)")
    expect(record.nth(2)).to_contain_text("의결 후 승인 문서 제1호")
    assert page.locator(".openings a").count() == 0  # a reviewer records nothing


def test_a_plan_goes_from_draft_over_a_send_back_to_approval(
    pages: dict[str, Page], small_plan: Roadmap
) -> None:
    home, planner = f"/plans/{small_plan.pk}", pages["planner"]
    _go(planner, f"{home}/approvals/")
    expect(planner.locator("main")).to_contain_text("아직 승인된 버전이 없습니다.")
    planner.get_by_role("link", name="결재 상신").first.click()
    planner.get_by_label("제목").fill("2027년 시행계획")
    for place, who in (("review", "박민준"), ("cooperation", "이서연"), ("decision", "최은정")):
        field = planner.locator(f'[name="{place}_1"]')
        chosen = field.locator("option", has_text=who).get_attribute("value")
        field.select_option(chosen)
    planner.get_by_role("button", name="상신", exact=True).click()
    expect(planner.locator("body")).to_contain_text("결재선의 첫 담당자에게 넘어갔습니다.")
    at = re.sub(r"https?://[^/]+", "", planner.url)

    reviewer = pages["reviewer"]
    _told(reviewer, "처리 차례(검토): ‘2027년 시행계획’")
    reviewer.get_by_role("link", name="처리 차례(검토): ‘2027년 시행계획’").click()
    reviewer.get_by_label("보완 사항(한 줄에 하나씩)").fill("공사 기간의 근거\n재원 구분")
    reviewer.get_by_role("button", name="보완 사항을 적어 반송").click()
    expect(reviewer.locator("body")).to_contain_text("보완 사항이 점검 목록이 되었습니다.")

    _told(planner, "박민준: ‘2027년 시행계획’ 반송")
    planner.get_by_role("link", name="박민준: ‘2027년 시행계획’ 반송").click()
    for number in (1, 2):
        line = planner.locator("#checklist ~ ol > li").nth(number - 1)
        line.locator('[name="text"]').fill("근거 자료를 붙였습니다.")
        line.get_by_role("button").click()
        expect(planner.locator("#checklist ~ ol > li").nth(number - 1)).to_contain_text("답변함")
    planner.get_by_role("button", name="다시 상신").click()
    expect(planner.locator("body")).to_contain_text("현재 계획으로 다시 상신했습니다.")

    _go(reviewer, at)
    for number in (1, 2):
        reviewer.get_by_role("button", name=f"해소 {number}").click()
        expect(reviewer.locator("#checklist ~ ol > li").nth(number - 1)).to_contain_text("해소")
    reviewer.get_by_role("button", name="동의", exact=True).click()
    expect(reviewer.locator("body")).to_contain_text("동의했습니다. 다음 담당자에게 넘어갔습니다.")

    compliance, approver = pages["compliance"], pages["approver"]
    _told(compliance, "처리 차례(협조): ‘2027년 시행계획’")
    _go(compliance, at)
    compliance.get_by_label("의견 또는 사유").fill("법령상 이견 없음")
    compliance.get_by_role("button", name="동의", exact=True).click()
    expect(compliance.locator("body")).to_contain_text("동의했습니다.")
    _told(approver, "처리 차례(결재): ‘2027년 시행계획’")
    _go(approver, at)
    expect(approver.locator("main")).to_contain_text("법령상 이견 없음")
    approver.get_by_role("button", name="승인", exact=True).click()
    expect(approver.locator("body")).to_contain_text("승인했습니다.")

    _told(planner, "‘2027년 시행계획’: 승인(최은정)")
    _go(planner, at)
    route = planner.locator("ol.route > li")
    today = f"{_today():%Y.%m.%d}"
    expect(route).to_have_count(4)
    for place, (level, name) in enumerate(
        (("기안", "김도현"), ("검토", "박민준"), ("협조", "이서연"), ("결재", "최은정"))
    ):
        expect(route.nth(place)).to_contain_text(f"{level} {name}")
        assert place == 0 or today in route.nth(place).inner_text()
    _go(planner, f"{home}/approvals/")
    expect(planner.locator("main")).to_contain_text("현재 계획은 승인본")
