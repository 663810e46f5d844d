"""Schedules to the minute that a reader can follow with a finger on the calendar."""

import json
import subprocess
import sys
from typing import Any

import pytest

from engine.problems import BrokenPlan
from engine.reading import read_network
from engine.schedule import solve
from engine.simulation import all_runs, prepare
from engine.writing import write_schedule

OFFICE = {"weekdays": [1, 2, 3, 4, 5], "hours": [["08:00", "12:00"], ["13:00", "17:00"]]}
ALWAYS = {"weekdays": [1, 2, 3, 4, 5, 6, 7], "hours": [["00:00", "24:00"]]}


def network(activities: list[dict], *links: dict, **more: Any) -> dict[str, Any]:
    """A plan from Monday 4 January 2027, 08:00; `more` adds to it or replaces parts."""
    return {
        "format": "plan-network/1",
        "resolution": "minute",
        "start": "2027-01-04T08:00",
        "calendars": {"office": OFFICE, "always": ALWAYS},
        "default_calendar": "office",
        "activities": activities,
        "links": list(links),
        **more,
    }


def solved(activities: list[dict], *links: dict, **more: Any) -> dict[str, dict]:
    file = network(activities, *links, **more)
    return write_schedule(solve(read_network(file)))["activities"]


def span(line: dict) -> tuple[str, str]:
    return line["start"].removeprefix("2027-01-"), line["finish"].removeprefix("2027-01-")


def hours(key: str, count: float, **more: Any) -> dict[str, Any]:
    return {"id": key, "duration": count, "unit": "hours", **more}


def link(before: str, after: str, kind: str = "FS", lag: float = 0, **more: Any) -> dict[str, Any]:
    return {"from": before, "to": after, "kind": kind, "lag": lag, **more}


def test_work_ends_with_its_last_minute_and_the_next_begins_in_the_morning() -> None:
    lines = solved([hours("a", 8), hours("b", 7.5)], link("a", "b"))

    assert span(lines["a"]) == ("04T08:00", "04T17:00")
    assert span(lines["b"]) == ("05T08:00", "05T16:30")


def test_a_milestone_stands_at_the_end_of_the_day_its_predecessor_ended_on() -> None:
    lines = solved([hours("a", 8), hours("m", 0), hours("b", 1)], link("a", "m"), link("m", "b"))

    assert span(lines["m"]) == ("04T17:00", "04T17:00")
    assert span(lines["b"]) == ("05T08:00", "05T09:00")
    assert [lines[key]["total_float"] for key in "amb"] == [0, 0, 0]


def test_a_milestone_asked_for_outside_hours_waits_for_the_next_working_moment() -> None:
    at = {"kind": "start_no_earlier_than", "date": "2027-01-04T20:00"}

    assert span(solved([hours("m", 0, constraint=at)])["m"])[0] == "05T08:00"


def test_elapsed_work_goes_on_over_the_weekend_from_the_moment_it_can_begin() -> None:
    lines = solved(
        [hours("a", 40), {"id": "dry", "duration": 48, "unit": "elapsed_hours"}, hours("b", 1)],
        link("a", "dry"),
        link("dry", "b"),
    )

    assert span(lines["dry"]) == ("08T17:00", "10T17:00")
    assert span(lines["b"]) == ("11T08:00", "11T09:00")


@pytest.mark.parametrize(
    ("kind", "lag", "unit", "expected"),
    [
        ("FS", 1, "hours", ("11T09:00", "11T11:00")),
        ("FS", 1, "workdays", ("12T08:00", "12T10:00")),
        ("FS", 24, "elapsed_hours", ("11T08:00", "11T10:00")),
        ("FS", -8, "hours", ("08T08:00", "08T10:00")),
        ("FS", 10, "percent", ("11T13:00", "11T15:00")),
        ("FF", 0, "hours", ("08T15:00", "08T17:00")),
        ("FF", 1, "hours", ("08T16:00", "11T09:00")),
        ("FF", -2, "hours", ("08T13:00", "08T15:00")),
        # A day on the clock comes last: from Friday 15:00, where work begins that ends with it.
        ("FF", 24, "elapsed_hours", ("11T08:00", "11T10:00")),
        ("FF", -48, "elapsed_hours", ("06T15:00", "06T17:00")),
        ("SS", 8, "hours", ("05T08:00", "05T10:00")),
        ("SS", 60, "minutes", ("04T09:00", "04T11:00")),
        ("SF", 0, "hours", ("04T08:00", "04T10:00")),
    ],
)
def test_lags_are_counted_from_the_end_of_a_friday(kind, lag, unit, expected) -> None:
    lines = solved([hours("a", 40), hours("b", 2)], link("a", "b", kind, lag, unit=unit))

    assert span(lines["b"]) == expected


