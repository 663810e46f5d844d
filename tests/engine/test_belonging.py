"""Which project every kind of record belongs to, and what a role in a part of a plan reaches."""

from dataclasses import fields, replace

import pytest

from engine.belonging import OF_THE_PLAN, THROUGH, Scope, beyond, is_within, projects_of
from engine.changes import Add, Alter, Remove
from engine.plan import plan_of
from engine.records import KINDS, Activity, CostLine, Link, Permit, Project, Record
from tests.engine.test_masking import PLAN

#: Of each kind that belongs to projects: a record of the plan, and the projects it belongs to.
WHERE = {
    "project": ("P1", {"P1"}),
    "partner": ("P1:p", {"P1"}),
    "cost": ("P1:c", {"P1"}),
    "goods": ("P2:g", {"P2"}),
    "permit": ("PM", {"P2"}),
    "benefit": ("P1:b", {"P1"}),
    "activity": ("P1.a", {"P1"}),
    "link": ("L", {"P1", "P2"}),
    "entity": ("E1", {"P1"}),
    "relation": ("R", {"P1"}),
    "control": ("K", {"P1"}),
}
#: Kinds that name their project in a field of that name, as those above do.
LIKE_A_COST = {"score", "self_check", "topic", "standard"}
P1, P2 = Scope(project="P1"), Scope(project="P2")
NAMPO = Scope(zone="nampo")


def test_every_kind_belongs_to_projects_or_to_the_plan() -> None:
    told = {*WHERE, *LIKE_A_COST, *THROUGH}

    assert told | OF_THE_PLAN == set(KINDS)
    assert not told & OF_THE_PLAN
    for kind in LIKE_A_COST:
        assert "project" in {each.name for each in fields(KINDS[kind])}


@pytest.mark.parametrize("kind", WHERE)
def test_a_record_belongs_to_its_projects(kind: str) -> None:
    key, expected = WHERE[kind]

    assert projects_of(PLAN, PLAN.find(kind, key)) == expected


@pytest.mark.parametrize("kind", sorted(OF_THE_PLAN - {"plan"}))
def test_what_is_the_plans_is_within_no_part_of_it(kind: str) -> None:
    for record in PLAN.of(KINDS[kind]).values():
        assert projects_of(PLAN, record) == frozenset()
        assert not is_within(PLAN, record, [P1, P2])


def test_a_link_is_drawn_from_either_end_and_a_permit_by_nobody_alone() -> None:
    shared = replace(PLAN.permits["PM"], projects=("P1", "P2"))

    assert is_within(PLAN, PLAN.links["L"], [P1])
    assert is_within(PLAN, PLAN.links["L"], [P2])
    assert not is_within(PLAN, shared, [P1])
    assert is_within(PLAN, shared, [P1, P2])
    assert not is_within(PLAN, replace(shared, projects=()), [P1, P2])


def test_a_zone_holds_the_projects_that_lie_in_no_other() -> None:
    rows: dict[str, Record] = {
        "in": Project("in", "안", "In", zone="nampo"),
        "also": Project("also", "걸침", "Across", zone="nampo", also_zones=("haeju",)),
        "out": Project("out", "밖", "Out", zone="haeju"),
        "none": Project("none", "없음", "None"),
    }
    plan = plan_of(PLAN.header, {"project": rows})

    assert [key for key in rows if NAMPO.holds(plan, key)] == ["in"]


def test_nothing_is_taken_from_another_project_and_nothing_handed_to_one() -> None:
    own = Alter("activity", "P1.a", {"duration": 3})
    handed = Alter("activity", "P1.a", {"project": "P2"})
    taken = Alter("activity", "P2.a", {"project": "P1"})
    elsewhere = Remove("activity", "P2.a")
    of_the_plan = Alter("ceiling", "fund:2030", {"currency": "USD"})
    header = Alter("plan", "plan", {"name_en": "Mine"})

    changes = [own, handed, taken, elsewhere, of_the_plan, header]

    assert [each for c in changes for each in beyond(PLAN, [c], [P1])] == changes[1:]


def test_what_is_new_belongs_where_it_is_put() -> None:
    here = Add(CostLine("P1:new", "P1", "fund"))
    there = Add(CostLine("P2:new", "P2", "fund"))
    work = Add(Activity("P1.new", "일", "Work", "P1"))
    link = Add(Link("new", "P1.new", "P2.a"))
    paper = Add(Permit("new", "면제", "Exemption", projects=("P1",)))

    assert beyond(PLAN, [here, there, work, link, paper], [P1]) == [there]


def test_a_project_is_made_in_a_zone_by_who_has_the_zone() -> None:
    made = Add(Project("P9", "새", "New", zone="nampo"))

    assert beyond(PLAN, [made], [NAMPO]) == []
    assert beyond(PLAN, [made], [P1]) == [made]
    assert beyond(PLAN, [made, Alter("project", "P9", {"zone": "haeju"})], [NAMPO]) != []
