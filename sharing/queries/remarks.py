"""The talk of one circle, as its guests read it: their own threads, and what was answered there.

A guest of one link reads nothing of another's, nor of what members say among themselves. Names
that are withheld from them are struck out of what members wrote.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from engine.masking import masked
from engine.plan import HEADER
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of
from sharing.masks import mask_of
from sharing.models import GuestPass, ShareLink
from sharing.striking import without_names
from talk.models import Comment

#: What a guest who sees the plan can always talk about.
WHOLE = f"{HEADER}:{HEADER}"


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment; of a removed one the text is empty."""

    id: int
    author: str
    at: datetime
    text: str
    is_guest: bool
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A guest's comment with its answers."""

    about: str
    subject: str
    head: Remark
    answers: Sequence[Remark]
    is_resolved: bool


def projects_shown(shown: Mapping[str, Any]) -> dict[str, str]:
    """The projects on a shared page, by key."""
    return {each["key"]: each["name"] for stage in shown["stages"] for each in stage["projects"]}


def subjects_of(shown: Mapping[str, Any]) -> dict[str, str]:
    """What somebody who sees this page can talk about."""
    found = {f"project:{key}": name for key, name in projects_shown(shown).items()}
    return {WHOLE: _("the plan as a whole"), **found}


def threads_of(given: ShareLink | GuestPass, shown: Mapping[str, Any]) -> list[Thread]:
    """What was said in this circle about what is shown, the latest first."""
    roadmap, subjects = _roadmap(given), subjects_of(shown)
    replies = Prefetch("replies", Comment.objects.select_related("by"))
    heads = roadmap.comments.filter(answers=None, circle=given.circle).select_related("by")
    heads = heads.prefetch_related(replies).order_by("-pk")
    told = [head for head in heads if head.about in subjects]
    said = [each for head in told for each in (head, *head.replies.all())]
    texts = _struck(given, roadmap, said)

    def remark(comment: Comment) -> Remark:
        text = texts[comment.pk]
        is_removed = comment.removed_at is not None
        return Remark(comment.pk, comment.author, comment.at, text, bool(comment.guest), is_removed)

    return [
        Thread(
            head.about,
            subjects[head.about],
            remark(head),
            [remark(each) for each in head.replies.all()],
            head.resolved_at is not None,
        )
        for head in told
    ]


def thread_json(thread: Thread) -> dict[str, Any]:
    """A thread over REST."""
    return asdict(thread)


def _struck(
    given: ShareLink | GuestPass, roadmap: Roadmap, said: Iterable[Comment]
) -> dict[int, str]:
    """What stands of each comment; guests' own words stay as they wrote them."""
    own = {each.pk: each.text for each in said if each.guest and each.removed_at is None}
    others = {
        str(each.pk): each.text for each in said if not each.guest and each.removed_at is None
    }
    if others:
        whole = whole_plan_of(roadmap)
        mask = mask_of(whole, given)
        others = without_names(others, whole, masked(whole, mask), mask)
    kept = own | {int(pk): text for pk, text in others.items()}
    return {each.pk: kept.get(each.pk, "") for each in said}


def _roadmap(given: ShareLink | GuestPass) -> Roadmap:
    return given.plan if isinstance(given, ShareLink) else given.membership.plan
