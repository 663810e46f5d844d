"""Members and roles in parts over REST: the same services and rules as the page."""

import pytest

from accounts.models import User
from roadmaps.models import Grant, Membership, Roadmap
from tests.api.caller import Caller, codes
from tests.plans import a_plan, forget_plans

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(jin: User) -> Roadmap:
    """Jin owns it."""
    forget_plans()
    return a_plan(jin)


def rows(caller: Caller, noun: str, plan: Roadmap) -> list[tuple[str, str]]:
    found = caller.get(f"/{noun}/?plan={plan.pk}").json()["results"]
    return [(each["user"], each["role"]) for each in found]


def test_an_owner_lets_somebody_in_changes_and_takes_them_out(
    plan: Roadmap, jin: User, mina: User
) -> None:
    owner = Caller(jin)
    new = {"plan": plan.pk, "user": "mina", "role": "planner", "sees_parties": False}
    made = owner.post("/members/", new)
    assert (made.status_code, made.headers["Location"]) == (
        201,
        f"http://testserver/api/v1/members/{made.json()['id']}/",
    )
    told = {"role": "planner", "sees_amounts": True, "sees_parties": False, "name": "mina"}
    assert made.json() == {"id": made.json()["id"], "plan": plan.pk, "user": "mina", **told}
    assert codes(owner.post("/members/", new)) == ["in_the_plan_already"]

    at = f"/members/{made.json()['id']}/"
    changed = owner.patch(at, {"sees_amounts": False}).json()
    assert (changed["role"], changed["sees_amounts"], changed["sees_parties"]) == (
        "planner", False, False,
    )  # fmt: skip
    assert owner.patch(at, {"role": "approver"}).json()["sees_amounts"] is False
    assert rows(owner, "members", plan) == [("jin", "owner"), ("mina", "approver")]
    # Whoever is in it reads who is; nobody but an owner changes it.
    assert rows(Caller(mina), "members", plan) == [("jin", "owner"), ("mina", "approver")]
    assert codes(Caller(mina).patch(at, {"role": "owner"})) == ["not_the_owner"]
    assert codes(Caller(mina).delete(at)) == ["not_the_owner"]

    assert owner.delete(at).status_code == 204
    assert not Membership.objects.filter(user=mina).exists()


def test_the_last_owner_stays_and_what_cannot_be_is_told(
    plan: Roadmap, jin: User, olga: User
) -> None:
    owner = Caller(jin)
    at = f"/members/{plan.memberships.get().pk}/"
    assert codes(owner.patch(at, {"role": "viewer"})) == ["last_owner"]
    assert codes(owner.delete(at)) == ["last_owner"]
    new = {"plan": plan.pk, "user": "nobody", "role": "viewer"}
    assert codes(owner.post("/members/", new)) == ["nobody_by_name"]
    assert owner.post("/members/", {**new, "role": "guest"}).status_code == 400
    assert owner.post("/members/", {**new, "luck": 1}).status_code == 422
    # To a stranger the plan, and who is in it, is not there.
    assert rows(Caller(olga), "members", plan) == []
    assert Caller(olga).get(at).status_code == 404
    assert Caller(olga).post("/members/", new).status_code == 404


def test_a_role_in_a_part_is_given_and_taken_back(plan: Roadmap, jin: User, mina: User) -> None:
    owner = Caller(jin)
    new = {"plan": plan.pk, "user": "mina", "role": "planner", "project": "P2"}
    made = owner.post("/grants/", new)
    told = {**new, "name": "mina", "zone": None}
    assert (made.status_code, made.json()) == (201, {"id": made.json()["id"], **told})
    assert rows(Caller(mina), "members", plan) == [("jin", "owner"), ("mina", "viewer")]
    assert rows(Caller(mina), "grants", plan) == [("mina", "planner")]

    edit = {"on_revision": 1, "reason": "", "changes": [
        {"kind": "change_activity", "key": "P2.a1", "values": {"duration": 7}}]}  # fmt: skip
    assert Caller(mina).post(f"/plans/{plan.pk}/edits/", edit).status_code == 201
    assert codes(Caller(mina).post("/grants/", {**new, "project": "P1"})) == ["not_the_owner"]

    for wrong, code in (
        ({"project": "P9"}, "grant_unknown_part"),
        ({"zone": "atlantis", "project": ""}, "grant_unknown_part"),
        ({"zone": "nampo"}, "grant_of_one_part"),
        ({"user": "nobody"}, "nobody_by_name"),
    ):
        assert codes(owner.post("/grants/", {**new, **wrong})) == [code]
    at = f"/grants/{made.json()['id']}/"
    assert codes(Caller(mina).delete(at)) == ["not_the_owner"]
    assert owner.delete(at).status_code == 204
    assert not Grant.objects.exists()
