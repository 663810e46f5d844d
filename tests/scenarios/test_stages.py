"""Stages with derived spans, and gates that say when they open and why."""

from datetime import date

import pytest
from django.test import Client

from engine.plan import Plan
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from tests.forms import at, opened


def plan(roadmap: Roadmap) -> Plan:
    roadmap.refresh_from_db()
    return plan_of(roadmap)


def test_stages_count_what_is_in_them(nkpei: Roadmap, page: Client) -> None:
    lines = page.get(at(nkpei, "stages/?scenario=C")).context["lines"]

    assert [(x.stage.key, x.project_count, x.activity_count) for x in lines] == [
        ("S1", 22, 97),
        ("S2", 26, 112),
        ("S3", 12, 51),
    ]
    assert [x.blocked_count + x.partly_count for x in lines] == [0, 0, 0]


def test_blocked_projects_are_counted_by_stage(nkpei: Roadmap, page: Client) -> None:
    lines = page.get(at(nkpei, "stages/?scenario=A")).context["lines"]

    assert sum(line.runnable_count for line in lines) == 8


def test_a_gate_opens_when_enough_is_met_and_says_what_decides(
    nkpei: Roadmap, page: Client
) -> None:
    [first, *_rest] = page.get(at(nkpei, "stages/?scenario=C")).context["lines"]
    [gate] = first.gates

    assert (gate.gate.key, gate.when.date, gate.needed, gate.of) == ("G1", date(2028, 4, 3), 1, 1)
    assert gate.why == ["조건 SAN-2397-7 HS 72~89 공급금지 면제(2397호 7항)"]
    assert len(gate.opens) == 12


def test_a_gate_whose_condition_never_holds_does_not_open(nkpei: Roadmap, page: Client) -> None:
    answer = page.get(at(nkpei, "stages/?scenario=A"))

    assert answer.context["lines"][0].gates[0].when.blocked
    assert "이 시나리오에서는 열리지 않음" in answer.content.decode()


def test_a_stage_is_added_renamed_and_removed(trial: Roadmap, page: Client) -> None:
    address = at(trial, "stages/add/")
    page.post(address, opened(page, address, key="S3", name_ko="확산", position="3"))
    assert plan(trial).stages["S3"].position == 3

    address = at(trial, "stages/S3/edit/")
    page.post(address, opened(page, address, name_en="Spread"))
    assert plan(trial).stages["S3"].name_en == "Spread"

    page.post(at(trial, "stages/S3/remove/"), {"on_revision": "3"})
    assert list(plan(trial).stages) == ["S1", "S2"]


def test_projects_outlive_their_stage(trial: Roadmap, page: Client) -> None:
    removal = page.get(at(trial, "stages/S1/remove/")).context["removal"]
    assert [each.key for each in removal.gone] == []

    page.post(at(trial, "stages/S1/remove/"), {"on_revision": "1"})

    assert plan(trial).projects["P1"].stage == ""


def test_a_criterion_asks_for_one_thing(trial: Roadmap, page: Client) -> None:
    address = at(trial, "criteria/add/?gate=G1")
    typed = opened(page, address, name_ko="둘 다", activity="P1.a1", condition="C1")

    answer = page.post(address, typed)

    assert answer.status_code == 422
    codes = [problem.code for problem in answer.context["editing"].problems]
    assert codes == ["criterion_asks_one_thing"]
    assert answer.context["editing"].form["gate"].value() == "G1"


@pytest.mark.parametrize("path", ["stages/", "conditions/", "scenarios/", "comparison/"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_opens_in_both_languages(
    nkpei: Roadmap, page: Client, path: str, language: str
) -> None:
    page.cookies["django_language"] = language

    answer = page.get(at(nkpei, path))

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize("path", ["stages/", "conditions/", "scenarios/", "comparison/"])
def test_an_empty_plan_has_its_pages(jin: object, page: Client, path: str) -> None:
    from roadmaps.services import create_plan
    from tests.plans import HEADER

    empty = create_plan(HEADER, [], by=jin)  # type: ignore[arg-type]

    assert page.get(at(empty, path)).status_code == 200
