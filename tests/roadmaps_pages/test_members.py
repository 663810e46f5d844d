"""Who is in a plan, and who decides that."""

import pytest
from django.test import Client

from accounts.models import User
from roadmaps.models import Roadmap
from roadmaps.plan_queries import member_lines

pytestmark = pytest.mark.django_db


def members(plan: Roadmap) -> list[tuple[str, str]]:
    return [
        (line.username, line.role) for line in member_lines(plan, plan.memberships.first().user)
    ]


def test_owners_come_first(shared_plan: Roadmap) -> None:
    assert members(shared_plan) == [("jin", "owner"), ("mina", "viewer")]


def test_the_owner_adds_changes_and_removes(
    shared_plan: Roadmap, jin: User, olga: User, client: Client
) -> None:
    client.force_login(jin)
    page = f"/plans/{shared_plan.pk}/members/"

    client.post(page, {"user": "olga", "role": "reviewer"})
    client.post(page, {"user": "mina", "role": "planner"})
    assert members(shared_plan) == [("jin", "owner"), ("olga", "reviewer"), ("mina", "planner")]

    client.post(f"{page}olga/remove/")
    assert members(shared_plan) == [("jin", "owner"), ("mina", "planner")]


def test_an_administrator_may_too(shared_plan: Roadmap, olga: User, client: Client) -> None:
    boss = User.objects.create_user("boss", is_staff=True)
    client.force_login(boss)

    client.post(f"/plans/{shared_plan.pk}/members/", {"user": "olga", "role": "owner"})

    assert ("olga", "owner") in members(shared_plan)


def test_anybody_else_is_refused(shared_plan: Roadmap, mina: User, client: Client) -> None:
    client.force_login(mina)
    page = f"/plans/{shared_plan.pk}/members/"

    assert client.get(page).status_code == 200
    assert client.post(page, {"user": "mina", "role": "owner"}).status_code == 403
    assert client.post(f"{page}jin/remove/").status_code == 403
    assert members(shared_plan) == [("jin", "owner"), ("mina", "viewer")]


def test_a_stranger_finds_no_such_page(shared_plan: Roadmap, olga: User, client: Client) -> None:
    client.force_login(olga)

    assert client.get(f"/plans/{shared_plan.pk}/members/").status_code == 404


def test_the_last_owner_stays(shared_plan: Roadmap, jin: User, client: Client) -> None:
    client.force_login(jin)

    answer = client.post(f"/plans/{shared_plan.pk}/members/jin/remove/")

    assert answer.status_code == 422
    assert ("jin", "owner") in members(shared_plan)


def test_the_last_owner_does_not_become_less(
    shared_plan: Roadmap, jin: User, client: Client
) -> None:
    client.force_login(jin)

    answer = client.post(f"/plans/{shared_plan.pk}/members/", {"user": "jin", "role": "viewer"})

    assert answer.status_code == 422
    assert ("jin", "owner") in members(shared_plan)


def test_a_name_nobody_has_is_told(shared_plan: Roadmap, jin: User, client: Client) -> None:
    client.force_login(jin)

    answer = client.post(f"/plans/{shared_plan.pk}/members/", {"user": "ghost", "role": "viewer"})

    assert answer.status_code == 422
    assert "이 아이디를 쓰는 사용자가 없습니다." in answer.content.decode()
