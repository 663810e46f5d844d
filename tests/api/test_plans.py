"""Plans: made, changed, edited, undone, tried, scheduled, explained."""

from datetime import date

import pytest

from accounts.models import User
from roadmaps.models import Revision, Roadmap
from roadmaps.store import load_plan
from tests.api.caller import Caller, codes
from tests.plans import let_in


def longer(key: str = "P1.a1", months: int = 5) -> dict[str, object]:
    return {"kind": "change_activity", "key": key, "values": {"duration": months}}


def test_whoever_makes_a_plan_owns_it(program: Caller) -> None:
    body = {"name_ko": "새 로드맵", "name_en": "New roadmap", "start": "2028-03-01"}
    answer = program.post("/plans/", body)
    assert answer.status_code == 201
    found = program.client.get(answer.headers["Location"]).json()
    assert (found["role"], found["revision"], found["start"]) == ("owner", 0, "2028-03-01")


def test_a_plan_needs_a_name_and_a_start(program: Caller) -> None:
    answer = program.post("/plans/", {"name_ko": "x", "colour": "red"})
    assert answer.status_code == 422
    assert [p["about"] for p in answer.json()["problems"]] == [["colour"], ["name_en"], ["start"]]


def test_the_header_is_changed_like_any_record(program: Caller, trial: Roadmap) -> None:
    at = f"/plans/{trial.pk}/"
    assert program.get(at).headers["ETag"] == '"1"'
    assert program.patch(at, {"start": "2027-02-01"}).status_code == 428
    assert program.patch(at, {"start": "2027-02-01"}, If_Match='"0"').status_code == 412
    answer = program.patch(at, {"start": "2027-02-01"}, If_Match='"1"')
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert answer.json()["start"] == "2027-02-01"


def test_an_edit_answers_with_its_revision_and_what_moved(
    program: Caller, trial: Roadmap, jin: User
) -> None:
    body = {"on_revision": 1, "reason": "talks drag on", "changes": [longer()]}
    answer = program.post(f"/plans/{trial.pk}/edits/?scenario=B", body)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["number"], made["by"], made["reason"]) == (2, "jin", "talks drag on")
    assert (made["scenario"], made["change_count"]) == ("B", 1)
    moved = {shift["key"]: shift for shift in made["moved"]}
    assert moved["P1.a1"] == {
        "key": "P1.a1",
        "old_start": "2027-01-04",
        "old_finish": "2027-03-03",
        "start": "2027-01-04",
        "finish": "2027-06-03",
    }
    assert moved["P1.a2"]["start"] == "2027-06-04"
    revision = program.client.get(answer.headers["Location"]).json()
    assert revision["changes"] == [longer()]
    assert revision["undo"] == [longer(months=2)]
    assert revision["touched"] == ["activity:P1.a1"]


def test_an_edit_is_all_or_nothing(program: Caller, trial: Roadmap) -> None:
    bad = {"kind": "remove_link", "key": "L9"}
    answer = program.post(
        f"/plans/{trial.pk}/edits/", {"on_revision": 1, "changes": [longer(), bad]}
    )
    assert answer.status_code == 422
    assert codes(answer) == ["unknown_record"]
    assert load_plan(trial).activities["P1.a1"].duration == 2


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({}, ["missing_field"]),
        ({"on_revision": "1", "changes": []}, ["not_a_whole_number"]),
        ({"on_revision": 1, "changes": []}, ["changes_missing"]),
        ({"on_revision": 1, "changes": "all"}, ["changes_missing"]),
        ({"on_revision": 1, "changes": [{"kind": "paint_link"}]}, ["unknown_change"]),
        ({"on_revision": 9, "changes": [longer()]}, ["no_such_revision"]),
        ({"on_revision": -1, "changes": [longer()]}, ["no_such_revision"]),
        ({"on_revision": 1, "changes": [longer()], "force": True}, ["unknown_field"]),
        ({"on_revision": 1, "reason": "x" * 501, "changes": [longer()]}, ["too_long"]),
        (
            {"on_revision": 1, "changes": [{"kind": "remove_plan", "key": "plan"}]},
            ["unknown_change"],
        ),
    ],
)
def test_an_ill_formed_edit_is_refused(
    program: Caller, trial: Roadmap, body: dict[str, object], found: list[str]
) -> None:
    answer = program.post(f"/plans/{trial.pk}/edits/", body)
    assert answer.status_code == 422
    assert codes(answer) == found


def test_a_body_that_is_no_json_is_refused(program: Caller, trial: Roadmap) -> None:
    at = f"/api/v1/plans/{trial.pk}/edits/"
    answer = program.client.post(at, "{", content_type="application/json")
    assert (answer.status_code, codes(answer)) == (400, ["parse_error"])
    answer = program.client.post(at, "a=1", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, codes(answer)) == (415, ["unsupported_media_type"])


def test_a_stale_edit_of_the_same_field_names_both_values(
    program: Caller, trial: Roadmap, mina: User
) -> None:
    at, theirs = f"/plans/{trial.pk}/edits/", Caller(let_in(trial, mina))
    theirs.post(at, {"on_revision": 1, "changes": [longer(months=7)]})
    answer = program.post(at, {"on_revision": 1, "changes": [longer(months=5)]})
    assert (answer.status_code, codes(answer)) == (409, ["newer_revision"])
    (conflict,) = answer.json()["conflicts"]
    assert answer.json()["revision"] == 2
    assert conflict.pop("at")
    assert conflict == {
        "kind": "activity",
        "key": "P1.a1",
        "field": "duration",
        "theirs": 7,
        "mine": 5,
        "by": "mina",
        "revision": 2,
    }


