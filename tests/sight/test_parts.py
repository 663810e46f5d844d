"""Roles in one project or zone: what they reach, through every layer, and who gives them."""

from dataclasses import replace

import pytest
from django.test import Client

from accounts.models import User
from core.errors import Forbidden
from engine.belonging import Scope, projects_of
from engine.changes import Alter, Change, Remove
from engine.plan import HEADER
from engine.records import KINDS, Project
from roadmaps import schedules
from roadmaps.models import INSIDERS, OFFICERS, Grant, Roadmap, Role
from roadmaps.parts import grant
from roadmaps.reach import reach_of
from roadmaps.roadmap_page import EDITABLE
from roadmaps.services import edit_plan, remove_member, require_editor, set_member
from tests.plans import RECORDS, a_plan

pytestmark = pytest.mark.django_db

#: The reach of each grant in the small plan: P1 lies nowhere, P2 in the zone of Nampo.
GRANTS = {"P2": Scope(project="P2"), "nampo": Scope(zone="nampo"), "P1": Scope(project="P1")}
REACH = {"P2": {"P2"}, "nampo": {"P2"}, "P1": {"P1"}}


@pytest.fixture
def plan(reference_data: None, jin: User) -> Roadmap:
    """Jin owns it; P2 is to be built in Nampo."""
    rows = [replace(r, zone="nampo") if isinstance(r, Project) and r.key == "P2" else r
            for r in RECORDS]  # fmt: skip
    return a_plan(jin, rows)


def may_change(plan: Roadmap, kind: str, key: str, by: User) -> bool:
    """Whether the person is let in to alter this record (to what it is)."""
    record = schedules.whole_plan_of(plan).find(kind, key)
    name = next(n for n in ("name_en", "evidence", "note_en", "type", "value", "confidence", "due",
                            "hours", "points", "answer", "since", "until", "change", "year", "lag")
                if hasattr(record, n))  # fmt: skip
    change = Alter(kind, key, {name: getattr(record, name)})
    try:
        edit_plan(plan, [change], by=by, on_revision=plan.revision)
    except Forbidden:
        return False
    plan.refresh_from_db()
    return True


@pytest.mark.parametrize("given", GRANTS)
def test_a_planner_of_a_part_edits_the_records_of_that_part_of_every_kind(
    plan: Roadmap, jin: User, mina: User, given: str
) -> None:
    grant(plan, mina, "planner", GRANTS[given], by=jin)
    found = schedules.whole_plan_of(plan)
    first = {record.kind: record for record in reversed([found.header, *found.all()])}
    assert set(first) == {*KINDS, HEADER}

    for kind, record in first.items():
        projects = projects_of(found, record)
        expected = bool(projects & REACH[given])
        assert may_change(plan, kind, record.key, mina) == expected, (kind, record.key)


@pytest.mark.parametrize("role", sorted(INSIDERS))
def test_a_role_in_the_whole_plan_is_what_it_was(
    plan: Roadmap, jin: User, mina: User, role: str
) -> None:
    set_member(plan, mina, role, by=jin)

    assert may_change(plan, "activity", "P1.a1", mina) == (role in {"planner", "owner"})
    assert may_change(plan, "ceiling", "fund:2027", mina) == (role in {"planner", "owner"})
    assert reach_of(plan, mina).has(OFFICERS, {"P2"}) == (role == "compliance")


def test_a_compliance_officer_of_a_part_signs_only_there(
    plan: Roadmap, jin: User, mina: User
) -> None:
    grant(plan, mina, "compliance", Scope(zone="nampo"), by=jin)

    assert reach_of(plan, mina).has(OFFICERS, {"P2"})
    assert not reach_of(plan, mina).has(OFFICERS, {"P1"})
    assert not may_change(plan, "activity", "P2.a1", mina)


def test_the_refusal_names_the_record_and_who_could(plan: Roadmap, jin: User, mina: User) -> None:
    grant(plan, mina, "planner", Scope(project="P2"), by=jin)

    with pytest.raises(Forbidden) as refused:
        edit_plan(plan, [Remove("activity", "P1.a1")], by=mina, on_revision=plan.revision)

    [problem] = refused.value.problems
    assert problem.code == "beyond_your_part"
    assert problem.values == {"kind": "activity", "key": "P1.a1", "who": "jin"}


def test_who_has_only_a_part_views_the_rest_and_edits_no_whole_plan(
    plan: Roadmap, jin: User, mina: User
) -> None:
    grant(plan, mina, "planner", Scope(project="P2"), by=jin)

    assert plan.role_of(mina) == Role.VIEWER
    with pytest.raises(Forbidden):
        require_editor(plan, mina)


