"""What a planner sees of float, given dates and clashes: on the panel, in the form, over REST."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from engine.changes import Alter, Change, Remove
from engine.plan import HEADER
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of, schedule_for
from roadmaps.services import edit_plan
from tests.api.caller import Caller
from tests.plans import a_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def jin(django_user_model: type[User]) -> User:
    return django_user_model.objects.create_user(username="jin")


@pytest.fixture
def trial(jin: User) -> Roadmap:
    return a_plan(jin)


def edit(trial: Roadmap, *changes: Change) -> None:
    trial.refresh_from_db()
    edit_plan(trial, changes, by=trial.memberships.get().user, on_revision=trial.revision)
    trial.refresh_from_db()


def panel_of(jin: User, trial: Roadmap, key: str) -> str:
    client = Client()
    client.force_login(jin)
    address = reverse("roadmaps:panel", args=[trial.pk, key])
    return client.get(address, {"scenario": "A"}).content.decode()


def why(jin: User, key: str) -> dict:
    found = Caller(jin).get(f"/activities/?key={key}").json()["results"][0]["id"]
    return Caller(jin).get(f"/activities/{found}/why/?scenario=A").json()


def test_given_dates_stand_beside_the_computed_ones(jin: User, trial: Roadmap) -> None:
    values = {"given_start": date(2027, 3, 1), "given_finish": date(2027, 5, 3)}
    edit(trial, Alter("activity", "P1.a2", values))

    page = panel_of(jin, trial, "P1.a2")

    assert "3근무일 늦음" in page
    assert why(jin, "P1.a2")["given"] == {
        "start": "2027-03-01",
        "finish": "2027-05-03",
        "start_difference": 3,
        "finish_difference": 27,
    }


def test_a_missed_deadline_shows_the_smallest_set_that_clashes(jin: User, trial: Roadmap) -> None:
    edit(trial, Alter("activity", "P1.a2", {"deadline": date(2027, 5, 3)}))

    page = panel_of(jin, trial, "P1.a2")
    (clash,) = why(jin, "P1.a2")["clashes"]

    assert "서로 어긋나는 요구" in page
    assert [each["kind"] for each in clash["set"]] == ["deadline", "link"]


def test_the_plan_says_what_counts_as_critical(jin: User, trial: Roadmap) -> None:
    edit(trial, Alter("activity", "P1.a2", {"deadline": date(2027, 5, 3)}))
    edit(trial, Alter(HEADER, "plan", {"critical_by": "longest_path"}))

    _, schedule = schedule_for(trial, "A")

    assert schedule["P1.a2"].critical
    assert plan_of(trial).header.critical_by == "longest_path"


def test_a_lag_may_be_counted_on_a_calendar_of_its_own(jin: User, trial: Roadmap) -> None:
    lag = {"lag": -6, "unit": "workdays", "max_lag": 12}
    edit(trial, Alter("link", "L1", lag), Alter("activity", "P1.a2", {"calendar": ""}))
    # Talks end on Wednesday 3 March 2027: back six days of Monday to Friday, then of Saturdays too.
    assert schedule_for(trial, "A")[1]["P1.a2"].start == date(2027, 2, 24)

    edit(trial, Alter("link", "L1", {"lag_calendar": "site"}))

    assert schedule_for(trial, "A")[1]["P1.a2"].start == date(2027, 2, 25)
    assert "P1.a1, FS −6근무일(현장 기준)" in panel_of(jin, trial, "P1.a2")
    (link,) = Caller(jin).get("/links/?key=L1").json()["results"]
    assert link["lag_calendar"] == "site"

    edit(trial, Remove("calendar", "site"))

    assert plan_of(trial).links["L1"].lag_calendar == ""
    assert schedule_for(trial, "A")[1]["P1.a2"].start == date(2027, 2, 24)
