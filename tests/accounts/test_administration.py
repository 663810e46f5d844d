"""Administrators let people in and out, and see how the installation is."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import people
from accounts.models import User
from atlas.models import ReferenceLoad
from core.errors import Forbidden
from jobs.models import Job, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create_user("boss", full_name="한지우", is_staff=True)


@pytest.fixture
def office(client: Client, boss: User) -> Client:
    client.force_login(boss)
    client.cookies["django_language"] = "en"
    return client


def test_a_new_person_comes_in_by_a_link_and_chooses_a_password(office: Client) -> None:
    words = {"username": "suhyun", "full_name": "오수현"}

    made = office.post("/administration/people/", words)

    link = re.search(r"http://testserver(/sign-in/[^<]+)", made.content.decode())
    newcomer = Client()
    assert made.status_code == 201
    assert link
    assert newcomer.post(link[1])["Location"] == "/account/password/"
    words = {"new_password1": "a-longer-horse", "new_password2": "a-longer-horse"}
    assert newcomer.post("/account/password/", words).status_code == 302
    assert User.objects.get(username="suhyun").check_password("a-longer-horse")


def test_a_name_is_taken_whatever_its_case_and_what_was_typed_stays(
    office: Client, jin: User
) -> None:
    answer = office.post("/administration/people/", {"username": "JIN", "full_name": "다른 진"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody already signs in as JIN." in page
    assert 'value="다른 진"' in page
    assert User.objects.count() == 2


def test_somebody_is_renamed_made_an_administrator_and_shut_out(office: Client, jin: User) -> None:
    page = f"/administration/people/{jin.pk}/"

    office.post(page, {"full_name": "김진", "is_staff": "on", "is_active": "on"})
    jin.refresh_from_db()
    assert (jin.full_name, jin.is_staff, jin.is_active) == ("김진", True, True)

    office.post(page, {"full_name": "김진"})
    jin.refresh_from_db()
    assert (jin.is_staff, jin.is_active) == (False, False)


def test_a_closed_account_is_signed_out_at_once(office: Client, jin: User) -> None:
    jins = Client()
    jins.force_login(jin)

    office.post(f"/administration/people/{jin.pk}/", {"full_name": "진"})

    assert jins.get("/account/").status_code == 302


def test_the_last_administrator_stays_one(office: Client, boss: User) -> None:
    answer = office.post(f"/administration/people/{boss.pk}/", {"full_name": "한지우"})

    boss.refresh_from_db()
    assert answer.status_code == 422
    assert "is the last administrator" in answer.content.decode()
    assert (boss.is_staff, boss.is_active) == (True, True)


def test_only_administrators_change_people(jin: User, mina: User) -> None:
    with pytest.raises(Forbidden):
        people.add_person("new", "새 사람", is_staff=True, by=jin)
    with pytest.raises(Forbidden):
        people.change_person(mina, full_name="x", is_staff=True, is_active=True, by=jin)


def test_a_closed_account_gets_no_link(office: Client, jin: User) -> None:
    User.objects.filter(pk=jin.pk).update(is_active=False)

    assert office.post(f"/administration/people/{jin.pk}/link/").status_code == 404


def test_the_administration_is_not_there_for_anybody_else(client: Client, jin: User) -> None:
    client.force_login(jin)

    for page in ("", "people/", f"people/{jin.pk}/"):
        assert client.get(f"/administration/{page}").status_code == 404


def test_the_system_page_tells_parts_versions_and_counts(office: Client) -> None:
    page = office.get("/administration/").content.decode()

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        assert str(cursor.fetchone()[0]) in page
    assert "People who may sign in" in page
    assert "does not answer" in page  # no worker runs here


def test_a_failed_job_says_why_and_is_put_back(office: Client, boss: User) -> None:
    job = Job.objects.create(
        kind="report",
        subject=4,
        state=State.FAILED,
        created_by=boss,
        attempts=3,
        finished_at=timezone.now(),
        error_code="job_kept_failing",
        error_values={"attempts": 3},
    )

    page = office.get("/administration/").content.decode()
    assert "It was tried 3 times and failed each time." in page

    office.post(f"/administration/jobs/{job.pk}/retry/")
    job.refresh_from_db()
    assert job.state == State.QUEUED


def test_a_name_with_a_space_is_no_user_name(boss: User) -> None:
    with pytest.raises(ValidationError) as refused:
        people.add_person("two words", "x", is_staff=False, by=boss)

    assert list(refused.value.error_dict) == ["username"]


def test_the_system_page_tells_when_the_reference_data_last_changed(
    office: Client, reference_data: None
) -> None:
    call_command("load_reference", verbosity=0)

    load = ReferenceLoad.objects.get()  # the second load changed nothing
    page = office.get("/administration/").content.decode()
    assert (load.added, load.changed, load.removed) == (617, 0, 0)
    assert "617 added, 0 changed, 0 removed" in page
