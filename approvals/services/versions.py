"""Versions: made on demand and by submissions; and which of them is the baseline."""

from django.db import transaction

from accounts.models import User
from approvals.models import Baseline, Version
from approvals.queries.seeing import hash_of
from core import clock
from core.errors import Forbidden, Invalid
from drafts.models import Draft
from drafts.queries.trying import drafted_plan
from engine.approving import content_hash
from engine.problems import Problem
from roadmaps.models import EDITORS, Roadmap, Role

#: Who sets another baseline without an approval.
REBASE = frozenset({Role.APPROVER.value})
MAKES = EDITORS | REBASE


@transaction.atomic(durable=True)
def make_version(
    roadmap: Roadmap, name: str, *, by: User, why: str = "", revision: int | None = None
) -> Version:
    """Name a revision, today's unless another is asked for. It can't be altered afterwards."""
    if roadmap.role_of(by) not in MAKES:
        raise Forbidden(Problem("may_not_make_version"))
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    return freeze(locked, name, Version.Origin.ASKED, by=by, why=why, revision=revision)


def freeze(
    locked: Roadmap,
    name: str,
    origin: str,
    *,
    by: User,
    why: str = "",
    revision: int | None = None,
    draft: Draft | None = None,
) -> Version:
    """A version of a plan whose row the caller holds: of a revision, or of a draft on its base."""
    number = locked.revision if revision is None else revision
    if draft is not None:
        number = draft.base_revision
    if not name.strip():
        raise Invalid(Problem("version_without_name", ("name",)))
    if not 0 < number <= locked.revision:
        raise Invalid(Problem("no_such_revision", (str(number),), {"number": number}))
    last = Version.objects.filter(plan=locked).values_list("number", flat=True).first() or 0
    return Version.objects.create(
        plan=locked,
        number=last + 1,
        revision=number,
        name=name.strip()[:120],
        why=why.strip()[:500],
        changes=draft.changes if draft else [],
        content_hash=content_hash(drafted_plan(draft)) if draft else hash_of(locked, number),
        origin=origin,
        made_by=by,
        made_at=clock.now(),
    )


@transaction.atomic(durable=True)
def rebase(roadmap: Roadmap, version_id: int, *, reason: str, by: User) -> Baseline:
    """Measure the plan against another version from now on; an approver says why."""
    if roadmap.role_of(by) not in REBASE:
        raise Forbidden(Problem("may_not_rebase"))
    if not reason.strip():
        raise Invalid(Problem("rebase_without_reason", ("reason",)))
    version = Version.objects.filter(plan=roadmap, pk=version_id).first()
    if version is None:
        raise Invalid(Problem("no_such_version", (str(version_id),)))
    return Baseline.objects.create(
        plan=roadmap, version=version, reason=reason.strip()[:500], by=by, at=clock.now()
    )
