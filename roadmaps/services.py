"""The only way to edit a plan. Each function is one whole commit, or nothing at all."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction

from accounts.models import User
from core.errors import Forbidden, Invalid, Stale
from core.sight import Sight
from engine.changes import Add, Alter, Change, apply_all, difference, expand, undo_all
from engine.codec import decode_changes, encode_changes
from engine.masking import Mask
from engine.plan import HEADER, Plan
from engine.problems import Problem
from engine.records import Header, Permit, Record
from roadmaps import permit_rules, rules, schedules, store
from roadmaps.conflicts import refuse_conflicts
from roadmaps.models import DECIDERS, INSIDERS, Membership, Revision, Roadmap, Role
from roadmaps.parts import require_editor_of, require_part_editor, takes_the_whole
from roadmaps.reach import reach_of, require_mover
from roadmaps.sights import lacks_of, mask_for, refuse_unseen

HIDES_NOTHING = Mask()


@transaction.atomic(durable=True)
def edit_plan(
    roadmap: Roadmap,
    changes: Sequence[Change],
    *,
    by: User,
    on_revision: int,
    reason: str = "",
    restores: bool = False,
) -> Revision:
    """Apply the changes in order; the plan gets its next revision.

    `on_revision` is what the caller saw. What it `restores` was the plan's before, so it may hold
    what is withheld from them. Refused: Forbidden to those who don't edit this plan;
    Outdated where somebody changed the same field since; BrokenPlan, with every fault, where the
    result would be no sound plan (unknown keys, a circle of links, …).
    """
    locked = _lock(roadmap, by, changes)
    if not 0 <= on_revision <= locked.revision:
        raise Invalid(Problem("no_such_revision", (str(on_revision),), {"number": on_revision}))
    new = [each for each in changes if not (restores and isinstance(each, Add))]
    refuse_unseen(locked, new, by)
    if on_revision < locked.revision:
        refuse_conflicts(locked, changes, on_revision)
    return _write(locked, changes, by=by, reason=reason)


@transaction.atomic(durable=True)
def edit_record(
    roadmap: Roadmap, change: Change, *, by: User, seen: int, reason: str = ""
) -> Revision:
    """Change or remove one record, provided that no revision after `seen` wrote it.

    Refused as `edit_plan` does, but Stale, not Outdated: here any field stands for the record.
    """
    locked = _lock(roadmap, by, [change])
    kind, key = change.about
    written = store.changed_on(locked, kind, key)
    if written != seen:
        values = {"key": key, "seen": seen, "revision": written}
        raise Stale(Problem("stale_record", (key,), values))
    refuse_unseen(locked, [change], by)
    return _write(locked, [change], by=by, reason=reason)


@transaction.atomic(durable=True)
def move_permit(
    roadmap: Roadmap, change: Change, *, by: User, on_revision: int, reason: str = ""
) -> Revision:
    """Bring a permit to its next state, with the facts that belong to it.

    Also open to who records what an authority decides without drawing the plan. Refused as
    `edit_plan` does, and where the table of moves has no such move for this person.
    """
    kind, key = change.about
    require_mover(roadmap, key, by)
    told = set(change.values) if isinstance(change, Alter) and kind == Permit.kind else {"…"}
    if not told <= permit_rules.FACTS:
        raise Invalid(Problem("not_a_move", (key,)))
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    refuse_unseen(locked, [change], by)
    if on_revision < locked.revision:
        refuse_conflicts(locked, [change], on_revision)
    return _write(locked, [change], by=by, reason=reason)


@transaction.atomic
def adopt_changes(
    roadmap: Roadmap, changes: Sequence[Change], *, by: User, on_revision: int, reason: str
) -> Revision:
    """Make what was drafted the plan: open to who decides about the plan, not to who draws it.

    Called in the transaction that keeps the decision. Refused: Forbidden to anybody else; Stale
    where the plan has a newer revision; BrokenPlan as `edit_plan` does.
    """
    if roadmap.role_of(by) not in DECIDERS:
        raise Forbidden(Problem("not_a_decider", (roadmap.name,), {"plan": roadmap.name}))
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if locked.revision != on_revision:
        values = {"revision": locked.revision, "seen": on_revision}
        raise Stale(Problem("plan_moved_on", (), values))
    refuse_unseen(locked, changes, by)
    return _write(locked, changes, by=by, reason=reason)


@transaction.atomic(durable=True)
def undo_revision(roadmap: Roadmap, number: int, *, by: User, reason: str = "") -> Revision:
    """Take one revision back, by a new one. Refused if later edits changed the same fields."""
    locked = _lock(roadmap, by)
    return _take_back(locked, _revision(locked, number), by=by, reason=reason)


@transaction.atomic(durable=True)
def undo_last(roadmap: Roadmap, *, by: User) -> Revision:
    """Take back this person's latest edit that still stands."""
    locked = _lock(roadmap, by)
    last = locked.revisions.filter(by=by, is_undo=False, undone_by=None).first()
    if last is None:
        raise Invalid(Problem("nothing_to_undo"))
    return _take_back(locked, last, by=by)


