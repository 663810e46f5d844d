"""Conditions: when each holds in each scenario, and who waits for it."""

from django.test import Client

from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from tests.forms import at, opened


def test_the_reference_plan_has_forty_two_conditions(nkpei: Roadmap, page: Client) -> None:
    sorts = page.get(at(nkpei, "conditions/")).context["sorts"]

    assert [(sort.word, len(sort.lines)) for sort in sorts] == [
        ("제재", 20),
        ("정치", 9),
        ("법·제도", 10),
        ("물리·기반시설", 3),
    ]


def test_a_condition_names_its_measures_and_who_waits(nkpei: Roadmap, page: Client) -> None:
    line = page.get(at(nkpei, "conditions/SAN-2397-7/")).context["line"]

    plan = plan_of(nkpei)
    waiting = [p.key for p in plan.projects.values() if "SAN-2397-7" in p.conditions]
    assert [project.key for project in line.projects] == waiting
    assert [measure.pk for measure in line.measures] == ["unscr-2397-7"]
    assert [gate.key for gate in line.gates] == ["G1"]
    assert line.evidence.confidence == "high"


def test_each_scenario_has_its_windows_and_a_strip(nkpei: Roadmap, page: Client) -> None:
    line = page.get(at(nkpei, "conditions/SAN-2397-7/")).context["line"]

    found = {each.scenario.key: len(each.windows) for each in line.scenarios}
    assert found == {"A": 0, "B": 2, "C": 1}
    assert [len(each.strip.spans) for each in line.scenarios] == [0, 2, 1]


def test_a_window_is_added_for_a_scenario(trial: Roadmap, page: Client) -> None:
    address = at(trial, "windows/add/?scenario=A&condition=C1")
    answer = page.post(address, opened(page, address, since="2029-01-01"))

    assert answer["Location"].startswith(at(trial, "scenarios/A/"))
    trial.refresh_from_db()
    assert plan_of(trial).windows["A:C1:1"].since.isoformat() == "2029-01-01"


def test_a_window_that_ends_before_it_begins_is_refused(trial: Roadmap, page: Client) -> None:
    address = at(trial, "windows/add/?scenario=A&condition=C1")
    answer = page.post(address, opened(page, address, since="2029-01-01", until="2028-01-01"))

    assert answer.status_code == 422
    assert answer.context["editing"].form["until"].value() == "2028-01-01"


def test_a_condition_that_is_not_there_is_not_found(trial: Roadmap, page: Client) -> None:
    assert page.get(at(trial, "conditions/C9/")).status_code == 404
