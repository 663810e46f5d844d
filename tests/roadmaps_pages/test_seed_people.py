"""The people a new installation starts with."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from accounts.models import User
from engine.records import Header
from roadmaps.models import Membership, Roadmap
from roadmaps.people import seed_people
from roadmaps.services import create_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference() -> Roadmap:
    plan = create_plan(Header("plan", "기준", "Reference", date(2027, 1, 4)), [], by=None)
    Roadmap.objects.update(reference="nkpei")
    return plan


def said() -> str:
    out = io.StringIO()
    call_command("seed_people", stdout=out)
    return out.getvalue()


def test_six_people_with_their_roles_are_made(reference: Roadmap) -> None:
    seed_people()

    roles = dict(Membership.objects.values_list("user__username", "role"))
    assert roles == {
        "planner": "planner",
        "compliance": "compliance",
        "reviewer": "reviewer",
        "approver": "approver",
        "viewer": "viewer",
        "admin": "owner",
    }
    assert [user.username for user in User.objects.filter(is_staff=True)] == ["admin"]
    assert User.objects.get(username="planner").full_name == "김도현"


def test_the_passwords_that_are_printed_work_and_differ(reference: Roadmap) -> None:
    lines = [line.split() for line in said().splitlines() if line.startswith("  ")]

    assert len(lines) == 6
    assert len({words[1] for words in lines}) == 6
    assert all(User.objects.get(username=w[0]).check_password(w[1]) for w in lines)


@pytest.mark.parametrize(("spoken", "role"), [("ko_KR.UTF-8", "소유자"), ("C.UTF-8", "owner")])
def test_the_terminals_language_is_spoken(
    reference: Roadmap, monkeypatch: pytest.MonkeyPatch, spoken: str, role: str
) -> None:
    monkeypatch.setenv("LC_ALL", spoken)

    assert f"한지우 ({role})" in said()


def test_a_second_run_says_and_changes_nothing(reference: Roadmap) -> None:
    said()
    User.objects.filter(username="planner").update(full_name="다른 이름")
    before = list(User.objects.order_by("pk").values())

    assert said() == ""
    assert list(User.objects.order_by("pk").values()) == before


def test_somebody_taken_out_of_the_plan_does_not_come_back(reference: Roadmap) -> None:
    seed_people()
    Membership.objects.filter(user__username="viewer").delete()

    seed_people()

    assert not Membership.objects.filter(user__username="viewer").exists()


def test_people_who_came_before_the_plan_get_their_roles_with_it() -> None:
    seed_people()
    create_plan(Header("plan", "기준", "Reference", date(2027, 1, 4)), [], by=None)
    Roadmap.objects.update(reference="nkpei")

    assert said() == ""
    assert Membership.objects.count() == 6
