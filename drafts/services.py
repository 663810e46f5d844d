"""What is done with drafts. Each function is one whole commit, or nothing at all."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Forbidden, Invalid, Outdated
from drafts import occasions, store
from drafts.choices import known, refuse_unseen_choices
from drafts.grounds import approving, ground_of
from drafts.models import Draft, DraftSignature, DraftStep, State
from drafts.queries.copies import without_copy
from drafts.queries.drawing import drawn_by, needs_approval
from drafts.queries.trying import (
    DryRun,
    base_of,
    changes_of,
    drafted_plan,
    onto_the_plan,
    with_another,
)
from engine.changes import Change, difference
from engine.codec import encode_changes
from engine.masking import masked_changes
from engine.merging import between, draft_plan
from engine.merging.threeway import Choices
from engine.plan import Plan
from engine.problems import Problem
from roadmaps import permit_rules, rules
from roadmaps import services as plans
from roadmaps.models import DECIDERS, Revision, Roadmap
from roadmaps.past import whole_plan_at
from roadmaps.schedules import compile_plan, whole_plan_of
from roadmaps.sights import eyes_of, mask_of, refuse_overwritten, refuse_unseen
from talk.telling import tell

#: What a revision has room for.
LONGEST_REASON = 500
Sort = DraftStep.Sort


@transaction.atomic(durable=True)
def open_draft(
    roadmap: Roadmap, name: str, purpose: str = "", changes: Sequence[Change] = (), *, by: User
) -> Draft:
    """A draft on the plan as it stands, with changes or without any yet."""
    plans.require_editor(roadmap, by)
    refuse_unseen(roadmap, changes, by)
    locked = store.lock_plan(roadmap)
    return _opened(
        locked, locked.revision, name, purpose, _sound(whole_plan_of(locked), changes), by
    )


@transaction.atomic
def take_draft(
    roadmap: Roadmap,
    base: int,
    name: str,
    purpose: str,
    changes: Sequence[Change],
    signed: Mapping[str, Any],
    *,
    by: User,
) -> Draft:
    """A draft from another station, on the revision its changes were made for, with who signed it.

    Called in the transaction that keeps the package it came in.
    """
    plans.require_editor(roadmap, by)
    locked = store.lock_plan(roadmap)
    sound = _sound(whole_plan_at(locked, base), changes)
    made = _opened(locked, base, name, purpose, sound, by)
    DraftSignature.objects.create(draft=made, **signed)
    return made


@transaction.atomic(durable=True)
def draft_from_copy(
    roadmap: Roadmap, copy: Roadmap, name: str, purpose: str = "", *, since: int, by: User
) -> Draft:
    """What was changed in a copy that was made of revision `since`, as a draft on that revision."""
    plans.require_editor(roadmap, by)
    locked = store.lock_plan(roadmap)
    if not 0 < since <= locked.revision:
        raise Invalid(Problem("no_such_revision", ("since",), {"number": since}))
    base = whole_plan_at(locked, since)
    changes = [without_copy(change) for change in difference(base, whole_plan_of(copy))]
    # A copy made by who sees less lacks what they do not see: that proposes nothing.
    seen = mask_of(eyes_of(by)(roadmap.pk))
    kept = masked_changes([change for change in changes if change is not None], seen)
    return _opened(locked, since, name, purpose, _sound(base, kept), by)


@transaction.atomic(durable=True)
def edit_draft(
    draft: Draft, changes: Sequence[Change], *, version: int, by: User, note: str = ""
) -> Draft:
    """More changes on top of the draft's. Refused where the result would be no sound plan."""
    locked = _locked_draft(draft, version, by)
    refuse_unseen(locked.plan, changes, by)
    base, drafted = base_of(locked), drafted_plan(locked)
    wanted = draft_plan(drafted, changes)
    refuse_overwritten(locked.plan, (base, drafted), wanted, by)
    store.keep(locked, _checked(base, wanted), Sort.EDITED, by, encode_changes(changes), note)
    return locked


