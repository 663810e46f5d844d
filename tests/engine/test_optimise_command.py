"""A search at the command line: the schedule with how good it is, faults told, time kept."""

import json
from pathlib import Path
from time import monotonic

from engine.__main__ import main

EXAMPLE = str(Path(__file__).parent / "example.json")


def written(tmp_path, **more) -> str:
    network = {
        "format": "plan-network/1",
        "start": "2027-01-04",
        "calendars": {"daily": {"weekdays": [1, 2, 3, 4, 5, 6, 7]}},
        "capacities": [{"id": "power", "steps": [{"from": "2027-01-01", "amount": 3}]}],
        **more,
    }
    path = tmp_path / "network.json"
    path.write_text(json.dumps(network), encoding="utf-8")
    return str(path)


def activity(key: str, **more) -> dict:
    return {"id": key, "duration": 4, "demand": {"power": 2}, **more}


def test_the_answer_is_the_schedule_with_how_good_it_is(tmp_path, capsys):
    modes = [{"duration": 2, "demand": {"power": 3}}]
    path = written(tmp_path, activities=[activity("A"), activity("B", modes=modes)])
    assert main(["optimise", path, "--time-limit", "20"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {name: answer[name] for name in ("format", "status", "objective", "bound", "gap")} == {
        "format": "plan-schedule/1",
        "status": "optimal",
        "objective": 6,
        "bound": 6,
        "gap": 0.0,
    }
    assert (answer["finish"], answer["activities"]["B"]["mode"]) == ("2027-01-09", 1)
    assert answer["left_out"] == []


def test_what_is_left_out_is_named(tmp_path, capsys):
    useless = activity("B", optional=True, benefit=0)
    path = written(tmp_path, activities=[activity("A"), useless])
    assert main(["optimise", path, "--objective", "finish,benefit"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["left_out"], answer["objective"], "B" in answer["activities"]) == (
        ["B"],
        4,
        False,
    )
    assert [each["name"] for each in answer["objectives"]] == ["finish", "benefit"]


def test_what_cannot_be_is_infeasible_and_no_fault(tmp_path, capsys):
    path = written(tmp_path, activities=[activity("A", demand={"power": 4})])
    assert main(["optimise", path]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["objective"], answer["activities"]) == ("infeasible", None, {})


def test_a_question_that_makes_no_sense_is_a_fault(tmp_path, capsys):
    path = written(tmp_path, activities=[activity("A")])
    assert main(["optimise", path, "--objective", "speed"]) == 2
    assert main(["optimise", path, "--plans", "0"]) == 2
    assert main(["optimise", path, "--scenario", "none"]) == 2
    out = capsys.readouterr().out
    for code in ("unknown_objective", "out_of_range", "unknown_scenario"):
        assert f'"code": "{code}"' in out


def test_the_time_limit_is_kept(tmp_path, capsys):
    hard = [activity(f"A{n:02d}", duration=3 + n % 7) for n in range(50)]
    hard += [activity(f"B{n:02d}", duration=1 + n % 5, demand={"power": 1}) for n in range(50)]
    path = written(tmp_path, activities=hard)
    begun = monotonic()
    assert main(["optimise", path, "--time-limit", "5"]) == 0
    assert monotonic() - begun < 6
    assert json.loads(capsys.readouterr().out)["status"] in ("feasible", "optimal")


def test_the_example_of_the_format_asks_for_more_power_than_there_is(capsys):
    assert main(["optimise", EXAMPLE, "--time-limit", "10"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "infeasible"


def test_a_schedule_to_the_minute_is_not_searched_yet(tmp_path, capsys):
    path = written(tmp_path, activities=[activity("A")], resolution="minute")
    assert main(["optimise", path]) == 2
    assert '"code": "not_supported_yet"' in capsys.readouterr().out
