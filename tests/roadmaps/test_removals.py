"""A removed record comes back as it was, with what went with it, and nothing newer is lost."""

import pytest
from django.test import Client

from accounts.models import User
from core.errors import Invalid
from engine.changes import Alter, Remove
from roadmaps.models import Roadmap
from roadmaps.removals import changes_restoring, removals
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan
from tests.plans import a_plan, forget_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(jin: User) -> Roadmap:
    forget_plans()
    return a_plan(jin)


def _remove(plan: Roadmap, kind: str, key: str, by: User) -> None:
    edit_plan(plan, [Remove(kind, key)], by=by, on_revision=plan.revision)
    plan.refresh_from_db()


def test_a_project_comes_back_with_all_its_rows(plan: Roadmap, jin: User) -> None:
    before = plan_of(plan)
    _remove(plan, "project", "P2", jin)
    gone = {(each.kind, each.key) for each in removals(plan)}
    assert ("project", "P2") in gone and ("activity", "P2.a1") in gone and ("link", "L2") in gone
    changes = changes_restoring(plan, "project", "P2")
    edit_plan(plan, changes, by=jin, on_revision=plan.revision)
    plan.refresh_from_db()
    assert plan_of(plan) == before
    assert removals(plan) == []


def test_a_single_row_comes_back_alone(plan: Roadmap, jin: User) -> None:
    _remove(plan, "benefit", "P1:south", jin)
    keys = [change.about for change in changes_restoring(plan, "benefit", "P1:south")]
    assert keys == [("benefit", "P1:south")]


def test_what_was_written_since_stays(plan: Roadmap, jin: User) -> None:
    _remove(plan, "activity", "P2.a1", jin)
    change = Alter("gate", "G1", {"opens": ("P2.a2",)})
    edit_plan(plan, [change], by=jin, on_revision=plan.revision)
    plan.refresh_from_db()
    edit_plan(plan, changes_restoring(plan, "activity", "P2.a1"), by=jin, on_revision=plan.revision)
    plan.refresh_from_db()
    assert plan_of(plan).has("activity", "P2.a1")
    assert plan_of(plan).gates["G1"].opens == ("P2.a2",)


def test_what_is_there_or_never_was_is_not_brought_back(plan: Roadmap) -> None:
    for key in ("P2", "nothing"):
        with pytest.raises(Invalid) as refused:
            changes_restoring(plan, "project", key)
        assert refused.value.problems[0].code == "not_removed"


def test_the_page_brings_it_back(client: Client, plan: Roadmap, jin: User) -> None:
    client.force_login(jin)
    _remove(plan, "goods", "P2:1", jin)
    page = client.get(f"/plans/{plan.pk}/removed/").content.decode()
    assert "재봉기" in page and "되살리기" in page
    posted = client.post(
        f"/plans/{plan.pk}/removed/", {"kind": "goods", "key": "P2:1"}, follow=True
    )
    assert "되살렸습니다" in posted.content.decode()
    plan.refresh_from_db()
    assert plan_of(plan).has("goods", "P2:1")
