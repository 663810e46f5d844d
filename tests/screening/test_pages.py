"""The desk, a project on it, signatures, and what the law lets run."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from engine.changes import Alter
from roadmaps import services as plans
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of, schedule_for
from screening.models import Confirmation
from screening.queries.desk import desk
from screening.queries.lawful_page import lawful_page
from tests.plans import let_in

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def officer(nkpei: Roadmap) -> User:
    return let_in(nkpei, User.objects.create_user("officer"), Role.COMPLIANCE)


@pytest.fixture
def page(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def jin_plans(nkpei: Roadmap, jin: User) -> User:
    return let_in(nkpei, jin, Role.PLANNER)


def test_the_desk_counts_every_project_once_and_says_it_clears_nothing(
    page: Client, nkpei: Roadmap
) -> None:
    text = page.get(f"/plans/{nkpei.pk}/screening/?scenario=A").content.decode()
    assert text.count('id="') and text.count("/screening/projects/") == 60
    for word in ("허가나 적법 판단을 뜻하지 않습니다", "금지 51", "해당 조치 미발견 6"):
        assert word in text
    barred = page.get(f"/plans/{nkpei.pk}/screening/?scenario=A&verdict=prohibited")
    assert barred.content.decode().count("/screening/projects/") == 51


def test_a_project_shows_each_line_with_its_measures_and_routes(
    page: Client, nkpei: Roadmap
) -> None:
    text = page.get(f"/plans/{nkpei.pk}/screening/projects/F1-02/?scenario=A").content.decode()
    assert "조문상 예외 경로" in text
    assert "measures/unscr-2375-16/" in text
    assert "합작·합영 조치에 이 형태가 명시되어 있지 않습니다" in text


def test_a_signature_is_dated_and_goes_stale_once_a_line_changes(
    page: Client, nkpei: Roadmap, officer: User, jin_plans: User
) -> None:
    at = f"/plans/{nkpei.pk}/screening/projects/F1-02/confirm/?scenario=A"
    assert page.post(at, {"seen": _signature(nkpei).rests_on, "note": "검토"}).status_code == 302
    (made,) = Confirmation.objects.all()
    assert (made.by, made.said, made.scenario, made.note) == (officer, "prohibited", "A", "검토")
    assert made.revision == nkpei.revision
    assert _signature(nkpei).stands

    line = next(k for k, each in plan_of(nkpei).goods.items() if each.project == "F1-02")
    change = [Alter("goods", line, {"hs": "300490"})]
    plans.edit_plan(nkpei, change, by=jin_plans, on_revision=nkpei.revision)
    nkpei.refresh_from_db()
    assert _signature(nkpei).is_stale
    plans.undo_last(nkpei, by=jin_plans)
    nkpei.refresh_from_db()
    assert _signature(nkpei).stands


def test_nobody_signs_what_they_have_not_seen(page: Client, nkpei: Roadmap) -> None:
    at = f"/plans/{nkpei.pk}/screening/projects/F1-02/confirm/?scenario=A"
    assert page.post(at, {"seen": "0" * 64}).status_code == 409
    assert not Confirmation.objects.exists()


def test_planners_confirm_codes_but_sign_no_verdict(
    client: Client, nkpei: Roadmap, jin_plans: User
) -> None:
    client.force_login(jin_plans)
    key = next(k for k, each in plan_of(nkpei).goods.items() if each.project == "F1-02")
    from screening import grounds

    seen = grounds.of_code(plan_of(nkpei).goods[key])
    at = f"/plans/{nkpei.pk}/screening/"
    assert client.post(f"{at}lines/{key}/confirm/", {"seen": seen}).status_code == 302
    assert client.post(f"{at}projects/F1-02/confirm/", {"seen": seen}).status_code == 403
    assert [each.kind for each in Confirmation.objects.all()] == ["code"]


def test_regimes_are_switched_by_an_edit_of_the_plan(
    client: Client, nkpei: Roadmap, jin_plans: User
) -> None:
    client.force_login(jin_plans)
    at = f"/plans/{nkpei.pk}/screening/regimes/"
    seen = nkpei.revision
    assert client.post(at, {"on_revision": seen, "regimes": []}).status_code == 422
    assert client.post(at, {"on_revision": seen, "regimes": ["un"]}).status_code == 302
    nkpei.refresh_from_db()
    assert (nkpei.revision, nkpei.regimes) == (seen + 1, ["un"])
    rows = {row.screened.project.key: row.shown.word for row in _desk(nkpei, "C").rows}
    assert rows["F2-05"] == "permitted" and rows["F4-05"] == "permitted"


def test_what_is_listed_as_lawful_meets_no_measure_that_its_conditions_leave_open(
    nkpei: Roadmap,
) -> None:
    plan, _ = schedule_for(nkpei, "B")
    found = lawful_page(plan, "B", date(2029, 1, 1))
    assert (found.activities, found.total) == (56, 260)
    assert {row.project.key for row in found.running} >= {"F2-05", "F4-01", "T2-01"}
    assert found.best[0].activities == 88
    assert [each.activities for each in found.best] == sorted(
        each.activities for each in found.best
    )


def test_the_lawful_page_answers_for_any_day_and_survives_a_broken_one(
    page: Client, nkpei: Roadmap
) -> None:
    for day in ("2029-01-01", "soon", ""):
        assert page.get(f"/plans/{nkpei.pk}/lawful/?scenario=B&day={day}").status_code == 200


def _desk(plan: Roadmap, scenario: str) -> Any:
    return desk(plan, *schedule_for(plan, scenario), scenario)


def _signature(plan: Roadmap) -> Any:
    rows = {row.screened.project.key: row for row in _desk(plan, "A").rows}
    return rows["F1-02"].signature
