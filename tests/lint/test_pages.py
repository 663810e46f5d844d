"""The pages of the check: what they show, to whom, and what they write."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from lint.models import Waiver
from lint.queries.checking import code_of, lint_for
from roadmaps.models import Revision, Roadmap

pytestmark = pytest.mark.django_db(transaction=True)


def _text(answer: Any) -> str:
    return str(answer.content.decode())


def _get(client: Client, roadmap: Roadmap, query: str = "", page: str = "") -> str:
    at = f"/plans/{roadmap.pk}/lint/{page}{query}"
    answer = client.get(at, headers={"Accept-Language": "ko"})
    assert answer.status_code == 200
    return _text(answer)


def test_the_page_tells_rule_finding_and_the_sentence_it_comes_from(
    as_mina: Client, roadmap: Roadmap
) -> None:
    shown = _get(as_mina, roadmap)
    assert "활동이 2개입니다. 최소 3개가 필요합니다." in shown
    assert "구체적·단계적 접근도 제시하지 않는다." in shown
    assert (
        "점검하지 못함. 필요한 자료: 업종별 남북 분업 공정" not in shown
    )  # no industry is entered
    assert "점검하지 못함. 필요한 자료: 과제의 전력 수요" in shown


def test_filters_narrow_the_findings(as_mina: Client, roadmap: Roadmap) -> None:
    shown = _get(as_mina, roadmap, "?rule=R18")
    assert 'id="R18"' in shown
    assert 'id="R01"' not in shown
    assert 'id="R18"' not in _get(as_mina, roadmap, "?severity=information")
    assert 'id="R18"' not in _get(as_mina, roadmap, "?stage=S1")
    assert 'id="R18"' in _get(as_mina, roadmap, "?stage=S2")


def test_a_filter_that_cannot_be_read_asks_nothing(as_mina: Client, roadmap: Roadmap) -> None:
    assert 'id="R01"' in _get(as_mina, roadmap, "?severity=awful&since=99&rule=R77")


def test_a_finding_is_waived_and_the_waiver_ended_from_the_page(
    as_mina: Client, roadmap: Roadmap, mina: User
) -> None:
    finding = next(each for each in lint_for(roadmap).lint.findings if each.rule == "R01")
    values = {"finding": code_of(finding), "reason": "준비 중", "until": "2027-06-30"}
    at = f"/plans/{roadmap.pk}/lint/waivers/"
    assert as_mina.post(at, values).status_code == 302
    waiver = Waiver.objects.get()
    assert (waiver.by, waiver.reason, waiver.ended_at) == (mina, "준비 중", None)
    assert "까지 예외 인정: 준비 중" in _get(as_mina, roadmap)
    assert as_mina.post(at, {"end": waiver.pk}).status_code == 302
    waiver.refresh_from_db()
    assert waiver.ended_by == mina


def test_a_waiver_without_a_reason_is_refused_in_words(as_mina: Client, roadmap: Roadmap) -> None:
    answer = as_mina.post(f"/plans/{roadmap.pk}/lint/waivers/", {"finding": "x"})
    assert answer.status_code == 422
    assert Waiver.objects.count() == 0


def test_a_threshold_is_an_edit_with_its_history(
    client: Client, roadmap: Roadmap, jin: User
) -> None:
    client.force_login(jin)
    values = {"R01.activities": "2", "R04.share": "0.4", "reason": "시범 계획", "on_revision": "1"}
    assert client.post(f"/plans/{roadmap.pk}/lint/thresholds/", values).status_code == 302
    last = Revision.objects.filter(plan=roadmap).first()
    assert last is not None
    assert (last.number, last.reason) == (2, "시범 계획")
    assert last.touched == ["threshold:R01.activities"]
    assert "최소 3개가 필요합니다" not in _get(client, roadmap)


def test_a_share_above_one_is_refused_and_what_was_typed_stays(
    client: Client, roadmap: Roadmap, jin: User
) -> None:
    client.force_login(jin)
    answer = client.post(f"/plans/{roadmap.pk}/lint/thresholds/", {"R04.share": "1.5"})
    assert answer.status_code == 422
    assert 'value="1.5"' in _text(answer)


def test_findings_of_a_project_come_as_a_part_for_its_page(
    as_mina: Client, roadmap: Roadmap
) -> None:
    shown = _get(as_mina, roadmap, "?project=P2", "findings/")
    assert "R18" in shown
    assert "<html" not in shown
    assert "오류 " in _get(as_mina, roadmap, "?count=1", "findings/")


def test_every_case_and_every_need_has_a_sentence(reference_plan: None) -> None:
    from lint.queries.page import Wish, lint_page

    for roadmap in Roadmap.objects.all():
        for scenario in ("A", "B", "C"):
            page = lint_page(roadmap, scenario, Wish(), "")
            lines = [line.sentence for section in page.sections for line in section.lines]
            assert lines
            assert not [line for line in lines if "%(" in line]


def test_rest_lists_findings_and_gaps(as_mina: Client, roadmap: Roadmap) -> None:
    at = f"/api/v1/findings/?plan={roadmap.pk}&scenario=B&page_size=500"
    rows = as_mina.get(at).json()["results"]
    found = next(row for row in rows if row["rule"] == "R01" and row["about"] == ["project:P2"])
    assert (found["kind"], found["case"], found["measured"], found["threshold"]) == (
        "finding",
        "few_activities",
        "2",
        "3",
    )
    gap = next(row for row in rows if row["kind"] == "gap" and row["rule"] == "R14")
    assert (gap["case"], gap["about"]) == ("power_need", ["project:P1", "project:P2"])


def test_rest_waives_a_finding(as_mina: Client, roadmap: Roadmap) -> None:
    rows = as_mina.get(f"/api/v1/findings/?plan={roadmap.pk}&page_size=500").json()["results"]
    finding = next(row["id"] for row in rows if row["rule"] == "R01")
    body = {"plan": roadmap.pk, "finding": finding, "reason": "later", "until": "2027-06-30"}
    made = as_mina.post("/api/v1/waivers/", body, content_type="application/json")
    assert (made.status_code, made.json()["counts"]) == (201, True)
    listed = as_mina.get(f"/api/v1/waivers/?plan={roadmap.pk}").json()
    assert [row["finding"] for row in listed["results"]] == [finding]


def test_rest_asks_for_the_plan(as_mina: Client) -> None:
    assert as_mina.get("/api/v1/findings/").status_code == 400
    assert as_mina.get("/api/v1/findings/?plan=0").status_code == 404
