"""History in words: who, when, why, what from which value to which, and what moved."""

from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from engine.changes import Add, Alter, Change, Remove
from engine.records import Activity
from roadmaps import history
from roadmaps.models import Revision, Roadmap
from roadmaps.moves import moves_of
from roadmaps.past import plan_at
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan, undo_revision

pytestmark = pytest.mark.django_db


def edit(plan: Roadmap, by: User, *changes: Change, reason: str = "") -> Revision:
    plan.refresh_from_db()
    return edit_plan(plan, changes, by=by, on_revision=plan.revision, reason=reason)


def last_sentences(plan: Roadmap, language: str = "en") -> list[str]:
    with override(language):
        [line] = history.revision_lines(plan_of(plan), history.revisions_of(plan)[:1])
        return [change.sentence for change in line.changes]


def numbers(plan: Roadmap, text: str) -> list[int]:
    about = history.names_matching(plan_of(plan), text)
    return [revision.number for revision in history.revisions_of(plan, about=about)]


def test_a_change_is_told_from_the_old_value_to_the_new(small_plan: Roadmap, jin: User) -> None:
    edit(small_plan, jin, Alter("activity", "P-01.a1", {"duration": 5}))

    assert last_sentences(small_plan) == ["activity P-01.a1 Survey: duration 2 → 5"]


def test_the_same_is_told_in_korean(small_plan: Roadmap, jin: User) -> None:
    edit(small_plan, jin, Alter("activity", "P-01.a1", {"duration": 5}))

    assert last_sentences(small_plan, "ko") == ["활동 P-01.a1 조사: 기간 2 → 5"]


def test_dates_and_empty_values_are_told_in_words(small_plan: Roadmap, jin: User) -> None:
    edit(small_plan, jin, Alter("activity", "P-01.a3", {"deadline": date(2029, 3, 1)}))

    assert last_sentences(small_plan) == ["activity P-01.a3 Building: deadline none → 2029.03.01"]


def test_a_field_that_stays_as_it_was_is_not_told(small_plan: Roadmap, jin: User) -> None:
    edit(small_plan, jin, Alter("activity", "P-01.a1", {"duration": 5, "unit": "months"}))

    assert last_sentences(small_plan) == ["activity P-01.a1 Survey: duration 2 → 5"]


def test_what_is_gone_keeps_its_name(small_plan: Roadmap, jin: User) -> None:
    edit(small_plan, jin, Remove("activity", "P-01.a3"))

    assert last_sentences(small_plan) == [
        "link P-01.a2 → P-01.a3 (FS) removed",
        "activity P-01.a3 Building removed",
    ]


def test_an_addition_is_told(small_plan: Roadmap, jin: User) -> None:
    edit(small_plan, jin, Add(Activity("P-01.a4", "가동", "Opening", project="P-01")))

    assert last_sentences(small_plan) == ["activity P-01.a4 Opening added"]


def test_a_large_revision_is_told_by_its_counts(small_plan: Roadmap, jin: User) -> None:
    many = [Add(Activity(f"P-01.b{n}", "", "", project="P-01")) for n in range(9)]
    edit(small_plan, jin, *many)

    with override("en"):
        [line] = history.revision_lines(plan_of(small_plan), history.revisions_of(small_plan)[:1])

    assert (line.changes, line.size) == ((), 9)
    assert [(c.verb, c.kind_name, c.count) for c in line.counts] == [("add", "activity", 9)]


def test_who_took_what_back_is_told_on_both(small_plan: Roadmap, jin: User) -> None:
    edit(small_plan, jin, Alter("activity", "P-01.a1", {"duration": 5}), reason="범위 확대")
    undo_revision(small_plan, 2, by=jin)

    back, done, first = history.revision_lines(
        plan_of(small_plan), history.revisions_of(small_plan)
    )

    assert (back.number, back.undoes, back.is_undo) == (3, 2, True)
    assert (done.undone_by, done.reason, done.can_be_undone) == (3, "범위 확대", False)
    assert first.can_be_undone is False


def test_history_is_found_by_code_by_name_and_by_project(small_plan: Roadmap, jin: User) -> None:
    edit(small_plan, jin, Alter("activity", "P-01.a1", {"duration": 5}))
    edit(small_plan, jin, Alter("stage", "S1", {"name_ko": "기반 조성"}))
    edit(small_plan, jin, Remove("activity", "P-01.a3"))

    assert numbers(small_plan, "P-01.a1") == [2, 1]
    assert numbers(small_plan, "survey") == [2, 1]
    assert numbers(small_plan, "P-01") == [4, 2, 1]
    assert numbers(small_plan, "기반") == [3, 1]
    assert numbers(small_plan, "P-01.a3") == [4, 1]
    assert numbers(small_plan, "nothing of the kind") == []