@transaction.atomic(durable=True)
def redo_last(roadmap: Roadmap, *, by: User) -> Revision:
    """Put back what this person took back last, unless they have edited anew since."""
    locked = _lock(roadmap, by)
    last = locked.revisions.filter(by=by, is_undo=True, undone_by=None).first()
    fresh = locked.revisions.filter(by=by, is_undo=False, undoes=None)
    if last is None or fresh.filter(number__gt=last.number).exists():
        raise Invalid(Problem("nothing_to_redo"))
    return _take_back(locked, last, by=by)


@transaction.atomic
def create_plan(
    header: Header,
    records: Iterable[Record],
    *,
    by: User | None,
    reference: str | None = None,
    lacks: Mask = HIDES_NOTHING,
) -> Roadmap:
    """A new plan holding these records as its first revision. `by` becomes its owner.

    `reference` is the name of a plan that comes with the product; each is there at most once.
    `lacks` is what a plan from elsewhere came without. May be part of a larger commit.
    """
    values = {name: getattr(header, name) for name in store.HEADER_FIELDS}
    values |= {"default_scenario": "", "calendar": ""}
    values |= {"lacks_amounts": lacks.amounts, "lacks_parties": lacks.parties}
    roadmap = Roadmap.objects.create(**values, reference=reference)
    if by is not None:
        Membership.objects.create(plan=roadmap, user=by, role=Role.OWNER)
    changes: list[Change] = [Add(record) for record in records]
    late = {"default_scenario": header.default_scenario, "calendar": header.calendar}
    changes += [Alter(HEADER, "plan", late)] if any(late.values()) else []
    if changes:
        _write(roadmap, changes, by=by, reason="")
    return roadmap


def copy_plan(roadmap: Roadmap, name: str, *, by: User) -> Roadmap:
    """The plan as it stands, under another name and owner; its history stays behind.

    What its maker does not see is withheld in the copy too: it is not there, and not zero.
    """
    plan = schedules.plan_of(roadmap)
    header = schedules.renamed(plan.header, name)
    unseen, gone = mask_for(roadmap.pk), lacks_of(roadmap)
    lacks = Mask(unseen.amounts or gone.amounts, unseen.parties or gone.parties)
    return create_plan(header, plan.all(), by=by, lacks=lacks)


@transaction.atomic(durable=True)
def replace_plan(
    roadmap: Roadmap, wanted: Plan, *, by: User | None, reason: str
) -> Revision | None:
    """Bring the plan to `wanted` by the changes that differ; None if nothing does."""
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    changes = difference(schedules.whole_plan_of(locked), wanted)
    return _write(locked, changes, by=by, reason=reason) if changes else None


@transaction.atomic(durable=True)
def set_member(
    roadmap: Roadmap, user: User, role: str, *, seen: Sight | None = None, by: User
) -> Membership:
    """Give a person a role in the plan, and say what they see; owners and administrators may.

    Without `seen` what they see stays as it is: everything, for who is new. The last owner stays
    one, and an owner sees everything.
    """
    require_owner(roadmap, by)
    if role not in INSIDERS:  # a guest is let in by `guests.let_in_as_guest`
        raise Invalid(Problem("not_one_of", ("role",), {"field": "role", "found": role}))
    if user.is_guest:
        raise Invalid(Problem("guest_account", (user.get_username(),)))
    if role != Role.OWNER:
        _require_another_owner(roadmap, user)
    told = {"sees_amounts": seen.amounts, "sees_parties": seen.parties} if seen else {}
    found, _ = Membership.objects.update_or_create(
        plan=roadmap, user=user, defaults={"role": role, **told}
    )
    return found