@transaction.atomic(durable=True)
def leave_out(draft: Draft, number: int, *, version: int, by: User) -> Draft:
    """Take one change out of the draft; refused where another one needs it."""
    locked = _locked_draft(draft, version, by)
    changes = changes_of(locked)
    if not 1 <= number <= len(changes):
        raise Invalid(Problem("no_such_change", (str(number),), {"number": number}))
    left = changes[: number - 1] + changes[number:]
    base = base_of(locked)
    refuse_overwritten(locked.plan, (drafted_plan(locked),), draft_plan(base, left), by)
    gone = encode_changes(changes[number - 1 : number])
    store.keep(locked, _sound(base, left), Sort.LEFT_OUT, by, gone)
    return locked


@transaction.atomic(durable=True)
def rebase_draft(
    draft: Draft,
    *,
    version: int,
    by: User,
    choices: Choices | None = None,
    accepted: Collection[str] = (),
    scenario: str = "",
) -> Draft:
    """Bring the draft onto the plan as it stands; refused while the dry run has open points."""
    store.lock_plan(draft.plan)
    locked = _locked_draft(draft, version, by)
    run = onto_the_plan(locked, scenario, known(choices))
    refuse_unseen_choices(locked.plan, run.merge, choices or {}, by)
    _refuse_unsettled(run, accepted)
    locked.base_revision = locked.plan.revision
    changes = _sound(run.merge.theirs, between(run.merge.theirs, run.merge.plan))
    told: dict[str, Any] = {"choices": dict(choices or {}), "accepted": _told(run, accepted)}
    store.keep(locked, changes, Sort.REBASED, by, encode_changes(changes), **told)
    return locked


@transaction.atomic(durable=True)
def merge_drafts(
    draft: Draft,
    other: Draft,
    name: str,
    *,
    version: int,
    other_version: int,
    by: User,
    choices: Choices | None = None,
    accepted: Collection[str] = (),
    scenario: str = "",
) -> Draft:
    """A new draft of two; both stay as they are. Refused while the dry run has open points."""
    if draft.pk == other.pk:
        raise Invalid(Problem("merged_with_itself", (str(draft.pk),)))
    store.lock_plan(draft.plan)
    mine, theirs = _locked_draft(draft, version, by), _locked_draft(other, other_version, by)
    if mine.base_revision != theirs.base_revision:
        values = {"one": mine.base_revision, "other": theirs.base_revision}
        raise Invalid(Problem("drafts_of_two_bases", (), values))
    run = with_another(mine, theirs, scenario, known(choices))
    refuse_unseen_choices(mine.plan, run.merge, choices or {}, by)
    _refuse_unsettled(run, accepted)
    made = store.make(mine.plan, mine.base_revision, name, "", run.merge.changes, by)
    sources = {mine.pk, theirs.pk, *mine.merged_from, *theirs.merged_from}
    made.merged_from = sorted(sources)
    made.save(update_fields=["merged_from"])
    told = {"choices": dict(choices or {}), "accepted": _told(run, accepted)}
    store.add_step(made, Sort.MERGED, by, made.changes, f"{mine.name} + {theirs.name}", **told)
    return made


@transaction.atomic(durable=True)
def adopt_draft(
    draft: Draft, decision: str, *, version: int, by: User, scenario: str = ""
) -> Revision:
    """Make the draft the plan by one revision, with the decision kept beside it.

    Refused: Forbidden to who drew it, unless others approved it as it is, and to who neither
    approves nor owns the plan; Invalid without a reason, without an approval where the plan demands
    one, or while bringing it onto the plan as it stands has open points (under `scenario`).
    """
    refuse_adoption(draft, by)
    ground = ground_of(draft)
    if not decision.strip():
        raise Invalid(Problem("decision_missing", ("decision",)))
    store.refuse_long("decision", decision, store.LONGEST_DECISION)
    store.lock_plan(draft.plan)
    locked = store.lock(draft, version)
    if ground != ground_of(locked):
        raise Outdated(Problem("ground_is_gone", (), {"name": locked.name}))
    run = onto_the_plan(locked, scenario)
    if run.merge.theirs is not run.merge.base:
        _refuse_unsettled(run, ())
    changes = between(run.merge.theirs, run.merge.plan)
    if not changes:
        raise Invalid(Problem("draft_changes_nothing", (), {"name": locked.name}))
    now = locked.plan.revision
    reason = f"{locked.name[:90]}: {decision.strip()}"
    if signers := ", ".join(map(str, signatures_of(locked))):
        reason = f"{reason} [{signers}]"[:LONGEST_REASON]
    revision = plans.adopt_changes(locked.plan, changes, by=by, on_revision=now, reason=reason)
    locked.adopted_as = revision
    store.end(locked, State.ADOPTED, decision.strip(), by, clock.now())
    store.add_step(locked, Sort.ADOPTED, by, encode_changes(changes), decision.strip())
    if ground is not None:
        for each in approving():
            each.adopted(locked, by=by)
    tell(occasions.of_end(locked, by))
    return revision