def test_a_projects_history_holds_its_activities_and_their_links(small_plan: Roadmap) -> None:
    assert history.names_of_project(plan_of(small_plan), "P-01") == {
        "project:P-01",
        "activity:P-01.a1",
        "activity:P-01.a2",
        "activity:P-01.a3",
        "link:P-01.a1>a2",
        "link:P-01.a2>a3",
    }


def test_history_is_found_by_person(shared_plan: Roadmap, jin: User, mina: User) -> None:
    shared_plan.memberships.filter(user=mina).update(role="planner")
    edit(shared_plan, mina, Alter("activity", "P-01.a1", {"duration": 5}))

    assert [each.number for each in history.revisions_of(shared_plan, by=mina.pk)] == [2]
    assert [str(each) for each in history.people_of(shared_plan)] == ["jin", "mina"]


def test_a_plan_can_be_seen_as_it_stood(small_plan: Roadmap, jin: User) -> None:
    at_first = list(plan_of(small_plan).all())
    edit(small_plan, jin, Alter("activity", "P-01.a1", {"duration": 5}))
    edit(small_plan, jin, Remove("activity", "P-01.a3"))

    assert list(plan_at(small_plan, 1).all()) == at_first
    assert plan_at(small_plan, 2).activities["P-01.a1"].duration == 5


def test_a_revision_tells_which_dates_it_moved(small_plan: Roadmap, jin: User) -> None:
    edit(small_plan, jin, Alter("activity", "P-01.a1", {"duration": 3}))
    edit(small_plan, jin, Alter("activity", "P-01.a3", {"duration": 1}))

    moves = moves_of(small_plan, 2, "A", "en")

    assert (moves.old_finish, moves.finish) == (date(2028, 6, 3), date(2028, 7, 4))
    assert [(m.key, m.start, m.days) for m in moves.moved] == [
        ("P-01.a2", date(2027, 4, 5), 32),
        ("P-01.a3", date(2027, 7, 5), 31),
        ("P-01.a1", date(2027, 1, 4), 0),
    ]


def test_the_page_offers_to_take_back_only_to_those_who_edit(
    shared_plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    edit(shared_plan, jin, Alter("activity", "P-01.a1", {"duration": 5}))
    page = f"/plans/{shared_plan.pk}/revisions/"
    form = f'action="{page}2/undo/"'

    client.force_login(jin)
    assert form in client.get(page).content.decode()
    client.force_login(mina)
    assert form not in client.get(page).content.decode()
    assert client.post(f"{page}2/undo/").status_code == 403


def test_taking_back_by_the_page_makes_a_revision(
    small_plan: Roadmap, jin: User, client: Client
) -> None:
    edit(small_plan, jin, Alter("activity", "P-01.a1", {"duration": 5}))
    client.force_login(jin)

    client.post(f"/plans/{small_plan.pk}/revisions/2/undo/")

    small_plan.refresh_from_db()
    assert small_plan.revision == 3
    assert plan_of(small_plan).activities["P-01.a1"].duration == 2


def test_taking_back_what_was_changed_since_is_refused_in_words(
    shared_plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    shared_plan.memberships.filter(user=mina).update(role="planner")
    edit(shared_plan, jin, Alter("activity", "P-01.a1", {"duration": 5}))
    edit(shared_plan, mina, Alter("activity", "P-01.a1", {"duration": 7}))
    client.force_login(jin)

    answer = client.post(
        f"/plans/{shared_plan.pk}/revisions/2/undo/", headers={"accept": "text/html"}
    )

    assert answer.status_code == 409
    page = " ".join(answer.content.decode().split())
    assert "활동 P-01.a1 조사 · 기간: 현재 7(mina, 개정 3), 내 값 2" in page


def test_pages_hold_twenty_revisions(small_plan: Roadmap, jin: User, client: Client) -> None:
    for number in range(21):
        edit(small_plan, jin, Alter("activity", "P-01.a1", {"duration": number + 3}))
    client.force_login(jin)
    page = f"/plans/{small_plan.pk}/revisions/"

    assert [line.number for line in client.get(page).context["lines"]] == list(range(22, 2, -1))
    assert [line.number for line in client.get(f"{page}?page=2").context["lines"]] == [2, 1]


def test_a_revision_that_never_was_is_not_there(
    small_plan: Roadmap, jin: User, client: Client
) -> None:
    client.force_login(jin)

    for page in ("99/", "99/shifts/"):
        assert client.get(f"/plans/{small_plan.pk}/revisions/{page}").status_code == 404


def test_a_name_is_never_read_as_markup(small_plan: Roadmap, jin: User, client: Client) -> None:
    edit(small_plan, jin, Alter("activity", "P-01.a1", {"name_ko": "<img src=x onerror=alert(1)>"}))
    client.force_login(jin)

    page = client.get(f"/plans/{small_plan.pk}/revisions/").content.decode()

    assert "<img" not in page.split("<main", 1)[1]
