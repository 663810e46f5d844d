"""Stored plans: history replays to what is stored, and of two edits of one field one is saved."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.errors import Outdated, Refused, Stale
from engine.changes import Add, Alter, Change, Remove, apply_all
from engine.codec import decode_changes
from engine.plan import Plan, plan_of
from engine.problems import BrokenPlan
from engine.records import KINDS, Activity, Link
from roadmaps import schedules, services
from roadmaps.models import Revision, Roadmap
from roadmaps.store import load_plan
from tests.plans import HEADER, RECORDS, a_plan, forget_plans, let_in
from tests.roadmaps.drawn import changes
from tests.undone import undone

THREADS = 6


def replayed(roadmap: Roadmap) -> Plan:
    """The plan that all revisions lead to from an empty one."""
    plan = plan_of(HEADER, {})
    for revision in roadmap.revisions.order_by("number"):
        plan = apply_all(plan, decode_changes(revision.changes))
    return plan


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_all_revisions_lead_to_the_stored_plan(data: st.DataObject, jin: User) -> None:
    with undone():
        forget_plans()
        roadmap = a_plan(jin)
        for _ in range(data.draw(st.integers(1, 5))):
            edit = data.draw(st.none() | changes(most=2))
            with suppress(BrokenPlan, Refused):
                if edit is None:
                    services.undo_last(roadmap, by=jin)
                else:
                    services.edit_plan(roadmap, edit, by=jin, on_revision=roadmap.revision)
            roadmap.refresh_from_db()
            assert replayed(roadmap) == load_plan(roadmap)
            assert schedules.plan_of(roadmap) == load_plan(roadmap)
    forget_plans()


@pytest.mark.django_db
def test_a_plan_comes_back_as_it_was_stored(jin: User) -> None:
    roadmap = a_plan(jin)
    stored = load_plan(roadmap)
    for kind, record in KINDS.items():
        drawn = sorted((r for r in RECORDS if r.kind == kind), key=lambda r: r.key)
        assert list(stored.of(record).values()) == drawn
    assert (roadmap.revision, Revision.objects.filter(plan=roadmap).count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_of_one_field_exactly_one_is_saved() -> None:
    jin = User.objects.create_user("jin")
    roadmap = a_plan(jin)
    saved, refused = _at_once(
        lambda number: services.edit_plan(
            Roadmap.objects.get(pk=roadmap.pk), [longer(number)], by=jin, on_revision=1
        )
    )
    assert (len(saved), [type(each) for each in refused]) == (1, [Outdated] * (THREADS - 1))
    roadmap.refresh_from_db()
    assert roadmap.revision == 2
    assert load_plan(roadmap).activities["P1.a1"].duration == saved[0] + 10
    assert replayed(roadmap) == load_plan(roadmap)


@pytest.mark.django_db(transaction=True)
def test_of_writes_on_one_version_of_a_record_exactly_one_is_saved() -> None:
    jin = User.objects.create_user("jin")
    roadmap = a_plan(jin)
    names = ("name_ko", "name_en", "calendar", "duration", "deadline", "requires")
    values = ("협상", "Bargaining", "site", 4, date(2030, 1, 1), ("C2",))

    def write(number: int) -> None:
        change = Alter("activity", "P1.a1", {names[number]: values[number]})
        fresh = Roadmap.objects.get(pk=roadmap.pk)
        services.edit_record(fresh, change, by=jin, seen=1)

    saved, refused = _at_once(write)
    assert (len(saved), [type(each) for each in refused]) == (1, [Stale] * (THREADS - 1))
    assert Revision.objects.filter(plan=roadmap).count() == 2


@pytest.mark.django_db(transaction=True)
def test_edits_of_different_fields_are_all_saved() -> None:
    jin = User.objects.create_user("jin")
    roadmap = a_plan(jin)
    keys = ["P1.a1", "P1.a2", "P2.a1", "P2.a2", "P1.a1", "P1.a2"]

    def edit(number: int) -> None:
        name = "duration" if number < 4 else "name_en"
        value: object = 7 if number < 4 else "Renamed"
        change = Alter("activity", keys[number], {name: value})
        fresh = Roadmap.objects.get(pk=roadmap.pk)
        services.edit_plan(fresh, [change], by=jin, on_revision=1)

    saved, refused = _at_once(edit)
    assert (len(saved), refused) == (THREADS, [])
    roadmap.refresh_from_db()
    assert roadmap.revision == 1 + THREADS
    assert replayed(roadmap) == load_plan(roadmap)


@pytest.mark.django_db
def test_undo_and_redo_are_each_persons_own_and_outlive_signing_out(
    jin: User, mina: User, client: Client
) -> None:
    roadmap = a_plan(jin)
    let_in(roadmap, mina)
    services.edit_plan(roadmap, [longer(3)], by=jin, on_revision=1)
    renamed = Alter("activity", "P1.a1", {"name_en": "Parley"})
    services.edit_plan(roadmap, [renamed], by=mina, on_revision=2)

    def press(verb: str) -> tuple[int, str]:
        client.post(f"/plans/{roadmap.pk}/take-back/{verb}/")
        found = load_plan(roadmap).activities["P1.a1"]
        return found.duration, found.name_en

    client.force_login(jin)
    assert press("undo") == (2, "Parley")  # not Mina's, though hers came last
    client.post("/sign-out/")
    client.force_login(jin)
    assert press("redo") == (13, "Parley")
    client.force_login(mina)
    assert press("redo") == (13, "Parley")  # she took nothing back
    assert press("undo") == (13, "Talks")
    client.post("/sign-out/")
    client.force_login(mina)
    assert press("redo") == (13, "Parley")


@pytest.mark.django_db
def test_an_edit_that_was_done_again_is_not_overwritten_unseen(jin: User) -> None:
    roadmap = a_plan(jin)
    services.edit_plan(roadmap, [longer(3)], by=jin, on_revision=1)
    services.undo_last(roadmap, by=jin)
    services.redo_last(roadmap, by=jin)
    with pytest.raises(Outdated) as refused:
        services.edit_plan(roadmap, [longer(9)], by=jin, on_revision=1)
    (conflict,) = refused.value.extra["conflicts"]
    assert (conflict["revision"], conflict["theirs"], conflict["mine"]) == (4, 13, 19)
    services.undo_last(roadmap, by=jin)
    assert services.edit_plan(roadmap, [longer(9)], by=jin, on_revision=1).number == 6


@pytest.mark.django_db
def test_a_removal_does_not_take_along_what_its_author_has_not_seen(jin: User) -> None:
    roadmap, removal = a_plan(jin), [Remove("project", "P2")]
    longer_design = Alter("activity", "P2.a1", {"duration": 9})
    services.edit_plan(roadmap, [longer_design], by=jin, on_revision=1)
    with pytest.raises(Outdated) as refused:
        services.edit_plan(roadmap, removal, by=jin, on_revision=1)
    told = [(e["kind"], e["key"], e["theirs"]) for e in refused.value.extra["conflicts"]]
    assert told == [("activity", "P2.a1", "change")]
    assert services.edit_plan(roadmap, removal, by=jin, on_revision=2).number == 3


@pytest.mark.django_db
def test_what_others_build_on_is_not_taken_back_under_them(jin: User) -> None:
    roadmap = a_plan(jin)
    mina = let_in(roadmap, User.objects.create_user("mina"))
    link = Link("L9", "P1.a1", "NEW")
    made = services.edit_plan(roadmap, [Add(a_new_activity())], by=jin, on_revision=1)
    services.edit_plan(roadmap, [Add(link)], by=mina, on_revision=2)
    with pytest.raises(Outdated):
        services.undo_revision(roadmap, made.number, by=jin)
    services.undo_last(roadmap, by=mina)
    assert services.undo_last(roadmap, by=jin).number == 5


@pytest.mark.django_db
def test_a_refused_edit_leaves_no_trace(jin: User) -> None:
    roadmap = a_plan(jin)
    before = load_plan(roadmap)
    with pytest.raises(BrokenPlan):
        services.edit_plan(
            roadmap, [longer(3), Alter("link", "L9", {"lag": 1})], by=jin, on_revision=1
        )
    roadmap.refresh_from_db()
    assert (roadmap.revision, load_plan(roadmap)) == (1, before)


def a_new_activity() -> Activity:
    return Activity("NEW", "새 업무", "New work", "P1", 2)


def longer(number: int) -> Change:
    return Alter("activity", "P1.a1", {"duration": number + 10})


def _at_once(act: Callable[[int], object]) -> tuple[list[int], list[Exception]]:
    """Several people at the same moment: whose act was done, and what the others were told."""
    start, done, told = Barrier(THREADS), [], []

    def one(number: int) -> None:
        start.wait()
        try:
            act(number)
            done.append(number)
        except (BrokenPlan, Refused) as refusal:
            told.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=one, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done, told
