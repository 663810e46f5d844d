"""Ranges and reversal over REST: ask, watch, read, cancel."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.services import issue_token
from ranges.models import RangesRun
from roadmaps.models import Roadmap
from tests.ranges.asking import ask, draw

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(jin: User) -> Client:
    """A program with a token of Jin's."""
    _, text = issue_token(name="program", scope="write", by=jin)
    return Client(headers={"Authorization": f"Bearer {text}"})


def test_a_program_asks_watches_and_reads(trial: Roadmap, program: Client) -> None:
    body = {"plan": trial.pk, "scenario": "B", "draws": 25, "correlation": 0.5}
    made = program.post("/api/v1/ranges/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    run = RangesRun.objects.get()
    assert made["Location"].endswith(f"/api/v1/ranges/{run.pk}/")
    assert (made.json()["state"], made.json()["answer"]) == ("queued", None)
    draw(run)
    found = program.get(f"/api/v1/ranges/{run.pk}/").json()
    assert (found["state"], found["progress"], found["is_stale"]) == ("done", 100, False)
    assert found["answer"]["format"] == "plan-ranges/1"
    assert found["answer"]["projects"]["P1"]["finish"]["never"] == 0
    listed = program.get(f"/api/v1/ranges/?plan={trial.pk}").json()["results"]
    assert [(row["id"], "answer" in row) for row in listed] == [(run.pk, False)]


def test_deleting_cancels_and_a_second_time_is_refused(
    trial: Roadmap, jin: User, program: Client
) -> None:
    run = ask(trial, jin)
    assert program.delete(f"/api/v1/ranges/{run.pk}/").status_code == 204
    assert program.get(f"/api/v1/ranges/{run.pk}/").json()["state"] == "cancelled"
    again = program.delete(f"/api/v1/ranges/{run.pk}/")
    assert again.status_code == 422
    assert again.json()["problems"][0]["code"] == "ranges_are_over"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"draws": "many"}, "not_a_whole_number"),
        ({"correlation": "high"}, "not_a_decimal"),
        ({"colour": 1}, "unknown_field"),
        ({"scenario": "Z"}, "unknown_scenario"),
    ],
)
def test_a_wrong_question_is_refused_in_words(
    trial: Roadmap, program: Client, more: dict[str, object], code: str
) -> None:
    body = {"plan": trial.pk, **more}
    refused = program.post("/api/v1/ranges/", body, content_type="application/json")
    assert refused.status_code == 422
    assert refused.json()["problems"][0]["code"] == code


def test_reversal_is_told_month_by_month(trial: Roadmap, program: Client) -> None:
    address = f"/api/v1/reversal/?plan={trial.pk}&scenario=B"
    found = program.get(address).json()
    assert (found["scenario"], found["price"]) == ("B", "KRW 2026")
    assert found["months"][0]["day"] == "2027-01-01"
    assert found["months"][-1]["out"] == found["months"][-1]["unknown"] == 250.0
    compared = program.get(f"{address}&against=A").json()
    assert compared["other"]["scenario"] == "A"
    assert len(compared["differences"]) == len(compared["months"])
    assert program.get(f"{address}&against=Z").status_code == 400
    assert program.get("/api/v1/reversal/?plan=x").status_code == 400
