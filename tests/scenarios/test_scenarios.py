"""Scenarios: copy one, shift its windows, interrupt a window, compare two."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from engine.changes import apply_all
from engine.plan import Plan
from engine.records import Window
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from scenarios.changes import copied, interrupted, months_later, shifted
from tests.forms import at


def plan(roadmap: Roadmap) -> Plan:
    roadmap.refresh_from_db()
    return plan_of(roadmap)


def windows(found: Plan, scenario: str, condition: str) -> list[tuple[date, date | None]]:
    own = [w for w in found.windows.values() if (w.scenario, w.condition) == (scenario, condition)]
    return sorted((w.since, w.until) for w in own)


def test_a_copy_has_windows_of_its_own(nkpei: Roadmap) -> None:
    before = plan(nkpei)

    after = apply_all(before, copied(before, "B", "B2", "부분 완화 2안", ""))

    assert after.scenarios["B2"].relief == "B"
    assert windows(after, "B2", "SAN-2397-7") == windows(before, "B", "SAN-2397-7")
    assert sum(w.scenario == "B2" for w in after.windows.values()) == 35


def test_shifting_moves_both_ends_of_every_window(trial: Roadmap) -> None:
    before = plan(trial)

    after = apply_all(before, shifted(before, "B", 9))

    assert windows(after, "B", "C1") == [(date(2028, 10, 1), None)]
    assert windows(after, "B", "C2") == [(date(2028, 3, 1), date(2041, 9, 30))]


def test_shifting_takes_the_range_of_a_window_along(nkpei: Roadmap) -> None:
    before = plan(nkpei)

    after = apply_all(before, shifted(before, "B", 12, ["SAN-2397-7"]))

    first = after.windows["B:SAN-2397-7:1"]
    assert (first.low, first.high) == (date(2029, 1, 3), date(2031, 7, 1))
    assert first.never == before.windows["B:SAN-2397-7:1"].never == Decimal("0.08")


def test_shifting_some_conditions_leaves_the_others(trial: Roadmap) -> None:
    before = plan(trial)

    after = apply_all(before, shifted(before, "B", -3, ["C1"]))

    assert windows(after, "B", "C1") == [(date(2027, 10, 1), None)]
    assert windows(after, "B", "C2") == windows(before, "B", "C2")


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 3, 31), -1, date(2028, 2, 29)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
        (date(2028, 1, 1), -1, date(2027, 12, 1)),
    ],
)
def test_a_shorter_month_ends_sooner(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_a_snapback_leaves_two_windows(trial: Roadmap) -> None:
    before = plan(trial)
    window = before.windows["B:C1"]

    made = interrupted(before, window, date(2030, 1, 1), date(2031, 12, 31))

    assert windows(apply_all(before, made), "B", "C1") == [
        (date(2028, 1, 1), date(2029, 12, 31)),
        (date(2032, 1, 1), None),
    ]


def test_an_interruption_for_good_leaves_one(trial: Roadmap) -> None:
    before = plan(trial)

    made = interrupted(before, before.windows["B:C2"], date(2030, 1, 1), None)

    after = apply_all(before, made)
    assert windows(after, "B", "C2") == [(date(2027, 6, 1), date(2029, 12, 31))]


def test_an_interruption_beyond_the_end_adds_no_window(trial: Roadmap) -> None:
    before = plan(trial)
    window: Window = before.windows["B:C2"]

    made = interrupted(before, window, date(2030, 1, 1), date(2050, 1, 1))

    assert len(made) == 1


def test_a_copy_is_made_by_the_page(trial: Roadmap, page: Client) -> None:
    answer = page.post(
        at(trial, "scenarios/B/copy/"),
        {"key": "B2", "name_ko": "2안", "name_en": "", "on_revision": "1"},
    )

    assert answer["Location"] == at(trial, "scenarios/B2/")
    assert windows(plan(trial), "B2", "C1") == [(date(2028, 1, 1), None)]
    assert trial.revisions.count() == 2


def test_a_copy_under_a_taken_code_is_refused_and_keeps_what_was_typed(
    trial: Roadmap, page: Client
) -> None:
    answer = page.post(
        at(trial, "scenarios/B/copy/"),
        {"key": "A", "name_ko": "2안", "name_en": "", "on_revision": "1"},
    )

    assert answer.status_code == 422
    assert answer.context["form"]["name_ko"].value() == "2안"
    assert [problem.code for problem in answer.context["problems"]] == ["key_taken"]


def test_a_shift_by_the_page_is_one_edit(trial: Roadmap, page: Client) -> None:
    page.post(at(trial, "scenarios/B/shift/"), {"months": "9", "on_revision": "1"})

    assert windows(plan(trial), "B", "C1") == [(date(2028, 10, 1), None)]
    assert [r["kind"] for r in trial.revisions.latest("number").changes] == ["change_window"] * 2


def test_an_interruption_before_the_window_begins_is_refused(trial: Roadmap, page: Client) -> None:
    answer = page.post(
        at(trial, "scenarios/B/suspend/"),
        {"window": "B:C1", "since": "2027-01-01", "until": "", "on_revision": "1"},
    )

    assert answer.status_code == 422
    assert [problem.code for problem in answer.context["problems"]] == ["window_upside_down"]
    assert answer.context["suspend_form"]["since"].value() == "2027-01-01"


def test_the_list_tells_what_each_scenario_leads_to(nkpei: Roadmap, page: Client) -> None:
    results = page.get(at(nkpei, "scenarios/")).context["results"]

    assert [(r.scenario.key, r.runnable_count, r.window_count) for r in results] == [
        ("A", 8, 21),
        ("B", 25, 35),
        ("C", 60, 42),
    ]
    assert [len(r.bars) - r.runnable_count for r in results] == [52, 35, 0]


def test_everything_hypothetical_says_so(nkpei: Roadmap, page: Client) -> None:
    for path in ("scenarios/", "scenarios/B/", "conditions/", "comparison/?left=A&right=C"):
        assert "가상" in page.get(at(nkpei, path)).content.decode()


def test_a_comparison_lists_what_is_freed_and_what_is_lost(nkpei: Roadmap, page: Client) -> None:
    found = page.get(at(nkpei, "comparison/?left=B&right=C")).context["found"]

    assert (len(found.only_left), len(found.only_right), len(found.neither)) == (0, 35, 0)
    assert len(found.shifts) + found.same_count == 25
    back = page.get(at(nkpei, "comparison/?left=C&right=B")).context["found"]
    assert [p.key for p in back.only_left] == [p.key for p in found.only_right]
    assert {s.project.key: s.months for s in back.shifts} == {
        s.project.key: -s.months for s in found.shifts
    }


def test_the_cost_of_both_adds_up_whatever_is_blocked(nkpei: Roadmap, page: Client) -> None:
    found = page.get(at(nkpei, "comparison/?left=A&right=C")).context["found"]

    [chart] = found.charts
    totals = {
        line.key: round(line.total) + round(chart.undated[line.key]) for line in chart.chart.lines
    }
    assert totals == {"A": 3_978_300_000_000, "C": 3_978_300_000_000}


def test_a_scenario_against_itself_moves_nothing(nkpei: Roadmap, page: Client) -> None:
    found = page.get(at(nkpei, "comparison/?left=C&right=C")).context["found"]

    assert (found.shifts, found.only_left, found.only_right, found.same_count) == ([], [], [], 60)
