"""Comments about a thing, as threads; how many there are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from documents import subjects
from engine.plan import Plan
from roadmaps.models import Roadmap, Role
from talk.models import Comment, EarlierText
from talk.reading import Piece, pieces
from talk.telling import members_of


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment as a page shows it: cut into words, names and codes."""

    comment: Comment
    pieces: Sequence[Piece]
    may_edit: bool
    may_remove: bool
    replies: "Sequence[CommentLine]"
    subject: str = ""


def comments_in(plans: "QuerySet[Roadmap]") -> "QuerySet[Comment]":
    """Every comment of these plans."""
    return _whole(Comment.objects.filter(plan__in=plans))


def threads_in(roadmap: Roadmap, *, about: str = "", is_open: bool = False) -> "QuerySet[Comment]":
    """The first comments of threads with their answers, the oldest first."""
    replies = Prefetch("replies", _whole(Comment.objects.all()))
    found = _whole(roadmap.comments.filter(answers=None)).prefetch_related(replies)
    if about:
        kind, _, key = about.partition(":")
        found = found.filter(kind=kind, key=key)
    return found.filter(resolved_at=None, removed_at=None) if is_open else found


def lines_of(
    roadmap: Roadmap, plan: Plan, found: Iterable[Comment], reader: User
) -> list[CommentLine]:
    """Threads as this reader sees them."""
    people, is_owner = list(members_of(roadmap)), roadmap.role_of(reader) == Role.OWNER

    def line(comment: Comment, replies: Sequence[CommentLine] = ()) -> CommentLine:
        stands, is_own = comment.removed_at is None, comment.by_id == reader.pk
        said = tuple(pieces(comment.text, plan, people)) if stands else ()
        subject = subjects.name_of(roadmap, plan, comment.kind, comment.key) or comment.key
        return CommentLine(
            comment, said, stands and is_own, stands and (is_own or is_owner), replies, subject
        )

    return [line(each, [line(reply) for reply in each.replies.all()]) for each in found]


def counts_of(roadmap: Roadmap) -> Counter[str]:
    """How many comments stand about each thing of the plan that has any."""
    standing = roadmap.comments.filter(removed_at=None, resolved_at=None)
    return Counter(f"{kind}:{key}" for kind, key in standing.values_list("kind", "key"))


def _whole(found: "QuerySet[Comment]") -> "QuerySet[Comment]":
    earlier = Prefetch("earlier", EarlierText.objects.all())
    people = found.select_related("plan", "by", "removed_by", "resolved_by")
    return people.prefetch_related(earlier).order_by("pk")
