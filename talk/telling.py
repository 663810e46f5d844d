"""Who is told of what: a notice for each person, made once.

The database lets no second notice of the same cause in, so telling again is harmless. Only those
who see the plan are told.
"""

import logging
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from accounts.models import User
from core import clock
from engine.plan import HEADER
from roadmaps.models import INSIDERS, Revision, Roadmap
from roadmaps.schedules import plan_of
from talk.models import Comment, Heard, Notice, Occasion, Watch
from talk.reading import mentioned
from talk.topics import Due, due_sources

log = logging.getLogger(__name__)

What = Notice.What


def members_of(roadmap: Roadmap) -> "QuerySet[User]":
    """Who can be mentioned: the members who may still sign in."""
    return User.objects.filter(
        memberships__plan=roadmap, memberships__role__in=INSIDERS, is_active=True
    ).order_by("username")


def tell_mentioned(comment: Comment) -> list[User]:
    """Tell those the comment mentions, except its author; who has been told already is not."""
    found = [u for u in mentioned(comment.text, members_of(comment.plan)) if u.pk != comment.by_id]
    return [person for person in found if _tell(person, What.MENTION, comment)]


def tell_watching(comment: Comment, *hosts: User) -> None:
    """Tell who watches the thing or the plan, and hosts; who is mentioned has been told."""
    told = set(Notice.objects.filter(comment=comment).values_list("user", flat=True))
    told |= {comment.by_id} if comment.by_id else set()
    about = {comment.about, f"{HEADER}:{HEADER}"}
    for watch in _watching(comment.plan, clock.now()):
        if watch.about in about and watch.user_id not in told:
            told.add(watch.user_id)
            _tell(watch.user, What.COMMENT, comment)
    for host in hosts:
        if host.pk not in told and Roadmap.objects.visible_to(host).filter(pk=comment.plan_id):
            _tell(host, What.COMMENT, comment)


@transaction.atomic
def tell(due: Due) -> Occasion | None:
    """Tell people of an occasion; None if it was told before. Part of the commit that makes it.

    Who does not see the plan is not told, nor whoever did it.
    """
    kind, _, key = due.about.partition(":")
    made, is_new = Occasion.objects.get_or_create(
        plan=due.plan,
        topic=due.topic,
        identity=due.identity,
        defaults={"kind": kind, "key": key, "values": dict(due.values), "by": due.by},
    )
    if not is_new:
        return None
    people = {each.pk: each for each in due.to if each.is_active and each != due.by}
    Notice.objects.bulk_create(
        Notice(
            user=person, what=What.OCCASION, occasion=made,
            plan=due.plan, kind=kind, key=key, by=due.by,
        )
        for person in people.values()
        if Roadmap.objects.visible_to(person).filter(pk=due.plan.pk).exists()
    )  # fmt: skip
    return made


def tell_due(day: date) -> int:
    """Tell of everything that is due on a day and was not told before; how many occasions.

    An app that fails keeps nobody from hearing the others; it is asked again the next time.
    """
    told = 0
    for source in due_sources():
        try:
            told += sum(tell(due) is not None for due in source(day))
        except Exception:
            log.exception("what is due could not be told by %s", source.__module__)
    return told


def tell_edits() -> int:
    """Tell of the revisions saved since the last time to those who watch what they touched."""
    watched = Roadmap.objects.filter(pk__in=Watch.objects.filter(is_on=True).values("plan"))
    behind = watched.exclude(
        pk__in=Heard.objects.filter(revision=F("plan__revision")).values("plan")
    )
    return sum(_tell_edits_of(roadmap) for roadmap in behind)


@transaction.atomic
def _tell_edits_of(roadmap: Roadmap) -> int:
    """The row is held while its revisions are told, so a second worker finds nothing left."""
    Heard.objects.get_or_create(plan=roadmap, defaults={"revision": 0})
    heard = Heard.objects.select_for_update().get(plan=roadmap)
    first = Watch.objects.filter(plan=roadmap, is_on=True).order_by("since").first()
    fresh = roadmap.revisions.filter(number__gt=heard.revision).order_by("number")
    told = 0
    for revision in fresh.defer("changes", "undo"):
        if first is not None and revision.at >= first.since:
            told += _tell_of(roadmap, revision)
        heard.revision = revision.number
    heard.save(update_fields=["revision"])
    return told


def _tell_of(roadmap: Roadmap, revision: Revision) -> int:
    touched = _touched(roadmap, revision)
    watching = [w for w in _watching(roadmap, revision.at) if w.user_id != revision.by_id]
    found = [(watch.user, touched[watch.about]) for watch in watching if watch.about in touched]
    return sum(_tell(person, What.EDIT, revision, about) for person, about in found)


def _touched(roadmap: Roadmap, revision: Revision) -> dict[str, str]:
    """By what people watch: the record that was touched. An activity is its project's matter too,
    and everything is the plan's.
    """
    plan, everything = plan_of(roadmap), f"{HEADER}:{HEADER}"
    found = {about: about for about in revision.touched}
    for about in revision.touched:
        kind, _, key = about.partition(":")
        if kind == "activity" and key in plan.activities:
            found.setdefault(f"project:{plan.activities[key].project}", about)
    return {everything: next(iter(revision.touched), everything)} | found


def _watching(roadmap: Roadmap, at: datetime) -> list[Watch]:
    """The watches that were on at that time, of people who still see the plan."""
    on = Watch.objects.filter(plan=roadmap, is_on=True, since__lte=at, user__is_active=True)
    seeing = Q(user__memberships__plan=roadmap, user__memberships__role__in=INSIDERS) | Q(
        user__is_staff=True
    )
    return list(on.filter(seeing).distinct().select_related("user").order_by("pk"))


def _tell(person: User, what: Notice.What, cause: Comment | Revision, touched: str = "") -> bool:
    """Make the notice, if there is none yet."""
    if isinstance(cause, Comment):
        kind, key = cause.kind, cause.key
        told = Notice.objects.filter(user=person, comment=cause, what=what)
        made = Notice(user=person, what=what, comment=cause)
    else:
        kind, _, key = touched.partition(":")
        told = Notice.objects.filter(user=person, revision=cause)
        made = Notice(user=person, what=what, revision=cause)
    if told.exists():
        return False
    made.plan_id, made.kind, made.key, made.by_id = cause.plan_id, kind, key, cause.by_id
    # Two at the same moment: the constraint lets one in, the other is passed over.
    Notice.objects.bulk_create([made], ignore_conflicts=True)
    return True
