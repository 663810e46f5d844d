"""Ranges at the command line: JSON out, faults told, the same bytes for the same seed."""

import json
from pathlib import Path

from engine.__main__ import main

EXAMPLE = str(Path(__file__).parent / "example.json")


def test_the_same_seed_prints_the_same_bytes(capsys):
    assert main(["simulate", EXAMPLE, "--draws", "50", "--seed", "5"]) == 0
    first = capsys.readouterr().out
    assert main(["simulate", EXAMPLE, "--draws", "50", "--seed", "5"]) == 0
    assert capsys.readouterr().out == first
    answer = json.loads(first)
    assert (answer["format"], answer["draws"], answer["seed"]) == ("plan-ranges/1", 50, 5)


def test_draws_and_seeds_that_cannot_be_are_faults(capsys):
    assert main(["simulate", EXAMPLE, "--draws", "0"]) == 2
    assert main(["simulate", EXAMPLE, "--seed", "-1"]) == 2
    assert main(["simulate", EXAMPLE, "--draws", "many"]) == 2
    written = capsys.readouterr().out
    for code in ("impossible_draws", "negative_seed", "bad_arguments"):
        assert f'"code": "{code}"' in written


def test_a_range_of_dates_must_hold_the_date(tmp_path, capsys):
    network = {
        "format": "plan-network/1",
        "start": "2027-01-04",
        "conditions": [{"id": "accord"}],
        "scenarios": {
            "base": {"windows": {"accord": [{"from": "2028-01-01", "high": "2027-06-01"}]}}
        },
    }
    path = tmp_path / "network.json"
    path.write_text(json.dumps(network), encoding="utf-8")
    assert main(["simulate", str(path)]) == 2
    assert '"code": "range_excludes_date"' in capsys.readouterr().out


def written(tmp_path, **more) -> str:
    activities = [{"id": key, "duration": 20, "low": 10, "high": 60} for key in "AB"]
    network = {"format": "plan-network/1", "start": "2027-01-04", "activities": activities, **more}
    path = tmp_path / "network.json"
    path.write_text(json.dumps(network), encoding="utf-8")
    return str(path)


def test_a_group_in_the_file_has_a_range_and_moves_together(tmp_path, capsys):
    groups = [
        {"id": "nampo", "members": ["A", "B"], "correlation": 1},
        {"id": "S1", "members": ["A"]},
    ]
    assert main(["simulate", written(tmp_path, groups=groups), "--draws", "500"]) == 0
    answer = json.loads(capsys.readouterr().out)
    # Wholly together, both take equally long: the last of two is no later than one alone.
    assert (
        answer["groups"]["nampo"] == answer["groups"]["S1"] == answer["activities"]["A"]["finish"]
    )


def test_faults_of_groups_are_told_at_once(tmp_path, capsys):
    groups = [
        {"id": "nampo", "members": ["A", "C"], "correlation": 0.5},
        {"id": "wonsan", "members": ["A"], "correlation": 1.5},
        {"id": "wonsan"},
    ]
    assert main(["simulate", written(tmp_path, groups=groups)]) == 2
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert [fault["code"] for fault in faults] == [
        "duplicate_group",
        "unknown_activity",
        "impossible_correlation",
        "correlated_twice",
    ]
