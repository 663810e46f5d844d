"""A supply network as a file: out and back unchanged, and every fault with its sheet and row."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from accounts.models import User
from diligence.spreadsheets import read_network, sheets_in, written
from engine.changes import Add
from engine.diligence.network import network_of
from engine.plan import Plan
from engine.records import Entity
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from tests.plans import a_plan, forget_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(jin: User) -> Roadmap:
    forget_plans()
    return a_plan(jin)


def _book(entities: list[list[Any]], relations: list[list[Any]] | None = None) -> bytes:
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        for name, rows in (("entities", entities), ("relations", relations or [])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return made.getvalue()


def _faults(plan: Plan, content: bytes) -> list[tuple[str, int, str]]:
    taken = read_network(plan, "P2", sheets_in(content, "network.xlsx", "entity"))
    assert not (taken.faults and taken.changes)
    return [(each.sheet, each.row, each.problem.code) for each in taken.faults]


def test_what_is_written_out_comes_back_without_a_change(plan: Roadmap) -> None:
    found = plan_of(plan)
    content = written(network_of(found, "P2"))
    taken = read_network(found, "P2", sheets_in(content, "network.xlsx", "entity"))
    assert (list(taken.changes), list(taken.faults)) == ([], [])
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("entities")
    assert {row[0] for row in sheet.to_python()[1:]} == {"P2:firm:1", "P2:factory:1", "P2:place:1"}


def test_numbers_and_dates_of_a_spreadsheet_are_understood(plan: Roadmap) -> None:
    content = _book(
        [["코드", "name_ko", "sort", "headcount", "last_audit"],
         ["P2:factory:9", "새 공장", "factory", 120, "2026.03.02"]]
    )  # fmt: skip
    taken = read_network(plan_of(plan), "P2", sheets_in(content, "network.xlsx", "entity"))
    assert not taken.faults
    (added,) = taken.changes
    assert isinstance(added, Add) and isinstance(added.record, Entity)
    assert (added.record.headcount, added.record.last_audit) == (120, date(2026, 3, 2))


def test_a_field_of_another_sort_is_refused_at_its_row(plan: Roadmap) -> None:
    content = _book([["key", "name_ko", "sort", "headcount"], ["P2:firm:9", "회사", "firm", 120]])
    assert _faults(plan_of(plan), content) == [("entities", 2, "not_told_of_sort")]


def test_every_fault_is_told_with_its_place(plan: Roadmap) -> None:
    faults = _faults(
        plan_of(plan),
        _book(
            [["key", "name_ko", "sort", "shoe size"],
             ["P2:firm:9", "하나", "firm", ""],
             ["P2:firm:9", "둘", "firm", ""],
             ["P2:firm:8", "셋", "castle", ""]],
            [["key", "sort", "source", "target"],
             ["P2:9", "owns", "P2:firm:1", "P2:nobody"]],
        ),
    )  # fmt: skip
    assert ("entities", 1, "unknown_column") in faults
    assert ("entities", 3, "key_twice") in faults
    assert any(place[:2] == ("entities", 4) for place in faults)


def test_an_end_that_is_not_there_is_told_at_its_row(plan: Roadmap) -> None:
    content = _book(
        [["key", "name_ko", "sort"], ["P2:firm:9", "하나", "firm"]],
        [["key", "sort", "source", "target"], ["P2:9", "owns", "P2:firm:1", "P2:nobody"]],
    )
    assert _faults(plan_of(plan), content) == [("relations", 2, "unknown_reference")]


def test_the_page_takes_a_file_in_as_one_revision_or_not_at_all(
    client: Client, plan: Roadmap, jin: User
) -> None:
    client.force_login(jin)
    address = f"/plans/{plan.pk}/diligence/projects/P2/network/import/"
    wrong = SimpleUploadedFile("n.xlsx", _book([["key", "sort"], ["P2:firm:9", "castle"]]))
    refused = client.post(address, {"on_revision": plan.revision, "entities": wrong})
    assert refused.status_code == 422 and "entities" in refused.content.decode()
    right = SimpleUploadedFile(
        "n.xlsx", _book([["key", "name_ko", "sort"], ["P2:firm:9", "새 회사", "firm"]])
    )
    posted = client.post(address, {"on_revision": plan.revision, "entities": right})
    assert posted.status_code == 302
    plan.refresh_from_db()
    assert plan.revision == 2 and plan_of(plan).find("entity", "P2:firm:9").name_ko == "새 회사"


def test_a_project_over_rest_and_as_a_drawing(client: Client, plan: Roadmap, jin: User) -> None:
    client.force_login(jin)
    told = client.get(f"/api/v1/diligence/plans/{plan.pk}/projects/P2/").json()
    drawn = client.get(f"/api/v1/diligence/plans/{plan.pk}/projects/P2/drawing/").json()
    assert told["project"] == "P2" and drawn["svg"].startswith("<svg")
    page = client.get(f"/plans/{plan.pk}/diligence/projects/P2/network/").content.decode()
    assert "봉제회사" in page and "<table" in page and "<svg" in page
