"""Drafts from the first change to the decision: drawn, merged, brought up to date, adopted."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from core.errors import Forbidden, Invalid, Outdated
from drafts import services
from drafts.models import Draft, DraftStep
from drafts.queries.trying import with_another
from engine.changes import Add, Alter, Change, Remove
from engine.problems import BrokenPlan
from engine.records import CostLine, Demand, Link
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of
from roadmaps.services import copy_plan, edit_plan, undo_revision
from tests.plans import let_in

pytestmark = pytest.mark.django_db(transaction=True)


def power(project: str, amount: int) -> Change:
    return Add(Demand(f"{project}:d", f"{project}.a", "power", Decimal(amount)))


def money(project: str, billions: int) -> Change:
    amount = Decimal(billions * 1_000_000_000)
    return Add(CostLine(f"{project}:c", project, "fund", amount, "KRW", 2026))


def months(project: str, duration: int) -> Change:
    return Alter("activity", f"{project}.a", {"duration": duration})


def duration(plan: Roadmap, project: str) -> int:
    plan.refresh_from_db()
    return plan_of(plan).activities[f"{project}.a"].duration


def drawn(plan: Roadmap, by: User, *changes: Change, name: str = "안") -> Draft:
    return services.open_draft(plan, name, changes=changes, by=by)


def test_a_draft_leaves_the_plan_alone_until_somebody_else_adopts_it(
    plan: Roadmap, jin: User, mina: User
) -> None:
    draft = drawn(plan, jin, months("mill", 5), name="공기 연장안")
    draft = services.edit_draft(draft, [months("mill", 6)], version=1, by=jin, note="설계 변경")
    assert (draft.version, draft.changes) == (
        2,
        [{"kind": "change_activity", "key": "mill.a", "values": {"duration": 6}}],
    )
    assert duration(plan, "mill") == 3
    with pytest.raises(Forbidden):
        services.adopt_draft(draft, "필요함", version=2, by=jin)
    with pytest.raises(Invalid):
        services.adopt_draft(draft, " ", version=2, by=mina)

    revision = services.adopt_draft(draft, "3분기 회의 의결", version=2, by=mina)
    assert (revision.number, revision.reason) == (2, "공기 연장안: 3분기 회의 의결")
    assert duration(plan, "mill") == 6
    draft.refresh_from_db()
    assert (draft.state, draft.decided_by, draft.decision) == ("adopted", mina, "3분기 회의 의결")
    assert [each.sort for each in draft.steps.all()] == ["made", "edited", "adopted"]
    with pytest.raises(Invalid):
        services.edit_draft(draft, [months("mill", 7)], version=3, by=jin)

    undo_revision(plan, 2, by=jin)
    assert duration(plan, "mill") == 3


def test_an_owner_who_is_alone_adopts_what_they_drew_and_one_of_two_does_not(
    plan: Roadmap, jin: User, mina: User
) -> None:
    let_in(plan, jin, Role.OWNER)
    draft = drawn(plan, jin, months("mill", 5))
    with pytest.raises(Forbidden) as refused:
        services.adopt_draft(draft, "그대로", version=1, by=jin)
    assert refused.value.problems[0].code == "drafted_it_oneself"
    let_in(plan, mina, Role.VIEWER)
    assert services.adopt_draft(draft, "그대로", version=1, by=jin).number == 2


def test_two_sound_drafts_that_overrun_power_and_money_together_collide(
    plan: Roadmap, jin: User
) -> None:
    mine = drawn(plan, jin, power("mill", 7), money("mill", 6), name="공장안")
    theirs = drawn(plan, jin, power("yard", 6), money("yard", 7), name="야적장안")
    run = with_another(mine, theirs)
    assert [(each.sort, round(each.over, 6)) for each in run.overruns] == [
        ("capacity", 3),
        ("ceiling", 3),
    ]
    assert ("demand", "mill:d") in run.overruns[0].mine
    assert ("demand", "yard:d") in run.overruns[0].theirs

    def merged(accepted: tuple[str, ...]) -> Draft:
        versions = {"version": 1, "other_version": 1}
        return services.merge_drafts(mine, theirs, "통합안", by=jin, accepted=accepted, **versions)

    with pytest.raises(Outdated):
        merged(())
    assert Draft.objects.count() == 2
    made = merged(run.to_accept)
    assert made.merged_from == [mine.pk, theirs.pk]
    assert len(made.changes) == 4
    assert made.steps.get().accepted == list(run.to_accept)


def test_sound_drafts_of_different_projects_merge_by_themselves(plan: Roadmap, jin: User) -> None:
    mine = drawn(plan, jin, power("mill", 5), months("mill", 4))
    theirs = drawn(plan, jin, power("yard", 5), Remove("ceiling", "fund:2027"))
    run = with_another(mine, theirs)
    assert (run.unsettled(()), run.overruns, run.verdicts) == (0, (), ())
    made = services.merge_drafts(mine, theirs, "둘", version=1, other_version=1, by=jin)
    assert [each["kind"] for each in made.changes] == [
        "change_activity",
        "add_demand",
        "add_demand",
        "remove_ceiling",
    ]


def test_a_circle_that_only_both_close_is_no_sound_plan(plan: Roadmap, jin: User) -> None:
    mine = drawn(plan, jin, Add(Link("L1", "mill.a", "yard.a")))
    theirs = drawn(plan, jin, Add(Link("L2", "yard.a", "mill.a")))
    run = with_another(mine, theirs)
    assert run.merged is None
    assert [each.code for each in run.problems] == ["circular_links"]
    with pytest.raises(Invalid):
        services.merge_drafts(mine, theirs, "둘", version=1, other_version=1, by=jin)


def test_the_plan_moves_on_and_a_draft_follows_with_a_choice_where_both_changed(
    plan: Roadmap, jin: User, mina: User
) -> None:
    draft = drawn(plan, jin, months("mill", 5), months("yard", 4))
    edit_plan(plan, [months("mill", 9)], by=jin, on_revision=1)
    plan.refresh_from_db()
    with pytest.raises(Outdated) as refused:
        services.adopt_draft(draft, "의결", version=1, by=mina)
    assert refused.value.problems[0].code == "draft_collides"
    with pytest.raises(Outdated):
        services.rebase_draft(draft, version=1, by=jin)
    choices = {"activity:mill.a:duration": "theirs"}
    moved = services.rebase_draft(draft, version=1, by=jin, choices=choices)  # type: ignore[arg-type]
    assert (moved.base_revision, moved.version) == (2, 2)
    assert [each["key"] for each in moved.changes] == ["yard.a"]
    services.adopt_draft(moved, "의결", version=2, by=mina)
    assert (duration(plan, "mill"), duration(plan, "yard")) == (9, 4)


def test_edits_elsewhere_in_the_plan_do_not_hold_up_an_adoption(
    plan: Roadmap, jin: User, mina: User
) -> None:
    draft = drawn(plan, jin, months("mill", 5))
    edit_plan(plan, [months("yard", 8)], by=jin, on_revision=1)
    assert services.adopt_draft(draft, "의결", version=1, by=mina).number == 3
    assert (duration(plan, "mill"), duration(plan, "yard")) == (5, 8)


def test_what_was_tried_in_a_copy_becomes_a_draft(plan: Roadmap, jin: User) -> None:
    copy = copy_plan(plan, "사본", by=jin)
    copy.refresh_from_db()
    edit_plan(copy, [months("mill", 7), power("yard", 2)], by=jin, on_revision=copy.revision)
    edit_plan(plan, [months("yard", 8)], by=jin, on_revision=1)
    copy.refresh_from_db()
    draft = services.draft_from_copy(plan, copy, "사본에서", since=1, by=jin)
    assert draft.base_revision == 1
    assert [each["kind"] for each in draft.changes] == ["change_activity", "add_demand"]


def test_two_people_do_not_write_over_each_other_and_steps_stay(plan: Roadmap, jin: User) -> None:
    draft = drawn(plan, jin, months("mill", 5), months("yard", 6))
    services.edit_draft(draft, [power("mill", 3)], version=1, by=jin)
    with pytest.raises(Outdated) as refused:
        services.edit_draft(draft, [power("yard", 3)], version=1, by=jin)
    assert refused.value.problems[0].code == "draft_moved_on"
    left = services.leave_out(draft, 1, version=2, by=jin)
    assert [change["kind"] for change in left.changes] == ["change_activity", "add_demand"]
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftStep.objects.filter(draft=draft).update(note="anders")


def test_what_can_not_be_is_refused_and_drafts_hold_no_decisions_of_authorities(
    plan: Roadmap, jin: User, olga: User
) -> None:
    with pytest.raises(BrokenPlan):
        drawn(plan, jin, Add(Demand("d", "nobody.a", "power", Decimal(1))))
    with pytest.raises(Invalid):
        drawn(plan, jin, name=" ")
    with pytest.raises(Forbidden):
        drawn(plan, olga)
    assert Draft.objects.count() == 0
    dropped = services.drop_draft(drawn(plan, jin), "불필요", version=1, by=jin)
    assert (dropped.state, dropped.decision) == ("dropped", "불필요")
