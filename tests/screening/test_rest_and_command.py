"""The written cases through both doors; a plan's projects under its scenarios."""

import json
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from engine.changes import Alter
from roadmaps import services
from roadmaps.models import Roadmap
from tests.api.caller import Caller, codes
from tests.engine.laws import written_cases

CASES = Path(__file__).parents[1] / "engine" / "screening_cases.yaml"

MIXED = """cases:
- {id: octal, date: 2017-09-05, lines: [{direction: export_from_dprk, subject: goods, hs: 0301}]}
- {id: day, date: 2017-02-30, lines: [{direction: export_from_dprk, subject: goods, hs: "0301"}]}
- {id: point, date: "2017. 9. 11.", lines: {direction: export_from_dprk, subject: goods, hs: 61.10}}
- {id: empty, date: 2017-09-11, lines: []}
- {id: regime, date: 2017-09-11, regimes: jp, lines: [{direction: within, subject: finance}]}
- {id: 7, date: 2017-09-05, regimes: UN, lines: [{direction: export_from_dprk, subject: goods, hs: 301}]}
- {id: half, date: 2017-09-05, lines: [{direction: export_from_dprk, subject: goods, hs: "301"}]}
- {id: plain, date: 2017-09-11, lines: [{direction: export_from_dprk, subject: goods, hs: 640411}]}
- not a case
- {id: typo, date: 2017-09-11, contract_dat: 2017-01-01, lines: [{direction: within, subject: finance}]}
"""  # noqa: E501 - one case a line, as such files are written

pytestmark = pytest.mark.usefixtures("db")


def test_every_written_case_gets_its_answer_over_rest(editor: Caller) -> None:
    for case in written_cases():
        answer = editor.post("/screenings/", case)
        assert answer.status_code == 200, answer.json()
        found, expected = answer.json(), case["expected"]
        assert (found["id"], found["verdict"]) == (case["id"], expected["verdict"])
        assert sorted(found["cites"]) == sorted(expected["cites"])
        assert sorted(found["review"]) == sorted(expected.get("review", []))


