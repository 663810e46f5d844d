"""What is done with comments and watches, each all or nothing.

The caller has made sure that the person sees the plan. Telling others is part of the same commit.
"""

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from core import clock
from core.errors import Invalid
from documents import subjects
from engine.problems import Problem
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of
from talk import telling
from talk.models import Comment, EarlierText, Watch

LONGEST, LONGEST_NAME = 4000, 80


@transaction.atomic
def add_comment(
    roadmap: Roadmap, about: str, text: str, *, by: User, answers: int | None = None
) -> Comment:
    """Say something about `about`, "kind:key" of what the plan holds, or answer a comment there.

    Its author watches the thing from now on, unless they once ended that.
    """
    kind, key = _subject(roadmap, about)
    text = _readable(text)
    head = None if answers is None else _open_thread(roadmap, kind, key, answers)
    made = Comment.objects.create(
        plan=roadmap, kind=kind, key=key, answers=head, text=text, by=by,
        circle=head.circle if head else "",
    )  # fmt: skip
    _watch_by_themselves(made, [by, *telling.tell_mentioned(made)])
    telling.tell_watching(made)
    return made


@transaction.atomic
def add_guest_comment(
    roadmap: Roadmap,
    about: str,
    text: str,
    *,
    name: str,
    circle: str,
    host: User,
    by: User | None = None,
    answers: int | None = None,
) -> Comment:
    """A guest says something to the plan's people, or answers in a thread of their own circle.

    Nobody is mentioned by it: who is in the plan is none of a guest's business. Those who watch
    are told, and the host, who let the guest in.
    """
    kind, key = _subject(roadmap, about)
    text, name = _readable(text), " ".join(name.replace("\x00", "").split())
    if not name:
        raise Invalid(Problem("guest_without_name", ("name",)))
    if len(name) > LONGEST_NAME:
        raise Invalid(Problem("too_long", ("name",), {"field": "name", "longest": LONGEST_NAME}))
    head = None if answers is None else _open_thread(roadmap, kind, key, answers)
    if head is not None and head.circle != circle:
        raise Invalid(Problem("comment_answers", ("answers",)))
    made = Comment.objects.create(
        plan=roadmap, kind=kind, key=key, answers=head, text=text, by=by, guest=name, circle=circle
    )
    telling.tell_watching(made, host)
    return made


@transaction.atomic
def edit_comment(comment: Comment, text: str, *, by: User) -> Comment:
    """Say it otherwise; what it said before is kept. Who is newly mentioned is told."""
    text = _readable(text)
    locked = _locked(comment)
    if locked.by_id != by.pk:
        raise Invalid(Problem("comment_not_yours", ("comment",)))
    _require_standing(locked)
    if text == locked.text:
        return locked
    now = clock.now()
    EarlierText.objects.create(comment=locked, text=locked.text, until=now)
    locked.text, locked.edited_at = text, now
    locked.save(update_fields=["text", "edited_at"])
    _watch_by_themselves(locked, telling.tell_mentioned(locked))
    return locked


@transaction.atomic
def remove_comment(comment: Comment, *, by: User) -> None:
    """Take it out of sight: who removed it shows in its place. Removing twice changes nothing."""
    locked = _locked(comment)
    if by.pk != locked.by_id and locked.plan.role_of(by) != Role.OWNER:
        raise Invalid(Problem("comment_not_yours_to_remove", ("comment",)))
    if locked.removed_at is None:
        locked.removed_by, locked.removed_at = by, clock.now()
        locked.save(update_fields=["removed_by", "removed_at"])


@transaction.atomic
def resolve(comment: Comment, *, by: User) -> None:
    """The thread is settled; whoever settled it first is remembered."""
    _head(comment).filter(resolved_at=None).update(resolved_by=by, resolved_at=clock.now())


@transaction.atomic
def reopen(comment: Comment) -> None:
    """The thread is open again."""
    _head(comment).update(resolved_by=None, resolved_at=None)


@transaction.atomic
def set_watch(roadmap: Roadmap, about: str, *, is_on: bool, by: User) -> Watch:
    """Follow a thing of the plan, or no longer."""
    kind, key = _subject(roadmap, about)
    found, is_new = Watch.objects.get_or_create(
        user=by, plan=roadmap, kind=kind, key=key,
        defaults={"is_on": is_on, "since": clock.now()},
    )  # fmt: skip
    if not is_new and found.is_on != is_on:
        found.is_on, found.since = is_on, clock.now()
        found.save(update_fields=["is_on", "since"])
    return found


def _watch_by_themselves(comment: Comment, people: list[User]) -> None:
    """Always in the same order, so that two who mention each other don't wait for each other."""
    plan, kind, key, now = comment.plan, comment.kind, comment.key, clock.now()
    watches = [
        Watch(user=person, plan=plan, kind=kind, key=key, since=now)
        for person in sorted(people, key=lambda person: person.pk)
    ]
    Watch.objects.bulk_create(watches, ignore_conflicts=True)


def _subject(roadmap: Roadmap, about: str) -> tuple[str, str]:
    kind, _, key = about.partition(":")
    if "\x00" in about or subjects.name_of(roadmap, plan_of(roadmap), kind, key) is None:
        raise Invalid(Problem("comment_about", ("about",), {"found": about}))
    return kind, key


def _readable(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise Invalid(Problem("comment_empty", ("text",)))
    if len(text) > LONGEST:
        raise Invalid(Problem("comment_long", ("text",), {"most": LONGEST}))
    return text


def _open_thread(roadmap: Roadmap, kind: str, key: str, answers: int) -> Comment:
    heads = Comment.objects.filter(plan=roadmap, kind=kind, key=key, answers=None)
    head = heads.filter(pk=answers).first()
    if head is None:
        raise Invalid(Problem("comment_answers", ("answers",)))
    return head


def _require_standing(comment: Comment) -> None:
    if comment.removed_at is not None:
        raise Invalid(Problem("comment_removed", ("comment",)))


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).select_related("plan").get(pk=comment.pk)


def _head(comment: Comment) -> "QuerySet[Comment]":
    return Comment.objects.filter(pk=comment.answers_id or comment.pk)