def test_buttons_are_offered_only_where_they_lead_somewhere(
    plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    grant(plan, mina, "planner", Scope(project="P2"), by=jin)
    client.force_login(mina)

    def offers(project: str) -> bool:
        at = f"/plans/{plan.pk}/projects/{project}/"
        return f"{at}edit/" in client.get(at).content.decode()

    assert offers("P2")
    assert not offers("P1")


def test_the_roadmap_lets_a_planner_of_a_part_move_the_bars_of_that_part(
    plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    at = f"/plans/{plan.pk}/"
    grant(plan, mina, "planner", Scope(project="P2"), by=jin)
    client.force_login(mina)

    def movable(level: str) -> set[str]:
        bars = client.get(f"{at}roadmap.json?level={level}").json()["bars"]
        return {
            key for key, flags in zip(bars["key"], bars["flags"], strict=True) if flags & EDITABLE
        }

    def shows(address: str, what: str) -> bool:
        return what in client.get(f"{at}{address}").content.decode()

    assert movable("project") == {"P2"}
    assert movable("activity") == {"P2.a1", "P2.a2"}
    assert shows("", 'data-edits="1"') and shows("", 'data-editable=""')
    table = client.get(f"{at}?view=table&level=activity").content.decode()
    assert [key in table for key in ('value="P2.a1"', 'value="P1.a1"')] == [True, False]
    assert shows("panel/P2.a1/?scenario=B", 'data-edit="dates"') and shows(
        "panel/P2.a1/?scenario=B", "remove-link"
    )
    assert not shows("panel/P1.a1/", "data-edit=") and not shows("panel/P1/", "data-edit=")

    tag = client.get(f"{at}roadmap.json").headers["ETag"]
    grant(plan, mina, "planner", Scope(project="P1"), by=jin)
    again = client.get(f"{at}roadmap.json", headers={"If-None-Match": tag})
    assert again.status_code == 200 and movable("project") == {"P1", "P2"}


def test_what_lies_in_the_part_is_taken_back_and_brought_back_there(
    plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    grant(plan, mina, "planner", Scope(project="P2"), by=jin)
    client.force_login(mina)
    edits: tuple[Change, ...] = (
        Alter("activity", "P2.a1", {"duration": 7}),
        Remove("goods", "P2:1"),
        Alter("activity", "P1.a1", {"duration": 7}),
        Remove("cost", "P1:fund"),
    )
    for change in edits:
        edit_plan(plan, [change], by=jin, on_revision=plan.revision)
        plan.refresh_from_db()

    shown = client.get(f"/plans/{plan.pk}/revisions/").content.decode()
    offered = [f"/revisions/{number}/undo/" in shown for number in (2, 3, 4, 5)]
    gone = client.get(f"/plans/{plan.pk}/removed/").content.decode()

    assert offered == [True, True, False, False]
    assert ['name="key" value="P2:1"' in gone, 'name="key" value="P1:fund"' in gone] == [
        True,
        False,
    ]
    assert client.post(f"/plans/{plan.pk}/revisions/2/undo/").status_code == 302
    assert client.post(f"/plans/{plan.pk}/revisions/4/undo/").status_code == 403


def test_the_owner_gives_and_takes_back_on_the_members_page(
    plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    client.force_login(jin)
    asked = {"user": "mina", "role": "planner", "part": "zone:nampo"}
    client.post(f"/plans/{plan.pk}/grants/", asked)
    [given] = Grant.objects.all()
    assert (given.user, given.role, given.scope) == (mina, "planner", Scope(zone="nampo"))
    assert "mina" in client.get(f"/plans/{plan.pk}/members/").content.decode()

    assert client.post(f"/plans/{plan.pk}/grants/", {**asked, "part": "zone:x"}).status_code == 422
    client.post(f"/plans/{plan.pk}/grants/{given.pk}/revoke/")
    assert not Grant.objects.exists()


def test_only_the_owner_gives_and_who_leaves_keeps_none(
    plan: Roadmap, jin: User, mina: User, olga: User
) -> None:
    set_member(plan, mina, "planner", by=jin)
    with pytest.raises(Forbidden):
        grant(plan, olga, "planner", Scope(project="P2"), by=mina)

    grant(plan, olga, "planner", Scope(project="P2"), by=jin)
    remove_member(plan, olga, by=jin)
    assert not Grant.objects.exists()
