"""Bad input is refused with every fault at once, each with its code; never with a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.problems import BrokenPlan
from engine.reading import read_network
from engine.schedule import solve
from engine.words import SENTENCES, sentence

GOOD = {"format": "plan-network/1", "start": "2027-01-04", "activities": [{"id": "a"}, {"id": "b"}]}


def activity(**fields):
    return {"activities": [{"id": "a", **fields}]}


def link(**fields):
    return {"links": [{"from": "a", "to": "b", **fields}]}


def gate(**fields):
    return {"gates": [{"id": "g", "needs": ["a"], "opens": ["b"], **fields}]}


BAD = {
    "unknown_format": {"format": "plan-network/9"},
    "missing_field": {"start": None},
    "bad_date": activity(deadline="2027-02-30"),
    "wrong_type": activity(duration="ten"),
    "not_whole": activity(duration=1.5),
    "unknown_field": activity(durration=3),
    "unknown_choice": {"resolution": "week"},
    "duplicate_activity": {"activities": [{"id": "a"}, {"id": "a"}]},
    "duplicate_gate": {"gates": [{"id": "g"}, {"id": "g"}]},
    "duplicate_condition": {"conditions": [{"id": "c"}, {"id": "c"}]},
    "duplicate_link": {"links": [{"id": "l", "from": "a", "to": "b"}] * 2},
    "negative_duration": activity(duration=-1),
    "span_too_long": activity(duration=10**12),
    "unknown_unit": activity(unit="fortnights"),
    "unknown_calendar": activity(calendar="moon"),
    "unknown_condition": activity(requires=[{"condition": "peace"}]),
    "unknown_requirement": {
        "conditions": [{"id": "c"}],
        **activity(requires=[{"condition": "c", "when": "mostly"}]),
    },
    "unknown_constraint": activity(constraint={"kind": "soon", "date": "2027-03-01"}),
    "constraint_without_date": activity(constraint={"kind": "start_on"}),
    "constraint_with_date": activity(
        constraint={"kind": "as_late_as_possible", "date": "2027-03-01"}
    ),
    "finish_without_start": activity(actual_finish="2027-03-01"),
    "finish_before_start": activity(actual_start="2027-03-02", actual_finish="2027-03-01"),
    "negative_remaining": activity(actual_start="2027-03-02", remaining=-3),
    "remaining_without_start": activity(duration=5, remaining=3),
    "remaining_after_finish": activity(
        actual_start="2027-03-02", actual_finish="2027-03-02", remaining=3
    ),
    "range_excludes_duration": activity(duration=5, low=6),
    "unknown_activity": link(to="ghost"),
    "unknown_link_kind": link(kind="XX"),
    "circular_links": {"links": [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}]},
    "impossible_gate": gate(at_least=2),
    "unknown_weekday": {"calendars": {"kr": {"weekdays": [8]}}},
    "empty_calendar": {"calendars": {"kr": {"weekdays": []}}},
    "finer_than_a_day": activity(unit="hours"),
    "bad_moment": {"resolution": "minute", "start": "2027-01-04T08:00:30"},
    "bad_hours": {"resolution": "minute", "calendars": {"kr": {"hours": [["17:00", "08:00"]]}}},
    "impossible_day": {"calendars": {"kr": {"minutes_per_day": 0}}},
    "bad_month_day": {"calendars": {"kr": {"closures": [{"from": "12-01", "to": "02-30"}]}}},
    "circular_calendars": {"calendars": {"kr": {"all_of": ["kp"]}, "kp": {"all_of": ["kr"]}}},
    "window_upside_down": {
        "conditions": [{"id": "c"}],
        "scenarios": {"A": {"windows": {"c": [{"from": "2028-01-01", "to": "2027-01-01"}]}}},
    },
    "not_a_probability": {
        "conditions": [{"id": "c"}],
        "scenarios": {"A": {"windows": {"c": [{"from": "2028-01-01", "never": 2}]}}},
    },
    "negative_capacity": {
        "capacities": [{"id": "power", "steps": [{"from": "2027-01-01", "amount": -1}]}]
    },
    "steps_out_of_order": {
        "capacities": [{"id": "power", "steps": [{"from": "2027-01-01", "amount": 1}] * 2}]
    },
    "negative_budget": {"budgets": [{"source": "fund", "year": 2027, "amount": -1}]},
    "duplicate_budget": {"budgets": [{"source": "fund", "year": 2027, "amount": 1}] * 2},
    "negative_cost": activity(cost={"fund": -3}),
    "unknown_capacity": activity(demand={"power": 3}),
    "negative_demand": {
        "capacities": [{"id": "power", "steps": []}],
        **activity(demand={"power": -3}),
    },
}


@pytest.mark.parametrize("code", BAD)
def test_each_fault_has_its_code_and_a_sentence(code: str) -> None:
    with pytest.raises(BrokenPlan) as caught:
        read_network({**GOOD, **BAD[code]})

    assert [problem.code for problem in caught.value.problems] == [code]
    assert "…" not in sentence(caught.value.problems[0])


def test_the_network_the_faults_are_put_into_is_good() -> None:
    assert list(solve(read_network(GOOD))) == ["a", "b"]


def test_all_faults_are_told_at_once() -> None:
    network = {
        **GOOD,
        "start": "yesterday",
        "activities": [
            {"id": "a", "duration": -2},
            {"id": "b", "unit": "fortnights"},
            {"id": "a"},
            7,
        ],
        "links": [
            {"from": "a", "to": "ghost"},
            {"from": "a", "to": "b"},
            {"from": "b", "to": "a"},
        ],
    }

    with pytest.raises(BrokenPlan) as caught:
        read_network(network)

    assert sorted(problem.code for problem in caught.value.problems) == [
        "bad_date",
        "circular_links",
        "duplicate_activity",
        "negative_duration",
        "unknown_activity",
        "unknown_unit",
        "wrong_type",
    ]


def test_a_circle_is_named_by_its_members_gates_included() -> None:
    network = {
        **GOOD,
        "activities": [{"id": key} for key in "abcd"],
        "links": [{"from": "a", "to": "b"}, {"from": "c", "to": "d"}, {"from": "d", "to": "c"}],
        "gates": [{"id": "G", "needs": ["b"], "opens": ["a"]}],
    }

    with pytest.raises(BrokenPlan) as caught:
        read_network(network)

    assert [problem.about for problem in caught.value.problems] == [("G", "a", "b"), ("c", "d")]


def test_every_code_the_engine_can_raise_has_a_sentence() -> None:
    engine = Path(__file__).parents[2] / "engine"
    names = (
        "checks",
        "calendar_checks",
        "calendar_reading",
        "span_checks",
        "reading",
        "shapes",
        "schedule",
        "waves",
        "__main__",
    )
    source = "".join((engine / f"{name}.py").read_text() for name in names)

    for code in set(BAD) | {"bad_json", "beyond_horizon", "unknown_scenario", "unreadable_file"}:
        assert f'"{code}"' in source
        assert code in SENTENCES


@pytest.mark.parametrize("value", [None, 3, "text", [], [1], True])
def test_a_file_that_is_no_object_is_refused(value: object) -> None:
    with pytest.raises(BrokenPlan) as caught:
        read_network(value)

    assert caught.value.problems[0].code == "wrong_type"


def run(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "engine", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


def test_the_command_prints_the_schedule() -> None:
    answer = run("solve", str(Path(__file__).parent / "example.json"), "--scenario", "base")

    assert answer.returncode == 0
    assert json.loads(answer.stdout)["finish"] == "2029-02-16"


@pytest.mark.parametrize(
    ("arguments", "text", "code"),
    [
        (["solve", "-"], '{"format": ', "bad_json"),
        (["solve", "-"], "[" * 100_000, "bad_json"),
        (["solve", "-"], json.dumps({**GOOD, "start": "never"}), "bad_date"),
        (["solve", "/no/such/file.json"], None, "unreadable_file"),
        (["solve", "/"], None, "unreadable_file"),
        (["solve", "-", "--scenario", "Z"], json.dumps(GOOD), "unknown_scenario"),
        (["solve"], None, "bad_arguments"),
        ([], None, "bad_arguments"),
    ],
)
def test_the_command_tells_faults_and_never_a_traceback(
    arguments: list[str], text: str | None, code: str
) -> None:
    answer = run(*arguments, text=text)

    assert answer.returncode == 2
    assert [fault["code"] for fault in json.loads(answer.stdout)["faults"]] == [code]
    assert answer.stderr == ""


def test_a_reader_that_stops_reading_gets_no_traceback() -> None:
    example = Path(__file__).with_name("example.json")
    command = [sys.executable, "-m", "engine", "solve", str(example)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout and program.stderr
        program.stdout.close()
        assert program.stderr.read() == b""
