"""What a form of the plan saves as a draft: a draft of its own, with the change and its reason."""

from collections.abc import Sequence

from django.urls import reverse

from accounts.models import User
from drafts import services, store
from engine.changes import Add, Change
from engine.masking import Mask, hidden_of
from roadmaps import vocabulary
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of

NOTHING_SEEN = Mask(amounts=True, parties=True)


def keep_as_draft(roadmap: Roadmap, changes: Sequence[Change], reason: str, by: User) -> str:
    """The address of the draft; it is called by what it changes."""
    name = _called(roadmap, changes[0])[: store.LONGEST_NAME]
    draft = services.open_draft(roadmap, name, reason, changes, by=by)
    return reverse("drafts:draft", args=[roadmap.pk, draft.pk])


def _called(roadmap: Roadmap, change: Change) -> str:
    """What everybody reads: a record whose name tells an amount or a party is called by its key."""
    kind, key = change.about
    if hidden_of(kind, NOTHING_SEEN):
        return f"{vocabulary.kind_name(kind)} {key}"
    if isinstance(change, Add):
        name = vocabulary.record_name(whole_plan_of(roadmap), change.record)
    else:
        name = vocabulary.name_of(whole_plan_of(roadmap), kind, key)
    return f"{vocabulary.kind_name(kind)} {key} {name}" if name != key else f"{name} ({key})"
