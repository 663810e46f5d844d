"""Guests see what they are given, and nothing else is there for them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.people import change_person
from core.errors import Forbidden, Invalid
from roadmaps import services as plans
from roadmaps.models import Membership, Roadmap, Role
from sharing.services.guests import let_in_guest
from talk.telling import members_of
from tests.plans import let_in
from tests.sharing.conftest import AMOUNT, OTHER, PARTY


@pytest.fixture
def guest(db: Any) -> User:
    return User.objects.create_user("guest", full_name="손영민", is_guest=True)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _page(user: User, plan: Roadmap) -> str:
    return _client(user).get(reverse("sharing:guest", args=[plan.pk])).content.decode()


def test_a_guest_sees_their_projects_and_nothing_besides(
    plan: Roadmap, jin: User, guest: User
) -> None:
    let_in_guest(plan, guest, projects=("mill",), by=jin)
    told = _page(guest, plan)
    assert "의류 공장" in told
    for planted in (AMOUNT, "777", PARTY, OTHER, "시범 농장"):
        assert planted not in told


def test_a_guest_sees_amounts_and_parties_where_that_is_given(
    plan: Roadmap, jin: User, guest: User
) -> None:
    let_in_guest(plan, guest, zones=("nampo",), hide_amounts=False, hide_parties=False, by=jin)
    told = _page(guest, plan)
    assert f"{AMOUNT}억 원" in told and PARTY in told and "시범 농장" in told and OTHER not in told


def test_a_guest_without_a_pass_sees_no_project(plan: Roadmap, guest: User) -> None:
    let_in(plan, guest, Role.GUEST)
    told = _page(guest, plan)
    assert "시범 계획" in told
    for name in ("의류 공장", OTHER, "시범 농장"):
        assert name not in told


def test_plans_people_and_lists_do_not_exist_for_a_guest(
    plan: Roadmap, jin: User, guest: User
) -> None:
    let_in_guest(plan, guest, projects=("mill",), by=jin)
    client = _client(guest)
    for door in ("roadmaps:roadmap", "roadmaps:members", "talk:plan", "projects:projects"):
        assert client.get(reverse(door, args=[plan.pk])).status_code == 404
    for at in ("/api/v1/projects/", "/api/v1/zones/", "/inbox/", "/law/proposals/"):
        assert client.get(at).status_code == 404
    assert client.get("/plans/").headers["Location"] == reverse("sharing:given")
    assert "시범 계획" in client.get(reverse("sharing:given")).content.decode()
    assert guest not in members_of(plan)


def test_a_person_of_the_house_may_be_guest_of_one_plan(
    plan: Roadmap, jin: User, mina: User
) -> None:
    let_in_guest(plan, mina, projects=("mill",), by=jin)
    client = _client(mina)
    assert client.get(reverse("roadmaps:roadmap", args=[plan.pk])).status_code == 404
    assert client.get("/api/v1/plans/").json()["results"] == []
    assert "의류 공장" in _page(mina, plan)


def test_a_guest_is_let_in_by_the_owner_only_and_to_something(
    plan: Roadmap, jin: User, mina: User, guest: User
) -> None:
    let_in(plan, mina)
    with pytest.raises(Forbidden):
        let_in_guest(plan, guest, projects=("mill",), by=mina)
    for wanted, code in (
        ({}, "guest_sees_nothing"),
        ({"projects": ("mil",)}, "shared_unknown_project"),
    ):
        with pytest.raises(Invalid) as refused:
            let_in_guest(plan, guest, **wanted, by=jin)
        assert [each.code for each in refused.value.problems] == [code]
    with pytest.raises(Invalid) as refused:
        let_in_guest(plan, mina, projects=("mill",), by=jin)
    assert [each.code for each in refused.value.problems] == ["member_already"]
    assert not Membership.objects.filter(role=Role.GUEST).exists()


def test_a_guests_account_becomes_nothing_else(plan: Roadmap, jin: User, guest: User) -> None:
    with pytest.raises(Invalid) as refused:
        plans.set_member(plan, guest, Role.VIEWER, by=jin)
    assert [each.code for each in refused.value.problems] == ["guest_account"]
    with pytest.raises(Invalid):
        plans.set_member(plan, jin, Role.GUEST, by=jin)
    admin = User.objects.create_user("admin", is_staff=True)
    with pytest.raises(Invalid) as refused:
        change_person(guest, full_name="손", is_staff=True, is_active=True, is_guest=True, by=admin)
    assert [each.code for each in refused.value.problems] == ["guest_is_nothing_else"]


def test_the_owner_lets_guests_in_and_out_in_pages(plan: Roadmap, jin: User, guest: User) -> None:
    client, at = _client(jin), reverse("sharing:guests", args=[plan.pk])
    body = {"user": "guest", "projects": ["mill"], "hide_amounts": "on", "hide_parties": "on"}
    assert client.post(at, body).status_code == 302
    assert "손영민" in client.get(at).content.decode()
    assert "의류 공장" in _page(guest, plan)
    client.post(reverse("roadmaps:remove-member", args=[plan.pk, "guest"]))
    answer = _client(guest).get(reverse("sharing:guest", args=[plan.pk]))
    assert answer.status_code == 404
    slip = client.post(at, {"user": "guest"})
    assert slip.status_code == 422
