"""Calendars: the traps of the lunar years, seasons, intersections, zones and versions."""

from dataclasses import replace
from datetime import date
from importlib.metadata import version

import pytest
import yaml
from django.test import Client

from engine import records
from engine.changes import Alter, Value
from engine.networks import network_of
from engine.plan import Plan
from engine.plan import plan_of as plan_from
from engine.plan_calendars import circle_of, season_of
from engine.records import Record
from engine.schedule import solve
from engine.worktime import Closure
from roadmaps.models import Roadmap
from roadmaps.reference_calendars import FILE, outdated, reference_calendars, updates
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan
from tests.plans import HEADER

DAY = date.fromisoformat


@pytest.mark.parametrize(
    "off",
    [
        # Seollal, a Sunday, and its substitute; Seollal 2028.
        *("2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09"),
        *("2028-01-26", "2028-01-27", "2028-01-28"),
        # Chuseok; in 2028 it falls on National Foundation Day, so there is a substitute.
        *("2027-09-14", "2027-09-15", "2027-09-16"),
        *("2028-10-02", "2028-10-03", "2028-10-04", "2028-10-05"),
        # Buddha's Birthday.
        *("2027-05-13", "2028-05-02"),
    ],
)
def test_the_lunar_days_off_of_the_south_are_where_the_almanac_has_them(off: str) -> None:
    assert DAY(off) in reference_calendars()["KR"].holidays


def test_the_day_after_the_substitute_is_worked() -> None:
    south = reference_calendars()["KR"].holidays

    assert DAY("2027-02-10") not in south and DAY("2028-10-06") not in south
    # The Chinese new moon of 2027 falls a day earlier: the Korean calendar is not the Chinese one.
    assert DAY("2027-02-06") in reference_calendars()["CN"].holidays


def test_the_calendar_of_the_north_is_a_six_day_week_of_low_confidence() -> None:
    north = reference_calendars()["KP"]

    assert (north.weekdays, north.confidence) == ((1, 2, 3, 4, 5, 6), "low")
    assert {DAY("2027-02-16"), DAY("2027-04-15"), DAY("2027-09-09")} <= {*north.holidays}
    assert DAY("2027-03-01") not in north.holidays


def test_china_works_the_weekend_days_its_council_moved() -> None:
    assert DAY("2026-02-14") in reference_calendars()["CN"].workdays


def test_the_published_version_was_made_with_the_package_that_is_locked() -> None:
    """With another package the days may differ: look at them, then raise `version`."""
    assert yaml.safe_load(FILE.read_text(encoding="utf-8"))["package"] == version("holidays")


def plan_with(*more: Record) -> Plan:
    rows: dict[str, dict[str, Record]] = {}
    found = (
        replace(reference_calendars()["KR"], key="kr"),
        replace(reference_calendars()["KP"], key="kp"),
        records.Project("P", "공장", "Factory", zone="nampo"),
        *more,
    )
    for each in found:
        rows.setdefault(each.kind, {})[each.key] = each
    return plan_from(replace(HEADER, calendar="kr"), rows)


def start_of(plan: Plan, key: str) -> date | None:
    return solve(network_of(plan))[key].start


def test_both_sides_at_work_is_the_intersection() -> None:
    both = records.Calendar(
        "both", "공동", "Both", weekdays=(1, 2, 3, 4, 5, 6), all_of=("kr", "kp")
    )
    asked = records.Activity(
        "a", "협의", "Talks", "P", 1, "workdays", "both", "start_no_earlier_than", DAY("2027-02-15")
    )

    # Monday the 15th both work; the 16th and 17th are holidays of the North alone.
    assert start_of(plan_with(both, asked), "a") == DAY("2027-02-15")
    later = replace(asked, constraint_date=DAY("2027-02-16"))
    assert start_of(plan_with(both, later), "a") == DAY("2027-02-18")


def test_outdoor_work_waits_for_the_thaw() -> None:
    frozen = records.Calendar("frozen", "동결", "Frozen", closures=("12-01/03-10",), all_of=("kp",))
    dig = records.Activity("a", "굴착", "Digging", "P", 2, "months", "frozen")

    assert start_of(plan_with(frozen, dig), "a") == DAY("2027-03-11")


