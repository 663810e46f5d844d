"""Who the parties of a plan are, and all that its records know of each."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.models import User
from engine.records import Entity, Partner, Permit
from parties.gathering import Party, parties_of
from roadmaps.schedules import plan_of
from tests.plans import RECORDS, a_plan, forget_plans

pytestmark = pytest.mark.django_db


def _parties(jin: User, *more: Entity | Partner | Permit) -> dict[str, Party]:
    forget_plans()
    gone = {each.key for each in more}
    plan = a_plan(jin, [*(each for each in RECORDS if each.key not in gone), *more])
    return {party.names[0]: party for party in parties_of(plan, plan_of(plan)).values()}


def test_partners_applicants_and_those_of_a_supply_network_are_parties(jin: User) -> None:
    permit = next(each for each in RECORDS if isinstance(each, Permit))
    found = _parties(jin, replace(permit, applicant="신청상사"))
    assert set(found) == {"공단", "신청상사", "봉제회사", "공장"}
    assert [(place.kind, place.project) for place in found["신청상사"].places] == [("permit", "P2")]


def test_a_place_is_no_party(jin: User) -> None:
    assert "남포항" not in _parties(jin)


def test_one_party_in_two_networks_is_asked_about_once_with_all_that_is_known(jin: User) -> None:
    firm = Entity(
        "P1:firm:1", "봉제회사", "Sewing firm", "P1", "firm", country="KP",
        aliases=("대동봉제",), founded=date(2010, 3, 2), registration_no="KP-77",
    )  # fmt: skip
    party = _parties(jin, firm)["봉제회사"]
    assert sorted(place.project for place in party.places) == ["P1", "P2"]
    assert party.identity.aliases == ("대동봉제",)
    assert (party.identity.dates, party.identity.identifiers) == (("2010-03-02",), ("KP-77",))
    assert party.identity.countries == ("KP",)


def test_the_same_name_on_another_side_is_another_party(jin: User) -> None:
    namesake = Entity("P2:firm:2", "공단", "Agency", "P2", "firm", country="CN")
    forget_plans()
    plan = a_plan(jin, [*RECORDS, namesake])
    named = [each for each in parties_of(plan, plan_of(plan)).values() if each.names[0] == "공단"]
    assert sorted(each.countries for each in named) == [("CN",), ("KR",)]
