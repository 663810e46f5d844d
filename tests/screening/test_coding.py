"""HS codes found with their reasons; lines from a spreadsheet, all of them or none."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of
from screening.bulk import read_lines
from screening.coding import candidates
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
    made, faults = read_lines(GOOD, plan_of(nkpei), "F1-02")
    assert faults == []
    one, two = (each.record for each in made)
    assert (one.direction, one.hs, one.name_ko) == ("into", "845221", "재봉기")
    assert (one.quantity, one.value, one.currency) == (Decimal(1200), Decimal(30000), "USD")
    assert (two.direction, two.hs, two.quantity, two.value) == ("out", "620193", None, None)
    assert len({one.key, two.key} - set(plan_of(nkpei).goods)) == 2


def test_every_bad_row_is_named_and_nothing_is_written(planner: Client, nkpei: Roadmap) -> None:
    before, at = plan_of(nkpei), f"/plans/{nkpei.pk}/screening/projects/F1-02/lines/"
    rows = "반출,8452,재봉기\n옆으로,84X2,\n반입,62,재킷,,many,,5"
    answer = planner.post(at, {"rows": rows, "on_revision": nkpei.revision})
    text = answer.content.decode()
    assert answer.status_code == 422
    for told in ("2행: ‘옆으로’", "2행: ‘84X2’", "2행: 국문", "3행: ‘many’", "3행: 금액에는"):
        assert told in text
    assert "1행" not in text
    assert rows.splitlines()[2] in text
    nkpei.refresh_from_db()
    assert plan_of(nkpei) == before


def test_a_file_of_rows_is_added_in_one_revision(planner: Client, nkpei: Roadmap) -> None:
    at = f"/plans/{nkpei.pk}/screening/projects/F1-02/lines/"
    before, number = len(plan_of(nkpei).goods), nkpei.revision
    file = SimpleUploadedFile("rows.csv", GOOD.replace("1,200", "1200").encode("utf-8-sig"))
    answer = planner.post(at, {"file": file, "on_revision": number})
    assert answer.status_code == 302
    nkpei.refresh_from_db()
    assert (len(plan_of(nkpei).goods), nkpei.revision) == (before + 2, number + 1)
    broken = SimpleUploadedFile("rows.csv", "재봉기".encode("cp949"))
    refused = planner.post(at, {"file": broken, "on_revision": nkpei.revision})
    assert refused.status_code == 422
    assert "UTF-8 형식이 아닙니다" in refused.content.decode()


def test_the_search_page_answers(planner: Client, nkpei: Roadmap) -> None:
    text = planner.get(f"/plans/{nkpei.pk}/hs/?q=재봉기").content.decode()
    assert "8452" in text and "명칭에 ‘재봉기’" in text