def test_an_activity_goes_by_its_own_calendar_else_its_zones_else_the_plans() -> None:
    of_zone = records.Calendar("zone", "구역", "Zone", (2,), zones=("nampo",))
    own = records.Calendar("own", "자체", "Own", (3,))
    plan = plan_with(
        of_zone,
        own,
        records.Project("Q", "사무소", "Office"),
        records.Activity("a", "자체", "Own", "P", 1, "workdays", "own"),
        records.Activity("b", "구역", "Zone", "P", 1, "workdays"),
        records.Activity("c", "기본", "Default", "Q", 1, "workdays"),
    )

    assert [str(start_of(plan, key)) for key in "abc"] == ["2027-01-06", "2027-01-05", "2027-01-04"]


def test_an_edit_of_a_zones_calendar_moves_work_that_was_already_laid_out() -> None:
    plan = plan_with(records.Activity("b", "구역", "Zone", "P", 1, "workdays"))
    laid_out = network_of(plan)
    moved = plan.with_record(records.Calendar("zone", "구역", "Zone", (2,), zones=("nampo",)))

    assert network_of(moved, (plan, laid_out)).activities[0].calendar == "zone"


@pytest.mark.parametrize("text", ["12-01", "13-01/03-01", "02-30/03-01", "12-01-03-10", ""])
def test_what_is_no_part_of_a_year_is_no_season(text: str) -> None:
    assert season_of(text) is None


def test_a_season_goes_over_the_new_year() -> None:
    assert season_of("12-01/03-10") == Closure((12, 1), (3, 10))


def test_a_calendar_inside_itself_is_seen() -> None:
    calendars = {
        "a": records.Calendar("a", "", "", all_of=("b",)),
        "b": records.Calendar("b", "", "", all_of=("a",)),
        "c": records.Calendar("c", "", "", all_of=("a",)),
    }

    assert [circle_of(calendars, key) for key in "abc"] == [True, True, False]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"closures": "13-01/03-10"}, "bad_season"),
        ({"all_of": "site"}, "calendar_in_itself"),
        ({"weekdays": "1", "closures": "01-01/12-31"}, "empty_calendar"),
    ],
)
def test_an_unsound_calendar_is_refused_and_what_was_typed_stays(
    trial: Roadmap, page: Client, typed: dict[str, str], code: str
) -> None:
    given = {"name_ko": "현장", "name_en": "Site", "weekdays": ["1", "2"], "on_revision": "1"}

    answer = page.post(f"/plans/{trial.pk}/calendars/site/edit/", {**given, **typed})

    assert answer.status_code == 422
    assert [problem.code for problem in answer.context["editing"].problems] == [code]


@pytest.mark.django_db
def test_a_published_calendar_is_taken_over_with_its_version(trial: Roadmap, page: Client) -> None:
    answer = page.post(f"/plans/{trial.pk}/calendars/take/KR/", {"on_revision": "1"})

    assert answer.status_code == 302
    trial.refresh_from_db()
    kept = plan_of(trial).calendars["kr"]
    assert (kept.reference, kept.version) == ("KR", "2026.11")
    assert kept == reference_calendars()["KR"]


@pytest.mark.django_db
def test_an_older_copy_is_brought_up_to_date_by_one_edit_that_shows_what_moves(
    trial: Roadmap, page: Client
) -> None:
    page.post(f"/plans/{trial.pk}/calendars/take/KR/", {"on_revision": "1"})
    trial.refresh_from_db()
    old: dict[str, Value] = {"version": "2020.1", "holidays": (), "weekdays": (1, 2, 3, 4, 5, 6, 7)}
    by = trial.memberships.get(role="owner").user
    changes = [
        Alter("calendar", "kr", old),
        Alter("activity", "P1.a1", {"calendar": "kr", "unit": "workdays", "duration": 30}),
    ]
    edit_plan(trial, changes, by=by, on_revision=2)
    trial.refresh_from_db()
    assert [each.key for each in outdated(plan_of(trial))] == ["kr"]

    shown = page.get(f"/plans/{trial.pk}/calendars/?scenario=B")
    assert {shift.key for shift in shown.context["update"].moved} >= {"P1.a1"}
    assert (
        page.post(f"/plans/{trial.pk}/calendars/update/", {"on_revision": "3"}).status_code == 302
    )
    trial.refresh_from_db()
    assert plan_of(trial).calendars["kr"] == reference_calendars()["KR"]
    assert updates(plan_of(trial)) == []
