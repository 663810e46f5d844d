"""The strip above the roadmap: courses and stops follow the windows, and come back exactly."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from engine.changes import Alter
from roadmaps import services as plans
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of
from tests.api.caller import Caller, codes
from tests.plans import let_in

pytestmark = pytest.mark.usefixtures("db")

SNAPBACK = "phased_snapback"


@pytest.fixture
def planner(nkpei: Roadmap, jin: User) -> User:
    return let_in(nkpei, jin, Role.PLANNER)


@pytest.fixture
def page(client: Client, planner: User) -> Client:
    client.force_login(planner)
    return client


@pytest.fixture
def program(planner: User) -> Caller:
    return Caller(planner)


def _strip(page: Client, plan: Roadmap, scenario: str) -> Any:
    answer = page.get(f"/plans/{plan.pk}/regimes/strip.json?scenario={scenario}")
    assert answer.status_code == 200
    return answer.json()


def _load(program: Caller, plan: Roadmap) -> None:
    body = {"regime": SNAPBACK, "base": "C", "on_revision": plan.revision}
    made = program.post(f"/screenings/plans/{plan.pk}/load/", body)
    assert (made.status_code, made.json()["scenario"]) == (201, SNAPBACK)
    plan.refresh_from_db()


def test_only_what_binds_is_shown_by_regime_the_most_binding_first(
    page: Client, nkpei: Roadmap
) -> None:
    strip = _strip(page, nkpei, "C")
    assert strip["hypothetical"] and strip["title"] == "C 실질 해제"
    assert [group["title"] for group in strip["groups"]] == ["유엔", "대한민국"]
    for group in strip["groups"]:
        met = [
            int(row["projects"].removeprefix("과제 ").removesuffix("건")) for row in group["rows"]
        ]
        assert met == sorted(met, reverse=True) and met[-1] > 0
    row = strip["groups"][0]["rows"][0]
    assert (row["measure"], row["short"], row["projects"]) == (
        "unscr-2397-7",
        "2397호 7항",
        "과제 41건",
    )
    first, *rest = row["pieces"]
    assert (first["state"], first["word"], first["opens"]) == ("in_force", "시행 중", [])
    assert first["label"].startswith("유엔 안보리 결의 2397호(2017) 7항: 2027.01.01부터")
    assert rest[0]["opens"] and all(key in strip["windows"] for key in rest[0]["opens"])
    assert "가상" in rest[0]["label"]


def test_restoring_the_dates_restores_the_first_answers_byte_by_byte(
    page: Client, program: Caller, nkpei: Roadmap, planner: User
) -> None:
    plan = nkpei.pk
    addresses = (
        f"/api/v1/screenings/plans/{plan}/?scenario=C",
        f"/api/v1/screenings/plans/{plan}/timeline/?scenario=C",
        f"/plans/{plan}/roadmap.json?scenario=C",
        f"/plans/{plan}/regimes/strip.json?scenario=C",
    )

    def answers() -> list[bytes]:
        nkpei.refresh_from_db()
        number = f'"revision":{nkpei.revision}'.encode()
        spaced = f'"revision": {nkpei.revision}'.encode()
        return [
            page.get(each).content.replace(number, b"").replace(spaced, b"") for each in addresses
        ]

    before = answers()
    window = plan_of(nkpei).windows["C:SAN-2375-16:1"]
    there = {"since": date(2036, 1, 1), "low": None, "high": None}
    back = {"since": window.since, "low": window.low, "high": window.high}
    for values, same in ((there, False), (back, True)):
        change = [Alter("window", window.key, values)]
        plans.edit_plan(nkpei, change, by=planner, on_revision=nkpei.revision)
        assert [one == other for one, other in zip(before, answers(), strict=True)] == [same] * 4


def test_a_snapback_says_by_when_running_work_stops_everywhere(
    page: Client, program: Caller, nkpei: Roadmap, planner: User
) -> None:
    _load(program, nkpei)
    key = "B1-01.a1"
    begun = {"actual_start": date(2032, 6, 1), "duration": 30}
    change = [Alter("activity", key, begun)]
    plans.edit_plan(nkpei, change, by=planner, on_revision=nkpei.revision)
    answer = program.get(f"/screenings/plans/{nkpei.pk}/timeline/?scenario={SNAPBACK}").json()
    assert answer["hypothetical"]
    (stop,) = (each for each in answer["stops"] if each["activity"])
    assert (stop["activity"], stop["stop_by"]) == (key, "2033-03-31")
    assert {"unscr-2397-7", "kr-524-out"} < set(stop["measures"])
    assert stop["wind_down_until"] is None
    # A project is under way too while it waits between two pieces of its work.
    assert ("B3-01", "2033-03-31") in [
        (each["project"], each["stop_by"]) for each in answer["stops"] if not each["activity"]
    ]
    whole = program.get(f"/screenings/plans/{nkpei.pk}/?scenario={SNAPBACK}").json()
    by_project = {row["project"]: row["stops"] for row in whole["projects"]}
    assert stop in by_project[stop["project"]]
    told = f"{_korean(stop['stop_by'])}까지 중지"
    strip = _strip(page, nkpei, SNAPBACK)
    assert strip["stops"][stop["activity"]]["text"] == told
    assert stop["project"] in strip["stops"]
    query = f"scenario={SNAPBACK}&level=activity"
    panel = page.get(f"/plans/{nkpei.pk}/panel/{stop['activity']}/?{query}").content.decode()
    assert f"{told}해야 합니다" in panel
    table = page.get(f"/plans/{nkpei.pk}/?{query}&view=table").content.decode()
    assert told in table
    own = page.get(f"/plans/{nkpei.pk}/regimes/measures/{stop['measures'][0]}/?{query}")
    assert told in own.content.decode()


def test_the_panel_of_a_measure_has_a_date_field_for_every_edge(
    page: Client, nkpei: Roadmap
) -> None:
    at = f"/plans/{nkpei.pk}/regimes/measures/"
    text = page.get(f"{at}unscr-2375-16/?scenario=C").content.decode()
    assert 'data-key="C:SAN-2375-16:1"' in text and 'name="since"' in text
    assert "가상" in text
    assert page.get(f"{at}unscr-9999-1/?scenario=C").status_code == 404


def test_hypothetical_regimes_are_listed_and_load_only_once(
    program: Caller, nkpei: Roadmap
) -> None:
    at = f"/screenings/plans/{nkpei.pk}/regimes/"
    listed = program.get(at).json()
    assert len(listed) == 6
    assert all(each["hypothetical"] and not each["in_plan"] for each in listed)
    _load(program, nkpei)
    assert [each["key"] for each in program.get(at).json() if each["in_plan"]] == [SNAPBACK]
    body = {"regime": SNAPBACK, "base": "C", "on_revision": nkpei.revision}
    again = program.post(f"/screenings/plans/{nkpei.pk}/load/", body)
    assert (again.status_code, codes(again)) == (422, ["regime_is_there"])


def _korean(day: str) -> str:
    return day.replace("-", ".")
