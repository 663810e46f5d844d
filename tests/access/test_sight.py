"""Behind every door, amounts and party names are seen only by who has the permission.

Every door of the site is walked, so a new one is walked without being named here; what it answers
is searched for amounts and names that were planted in every field that may hold some.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from core import sight
from core.access import Rule, Who
from planner.access import table
from tests.access.planted import AMOUNTS, NAMES, found_in
from tests.access.test_doors import DOORS, QUERIES, is_api, writes
from tests.access.world import World
from tests.plans import forget_plans
from tests.undone import undone


@pytest.mark.parametrize("door", DOORS)
def test_no_door_tells_what_is_withheld(world: World, door: str) -> None:
    rule, told = table()[door], {}
    for visitor, hidden in _unsighted(rule):
        told[visitor, "GET"] = _told(world, door, visitor, "GET") & hidden
        for method in writes(door, rule):  # what these answer is read in English
            told[visitor, method] = _told(world, door, visitor, method, "en") & hidden

    assert {asked: found for asked, found in told.items() if found} == {}


def test_who_has_the_permission_is_told_all_of_it_somewhere(world: World) -> None:
    """Otherwise the walk would find nothing because there is nothing to find."""
    told: set[str] = set()
    for door in DOORS:
        told |= _told(world, door, "owner", "GET")

    assert told == {*AMOUNTS, *NAMES}


def _unsighted(rule: Rule) -> Iterator[tuple[str, set[str]]]:
    """Who comes to such a door without sight, and what they must not be told there."""
    amounts, everything = set(AMOUNTS), {*AMOUNTS, *NAMES}
    who = {rule.read, rule.write}
    if who & {Who.OWNER, Who.STAFF}:
        yield "admin", everything  # they run the installation, and are no member
    if who & {Who.ACCOUNT, Who.GUEST}:
        yield "guest", everything
    if Who.ANYONE in who:
        yield "anonymous", everything
    if rule.names_parties:
        yield "amountless", amounts
    yield "blind", everything


def _told(world: World, door: str, visitor: str, method: str, language: str = "ko") -> set[str]:
    """What one request tells; a list over REST is asked about all plans and about this one."""
    names = list(DOORS[door].pattern.converters)
    at = reverse(door, kwargs=world.address(door, names, visitor)) + QUERIES.get(door, "")
    asked = [at]
    if method == "GET" and is_api(door) and door.endswith("-list"):
        asked.append(f"{at}?plan={world.plan.pk}")
    return set().union(*(_answered(world, each, visitor, method, language) for each in asked))


def _answered(world: World, at: str, visitor: str, method: str, language: str) -> set[str]:
    client = world.clients[visitor]
    cookies = client.cookies.copy()
    sent: dict[str, Any] = {}
    if method != "GET" and at.startswith("/api/"):
        sent = {"data": json.dumps({"plan": world.plan.pk}), "content_type": "application/json"}
    headers = {"If-Match": "*", "Accept-Language": language}
    with undone():
        answer = getattr(client, method.lower())(at, **sent, headers=headers)
        with sight.nothing():
            told = found_in(answer)
    if method != "GET" and answer.status_code < 400:
        forget_plans()
    client.cookies = cookies
    return told
