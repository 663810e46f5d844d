"""Why any date is what it is, and what would gain days, over REST."""

from roadmaps.models import Roadmap
from tests.api.caller import Caller


def test_a_gate_a_stage_and_the_plan_say_why(program: Caller, trial: Roadmap) -> None:
    at = f"/plans/{trial.pk}/why/?scenario=B"
    gate = program.get(f"{at}&kind=gate&key=G1").json()
    assert gate["early"]["date"] == "2027-06-03"
    assert [(r["kind"], r["source"]) for r in gate["early"]["reasons"]] == [("need", "P1.a2")]
    assert gate["early"]["runner_up"]["source"] == "C2"
    assert [step["key"] for step in gate["early"]["chain"]] == ["G1", "P1.a2", "P1.a1"]
    assert [(r["kind"], r["source"]) for r in gate["late"]["reasons"]] == [("opened", "P2.a1")]
    stage = program.get(f"{at}&kind=stage&key=S1").json()
    assert (stage["edge"], stage["early"]["date"], stage["late"]) == ("finish", "2027-06-03", None)
    assert [r["source"] for r in stage["early"]["reasons"]] == ["P1.a2"]
    whole = program.get(at).json()
    assert (whole["kind"], whole["name_en"]) == ("plan", "Trial roadmap")
    assert whole["verdict_ko"] != whole["verdict_en"]


def test_an_activity_says_what_waits_for_it(program: Caller, trial: Roadmap) -> None:
    found = program.get(f"/plans/{trial.pk}/why/?scenario=B&kind=activity&key=P1.a1").json()

    assert found["early"]["reasons"][0]["kind"] == "plan_start"
    (reason,) = found["late"]["reasons"]
    assert (reason["kind"], reason["source"], reason["after"]) == ("link", "L1", "P1.a2")


def test_the_changes_of_an_answer_can_be_tried_and_sent(program: Caller, trial: Roadmap) -> None:
    body = {"kind": "stage", "key": "S1", "days": 25}
    found = program.post(f"/plans/{trial.pk}/gain/?scenario=B", body).json()
    best = found["answers"][0]
    assert best["reaches"] and not best["assumption"] and best["gain_days"] >= 25
    assert best["changes"][0]["kind"] == "change_activity"

    tried = program.post(
        f"/plans/{trial.pk}/what-if/?scenario=B", {"changes": best["changes"]}
    ).json()
    finishes = {each["key"]: each["finish"] for each in tried["moved"]}
    assert finishes["P1.a2"] == best["date"]
    edit = {"on_revision": trial.revision, "reason": "", "changes": best["changes"]}
    assert program.post(f"/plans/{trial.pk}/edits/", edit).status_code == 201


def test_a_reader_may_ask_and_faults_are_named(program: Caller, trial: Roadmap) -> None:
    at = f"/plans/{trial.pk}"
    for path, code in (
        ("why/?kind=river", "not_one_of"),
        ("why/?kind=gate&key=G9", "unknown_record"),
        ("why/?edge=middle", "not_one_of"),
    ):
        refused = program.get(f"{at}/{path}")
        assert (refused.status_code, refused.json()["problems"][0]["code"]) == (422, code)
    for body, code in (
        ({"days": 0}, "too_small"),
        ({"days": 99_999}, "too_large"),
        ({}, "missing_field"),
        ({"days": 5, "speed": 1}, "unknown_field"),
    ):
        refused = program.post(f"{at}/gain/", body)
        assert (refused.status_code, refused.json()["problems"][0]["code"]) == (422, code)
