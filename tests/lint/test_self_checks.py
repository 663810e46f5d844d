"""What a person states about a project: entered on its page, over REST, refused where it is odd."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from engine.changes import Add, Alter, Change, Remove
from engine.problems import BrokenPlan
from engine.records import Partner, StandardUse
from roadmaps.models import Revision, Roadmap
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def as_jin(client: Client, jin: User, roadmap: Roadmap) -> Client:
    client.force_login(jin)
    return client


def _add(client: Client, roadmap: Roadmap, tab: str, **values: Any) -> Any:
    at = f"/plans/{roadmap.pk}/projects/P1/{tab}/add/"
    return client.post(at, {"on_revision": roadmap.revision, **values})


@pytest.mark.parametrize(
    ("tab", "values", "key"),
    [
        ("self-checks", {"requirement": "no_harm", "answer": "met"}, "self_check:P1:no_harm"),
        ("capacity", {"aspect": "funds", "points": "3"}, "score:P1:funds"),
        ("topics", {"name_ko": "재봉 기초", "hours": "20"}, "topic:P1:topic:2"),
        ("standards", {"standard": "DC3", "also": ["AC25-60"]}, "standard:P1:DC3"),
    ],
)
def test_a_statement_is_an_edit_with_its_history(
    as_jin: Client, roadmap: Roadmap, tab: str, values: dict[str, Any], key: str
) -> None:
    assert _add(as_jin, roadmap, tab, **values).status_code == 302
    last = Revision.objects.filter(plan=roadmap).first()
    assert last is not None
    assert last.touched == [key]
    assert as_jin.get(f"/plans/{roadmap.pk}/projects/P1/{tab}/").status_code == 200
    kind, _, name = key.partition(":")
    undone = as_jin.post(f"/api/v1/plans/{roadmap.pk}/undo/", content_type="application/json")
    assert undone.status_code == 201
    roadmap.refresh_from_db()
    assert not plan_of(roadmap).has(kind, name)


def test_more_points_than_there_are_is_refused_and_what_was_typed_stays(
    as_jin: Client, roadmap: Roadmap
) -> None:
    answer = _add(as_jin, roadmap, "capacity", aspect="power", points="5")
    assert answer.status_code == 422
    assert 'value="5"' in answer.content.decode()


def test_standards_of_unlike_aspects_are_refused(as_jin: Client, roadmap: Roadmap) -> None:
    answer = _add(as_jin, roadmap, "standards", standard="DC3", also=["HZ-50"])
    assert answer.status_code == 422
    assert "P1:DC3" not in plan_of(roadmap).standards


def test_rest_states_it_too_and_refuses_an_unknown_standard(
    as_jin: Client, roadmap: Roadmap
) -> None:
    body = {"plan": roadmap.pk, "key": "u", "project": "P1", "standard": "steam"}
    made = as_jin.post("/api/v1/standards/", body, content_type="application/json")
    assert (made.status_code, made.json()["problems"][0]["code"]) == (422, "unknown_standard")
    made = as_jin.post(
        "/api/v1/standards/", {**body, "standard": "KS"}, content_type="application/json"
    )
    assert made.status_code == 201


def test_an_owner_is_a_partner_of_the_north_and_of_the_same_project(
    roadmap: Roadmap, jin: User
) -> None:
    def refused(*changes: Change) -> list[str]:
        with pytest.raises(BrokenPlan) as found:
            edit_plan(roadmap, changes, by=jin, on_revision=roadmap.revision)
        return [each.code for each in found.value.problems]

    other = Add(Partner("other", "남", "Other", "P2", "north"))
    assert refused(Alter("activity", "P1.a1", {"owner": "P1:south"})) == ["owner_not_of_the_north"]
    assert refused(other, Alter("activity", "P1.a1", {"owner": "other"})) == [
        "partner_of_other_project"
    ]
    assert refused(Add(StandardUse("u", "P1", "P2.a1", "KS"))) == ["activity_of_other_project"]


def test_an_owner_that_is_removed_is_taken_out_of_its_activity(roadmap: Roadmap, jin: User) -> None:
    north = Add(Partner("north", "북", "North", "P1", "north"))
    owned = Alter("activity", "P1.a1", {"owner": "north", "decides_en": "the day"})
    edit_plan(roadmap, [north, owned], by=jin, on_revision=roadmap.revision)
    roadmap.refresh_from_db()
    edit_plan(roadmap, [Remove("partner", "north")], by=jin, on_revision=roadmap.revision)
    roadmap.refresh_from_db()
    assert plan_of(roadmap).activities["P1.a1"].owner == ""
