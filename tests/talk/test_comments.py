"""Comments: said, answered, edited, settled and removed, told once and lost never."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.models import User
from core.errors import Invalid
from engine.changes import Alter
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan, remove_member
from talk import services
from talk.models import Comment, Notice
from talk.queries.inbox import inbox_of, unread_count
from talk.queries.threads import threads_in
from talk.reading import mentioned, pieces
from talk.telling import tell_edits
from tests.plans import let_in

pytestmark = pytest.mark.django_db(transaction=True)


def told(person: User) -> list[tuple[str, str]]:
    return [(each.what, each.about) for each in inbox_of(person).order_by("pk")]


def test_a_mention_tells_once_however_often_it_is_written(
    plan: Roadmap, jin: User, mina: User
) -> None:
    made = services.add_comment(plan, "condition:C1", "@mina 면제 신청은 @mina님이", by=jin)
    services.edit_comment(made, "@mina 면제 신청 바랍니다", by=jin)
    services.edit_comment(made, "신청 바랍니다", by=jin)
    services.edit_comment(made, "@mina 다시", by=jin)
    assert told(mina) == [("mention", "condition:C1")] and told(jin) == []
    earlier = [each.text for each in made.earlier.all()]
    assert earlier[0] == "@mina 면제 신청은 @mina님이" and len(earlier) == 3


def test_who_is_mentioned_watches_and_an_ended_watch_stays_ended(
    plan: Roadmap, jin: User, mina: User
) -> None:
    head = services.add_comment(plan, "gate:G1", "@mina 기준을 봐 주세요", by=jin)
    services.add_comment(plan, "gate:G1", "확인 중입니다", by=mina, answers=head.pk)
    assert told(jin) == [("comment", "gate:G1")]
    services.set_watch(plan, "gate:G1", is_on=False, by=mina)
    services.add_comment(plan, "gate:G1", "감사합니다", by=jin)
    services.add_comment(plan, "gate:G1", "@mina 하나 더", by=jin)
    assert told(mina) == [("mention", "gate:G1")] * 2


def test_what_somebody_may_not_see_tells_them_nothing(
    plan: Roadmap, jin: User, mina: User, olga: User
) -> None:
    services.add_comment(plan, "plan:plan", "@olga @mina", by=jin)
    assert told(olga) == [] and unread_count(mina) == 1
    remove_member(plan, mina, by=jin)
    services.add_comment(plan, "plan:plan", "@mina", by=jin)
    assert told(mina) == [] and Notice.objects.filter(user=mina).count() == 1


def test_an_edit_of_what_is_watched_is_told_once_and_not_to_its_author(
    plan: Roadmap, jin: User, mina: User
) -> None:
    services.set_watch(plan, "project:P1", is_on=True, by=mina)
    services.set_watch(plan, "plan:plan", is_on=True, by=mina)
    services.set_watch(plan, "plan:plan", is_on=True, by=jin)
    edit_plan(plan, [Alter("activity", "P1.a1", {"duration": 5})], by=jin, on_revision=1)
    assert (tell_edits(), tell_edits()) == (1, 0)
    assert told(mina) == [("edit", "activity:P1.a1")] and told(jin) == []


def test_a_removed_comment_says_who_removed_it_and_stays(
    plan: Roadmap, jin: User, mina: User
) -> None:
    theirs = services.add_comment(plan, "condition:C1", "비공개 내용", by=mina)
    own = let_in(plan, User.objects.create_user("viewer"), Role.VIEWER)
    for refused in (services.remove_comment, lambda c, by: services.edit_comment(c, "x", by=by)):
        with pytest.raises(Invalid):
            refused(theirs, by=own)
    services.remove_comment(theirs, by=jin)
    (found,) = threads_in(plan, about="condition:C1")
    assert (found.removed_by, found.text) == (jin, "비공개 내용")
    with pytest.raises(Invalid):
        services.edit_comment(theirs, "다시", by=mina)


def test_a_thread_is_one_level_deep_and_about_something_that_is_there(
    plan: Roadmap, jin: User
) -> None:
    head = services.add_comment(plan, "condition:C1", "처음", by=jin)
    reply = services.add_comment(plan, "condition:C1", "답", by=jin, answers=head.pk)
    for about, text, answers in (
        ("condition:C1", "답의 답", reply.pk),
        ("condition:C2", "다른 곳", head.pk),
        ("condition:C9", "없는 것", None),
        ("condition:C1", " \n ", None),
    ):
        with pytest.raises(Invalid):
            services.add_comment(plan, about, text, by=jin, answers=answers)
    assert Comment.objects.count() == 2


def test_two_people_comment_at_once_and_both_are_kept(plan: Roadmap, jin: User, mina: User) -> None:
    together, refused = Barrier(2), []

    def say(person: User) -> None:
        try:
            together.wait()
            services.add_comment(plan, "project:P1", f"@jin @mina {person}", by=person)
        except Exception as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=say, args=(person,)) for person in (jin, mina)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == [] and Comment.objects.count() == 2
    assert told(jin) == told(mina) == [("mention", "project:P1")]


def test_a_text_names_people_and_records_and_joined_is_itself(
    plan: Roadmap, jin: User, mina: User
) -> None:
    text = "P1에서 @mina님, P1.a1 뒤 <b>C1</b>. mail@mina.kr P99"
    found = list(pieces(text, plan_of(plan), [jin, mina]))
    assert "".join(each.text for each in found) == text
    assert [(each.kind, each.key) for each in found if each.kind] == [
        ("project", "P1"), ("activity", "P1.a1"), ("condition", "C1"),
    ]  # fmt: skip
    assert [each.text for each in found if each.person] == ["@mina"]
    assert mentioned("@minami @MINA", [jin, mina]) == [mina]
