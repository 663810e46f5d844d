"""The chart of the reference plan: counts, verdicts, blocked bars and reasons by scenario."""

from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import override

from engine.changes import Alter
from engine.plan import Plan
from engine.schedule import Schedule, solve
from roadmaps.bars import project_bars
from roadmaps.chart_words import chart_words
from roadmaps.models import Roadmap
from roadmaps.money import totals, yearly
from roadmaps.nkpei import read_plan
from roadmaps.reasons import explain
from roadmaps.roadmap_page import View, roadmap_columns, view_of
from roadmaps.schedules import compile_plan, schedule_for
from roadmaps.trials import changes_of, trials, try_out
from roadmaps.verdicts import Verdict, verdicts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@cache
def dated(scenario: str) -> tuple[Plan, Schedule]:
    """The reference plan as its files describe it, without a row in any table."""
    plan = read_plan(settings.BASE / "data" / "plans" / "nkpei")
    return plan, solve(compile_plan(plan), scenario)


@pytest.fixture
def roadmap(reference_plan: None) -> Roadmap:
    return Roadmap.objects.get()


def columns(scenario: str, **view: Any) -> dict[str, Any]:
    plan, schedule = dated(scenario)
    return roadmap_columns(plan, schedule, scenario, View(**view), language="en", today=TODAY)


@pytest.mark.parametrize(("scenario", "blocked"), [("A", 52), ("B", 35), ("C", 0)])
def test_projects_that_presuppose_more_relief_than_there_is_have_no_date(
    scenario: str, blocked: int
) -> None:
    found = columns(scenario)["bars"]
    without = [
        key for key, start in zip(found["key"], found["start"], strict=True) if start is None
    ]
    assert len(found["key"]) == 60
    assert len(without) == blocked


def test_every_activity_and_every_link_is_in_the_chart() -> None:
    found = columns("C", level="activity")
    assert len(found["bars"]["key"]) == 260
    assert len(found["links"]["from"]) == 369


def test_every_column_is_as_long_as_every_other() -> None:
    for level in ("project", "activity"):
        bars = columns("B", level=level)["bars"]
        bars.pop("projects", None)
        assert len({len(column) for column in bars.values()}) == 1


def test_dated_bars_of_one_row_never_overlap() -> None:
    bars = columns("C", level="activity")["bars"]
    rows: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for lane, row, start, finish in zip(
        bars["lane"], bars["row"], bars["start"], bars["finish"], strict=True
    ):
        rows.setdefault((lane, row), []).append((start, finish))
    for found in rows.values():
        found.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(found))


@pytest.mark.parametrize("lanes", ["zone", "stage", "strategy", "industry"])
def test_each_grouping_shows_every_project_once(lanes: str) -> None:
    assert sorted(columns("C", lanes=lanes)["bars"]["key"]) == sorted(dated("C")[0].projects)


def test_filters_leave_only_what_they_name() -> None:
    assert len(columns("C", stage="S1")["bars"]["key"]) == 22
    assert len(columns("A", blocked=True)["bars"]["key"]) == 52
    assert len(columns("A", verdict="none")["bars"]["key"]) == 3


def test_an_address_that_asks_nonsense_gets_the_usual_view() -> None:
    assert view_of({"lanes": "colour", "level": "planet", "critical": "yes"}) == View()


def test_no_verdict_says_that_anything_is_cleared() -> None:
    with override("en"):
        words = chart_words()
    assert "clear" not in " ".join(words.values()).lower().replace("clear all", "")
    assert [each.word for each in Verdict] == ["none", "conditional", "barred", "unknown"]


def test_a_project_of_scenario_c_is_barred_while_sanctions_are_kept() -> None:
    plan, _ = dated("A")
    assert verdicts(plan, "A")["B1-02"] is Verdict.BARRED
    assert verdicts(plan, "C")["B1-02"] is Verdict.CONDITIONAL


def test_every_blocked_project_names_a_measure_under_scenario_a(roadmap: Roadmap) -> None:
    plan, schedule = schedule_for(roadmap, "A")
    firsts = {activity.project: key for key, activity in reversed(plan.activities.items())}
    blocked = [bar for bar in project_bars(plan, schedule, "A", "en") if bar.blocked]
    for bar in blocked:
        holds = explain(plan, schedule, firsts[bar.key], "A", "en").holds
        assert any(hold.measures for hold in holds), bar.key


def test_the_verdict_comes_first_and_names_what_holds_the_date() -> None:
    plan, schedule = dated("C")
    with override("en"):
        found = explain(plan, schedule, "B1-01.a1", "C", "en")
    assert found.verdict == (
        "The earliest start is 2031.10. “G3 Stage 2 to 3” holds it; without that it could start "
        "16 months earlier."
    )
    assert [line.is_binding for line in found.lines] == [True, False]
    assert found.chain[0].key == "B1-01.a1"
    with override("ko"):
        korean = explain(plan, schedule, "B1-01.a1", "C", "ko")
    assert korean.verdict == (
        "가장 이른 착수는 2031.10입니다. "
        "결정 제약은 ‘G3 2→3단계 전환’이며, 풀리면 16개월 앞당길 수 있습니다."
    )


def test_a_trial_writes_nothing_and_says_how_much_earlier(roadmap: Roadmap) -> None:
    plan, schedule = schedule_for(roadmap, "C")
    [first, *_] = trials(plan, schedule, "F4-05.a1", "C", "ko")
    changes = changes_of(plan, first.code)
    assert changes == [Alter("activity", "F4-02.a1", {"duration": 3})]
    outcome = try_out(roadmap, "C", "F4-05.a1", changes)
    assert outcome.start is not None
    assert outcome.start < schedule["F4-05.a1"].start
    roadmap.refresh_from_db()
    assert roadmap.revision == 1


def test_a_code_that_names_nothing_stands_for_no_change() -> None:
    plan, _ = dated("C")
    assert changes_of(plan, "shorten:nobody") == []
    assert changes_of(plan, "") == []


def test_the_years_and_what_has_no_year_add_up_to_the_total() -> None:
    for scenario in "ABC":
        plan, schedule = dated(scenario)
        [years] = yearly(plan, project_bars(plan, schedule, scenario, "ko"))
        [total] = totals(plan.costs.values())
        assert round(sum(years.by_year.values()) + years.undated, 2) == total.amount


def test_another_scenario_stands_beside_as_ghosts() -> None:
    plan, schedule = dated("C")
    other = dated("B")[1]
    found = roadmap_columns(
        plan, schedule, "C", View(compare="B"), language="ko", today=TODAY, other=other
    )
    ghosts = found["ghosts"]
    assert 0 < len(ghosts["bar"]) <= 25
    assert len(ghosts["bar"]) == len(ghosts["start"]) == len(ghosts["finish"])
