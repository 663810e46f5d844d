"""How drafts are written down: locked, made, changed, each time with a step beside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from accounts.models import User
from core.errors import Invalid, Outdated
from drafts.models import Draft, DraftStep, State
from engine.changes import Change
from engine.codec import encode_changes
from engine.problems import Problem
from roadmaps.models import Roadmap

LONGEST_DECISION = 400
LONGEST_PURPOSE = 2_000
LONGEST_NAME = 200


def lock_plan(roadmap: Roadmap) -> Roadmap:
    """The plan, held until the transaction ends; taken before any draft of it."""
    return Roadmap.objects.select_for_update().get(pk=roadmap.pk)


def lock(draft: Draft, version: int) -> Draft:
    """The draft, if it is open and still the version its editor saw."""
    found = Draft.objects.select_for_update(of=("self",)).select_related("plan").get(pk=draft.pk)
    if found.state != State.OPEN:
        raise Invalid(Problem("draft_closed", (), {"name": found.name}))
    if found.version != version:
        values = {"name": found.name, "version": found.version, "seen": version}
        raise Outdated(Problem("draft_moved_on", (), values))
    return found


def make(
    roadmap: Roadmap, base: int, name: str, purpose: str, changes: Sequence[Change], by: User
) -> Draft:
    """A new draft; its first step is the caller's to write."""
    if not name.strip():
        raise Invalid(Problem("draft_name_missing", ("name",)))
    refuse_long("name", name, LONGEST_NAME)
    refuse_long("purpose", purpose, LONGEST_PURPOSE)
    return Draft.objects.create(
        plan=roadmap,
        name=name.strip(),
        purpose=purpose.strip(),
        base_revision=base,
        changes=encode_changes(changes),
        made_by=by,
    )


def keep(
    draft: Draft,
    changes: Sequence[Change],
    sort: DraftStep.Sort,
    by: User,
    brought: Sequence[Mapping[str, Any]],
    note: str = "",
    **told: Any,
) -> None:
    """The draft's changes from now on, and the step that brought them."""
    draft.changes, draft.version = encode_changes(changes), draft.version + 1
    draft.save(update_fields=["changes", "version", "base_revision"])
    add_step(draft, sort, by, brought, note, **told)


def add_step(
    draft: Draft,
    sort: DraftStep.Sort,
    by: User,
    changes: Sequence[Mapping[str, Any]],
    note: str,
    **told: Any,
) -> None:
    """Write down what was done to the draft; a step is never altered."""
    DraftStep.objects.create(
        draft=draft, version=draft.version, sort=sort, by=by, changes=changes, note=note, **told
    )


def end(draft: Draft, state: State, decision: str, by: User, at: datetime) -> None:
    """Close the draft for good, with what was decided."""
    draft.state, draft.decision, draft.decided_by, draft.decided_at = state, decision, by, at
    draft.version += 1
    draft.save(
        update_fields=["state", "decision", "decided_by", "decided_at", "adopted_as", "version"]
    )


def refuse_long(name: str, text: str, longest: int) -> None:
    """Refuse a text there is no room for."""
    if len(text) > longest:
        raise Invalid(Problem("draft_text_too_long", (name,), {"name": name, "longest": longest}))