@transaction.atomic(durable=True)
def drop_draft(draft: Draft, why: str = "", *, version: int, by: User) -> Draft:
    """Put the draft aside for good; it stays to be read."""
    locked = _locked_draft(draft, version, by)
    store.refuse_long("why", why, store.LONGEST_PURPOSE)
    store.end(locked, State.DROPPED, why.strip(), by, clock.now())
    store.add_step(locked, Sort.DROPPED, by, [], why.strip())
    tell(occasions.of_end(locked, by))
    return locked


def signatures_of(draft: Draft) -> list[DraftSignature]:
    """Who signed the draft, or drafts it was merged from, at other stations."""
    found = DraftSignature.objects.filter(draft__in=[draft.pk, *draft.merged_from])
    return list(found.order_by("pk"))


def refuse_adoption(draft: Draft, by: User) -> None:
    """Refuse who may not adopt this draft: others than approvers and owners, and who drew it.

    Where nobody else in the plan could, its drawer may: a plan of one person is no dead end. So may
    they where others have approved the draft as it is: then four eyes have seen it.
    """
    deciders = draft.plan.memberships.filter(role__in=DECIDERS)
    if not deciders.filter(user=by).exists():
        values = {"plan": draft.plan.name}
        raise Forbidden(Problem("not_a_decider", (draft.plan.name,), values))
    if ground_of(draft) is not None:
        return
    if needs_approval(draft.plan):
        raise Invalid(Problem("approval_demanded", (draft.name,), {"name": draft.name}))
    if by.pk in drawn_by(draft) and deciders.exclude(user=by).exists():
        raise Forbidden(Problem("drafted_it_oneself", (draft.name,)))


def _locked_draft(draft: Draft, version: int, by: User) -> Draft:
    plans.require_editor(draft.plan, by)
    return store.lock(draft, version)


def _opened(
    roadmap: Roadmap, base: int, name: str, purpose: str, changes: Sequence[Change], by: User
) -> Draft:
    made = store.make(roadmap, base, name, purpose, changes, by)
    store.add_step(made, Sort.MADE, by, made.changes, purpose)
    return made


def _sound(base: Plan, changes: Sequence[Change]) -> list[Change]:
    """The same changes, each record named once, if they lead to a sound plan."""
    return _checked(base, draft_plan(base, changes))


def _checked(base: Plan, wanted: Plan) -> list[Change]:
    changes = between(base, wanted)
    rules.check_records(wanted, [change.about for change in changes])
    compile_plan(wanted)
    try:
        permit_rules.refuse_moves(base, changes, wanted, permit_rules.nobody)
    except Forbidden as forbidden:
        about = tuple(each for problem in forbidden.problems for each in problem.about)
        raise Invalid(Problem("moves_are_recorded", about)) from None
    return changes


def _refuse_unsettled(run: DryRun, accepted: Collection[str]) -> None:
    if run.problems:
        raise Invalid(*run.problems)
    if count := run.unsettled(accepted):
        raise Outdated(Problem("draft_collides", (), {"count": count}))


def _told(run: DryRun, accepted: Collection[str]) -> list[str]:
    return [name[:300] for name in run.to_accept if name in accepted]
