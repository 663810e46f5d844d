"""The pages and lists of the benefit ledger and the evidence grades."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from roadmaps.models import Roadmap

pytestmark = pytest.mark.django_db(transaction=True)
KOREAN = {"Accept-Language": "ko"}


def test_the_ledger_shows_both_sides_of_every_stage(as_mina: Client, roadmap: Roadmap) -> None:
    shown = as_mina.get(f"/plans/{roadmap.pk}/benefits/", headers=KOREAN).content.decode()
    assert shown.count('<th scope="row">남측</th>') == 2
    assert "상대측 효과만 있고 북측 효과가 없는 과제:" in shown
    assert "인원 미상 과제 1건" in shown


def test_the_grades_say_how_much_of_a_stage_rests_on_nothing(
    as_mina: Client, roadmap: Roadmap
) -> None:
    shown = as_mina.get(f"/plans/{roadmap.pk}/evidence/", headers=KOREAN).content.decode()
    assert "취약한 수치 중 금액이 큰 항목" in shown
    assert "100%" in shown


def test_who_sees_no_amounts_reads_the_same_grades_and_no_amount(
    as_mina: Client, roadmap: Roadmap, mina: User
) -> None:
    def told() -> tuple[Any, Any, str]:
        at = f"?plan={roadmap.pk}&page_size=500"
        ledger, grades = (
            as_mina.get(f"/api/v1/{name}/{at}").json()["results"]
            for name in ("benefit-ledger", "evidence-grades")
        )
        page = as_mina.get(f"/plans/{roadmap.pk}/evidence/", headers=KOREAN).content.decode()
        return ledger, grades, page

    ledger, grades, page = told()
    roadmap.memberships.filter(user=mina).update(sees_amounts=False)
    masked, same, shown = told()

    assert same == grades
    assert {each["amount"] for row in masked for each in row["paid"]} == {None}
    assert [{**row, "paid": [], "gains": []} for row in masked] == [
        {**row, "paid": [], "gains": []} for row in ledger
    ]
    assert "100%" in page and "100%" in shown
    # The order of the largest would tell which is larger.
    assert ["금액이 큰 항목" in text for text in (page, shown)] == [True, False]


def test_rest_tells_the_ledger_and_the_grades(as_mina: Client, roadmap: Roadmap) -> None:
    ledger = as_mina.get(f"/api/v1/benefit-ledger/?plan={roadmap.pk}").json()["results"]
    first = ledger[0]
    assert (first["stage"], first["side"], first["projects"], first["stated"]) == (
        "S1",
        "south",
        1,
        1,
    )
    assert [Decimal(each["amount"]) for each in first["paid"]] == [Decimal("250.00")]
    grades = as_mina.get(f"/api/v1/evidence-grades/?plan={roadmap.pk}&page_size=500").json()
    cost = next(row for row in grades["results"] if row["kind"] == "cost")
    assert (cost["key"], cost["name"], cost["grade"], cost["sources"]) == (
        "P1:fund",
        "amount",
        "E",
        [],
    )
