"""One person's inbox over all plans they see: what they have been told, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from documents import subjects
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from talk.models import Notice, Watch
from talk.places import place_of
from talk.topics import words_of

What = Notice.What


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as a person reads it, and where what it tells of is.

    `is_over`: it told of something to be done or watched that is no longer so.
    """

    notice: Notice
    sentence: str
    place: str
    is_over: bool = False

    @property
    def text(self) -> str:
        """The beginning of the comment, unless it has been removed."""
        said = self.notice.comment
        return said.text[:240] if said and said.removed_at is None else ""


def inbox_of(person: User) -> "QuerySet[Notice]":
    """What somebody has been told of the plans they still see, the latest first."""
    return Notice.objects.filter(user=person, plan__in=Roadmap.objects.visible_to(person))


def unread_count(person: User) -> int:
    return inbox_of(person).filter(read_at=None).count()


def watches_of(person: User) -> "QuerySet[Watch]":
    """What somebody follows, of the plans they still see."""
    seen = Roadmap.objects.visible_to(person)
    return Watch.objects.filter(user=person, plan__in=seen, is_on=True).select_related("plan")


def lines_of(notices: "Iterable[Notice] | QuerySet[Notice]") -> list[NoticeLine]:
    """Notices in words, in the language of the request."""
    if isinstance(notices, QuerySet):
        notices = notices.select_related(
            "plan", "by", "user", "comment__by", "revision", "occasion__plan", "occasion__by"
        )
    return [_line(each) for each in notices]


def _line(notice: Notice) -> NoticeLine:
    if (occasion := notice.occasion) is None:
        return NoticeLine(notice, _sentence(notice), _place(notice))
    words = words_of(occasion.topic)
    is_over = not words.stands(occasion, notice.user)
    return NoticeLine(notice, words.sentence(occasion), words.place(occasion), is_over)


def _sentence(notice: Notice) -> str:
    roadmap = notice.plan
    name = subjects.name_of(roadmap, plan_of(roadmap), notice.kind, notice.key)
    values = {
        "who": _who(notice),
        "what": name or notice.key,
        "key": notice.key,
        "revision": notice.revision.number if notice.revision else 0,
    }
    if notice.what == What.MENTION:
        return _("%(who)s mentioned you on “%(what)s”") % values
    if notice.what == What.COMMENT:
        return _("%(who)s commented on “%(what)s”") % values
    return _("%(who)s changed “%(what)s” (revision %(revision)s)") % values


def _who(notice: Notice) -> str:
    if notice.comment is not None:
        return notice.comment.author
    return str(notice.by) if notice.by else _("The system")


def _place(notice: Notice) -> str:
    at = place_of(notice.plan, notice.kind, notice.key)
    return f"{at}#comment-{notice.comment_id}" if notice.comment_id else at