@transaction.atomic(durable=True)
def remove_member(roadmap: Roadmap, user: User, *, by: User) -> None:
    """Take a person out of the plan, with their roles in parts of it; its last owner stays."""
    require_owner(roadmap, by)
    _require_another_owner(roadmap, user)
    roadmap.grants.filter(user=user).delete()
    roadmap.memberships.filter(user=user).delete()


def require_editor(roadmap: Roadmap, by: User) -> None:
    """Refuse those who may not edit this plan, or a part of it only."""
    if not Roadmap.objects.editable_by(by).filter(pk=roadmap.pk).exists():
        require_part_editor(roadmap, by)
        raise takes_the_whole(roadmap)


def _lock(roadmap: Roadmap, by: User, changes: Sequence[Change] = ()) -> Roadmap:
    """The plan's row, held; refused to who edits neither the plan nor the part that changes."""
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    require_editor_of(locked, schedules.whole_plan_of(locked), changes, by)
    return locked


def require_owner(roadmap: Roadmap, by: User) -> None:
    """Refuse those who neither own this plan nor administer the installation."""
    if not by.is_staff and roadmap.role_of(by) != Role.OWNER:
        raise Forbidden(Problem("not_the_owner", (roadmap.name,), {"plan": roadmap.name}))


def _require_another_owner(roadmap: Roadmap, user: User) -> None:
    """A plan without an owner could be given to nobody any more."""
    owners = roadmap.memberships.select_for_update().filter(role=Role.OWNER)
    if [each.user_id for each in owners] == [user.pk]:
        raise Invalid(Problem("last_owner", (user.get_username(),)))


def _revision(roadmap: Roadmap, number: int) -> Revision:
    found = roadmap.revisions.filter(number=number).first()
    if found is None:
        raise Invalid(Problem("no_such_revision", (str(number),), {"number": number}))
    return found


def _take_back(roadmap: Roadmap, revision: Revision, *, by: User, reason: str = "") -> Revision:
    if Revision.objects.filter(undoes=revision).exists():
        number = revision.number
        raise Invalid(Problem("already_undone", (str(number),), {"number": number}))
    changes = decode_changes(revision.undo)
    require_editor_of(roadmap, schedules.whole_plan_of(roadmap), changes, by)
    refuse_unseen(roadmap, [each for each in changes if not isinstance(each, Add)], by)
    refuse_conflicts(roadmap, changes, revision.number)
    return _write(roadmap, changes, by=by, reason=reason, undoes=revision)


def _write(
    roadmap: Roadmap,
    changes: Sequence[Change],
    *,
    by: User | None,
    reason: str,
    undoes: Revision | None = None,
) -> Revision:
    before = schedules.whole_plan_of(roadmap)
    expanded = expand(before, changes)
    after = apply_all(before, expanded)
    about = [change.about for change in expanded]
    if by is not None and undoes is None:
        permit_rules.refuse_moves(before, expanded, after, reach_of(roadmap, by).roles_about)
    rules.check_records(after, about)
    compiled = schedules.compile_edited(roadmap, before, after)
    Roadmap.objects.filter(pk=roadmap.pk).update(revision=roadmap.revision + 1)
    roadmap.revision += 1
    store.save_plan(roadmap, before, after, expanded)
    kept = partial(schedules.remember, roadmap.pk, roadmap.revision, after, compiled)
    transaction.on_commit(kept)
    return Revision.objects.create(
        plan=roadmap,
        number=roadmap.revision,
        by=by,
        reason=reason,
        changes=encode_changes(expanded),
        undo=encode_changes(undo_all(before, expanded)),
        touched=list(dict.fromkeys(f"{kind}:{key}" for kind, key in about)),
        undoes=undoes,
        is_undo=undoes is not None and not undoes.is_undo,
    )
