"""The page of reports: ask, watch, cancel, try again, take away; strangers see nothing."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client

from accounts.models import User
from jobs.models import Job
from jobs.running import run_job
from reports.models import Report
from roadmaps.models import Membership, Roadmap, Role

pytestmark = pytest.mark.django_db
WISH = {"scenario": "B", "stages": ["S1", "S2"], "language": "ko"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def page(client: Client, plan: Roadmap, mina: User) -> Client:
    """Mina reads the plan; reading is enough to have it printed."""
    Membership.objects.create(plan=plan, user=mina, role=Role.VIEWER)
    client.force_login(mina)
    client.cookies["django_language"] = "ko"
    return client


def asked(page: Client, plan: Roadmap) -> Report:
    page.post(f"/plans/{plan.pk}/reports/", WISH)
    return Report.objects.get()


def address(report: Report, what: str) -> str:
    return f"/plans/{report.plan_id}/reports/{report.pk}/{what}/"


def test_a_member_asks_for_a_report_and_finds_it_in_the_list(page: Client, plan: Roadmap) -> None:
    answer = page.post(f"/plans/{plan.pk}/reports/?scenario=B", WISH)
    report = Report.objects.get()

    assert answer.status_code == 302
    assert answer["Location"] == f"/plans/{plan.pk}/reports/?scenario=B#report-{report.pk}"
    assert "작업자 대기 중" in page.get(f"/plans/{plan.pk}/reports/").content.decode()


def test_a_wish_without_stages_comes_back_with_its_fault(page: Client, plan: Roadmap) -> None:
    answer = page.post(f"/plans/{plan.pk}/reports/", {**WISH, "stages": []})

    assert answer.status_code == 422
    assert Report.objects.count() == 0


def test_a_report_underway_asks_again_every_two_seconds(page: Client, plan: Roadmap) -> None:
    report = asked(page, plan)

    shown = page.get(address(report, "state"), headers=HTMX).content.decode()

    assert 'hx-trigger="every 2s"' in shown
    assert 'data-state="queued"' in shown


def test_a_finished_report_asks_no_more_and_can_be_taken_away(
    page: Client, plan: Roadmap, shelf: Path
) -> None:
    report = asked(page, plan)
    run_job(Job.objects.get().pk, "w1")
    report.refresh_from_db()

    shown = page.get(address(report, "state"), headers=HTMX).content.decode()
    answer = page.get(address(report, "pdf"))

    assert "hx-trigger" not in shown and report.sha256 in shown
    name = unquote(answer["Content-Disposition"].split("filename*=UTF-8''")[1])
    assert name == "단계별-로드맵-보고_시범-계획_r1_B_ko.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer.getvalue()[:5] == b"%PDF-"


def test_a_report_that_is_not_drawn_yet_can_not_be_taken_away(page: Client, plan: Roadmap) -> None:
    assert page.get(address(asked(page, plan), "pdf")).status_code == 404


def test_a_report_is_cancelled_and_tried_again_on_the_spot(page: Client, plan: Roadmap) -> None:
    report = asked(page, plan)

    cancelled = page.post(address(report, "cancel"), headers=HTMX).content.decode()
    again = page.post(address(report, "retry"), headers=HTMX).content.decode()

    assert 'data-state="cancelled"' in cancelled and "다시 시도" in cancelled
    assert 'data-state="queued"' in again


def test_without_scripts_cancelling_leads_back_to_the_page(page: Client, plan: Roadmap) -> None:
    answer = page.post(address(asked(page, plan), "cancel"))

    assert (answer.status_code, answer["Location"]) == (302, f"/plans/{plan.pk}/reports/")


def test_cancelling_what_is_over_says_why_not(page: Client, plan: Roadmap, shelf: Path) -> None:
    report = asked(page, plan)
    run_job(Job.objects.get().pk, "w1")

    answer = page.post(address(report, "cancel"), headers=HTMX)

    assert answer.status_code == 422
    assert "이미 끝난 작업이어서 중지할 수 없습니다." in answer.content.decode()


@pytest.mark.parametrize("what", ["state", "pdf"])
def test_a_stranger_finds_no_report(page: Client, plan: Roadmap, olga: User, what: str) -> None:
    report = asked(page, plan)
    page.force_login(olga)

    assert page.get(address(report, what)).status_code == 404
    assert page.get(f"/plans/{plan.pk}/reports/").status_code == 404


def test_the_page_speaks_english_too(page: Client, plan: Roadmap) -> None:
    page.cookies["django_language"] = "en"

    shown = page.get(f"/plans/{plan.pk}/reports/").content.decode()

    assert "Make the PDF" in shown and "No report has been asked for yet." in shown
