"""The desk as a queue: filters, bulk confirmation, requests for data; pages and REST agree."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from engine.changes import Alter
from roadmaps import services as plans
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of, schedule_for
from sanctions.models import Measure
from screening import grounds
from screening.models import Confirmation, DataRequest
from screening.queries.desk import DeskWish, desk
from tests.api.caller import Caller, codes
from tests.plans import let_in

pytestmark = pytest.mark.usefixtures("db")
PROJECT = "F1-02"


@pytest.fixture
def officer(nkpei: Roadmap) -> User:
    return let_in(nkpei, User.objects.create_user("officer"), Role.COMPLIANCE)


@pytest.fixture
def planner(nkpei: Roadmap, jin: User) -> User:
    return let_in(nkpei, jin, Role.PLANNER)


@pytest.fixture
def page(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def _keys(plan: Roadmap, **wish: str) -> list[str]:
    found = desk(plan, *schedule_for(plan, "A"), "A", DeskWish(**wish))
    return [row.screened.project.key for row in found.rows]


def _read(caller: Caller, plan: Roadmap, scenario: str = "A") -> Any:
    return caller.get(f"/screenings/plans/{plan.pk}/confirmations/?scenario={scenario}").json()


def test_filters_narrow_the_desk_and_what_comes_first_stands_first(
    page: Client, nkpei: Roadmap, officer: User
) -> None:
    everything = _keys(nkpei)
    assert len(everything) == 60
    assert set(_keys(nkpei, verdict="prohibited")) < set(everything)
    assert len(_keys(nkpei, verdict="prohibited")) == 51
    assert PROJECT in _keys(nkpei, regime="un")
    assert _keys(nkpei, text=PROJECT.lower()) == [PROJECT]
    assert _keys(nkpei, state="signed") == _keys(nkpei, asked="open") == []
    assert _keys(nkpei, order="key") == sorted(everything)
    assert len(_keys(nkpei, codes="open")) > 40
    program = Caller(officer)
    (own,) = (each for each in _read(program, nkpei)["verdicts"] if each["project"] == PROJECT)
    body = {"kind": "verdict", "project": PROJECT, "rests_on": own["rests_on"], "note": "검토"}
    at = f"/screenings/plans/{nkpei.pk}/confirmations/?scenario=A"
    assert program.post(at, body).status_code == 201
    assert _keys(nkpei, state="signed") == [PROJECT] and _keys(nkpei)[-1] == PROJECT
    text = page.get(f"/plans/{nkpei.pk}/screening/?scenario=A&state=signed").content.decode()
    assert "1 / 60" in text and PROJECT in text


@pytest.mark.parametrize("what", ["line", "date", "scenario", "regimes"])
def test_a_confirmation_is_out_of_date_once_what_it_rests_on_changes(
    nkpei: Roadmap, officer: User, planner: User, what: str
) -> None:
    program = Caller(officer)
    before = {each["project"]: each for each in _read(program, nkpei, "C")["verdicts"]}
    body = {"kind": "verdict", "project": PROJECT, "rests_on": before[PROJECT]["rests_on"]}
    at = f"/screenings/plans/{nkpei.pk}/confirmations/?scenario=C"
    assert program.post(at, body).status_code == 201
    line = next(k for k, each in plan_of(nkpei).goods.items() if each.project == PROJECT)
    change = {
        "line": Alter("goods", line, {"hs": "300490"}),
        "date": Alter("project", PROJECT, {"contract_date": date(2017, 8, 1)}),
        "scenario": Alter(
            "window", "C:SAN-2375-16:1", {"mode": "humanitarian_exemption", "goods": ()}
        ),
        "regimes": Alter("plan", "plan", {"regimes": ("un", "us")}),
    }[what]
    plans.edit_plan(nkpei, [change], by=planner, on_revision=nkpei.revision)
    nkpei.refresh_from_db()
    after = {each["project"]: each for each in _read(program, nkpei, "C")["verdicts"]}
    assert after[PROJECT]["state"] == "stale"
    again = program.post(at, body)
    assert (again.status_code, codes(again)) == (409, ["screening_changed"])
    plans.undo_last(nkpei, by=planner)
    nkpei.refresh_from_db()
    found = {each["project"]: each for each in _read(program, nkpei, "C")["verdicts"]}
    assert found[PROJECT]["state"] == "confirmed"


def test_a_signature_is_out_of_date_once_a_measure_changes(nkpei: Roadmap, officer: User) -> None:
    program = Caller(officer)
    (own,) = (each for each in _read(program, nkpei)["verdicts"] if each["project"] == PROJECT)
    at = f"/screenings/plans/{nkpei.pk}/confirmations/?scenario=A"
    body = {"kind": "verdict", "project": PROJECT, "rests_on": own["rests_on"]}
    assert program.post(at, body).status_code == 201
    Measure.objects.filter(pk="unscr-2375-16").update(exemptions=[])
    (own,) = (each for each in _read(program, nkpei)["verdicts"] if each["project"] == PROJECT)
    assert own["state"] == "stale"


def test_codes_are_confirmed_in_one_go_or_not_at_all(
    page: Client, nkpei: Roadmap, planner: User
) -> None:
    at = f"/plans/{nkpei.pk}/screening/codes/?project={PROJECT}"
    lines = [each for each in plan_of(nkpei).goods.values() if each.project == PROJECT]
    assert page.get(at).content.decode().count('name="line"') == len(lines) > 1
    posted: dict[str, Any] = {"line": [each.key for each in lines]}
    posted |= {f"seen-{each.key}": grounds.of_code(each) for each in lines}
    change = [Alter("goods", lines[0].key, {"hs": "300490"})]
    plans.edit_plan(nkpei, change, by=planner, on_revision=nkpei.revision)
    assert page.post(at, posted).status_code == 409
    assert not Confirmation.objects.exists()
    nkpei.refresh_from_db()
    posted[f"seen-{lines[0].key}"] = grounds.of_code(plan_of(nkpei).goods[lines[0].key])
    assert page.post(at, posted).status_code == 302
    assert Confirmation.objects.count() == len(lines)
    assert page.post(at, {}).status_code == 422
    shown = page.get(f"{at}&state=confirmed").content.decode()
    assert f"{len(lines)} / {len(lines)}" in shown


def test_a_request_is_shown_to_the_planner_until_it_is_answered(
    page: Client, nkpei: Roadmap, officer: User, planner: User
) -> None:
    at = f"/plans/{nkpei.pk}/screening/projects/{PROJECT}/"
    asked = {"about": "end_user", "text": "최종사용자가 누구입니까?", "line": ""}
    assert page.post(f"{at}ask/", asked).status_code == 302
    (made,) = DataRequest.objects.all()
    assert (made.by, made.is_open, made.project) == (officer, True, PROJECT)
    assert _keys(nkpei, asked="open") == [PROJECT]
    assert "미답변 요청" in page.get(f"/plans/{nkpei.pk}/screening/").content.decode()
    page.force_login(planner)
    assert asked["text"] in page.get(f"/plans/{nkpei.pk}/projects/{PROJECT}/").content.decode()
    assert page.post(f"{at}ask/", asked).status_code == 403
    answer = f"/plans/{nkpei.pk}/screening/requests/{made.pk}/answer/"
    assert page.post(answer, {"answer": " "}).status_code == 422
    assert page.post(answer, {"answer": "평양 제1공장"}).status_code == 302
    assert page.post(answer, {"answer": "다른 답"}).status_code == 409
    made.refresh_from_db()
    assert (made.answer, made.answered_by, made.is_open) == ("평양 제1공장", planner, False)
    assert asked["text"] not in page.get(f"/plans/{nkpei.pk}/projects/{PROJECT}/").content.decode()
    text = page.get(f"/plans/{nkpei.pk}/screening/requests/").content.decode()
    assert "평양 제1공장" in text and "0 / 1" in text


def test_requests_over_rest_follow_the_same_rules(
    nkpei: Roadmap, officer: User, planner: User
) -> None:
    at = f"/screenings/plans/{nkpei.pk}/requests/"
    body = {"project": PROJECT, "about": "quantity", "text": "수량 단위?"}
    made = Caller(officer).post(at, body)
    assert (made.status_code, made.json()["open"]) == (201, True)
    wrong = Caller(officer).post(at, {**body, "about": "colour", "line": ""})
    assert (wrong.status_code, codes(wrong)) == (422, ["not_one_of"])
    assert Caller(planner).post(at, body).status_code == 403
    told = Caller(planner).post(f"{at}{made.json()['id']}/answer/", {"answer": "켤레"})
    assert (told.status_code, told.json()["answered_by"]) == (200, str(planner))
    assert [each["open"] for each in Caller(planner).get(at).json()] == [False]


def test_the_law_of_a_day_and_its_keys_are_the_page_s(nkpei: Roadmap, officer: User) -> None:
    program = Caller(officer)
    at = f"/screenings/plans/{nkpei.pk}/lawful/?scenario=B&day=2028-03-01"
    found = program.get(at).json()
    assert (found["day"], found["of"]) == ("2028-03-01", 260)
    assert 0 < found["activities"] < 260
    best = [each["activities"] for each in found["best"]]
    assert best == sorted(best) and all(each["exact"] for each in found["best"])
    broken = program.get(f"/screenings/plans/{nkpei.pk}/lawful/?day=soon")
    assert (broken.status_code, codes(broken)) == (400, ["not_a_date"])


def test_hs_codes_are_found_in_both_languages_with_reasons(officer: User) -> None:
    program = Caller(officer)
    assert program.get("/screenings/codes/?q=sewing").json()[0]["reasons"]
    assert "8452" in [each["code"] for each in program.get("/screenings/codes/?q=8452.10").json()]
    assert program.get("/screenings/codes/").status_code == 400
