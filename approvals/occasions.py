"""People are told that it is their turn, what was decided, and that an approval is no more."""

from collections.abc import Callable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from approvals.models import Decision, Level, State, Submission
from approvals.models.submission import Verb
from approvals.queries.standing import APPROVED, last_approved, standing_of
from approvals.queries.turns import current_step, delegations_on, waits_for
from core.templatetags.ui import day
from drafts.grounds import ground_of
from drafts.models import State as DraftState
from roadmaps.models import DECIDERS, Roadmap, Role
from talk.models import Occasion
from talk.topics import Due

TURN, BACK, DECIDED = "approval_turn", "approval_back", "approval_decided"
WITHDRAWN, OVER, CHANGED = "approval_withdrawn", "approval_over", "approval_changed"
OF_DRAFT = "approval_of_draft"
#: What the state of an approval is called that no longer covers the plan.
ENDS = {"expired": OVER, "changed": CHANGED}
#: Who answers for the plan being approved.
ANSWERABLE = (Role.OWNER, Role.APPROVER)


def due(today: date) -> Iterator[Due]:
    """Every approval that has ended, or whose plan is no longer what was approved."""
    approved = Submission.objects.filter(state__in=APPROVED).values("plan").distinct()
    for roadmap in Roadmap.objects.filter(pk__in=approved).order_by("pk"):
        standing = standing_of(roadmap)
        if standing is not None and standing.state in ENDS:
            found = standing.submission
            people = [found.drafter, *roadmap.people_with(ANSWERABLE)]
            yield _due(found, ENDS[standing.state], str(found.pk), people)


def of_decision(submission: Submission, decision: Decision) -> Iterator[Due]:
    """Who is to be told of what has just been done with a submission."""
    name, by = f"{submission.pk}:{decision.pk}", decision.by
    step = current_step(submission)
    if step is not None:
        deputies = delegations_on(submission.plan, step.level).filter(giver=step.person)
        people = [step.person, *(each.taker for each in deputies)]
        yield _due(submission, TURN, name, people, by, level=step.level, step=step.pk)
    elif submission.state == State.SENT_BACK:
        yield _due(submission, BACK, name, [submission.drafter], by)
    elif decision.verb == Verb.WITHDRAW:
        yield _due(submission, WITHDRAWN, name, _route(submission), by)
    else:
        people = [submission.drafter, *_route(submission)]
        yield _due(submission, DECIDED, name, people, by, state=submission.state)
        if submission.draft is not None and submission.state in APPROVED:
            yield _due(submission, OF_DRAFT, name, submission.plan.people_with(DECIDERS))


def sentence(occasion: Occasion) -> str:
    given = occasion.values
    values = {
        "title": given["title"],
        "draft": given.get("draft", ""),
        "who": str(occasion.by) if occasion.by else _("The system"),
        "level": str(Level(given["level"]).label) if "level" in given else "",
        "state": str(State(given["state"]).label) if "state" in given else "",
        "day": str(day(date.fromisoformat(given["until"]))) if given.get("until") else "",
    }
    return SENTENCES[occasion.topic]() % values


SENTENCES: dict[str, Callable[[], str]] = {
    TURN: lambda: _("It is your turn (%(level)s): “%(title)s”"),
    BACK: lambda: _("%(who)s sent “%(title)s” back"),
    DECIDED: lambda: _("“%(title)s”: %(state)s (%(who)s)"),
    WITHDRAWN: lambda: _("%(who)s withdrew “%(title)s”"),
    OVER: lambda: _("The approval “%(title)s” ended on %(day)s"),
    OF_DRAFT: lambda: _("The draft “%(draft)s” is approved and waits to be adopted"),
    CHANGED: lambda: _("The plan has changed since the approval “%(title)s”"),
}


def place(occasion: Occasion) -> str:
    if occasion.topic == OF_DRAFT:
        found = Submission.objects.get(pk=occasion.values["submission"])
        return reverse("drafts:preview", args=[occasion.plan_id, found.draft_id])
    return reverse("approvals:submission", args=[occasion.plan_id, occasion.values["submission"]])


def stands(occasion: Occasion, person: User) -> bool:
    found = Submission.objects.filter(pk=occasion.values["submission"]).first()
    if found is None:
        return False
    if occasion.topic == TURN:
        return waits_for(found, occasion.values["step"], occasion.values["round"])
    if occasion.topic == BACK:
        return found.state == State.SENT_BACK and found.round == occasion.values["round"]
    if occasion.topic == OF_DRAFT:
        draft = found.draft
        return draft is not None and draft.state == DraftState.OPEN and bool(ground_of(draft))
    if occasion.topic in ENDS.values():
        standing = standing_of(occasion.plan) if found == last_approved(occasion.plan) else None
        return standing is not None and ENDS.get(standing.state) == occasion.topic
    return True


def _route(submission: Submission) -> list[User]:
    return [each.person for each in submission.steps.select_related("person")]


def _due(
    submission: Submission,
    topic: str,
    identity: str,
    people: list[User],
    by: User | None = None,
    **values: object,
) -> Due:
    until = submission.valid_until.isoformat() if submission.valid_until else ""
    told = {"submission": submission.pk, "round": submission.round, "title": submission.title}
    told |= {"draft": submission.draft.name} if submission.draft else {}
    return Due(
        submission.plan, topic, identity, people, values={**told, "until": until, **values}, by=by
    )
