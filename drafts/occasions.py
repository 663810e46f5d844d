"""Who drew a draft is told what became of it, and that the plan has moved on against it."""

from collections.abc import Callable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from drafts.models import Draft, State
from drafts.queries.drawing import drawn_by
from drafts.queries.trying import base_of, changes_of
from engine.merging import between, merge
from roadmaps.schedules import whole_plan_of
from talk.models import Occasion
from talk.topics import Due

ADOPTED, DROPPED, COLLIDES = "draft_adopted", "draft_dropped", "draft_collides"


def due(today: date) -> Iterator[Due]:
    """Every open draft that says otherwise than what was saved in the plan since its base."""
    for draft in Draft.objects.filter(state=State.OPEN).select_related("plan"):
        count = _collisions(draft)
        if count:
            yield _due(draft, COLLIDES, f"{draft.pk}:{draft.version}", count=count)


def of_end(draft: Draft, by: User) -> Due:
    """It was adopted or dropped."""
    topic = ADOPTED if draft.state == State.ADOPTED else DROPPED
    number = draft.adopted_as.number if draft.adopted_as else 0
    return _due(draft, topic, str(draft.pk), by, revision=number)


def sentence(occasion: Occasion) -> str:
    values = {**occasion.values, "who": str(occasion.by) if occasion.by else _("The system")}
    return SENTENCES[occasion.topic]() % values


SENTENCES: dict[str, Callable[[], str]] = {
    ADOPTED: lambda: _("%(who)s adopted the draft “%(name)s” as revision %(revision)s"),
    DROPPED: lambda: _("%(who)s dropped the draft “%(name)s”"),
    COLLIDES: lambda: _("The draft “%(name)s” collides with the plan in %(count)s places"),
}


def place(occasion: Occasion) -> str:
    door = "drafts:preview" if occasion.topic == COLLIDES else "drafts:draft"
    return reverse(door, args=[occasion.plan_id, occasion.values["draft"]])


def stands(occasion: Occasion, person: User) -> bool:
    draft = Draft.objects.select_related("plan").filter(pk=occasion.values["draft"]).first()
    if draft is None:
        return False
    return occasion.topic != COLLIDES or (draft.state == State.OPEN and _collisions(draft) > 0)


def _collisions(draft: Draft) -> int:
    """Fields both sides changed otherwise; whatever makes no sound plan counts as one."""
    if draft.base_revision == draft.plan.revision:
        return 0
    base = base_of(draft)
    merged = merge(base, between(base, whole_plan_of(draft.plan)), changes_of(draft))
    return len(merged.open) + bool(merged.problems)


def _due(draft: Draft, topic: str, identity: str, by: User | None = None, **values: object) -> Due:
    told = {"draft": draft.pk, "name": draft.name, **values}
    people = User.objects.filter(pk__in=drawn_by(draft))
    return Due(draft.plan, topic, identity, people, values=told, by=by)
