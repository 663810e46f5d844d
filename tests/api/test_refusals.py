"""Refusals: one shape everywhere, in both languages, from every door."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.services import issue_token, revoke_token
from planner.refusals import codes as every_code
from roadmaps.models import Roadmap
from tests.api.caller import Caller, codes


@pytest.mark.usefixtures("db")
def test_without_credentials_nothing_is_told() -> None:
    answer = Client().get("/api/v1/plans/")
    assert (answer.status_code, codes(answer)) == (401, ["not_authenticated"])
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'


def test_a_wrong_or_revoked_token_opens_nothing(jin: User) -> None:
    token, text = issue_token(name="old", scope="write", by=jin)
    revoke_token(token, by=jin)
    for wrong in (text, "nkp_nonsense", ""):
        client = Client(headers={"Authorization": f"Bearer {wrong}"})
        for at in ("/api/v1/plans/", "/api/v1/zones/", "/api/v1/plans/1/"):
            answer = client.get(at)
            assert (answer.status_code, codes(answer)) == (401, ["bad_token"])


def test_a_token_for_reading_only_reads(jin: User, trial: Roadmap) -> None:
    program = Caller(jin, "read")
    row = program.row("activities", "P1.a1", trial.pk)
    for answer in (
        program.patch(f"/activities/{row['id']}/", {"duration": 9}, If_Match="*"),
        program.post(f"/plans/{trial.pk}/edits/", {"on_revision": 1, "changes": []}),
        program.post("/plans/", {"name_ko": "x", "name_en": "x", "start": "2027-01-04"}),
    ):
        assert (answer.status_code, codes(answer)) == (403, ["permission_denied"])


def test_a_session_needs_the_csrf_token_to_write(jin: User, trial: Roadmap) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(jin)
    assert client.get("/api/v1/plans/").status_code == 200
    answer = client.post(f"/api/v1/plans/{trial.pk}/undo/")
    assert (answer.status_code, codes(answer)) == (403, ["permission_denied"])


def test_an_unknown_address_is_a_problem_too(program: Caller) -> None:
    for at in (
        "/nonsense/",
        "/activities/999999/",
        "/activities/first/",
        "/plans/999999/schedule/",
    ):
        answer = program.get(at)
        assert (answer.status_code, codes(answer)) == (404, ["not_found"])
        assert answer.json()["instance"] == f"/api/v1{at}"


def test_a_method_that_is_not_there_is_a_problem_too(program: Caller, trial: Roadmap) -> None:
    for answer in (
        program.delete("/zones/nampo/"),
        program.patch("/revisions/1/", {}),
        program.get(f"/plans/{trial.pk}/edits/"),
        program.delete(f"/plans/{trial.pk}/"),
    ):
        assert (answer.status_code, codes(answer)) == (405, ["method_not_allowed"])


def test_a_refusal_speaks_the_language_of_the_request(program: Caller) -> None:
    korean = program.get("/zones/?colour=red", **{"Accept-Language": "ko"}).json()
    english = program.get("/zones/?colour=red", **{"Accept-Language": "en"}).json()
    assert korean["problems"][0]["message"] == korean["problems"][0]["message_ko"]
    assert english["problems"][0]["message"] == english["problems"][0]["message_en"]
    assert english["title"] == "The request can't be read."
    assert english["type"] == "/api/v1/problems/#unknown_filter"


def test_every_code_has_its_sentence_in_both_languages() -> None:
    for code, sentences in every_code().items():
        assert sentences["ko"] != sentences["en"], code
        assert any("가" <= letter <= "힣" for letter in sentences["ko"]), code


@pytest.mark.usefixtures("db")
def test_every_code_stands_on_the_page_that_types_point_to() -> None:
    page = Client().get("/api/v1/problems/").content.decode()
    for code in every_code():
        assert f'id="{code}"' in page