def test_every_written_case_gets_its_answer_from_the_command() -> None:
    out = StringIO()
    call_command("screen", str(CASES), stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [
        (each["id"], each["verdict"], sorted(each["cites"]), each["review"]) for each in lines
    ] == [
        (
            case["id"],
            case["expected"]["verdict"],
            sorted(case["expected"]["cites"]),
            case["expected"].get("review", []),
        )
        for case in written_cases()
    ]


def test_an_answer_names_every_ground_and_what_was_set_aside(editor: Caller) -> None:
    (case,) = (each for each in written_cases() if each["id"] == "SC-03")
    answer = editor.post("/screenings/", case).json()
    (finding,) = answer["findings"]
    assert finding == {
        "line": 0,
        "measure": "unscr-2375-16",
        "verdict": "permitted",
        "reason": "forbids",
        "by": "goods",
        "found_by": "62",
        "routes": [
            {"basis": "unscr-2375-16", "kind": "committee_case_by_case"},
            {"basis": "unscr-2397-25", "kind": "humanitarian"},
        ],
        "set_aside": "wind_down",
        "because": None,
        "until": "2017-12-10",
    }
    assert "clear" not in json.dumps(answer).lower()


def test_a_broken_case_is_refused_with_every_fault_in_words(editor: Caller) -> None:
    line = {"subject": "goods", "direction": "sideways", "hs": "62A1"}
    claim = {"measure": "unscr-9999-1", "basis": "x", "kind": "carve_out"}
    answer = editor.post(
        "/screenings/", {"date": "soon", "lines": [line], "claimed_route": [claim]}
    )
    assert answer.status_code == 422
    assert sorted(codes(answer)) == sorted(
        ["not_a_date", "not_one_of", "bad_hs", "unknown_in_catalogue"]
    )


def test_rest_takes_what_has_one_reading_and_refuses_what_has_none(editor: Caller) -> None:
    line = {"subject": "goods", "direction": "export_from_dprk", "hs": 6201.9, "tags": "x"}
    answer = editor.post("/screenings/", {"date": "2028-03-01", "regimes": "UN", "lines": line})
    assert (answer.status_code, answer.json()["cites"]) == (200, ["unscr-2375-16"])
    for body, found in (
        ({}, ["missing_field", "empty"]),
        ([1], ["not_an_object"]),
        ({"date": "11/09/2017", "regimes": [], "lines": []}, ["not_a_date", "empty", "empty"]),
        ({"date": "2028-03-01", "lines": [{**line, "hs": "301"}, 7]}, ["bad_hs", "not_an_object"]),
    ):
        answer = editor.post("/screenings/", body)
        assert answer.status_code in {400, 422}
        assert codes(answer) == found


def test_the_command_answers_every_case_it_can_and_says_what_is_wrong_with_the_others(
    tmp_path: Path,
) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(MIXED, encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="6 of 10") as error:
        call_command("screen", str(file), stdout=out)
    assert error.value.returncode == 1
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    good = [each for each in lines if "error" not in each]
    assert good == [
        {"id": "octal", "verdict": "prohibited", "cites": ["unscr-2371-9"], "review": []},
        {"id": "point", "verdict": "prohibited", "cites": ["unscr-2375-16"], "review": []},
        {"id": 7, "verdict": "prohibited", "cites": ["unscr-2371-9"], "review": []},
        {"id": "plain", "verdict": "permitted", "cites": [], "review": []},
    ]
    bad = {each["id"]: each["error"] for each in lines if "error" in each}
    assert all(set(each) == {"id", "error"} for each in lines if "error" in each)
    places = ["date", "lines", "regimes", "lines.0.hs", "", "contract_dat"]
    assert list(bad) == ["day", "empty", "regime", "half", 9, "typo"]
    for error_told, place in zip(bad.values(), places, strict=True):
        assert error_told.startswith(place) and len(error_told) > len(place) + 5


def test_a_file_that_holds_no_cases_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    with pytest.raises(CommandError, match=r"cases\.yaml"):
        call_command("screen", str(file))
    for text in ("cases: {", "just words", "[1, 2"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(CommandError, match=r"cases\.yaml"):
            call_command("screen", str(file))


def test_the_plan_answers_for_every_project_and_follows_its_scenario(
    reader: Caller, nkpei: Roadmap
) -> None:
    under = {scenario: _projects(reader, nkpei, scenario) for scenario in "ABC"}
    assert all(len(found) == 60 for found in under.values())
    tally = {key: Counter(row["verdict"] for row in found.values()) for key, found in under.items()}
    assert tally == {
        "A": {"prohibited": 51, "needs_exemption": 3, "permitted": 6},
        "B": {"prohibited": 33, "needs_exemption": 21, "permitted": 6},
        "C": {"needs_exemption": 51, "permitted": 9},
    }
    for found in under.values():
        for row in found.values():
            for spell in row["spells"]:
                assert spell["verdict"] == "permitted" or spell["cites"], row["project"]


def test_moving_a_window_rescreens_at_once_and_moving_it_back_restores_every_answer(
    editor: Caller, nkpei: Roadmap
) -> None:
    before = _projects(editor, nkpei, "C")
    move = [
        Alter("window", "C:SAN-2375-16:1", {"since": date(2036, 1, 1), "low": None, "high": None})
    ]
    revision = services.edit_plan(nkpei, move, by=_person(editor), on_revision=nkpei.revision)
    moved = _projects(editor, nkpei, "C")
    assert moved != before
    services.undo_revision(revision.plan, revision.number, by=_person(editor))
    assert _projects(editor, nkpei, "C") == before


def _projects(caller: Caller, plan: Roadmap, scenario: str) -> dict[str, Any]:
    answer = caller.get(f"/screenings/plans/{plan.pk}/?scenario={scenario}")
    assert answer.status_code == 200
    return {row["project"]: row for row in answer.json()["projects"]}


def _person(caller: Caller) -> Any:
    from accounts.models import User

    return User.objects.get(username="editor")
