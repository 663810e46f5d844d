"""A project and its rows, edited by forms: one change value each; refusals keep what was typed."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from engine.changes import Alter, Change, Remove
from engine.plan import Plan
from roadmaps.models import Revision, Roadmap, Role
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan
from tests.forms import at, opened
from tests.plans import let_in

TALKS = "projects/P1/activities/P1.a1/"
BUILDING = "projects/P2/activities/P2.a2/"


def plan(roadmap: Roadmap) -> Plan:
    roadmap.refresh_from_db()
    return plan_of(roadmap)


def last(roadmap: Roadmap) -> Revision:
    return roadmap.revisions.latest("number")


def meanwhile(roadmap: Roadmap, by: User, *changes: Change) -> None:
    roadmap.refresh_from_db()
    edit_plan(roadmap, changes, by=by, on_revision=roadmap.revision)


@pytest.fixture
def mina_plans(trial: Roadmap, mina: User) -> User:
    return let_in(trial, mina, Role.PLANNER)


def test_an_edit_is_one_change_of_the_fields_that_differ(trial: Roadmap, page: Client) -> None:
    typed = opened(page, at(trial, TALKS), duration="5", reason="현장 확인")

    answer = page.post(at(trial, TALKS), typed)

    assert (answer.status_code, answer["Location"]) == (302, at(trial, "projects/P1/activities/"))
    assert last(trial).changes == [
        {"kind": "change_activity", "key": "P1.a1", "values": {"duration": 5}}
    ]
    assert last(trial).reason == "현장 확인"


def test_saving_what_was_not_changed_writes_no_revision(trial: Roadmap, page: Client) -> None:
    page.post(at(trial, TALKS), opened(page, at(trial, TALKS)))

    assert last(trial).number == 1


def test_a_form_that_cannot_be_read_keeps_what_was_typed(trial: Roadmap, page: Client) -> None:
    typed = opened(page, at(trial, TALKS), duration="five", name_ko="새 이름")

    answer = page.post(at(trial, TALKS), typed)

    assert answer.status_code == 422
    shown = answer.context["editing"].form
    assert (shown["duration"].value(), shown["name_ko"].value()) == ("five", "새 이름")
    assert list(shown.errors) == ["duration"]
    assert last(trial).number == 1


def test_a_refused_edit_keeps_what_was_typed_and_says_why(trial: Roadmap, page: Client) -> None:
    typed = opened(page, at(trial, "projects/P1/links/add/"), before="P1.a2", after="P1.a1")

    answer = page.post(at(trial, "projects/P1/links/add/"), typed)

    assert answer.status_code == 422
    editing = answer.context["editing"]
    assert [problem.code for problem in editing.problems] == ["circular_links"]
    assert (editing.form["before"].value(), editing.form["after"].value()) == ("P1.a2", "P1.a1")
    assert "P1.a1" in answer.content.decode()
    assert last(trial).number == 1


def test_two_people_change_different_fields_of_one_record(
    trial: Roadmap, page: Client, mina_plans: User
) -> None:
    typed = opened(page, at(trial, TALKS), duration="5")
    meanwhile(trial, mina_plans, Alter("activity", "P1.a1", {"name_ko": "실무회담"}))

    page.post(at(trial, TALKS), typed)

    activity = plan(trial).activities["P1.a1"]
    assert (activity.duration, activity.name_ko) == (5, "실무회담")


def test_a_stale_edit_shows_base_theirs_and_mine(
    trial: Roadmap, page: Client, mina_plans: User
) -> None:
    typed = opened(page, at(trial, TALKS), duration="5", name_en="Round table")
    meanwhile(trial, mina_plans, Alter("activity", "P1.a1", {"duration": 4}))

    answer = page.post(at(trial, TALKS), typed)

    assert answer.status_code == 409
    [conflict] = answer.context["editing"].conflicts
    assert (conflict.base, conflict.theirs, conflict.mine) == ("2", "4", "5")
    assert conflict.revision == 2
    assert "내 값으로 저장" in answer.content.decode()


def test_mine_can_be_saved_after_a_conflict_and_theirs_else_is_kept(
    trial: Roadmap, page: Client, mina_plans: User
) -> None:
    typed = opened(page, at(trial, TALKS), duration="5")
    theirs: dict[str, Any] = {"duration": 4, "name_ko": "실무회담"}
    meanwhile(trial, mina_plans, Alter("activity", "P1.a1", theirs))

    again = page.post(at(trial, TALKS), typed).context["editing"].form
    sent = {name: again[name].value() for name in ("duration", "name_ko")}
    assert sent == {"duration": 5, "name_ko": "실무회담"}

    typed |= {"name_ko": "실무회담", "on_revision": "2"}
    assert page.post(at(trial, TALKS), typed).status_code == 302
    activity = plan(trial).activities["P1.a1"]
    assert (activity.duration, activity.name_ko) == (5, "실무회담")


def test_amounts_are_typed_with_separators(trial: Roadmap, page: Client) -> None:
    typed = opened(page, at(trial, "projects/P1/costs/P1:fund/"), amount="1,500,000,000")

    page.post(at(trial, "projects/P1/costs/P1:fund/"), typed)

    assert plan(trial).costs["P1:fund"].amount == 1_500_000_000


def test_a_new_row_belongs_to_its_project_and_gets_a_free_key(trial: Roadmap, page: Client) -> None:
    address = at(trial, "projects/P1/activities/add/")
    page.post(address, opened(page, address, name_ko="평가", duration="2"))

    activity = plan(trial).activities["P1.a3"]
    assert (activity.project, activity.duration, activity.unit) == ("P1", 2, "months")


def test_a_project_is_added_with_its_code(trial: Roadmap, page: Client) -> None:
    address = at(trial, "projects/add/")
    answer = page.post(address, opened(page, address, key="P3", name_ko="연구소", stage="S2"))

    assert answer["Location"] == at(trial, "projects/P3/")
    assert plan(trial).projects["P3"].stage == "S2"


def test_a_code_that_is_taken_is_refused_in_words(trial: Roadmap, page: Client) -> None:
    address = at(trial, "projects/add/")
    answer = page.post(address, opened(page, address, key="P1", name_ko="연구소"))

    assert answer.status_code == 422
    assert [problem.code for problem in answer.context["editing"].problems] == ["key_taken"]
    assert answer.context["editing"].form["name_ko"].value() == "연구소"


def test_the_page_says_what_goes_with_a_project(trial: Roadmap, page: Client) -> None:
    removal = page.get(at(trial, "projects/P2/remove/")).context["removal"]

    gone = {(each.kind_key, each.key) for each in removal.gone}
    assert gone == {
        ("activity", "P2.a1"),
        ("activity", "P2.a2"),
        ("control", "P2:c1"),
        ("demand", "P2.a2:power"),
        ("entity", "P2:factory:1"),
        ("entity", "P2:firm:1"),
        ("entity", "P2:place:1"),
        ("goods", "P2:1"),
        ("link", "L2"),
        ("relation", "P2:1"),
        ("standard", "P2:KS"),
    }
    let_go = [(each.kind_key, each.key) for each in removal.let_go]
    assert let_go == [("gate", "G1"), ("permit", "X1")]


def test_a_project_is_removed_with_its_rows(trial: Roadmap, page: Client) -> None:
    page.post(at(trial, "projects/P2/remove/"), {"on_revision": "1", "reason": "중복"})

    assert list(plan(trial).projects) == ["P1"]
    assert plan(trial).gates["G1"].opens == ()
    assert last(trial).reason == "중복"


def test_a_row_of_another_project_is_not_here(trial: Roadmap, page: Client) -> None:
    assert page.get(at(trial, "projects/P2/activities/P1.a1/")).status_code == 404


def test_a_viewer_reads_but_does_not_edit(trial: Roadmap, client: Client, mina: User) -> None:
    client.force_login(let_in(trial, mina, Role.VIEWER))

    assert client.get(at(trial, "projects/P1/activities/")).status_code == 200
    assert "수정" not in client.get(at(trial, "projects/P1/costs/")).content.decode()
    assert client.post(at(trial, TALKS), {"duration": "5"}).status_code == 403


def test_what_was_typed_for_a_record_removed_meanwhile_is_kept(
    trial: Roadmap, page: Client, mina_plans: User
) -> None:
    typed = opened(page, at(trial, BUILDING), duration="7", name_ko="고친 이름")
    meanwhile(trial, mina_plans, Remove("activity", "P2.a2"))

    answer = page.post(at(trial, BUILDING), typed)

    assert answer.status_code == 409
    form = answer.context["editing"].form
    assert (form["duration"].value(), form["name_ko"].value()) == ("7", "고친 이름")
    assert answer.context["removed"].by.number == 2
    assert "P2.a2" not in plan(trial).activities


def test_it_can_be_added_again_with_the_values_typed(
    trial: Roadmap, page: Client, mina_plans: User
) -> None:
    before = plan(trial).activities["P2.a2"]
    typed = opened(page, at(trial, BUILDING), duration="7", name_ko="고친 이름")
    meanwhile(trial, mina_plans, Remove("activity", "P2.a2"))

    answer = page.post(at(trial, BUILDING), {**typed, "again": "1"})

    assert answer.status_code == 302
    again = plan(trial).activities["P2.a2"]
    assert (again.duration, again.name_ko, again.project) == (7, "고친 이름", "P2")
    assert again.name_en == before.name_en
    assert last(trial).number == 3


def test_what_is_removed_together_with_its_project_is_refused_and_kept(
    trial: Roadmap, page: Client, mina_plans: User
) -> None:
    typed = opened(page, at(trial, BUILDING), duration="7")
    meanwhile(trial, mina_plans, Remove("project", "P2"))

    answer = page.post(at(trial, BUILDING), {**typed, "again": "1"})

    assert answer.status_code == 422
    assert answer.context["editing"].form["duration"].value() == "7"
    assert last(trial).number == 2
