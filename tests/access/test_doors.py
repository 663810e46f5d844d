"""Every door, every visitor: what the permission table says is what happens to a real request.

Complete by construction: the doors are those the site has, and one that the table does not name,
or that these tests can't find the way to, fails here.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.models import User
from core.access import Rule, Who
from engine.belonging import Scope
from planner import looking
from planner.access import table
from roadmaps.models import DECIDERS, EDITORS
from roadmaps.parts import grant
from roadmaps.schedules import plan_of
from tests.access.world import KEYS, ROLES, TOKENS, VISITORS, World
from tests.plans import forget_plans
from tests.undone import undone

#: Doors that lead nowhere without a question.
QUERIES = {
    "roadmaps:trial": f"?change=shorten:{KEYS['activity']}",
    "lint:overlaps": f"?project={KEYS['project']}",
    **{
        f"diligence:add-{kind}": f"?project={KEYS['project']}"
        for kind in ("entity", "relation", "control")
    },
}
#: Doors to a document that shows amounts and party names.
SHOWING_ALL = {"reports:download", "api-reports-pdf"}
OPEN = "open"
SIGN_IN = "sign-in"


def _doors(resolver: Any, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", each
        else:
            yield from _doors(each, f"{space}{each.namespace}:" if each.namespace else space)


DOORS = dict(_doors(get_resolver()))


def test_every_door_is_in_the_table_and_the_table_names_no_other() -> None:
    assert set(DOORS) == set(table())


@pytest.mark.parametrize("door", DOORS)
def test_a_door_lets_in_whom_the_table_says(world: World, door: str) -> None:
    rule, surprises = table()[door], []
    for visitor in VISITORS:
        for method in ("GET", *writes(door, rule)):
            expected = _expected(door, rule, visitor, method)
            found = _knock(world, door, visitor, method)
            if found != expected:
                surprises.append((visitor, method, found, f"expected {expected}"))
    assert surprises == []


def test_doors_to_the_plan_as_a_whole_are_shut_to_who_edits_some_of_it(world: World) -> None:
    """Also where that is all its projects: packing, drafts, approvals, what came from elsewhere."""
    tried, opened = set(), []
    with undone():
        person = User.objects.create_user("part")
        for project in plan_of(world.plan).projects:
            grant(world.plan, person, "planner", Scope(project), by=world.people["owner"])
        client = Client()
        client.force_login(person)
        world.clients["part"] = client
        for door, rule in table().items():
            for method in ("GET", *writes(door, rule)):
                if rule.who(method) is Who.WHOLE_EDITOR:
                    tried.add(door.partition(":")[0])
                    found = _knock(world, door, "part", method)
                    opened += [(door, method, found)] if found != 403 else []
        del world.clients["part"]
    assert opened == []
    assert tried >= {"approvals", "courier", "drafts", "search", "trade"}


def writes(door: str, rule: Rule) -> tuple[str, ...]:
    """The methods that write through a door; those it has not are tried as well."""
    if door in {"api-ranges-detail", "api-grants-detail"}:
        return ("DELETE",)  # a simulation is cancelled, a role in a part taken back: never changed
    if is_api(door) and door.endswith("-detail"):
        return ("PATCH", "DELETE") if rule.write and "plans" not in door else ("PATCH",)
    return ("POST",)


def _expected(door: str, rule: Rule, visitor: str, method: str) -> Any:
    who = rule.who(method)
    if who is None:
        return _wrong_method(door, rule, visitor, method)
    if who is Who.ANYONE:
        return OPEN
    if visitor == "anonymous" or (visitor in TOKENS and not is_api(door)):
        return 401 if is_api(door) else SIGN_IN
    if visitor == "read token" and method != "GET":
        return 403
    if visitor == "look":
        return _in_a_look(who, door, method)
    if visitor == "admin" and method == "GET" and (rule.names_parties or door in SHOWING_ALL):
        return 403  # they run the installation; money and parties are the members' business
    return _of_person(who, "planner" if visitor in TOKENS else visitor)


def _wrong_method(door: str, rule: Rule, visitor: str, method: str) -> int:
    """Who is not let in at all is told so first; at public doors nobody is asked."""
    if not is_api(door) or rule.read is Who.ANYONE:
        return 405
    if visitor == "anonymous":
        return 401
    return 403 if visitor == "read token" and method != "GET" else 405


def _in_a_look(who: Who, door: str, method: str) -> Any:
    """An administrator who looks at the plan as its owner reads what is its, and ends the look."""
    if door == looking.END:
        return OPEN
    shut = looking.HANDS_OUT | looking.OF_ADMINISTRATORS
    is_of_the_plan = "plan_id" in DOORS[door].pattern.converters
    if method != "GET" or not is_of_the_plan or door in shut:
        return 403
    return _of_person(who, "owner")


def _of_person(who: Who, person: str) -> Any:
    if who is Who.ACCOUNT:
        return OPEN
    if person == "guest":
        return OPEN if who is Who.GUEST else 404
    if who is Who.SIGNED_IN:
        return OPEN
    if who is Who.STAFF:
        return OPEN if person == "admin" else 404
    if who is Who.KEEPER:
        return OPEN if person in {"owner", "admin"} else 403
    if who is Who.LAW_OFFICER:
        return OPEN if person == "compliance" else 403
    if who is Who.LAW_REVIEWER:
        return OPEN if person in {"compliance", "reviewer", "admin"} else 403
    if person == "stranger":
        return 404
    if who is Who.GUEST:
        return 403
    if who in {Who.EDITOR, Who.WHOLE_EDITOR}:
        return OPEN if person in EDITORS else 403
    if who is Who.SCREENER:
        return OPEN if person in {*EDITORS, "compliance"} else 403
    if who is Who.DECIDER:
        return OPEN if person in DECIDERS else 403
    if who is Who.OFFICER:
        return OPEN if person == "compliance" else 403
    if who is Who.OWNER:
        return OPEN if person in {"owner", "admin"} else 403
    assert who is Who.MEMBER and person in {*ROLES, "admin"}
    return OPEN


def _knock(world: World, door: str, visitor: str, method: str) -> Any:
    """What one request comes to; whatever it writes is taken back."""
    client = world.clients[visitor]
    cookies = client.cookies.copy()
    with undone():
        names = list(DOORS[door].pattern.converters)
        at = reverse(door, kwargs=world.address(door, names, visitor)) + QUERIES.get(door, "")
        body = json.dumps(_body(world, door)) if is_api(door) and method != "GET" else None
        kind = {"content_type": "application/json"} if is_api(door) else {}
        send = getattr(client, method.lower())
        headers = {"If-Match": "*"}
        answer = send(at, **({"data": body} if body else {}), **kind, headers=headers)
    if method != "GET" and answer.status_code < 400:
        forget_plans()
    client.cookies = cookies  # who signed in or out here comes to the next door as before
    if answer.status_code == 302 and answer.headers.get("Location", "").startswith(
        reverse("accounts:sign-in")
    ):
        return OPEN if door == "accounts:sign-out" else SIGN_IN
    is_shut = answer.status_code in {401, 403, 404, 405} or answer.status_code == 500
    return answer.status_code if is_shut else OPEN


def _body(world: World, door: str) -> dict[str, Any]:
    return {"plan": world.plan.pk} if door.endswith("-list") else {}


def is_api(door: str) -> bool:
    return door.startswith("api-")