def test_a_stale_edit_of_another_field_is_saved(
    program: Caller, trial: Roadmap, mina: User
) -> None:
    at, theirs = f"/plans/{trial.pk}/edits/", Caller(let_in(trial, mina))
    theirs.post(at, {"on_revision": 1, "changes": [longer(months=7)]})
    rename = {"kind": "change_activity", "key": "P1.a1", "values": {"name_en": "Long talks"}}
    assert program.post(at, {"on_revision": 1, "changes": [rename]}).status_code == 201
    trial.refresh_from_db()
    activity = load_plan(trial).activities["P1.a1"]
    assert (activity.duration, activity.name_en) == (7, "Long talks")


def test_undo_and_redo_lead_back_and_forth(program: Caller, trial: Roadmap) -> None:
    at = f"/plans/{trial.pk}"
    program.post(f"{at}/edits/", {"on_revision": 1, "changes": [longer()]})
    undone = program.post(f"{at}/undo/").json()
    redone = program.post(f"{at}/redo/").json()
    assert [undone["is_undo"], redone["is_undo"]] == [True, False]
    assert [shift["finish"] for shift in undone["moved"] if shift["key"] == "P1.a1"] == [
        "2027-03-03"
    ]
    assert redone["number"] == 4
    assert codes(program.post(f"{at}/redo/")) == ["nothing_to_redo"]


def test_one_revision_is_taken_back_by_its_id(program: Caller, trial: Roadmap) -> None:
    made = program.post(f"/plans/{trial.pk}/edits/", {"on_revision": 1, "changes": [longer()]})
    at = f"/revisions/{made.json()['id']}/undo/"
    answer = program.post(at, {"reason": "a mistake"})
    assert answer.status_code == 201
    assert (answer.json()["undoes"], answer.json()["reason"]) == (made.json()["id"], "a mistake")
    assert codes(program.post(at, {})) == ["already_undone"]


def test_a_what_if_writes_nothing(program: Caller, trial: Roadmap) -> None:
    answer = program.post(f"/plans/{trial.pk}/what-if/?scenario=B", {"changes": [longer()]})
    assert answer.status_code == 200
    assert "P1.a2" in {shift["key"] for shift in answer.json()["moved"]}
    assert Revision.objects.filter(plan=trial).count() == 1
    circle = {"kind": "add_link", "record": {"key": "x", "before": "P1.a2", "after": "P1.a1"}}
    answer = program.post(f"/plans/{trial.pk}/what-if/", {"changes": [circle]})
    assert codes(answer) == ["circular_links"]


def test_history_is_read_from_a_number_on(program: Caller, trial: Roadmap) -> None:
    for number in (1, 2, 3):
        body = {"on_revision": number, "changes": [longer(months=number + 5)]}
        program.post(f"/plans/{trial.pk}/edits/", body)
    later = program.get(f"/revisions/?plan={trial.pk}&after=2").json()
    assert [row["number"] for row in later["results"]] == [4, 3]
    assert later["results"][0].keys().isdisjoint({"changes", "touched"})


def test_the_schedule_comes_as_columns(program: Caller, trial: Roadmap) -> None:
    found = program.get(f"/plans/{trial.pk}/schedule/?scenario=A").json()
    assert found["activities"] == {
        "key": ["P1.a1", "P1.a2", "P2.a1", "P2.a2"],
        "start": ["2027-01-04", "2027-03-04", None, None],
        "finish": ["2027-03-03", "2027-06-03", None, None],
        "total_float": [0, 0, None, None],
        "free_float": [0, 0, None, None],
        "critical": [True, True, False, False],
        "blocked": [False, False, True, True],
    }
    assert found["projects"]["blocked_count"] == [0, 2]
    assert found["stages"]["finish"] == ["2027-06-03", None]
    assert (found["start"], found["finish"]) == ("2027-01-04", "2027-06-03")
    assert found["gates"]["key"] == ["G1"]


def test_why_names_reasons_runner_up_and_chain(program: Caller, trial: Roadmap) -> None:
    row = program.row("activities", "P1.a2", trial.pk)
    why = program.get(f"/activities/{row['id']}/why/?scenario=B").json()
    assert [(r["kind"], r["source"], r["before"]) for r in why["reasons"]] == [
        ("link", "L1", "P1.a1")
    ]
    assert why["runner_up"]["kind"] == "plan_start"
    assert why["runner_up"]["gain_days"] == (date(2027, 3, 4) - date(2027, 1, 4)).days
    assert [step["key"] for step in why["chain"]] == ["P1.a2", "P1.a1"]
    assert why["verdict_ko"] != why["verdict_en"]


def test_why_names_the_measures_that_block(reader: Caller, nkpei: Roadmap) -> None:
    row = reader.row("activities", "B1-01.a1", nkpei.pk)
    why = reader.get(f"/activities/{row['id']}/why/?scenario=A").json()
    assert (why["blocked"], why["start"]) == (True, None)
    named = {m["id"] for each in why["blocked_by"] for m in each["measures"]}
    assert "unscr-2397-7" in named
    for each in why["blocked_by"]:
        for measure in each["measures"]:
            assert measure["instrument_ko"] and measure["paragraph"]