def test_a_finish_to_finish_outside_the_hours_of_the_second_is_met_by_its_evening_before() -> None:
    # Work around the clock ends on Monday at 22:00; for the office nothing is left to wait for.
    lines = solved([hours("a", 14, calendar="always"), hours("b", 2)], link("a", "b", "FF"))

    assert span(lines["a"]) == ("04T08:00", "04T22:00")
    assert span(lines["b"]) == ("04T15:00", "04T17:00")
    assert lines["a"]["total_float"] == 0


def test_a_start_to_finish_ends_in_the_evening_before_a_morning() -> None:
    begin = {"kind": "start_no_earlier_than", "date": "2027-01-06T08:00"}
    lines = solved([hours("a", 1, constraint=begin), hours("b", 3)], link("a", "b", "SF"))

    assert span(lines["b"]) == ("05T14:00", "05T17:00")


def test_a_calendar_has_hours_by_weekday_and_dates_of_its_own() -> None:
    calendar = {
        "hours": {"1": [["08:00", "12:00"]], "2": [["22:00", "24:00"]]},
        "minutes_per_day": 240,
        "hours_on": {"2027-01-06": [["10:00", "11:00"]], "2027-01-11": []},
    }
    line = solved([hours("a", 8)], calendars={"site": calendar}, default_calendar="site")["a"]

    # Four hours on Monday, two on Tuesday night, one on Wednesday; the last a week later, on
    # Tuesday night, as Monday the 11th is off.
    assert span(line) == ("04T08:00", "12T23:00")


def test_dates_without_a_time_mean_the_whole_day() -> None:
    late = {"kind": "finish_no_earlier_than", "date": "2027-01-06"}
    lines = solved([hours("a", 2, constraint=late, deadline="2027-01-06")], start="2027-01-04")

    assert span(lines["a"]) == ("06T15:00", "06T17:00")
    assert solve(read_network(network([hours("a", 8, deadline="2027-01-04")]))).clashes == ()


def test_work_in_hand_goes_on_from_the_status_moment() -> None:
    begun = hours("a", 8, actual_start="2027-01-04T09:30", remaining=5)
    line = solved([begun], status_date="2027-01-05T11:00")["a"]

    assert span(line) == ("04T09:30", "05T17:00")


def test_work_done_faster_than_planned_goes_on_at_the_status_moment_too() -> None:
    # Ten hours of sixteen are done since Monday 13:00; laid out they would end on Tuesday 15:00.
    begun = hours("a", 16, actual_start="2027-01-04T13:00", remaining=6)

    assert span(solved([begun])["a"]) == ("04T13:00", "06T12:00")
    assert span(solved([begun], status_date="2027-01-05T08:00")["a"]) == ("04T13:00", "05T15:00")
    assert span(solved([begun], status_date="2027-01-06T08:00")["a"]) == ("04T13:00", "06T15:00")


def test_what_is_too_late_is_told_to_the_minute() -> None:
    file = network([hours("a", 8, deadline="2027-01-04T16:15")])
    clash = write_schedule(solve(read_network(file)))["clashes"][0]

    assert (clash["date"], clash["reached"]) == ("2027-01-04T16:15", "2027-01-04T17:00")


def test_floats_are_working_minutes_and_of_elapsed_work_elapsed_ones() -> None:
    lines = solved(
        [hours("a", 24), hours("b", 8), {"id": "c", "duration": 60, "unit": "elapsed_minutes"}]
    )

    assert lines["b"]["total_float"] == 960
    # From Monday 08:00 to Wednesday 16:00.
    assert lines["c"]["total_float"] == (2 * 24 + 8) * 60


def test_a_month_from_a_moment_ends_at_the_same_moment() -> None:
    lines = solved([{"id": "a", "duration": 1, "unit": "months"}, hours("b", 1)], link("a", "b"))

    assert lines["a"]["finish"] == "2027-02-04T08:00"
    assert lines["b"]["start"] == "2027-02-04T08:00"


def test_runs_without_spread_have_the_dates_of_the_schedule() -> None:
    file = network([hours("a", 14, calendar="always"), hours("b", 2)], link("a", "b", "FF", 1))
    study = prepare(read_network(file), None, 3)
    runs, line = all_runs(study), study.compiled.timeline

    finishes = {key: line.iso(int(runs.finish[study.compiled.row_of[key]][0])) for key in "ab"}

    assert finishes == {key: span["finish"] for key, span in solved_file(file).items()}


def solved_file(file: dict[str, Any]) -> dict[str, dict]:
    return write_schedule(solve(read_network(file)))["activities"]


def test_supplies_are_shared_out_by_days_only() -> None:
    file = network([hours("a", 1)], budgets=[{"source": "fund", "year": None, "amount": 1}])

    with pytest.raises(BrokenPlan) as caught:
        solve(read_network(file), level=True)

    assert caught.value.problems[0].code == "needs_days"
    assert solve(read_network(network([hours("a", 1)])), level=True)["a"].start


def test_the_command_answers_in_moments() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "engine", "solve", "-"],
        input=json.dumps(network([hours("a", 8)])),
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0
    assert json.loads(answer.stdout)["finish"] == "2027-01-04T17:00"
