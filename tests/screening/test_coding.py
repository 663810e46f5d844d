"""HS codes found with their reasons; lines from a spreadsheet, all of them or none."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from engine.changes import Alter
from engine.records import GoodsLine
from roadmaps import services
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of
from screening.bulk import COLUMNS, lines_of, read_rows
from screening.coding import candidates
from screening.sheets import as_text, rows_of_file, rows_of_text
from screening.workbooks import table
from tests.plans import let_in

pytestmark = pytest.mark.usefixtures("db")
GOOD = (
    "방향\tHS\t품명\n"
    "반출\t8452.21\t재봉기\tSewing machines\t1,200\tea\t30000\tusd\n"
    "out\t620193\t재킷"
)


@pytest.fixture
def planner(client: Client, nkpei: Roadmap, jin: User) -> Client:
    client.force_login(let_in(nkpei, jin, Role.PLANNER))
    return client


@pytest.mark.parametrize(
    ("asked", "first"),
    [("재봉기", "8452"), ("sewing machines", "8452"), ("845221", "8452"), ("8452", "8452")],
)
def test_a_heading_is_found_by_word_and_by_code_with_its_reason(asked: str, first: str) -> None:
    found = candidates(asked)
    assert found[0].code.startswith(first)
    assert all(each.reasons for each in found)


def test_a_code_of_another_edition_leads_to_the_present_one() -> None:
    assert "8807" in {each.code for each in candidates("8803")}


def test_nothing_fits_nonsense() -> None:
    assert candidates("ㅁㄴㅇㄹ") == []


def test_rows_become_lines_with_keys_of_their_own(nkpei: Roadmap) -> None:
    reading = read_rows(rows_of_text(GOOD))
    assert (reading.faults, len(reading.rows)) == (0, 2)
    one, two = (each.record for each in lines_of(reading, plan_of(nkpei), "F1-02"))
    assert isinstance(one, GoodsLine) and isinstance(two, GoodsLine)
    assert (one.direction, one.hs, one.name_ko) == ("into", "845221", "재봉기")
    assert (one.quantity, one.value, one.currency) == (Decimal(1200), Decimal(30000), "USD")
    assert (two.direction, two.hs, two.quantity, two.value) == ("out", "620193", None, None)
    assert len({one.key, two.key} - set(plan_of(nkpei).goods)) == 2


def test_every_bad_cell_is_named_and_nothing_is_written(planner: Client, nkpei: Roadmap) -> None:
    before, at = plan_of(nkpei), f"/plans/{nkpei.pk}/screening/projects/F1-02/lines/"
    rows = "반출,8452,재봉기\n옆으로,84X2,\n반입,62,재킷,,many,,5\nout,301,생선,,3,stone,5,GBP"
    answer = planner.post(at, {"rows": rows, "on_revision": nkpei.revision, "act": "add"})
    text = answer.content.decode()
    assert answer.status_code == 422
    for told in (
        "‘옆으로’",
        "‘84X2’",
        "국문",
        "‘many’",
        "금액에는",
        "0301입니까",
        "‘stone’",
        "‘GBP’",
    ):
        assert told in text, told
    assert "오류 8건" in text and "반입\t62\t재킷" in text
    reading = read_rows(rows_of_text(rows))
    assert [sorted(each.faults) for each in reading.rows] == [
        [],
        ["direction", "hs", "name_ko"],
        ["currency", "quantity"],
        ["currency", "hs", "unit"],
    ]
    nkpei.refresh_from_db()
    assert plan_of(nkpei) == before


def test_a_workbook_is_looked_at_first_and_added_in_one_revision(
    planner: Client, nkpei: Roadmap
) -> None:
    at = f"/plans/{nkpei.pk}/screening/projects/F1-02/lines/"
    before, number = len(plan_of(nkpei).goods), nkpei.revision
    cells = [["반출", "", "재봉기", "", 12, "대", 30000.5, "usd"], ["out", 8452, "=1+1"]]
    book = table("x", ["방향", "HS", "품명", "", "", "", "", ""], cells)
    file = SimpleUploadedFile("rows.xlsx", book)
    looked = planner.post(at, {"file": file, "on_revision": number, "act": "look"})
    text = looked.content.decode()
    assert looked.status_code == 422 and '<select class="input small" name="hs-2">' in text
    assert "8452" in text and "명칭에 ‘재봉기’" in text
    again = {"rows": as_text(rows_of_file(book)), "on_revision": number, "hs-2": "8452"}
    fine = planner.post(at, {**again, "act": "look"})
    assert fine.status_code == 200 and "품목 2건 추가" in fine.content.decode()
    nkpei.refresh_from_db()
    assert nkpei.revision == number
    assert planner.post(at, {**again, "act": "add"}).status_code == 302
    nkpei.refresh_from_db()
    goods = plan_of(nkpei).goods
    assert (len(goods), nkpei.revision) == (before + 2, number + 1)
    made = [each for each in goods.values() if each.name_ko in {"재봉기", "=1+1"}]
    assert {(each.hs, each.unit, each.currency) for each in made} >= {
        ("8452", "ea", "USD"),
        ("8452", "", ""),
    }


def test_a_broken_file_is_refused_in_words(planner: Client, nkpei: Roadmap) -> None:
    at = f"/plans/{nkpei.pk}/screening/projects/F1-02/lines/"
    for data, told in (
        ("재봉기".encode("cp949"), "XLSX 파일도 UTF-8"),
        (b"PKxx", "읽을 수 없습니다"),
    ):
        file = SimpleUploadedFile("rows", data)
        refused = planner.post(at, {"file": file, "on_revision": nkpei.revision, "act": "look"})
        assert refused.status_code == 422
        assert told in refused.content.decode()


def test_the_template_reads_back_as_headings_alone(planner: Client, nkpei: Roadmap) -> None:
    answer = planner.get(f"/plans/{nkpei.pk}/screening/template.xlsx")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = rows_of_file(answer.content)
    assert len(rows) == 1 and len(rows[0]) == len(COLUMNS)
    assert read_rows(rows).fault
    english = planner.get(
        f"/plans/{nkpei.pk}/screening/template.xlsx", headers={"Accept-Language": "en"}
    )
    assert rows_of_file(english.content) != rows


def test_the_export_has_every_line_with_its_verdict_and_no_formula(
    planner: Client, nkpei: Roadmap
) -> None:
    person = User.objects.get(username="jin")
    line = next(iter(plan_of(nkpei).goods))
    change = [Alter("goods", line, {"name_ko": "=HYPERLINK(1)"})]
    services.edit_plan(nkpei, change, by=person, on_revision=nkpei.revision)
    answer = planner.get(f"/plans/{nkpei.pk}/screening/lines.xlsx?scenario=A")
    rows = rows_of_file(answer.content)
    assert len(rows) == 1 + len(plan_of(nkpei).goods)
    assert any("=HYPERLINK(1)" in row for row in rows)
    with zipfile.ZipFile(BytesIO(answer.content)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    assert any("금지" in cell for cell in rows[1])


def test_the_search_page_answers(planner: Client, nkpei: Roadmap) -> None:
    text = planner.get(f"/plans/{nkpei.pk}/hs/?q=재봉기").content.decode()
    assert "8452" in text and "명칭에 ‘재봉기’" in text
