"""What guests say, through a link or a pass that lets them: to the plan's people alone."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Invalid
from engine.problems import Problem
from roadmaps.models import Roadmap
from sharing.models import GuestPass, Outcome, ShareLink
from sharing.queries.remarks import WHOLE
from sharing.services.links import note_visit
from talk.models import Comment
from talk.services import add_guest_comment

#: So many comments come through one link or pass within an hour.
MOST, WITHIN = 30, timedelta(hours=1)


@transaction.atomic
def comment_by_link(
    link: ShareLink,
    name: str,
    about: str,
    text: str,
    *,
    seen: Collection[str],
    answers: int | None = None,
    address: str = "",
    language: str = "",
) -> Comment:
    """Somebody with the link comments. `seen` are the projects on its page."""
    locked = ShareLink.objects.select_for_update().select_related("plan", "made_by").get(pk=link.pk)
    if not (locked.may_comment and locked.opens_at(clock.now())):
        raise Invalid(Problem("guest_may_not_comment", ("text",)))
    _refuse(locked.plan, locked.circle, about, seen)
    made = add_guest_comment(
        locked.plan, about, text, name=name, circle=locked.circle, host=locked.made_by,
        answers=answers,
    )  # fmt: skip
    note_visit(locked, Outcome.SAID, address=address, language=language)
    return made


@transaction.atomic
def comment_by_guest(
    given: GuestPass,
    about: str,
    text: str,
    *,
    seen: Collection[str],
    answers: int | None = None,
    by: User,
) -> Comment:
    """A guest who signs in comments. `seen` are the projects on their page."""
    passes = GuestPass.objects.select_for_update(of=("self",))
    locked = passes.select_related("membership__plan", "given_by").filter(pk=given.pk).first()
    if locked is None or not locked.may_comment or locked.membership.user_id != by.pk:
        raise Invalid(Problem("guest_may_not_comment", ("text",)))
    plan = locked.membership.plan
    _refuse(plan, locked.circle, about, seen)
    return add_guest_comment(
        plan, about, text, name=by.get_full_name() or by.username, circle=locked.circle,
        host=locked.given_by, by=by, answers=answers,
    )  # fmt: skip


def _refuse(plan: Roadmap, circle: str, about: str, seen: Collection[str]) -> None:
    """Refuse what is about something not shown, and too much at once: an address may get about."""
    if about not in {WHOLE, *(f"project:{key}" for key in seen)}:
        raise Invalid(Problem("guest_talks_of_what_they_see", ("about",)))
    lately = plan.comments.filter(circle=circle, at__gt=clock.now() - WITHIN).exclude(guest="")
    if lately.count() >= MOST:
        raise Invalid(Problem("guest_comments_pause", ("text",), {"most": MOST}))
