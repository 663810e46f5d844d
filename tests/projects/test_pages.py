"""A project's tabs: what they count, and that money of different years stays apart."""

from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from engine.changes import Add, Alter
from engine.records import CostLine
from roadmaps.models import Roadmap
from roadmaps.services import edit_plan
from tests.forms import at

TABS = ("activities", "links", "costs", "goods", "partners", "benefits")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("part", ["", "edit/", "remove/", "history/", *(f"{tab}/" for tab in TABS)])
def test_every_part_of_a_project_opens(
    nkpei: Roadmap, page: Client, part: str, language: str
) -> None:
    page.cookies["django_language"] = language

    answer = page.get(at(nkpei, f"projects/F4-04/{part}?scenario=B"))

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()


def test_a_project_shows_its_rows(nkpei: Roadmap, page: Client) -> None:
    found = {
        tab: len(page.get(at(nkpei, f"projects/F4-04/{tab}/")).context["rows"].rows) for tab in TABS
    }
    assert found == {
        "activities": 5,
        "links": 14,
        "costs": 2,
        "goods": 4,
        "partners": 2,
        "benefits": 2,
    }


def test_goods_are_called_by_the_catalogue(nkpei: Roadmap, page: Client) -> None:
    rows = page.get(at(nkpei, "projects/F4-04/goods/")).context["rows"].rows

    assert all(row.code_name is not None for row in rows)
    assert "미상" in page.get(at(nkpei, "projects/F4-04/goods/")).content.decode()


def test_a_blocked_project_names_its_measures(nkpei: Roadmap, page: Client) -> None:
    text = page.get(at(nkpei, "projects/F4-04/?scenario=A")).content.decode()

    assert "2397호(2017) 7항" in text
    assert "성립하지 않음" in text


def test_sums_of_other_price_years_are_never_mixed(nkpei: Roadmap, jin: User, page: Client) -> None:
    line = CostLine("F4-04:x", "F4-04", "private", Decimal(5000000000), "KRW", 2020)
    edit_plan(nkpei, [Add(line)], by=jin, on_revision=nkpei.revision)

    totals = page.get(at(nkpei, "projects/F4-04/costs/")).context["rows"].totals

    assert [(t.amount, t.currency, t.price_year) for t in totals] == [
        (Decimal(36000000000), "KRW", 2026),
        (Decimal(5000000000), "KRW", 2020),
    ]


def test_history_tells_an_edit_in_words(nkpei: Roadmap, jin: User, page: Client) -> None:
    change = Alter("activity", "F4-04.a2", {"duration": 6})
    edit_plan(nkpei, [change], by=jin, on_revision=nkpei.revision, reason="현장 확인")

    [line, *_first] = page.get(at(nkpei, "projects/F4-04/history/")).context["page"].lines

    assert (line.by, line.reason) == ("jin", "현장 확인")
    assert [(f.name, f.old, f.new) for f in line.changes[0].fields] == [("기간", "4", "6")]


def test_history_keeps_rows_that_are_gone(nkpei: Roadmap, jin: User, page: Client) -> None:
    from engine.changes import Remove

    edit_plan(nkpei, [Remove("goods", "F4-04:into:1")], by=jin, on_revision=nkpei.revision)

    lines = page.get(at(nkpei, "projects/F4-04/history/")).context["page"].lines
    assert [change.verb for change in lines[0].changes] == ["remove"]


def test_history_leaves_out_what_touched_others(nkpei: Roadmap, jin: User, page: Client) -> None:
    change = Alter("activity", "F1-01.a1", {"duration": 9})
    edit_plan(nkpei, [change], by=jin, on_revision=nkpei.revision)

    lines = page.get(at(nkpei, "projects/F4-04/history/")).context["page"].lines
    assert [line.number for line in lines] == [1]


def test_funding_adds_up_what_projects_ask(nkpei: Roadmap, page: Client) -> None:
    lines = page.get(at(nkpei, "funding/")).context["lines"]

    assert {line.source.key: len(line.ceilings) for line in lines} == {
        "fund_grant": 14,
        "fund_loan": 14,
        "private": 0,
        "public_corp_or_other": 0,
    }
    assert sum(t.amount for line in lines for t in line.asked) == Decimal(3978300000000)
