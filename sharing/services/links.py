"""Share links: made by a plan's owner, opened by whoever has the address, revoked at once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from accounts.models import User
from accounts.throttling import TooManyAttempts, admit, forgive
from core import clock
from core.errors import Invalid
from engine.problems import Problem
from roadmaps.models import Roadmap
from roadmaps.services import require_owner
from roadmaps.sights import eyes_of
from sharing.masks import mask_of, require_known
from sharing.models import Outcome, ShareLink, ShareVisit
from sharing.showing import frozen, plan_shared

#: So long a link holds unless another day is named; none holds longer than a year.
USUAL_DAYS, MOST_DAYS = 14, 365
LONGEST_LABEL, SHORTEST_PASSWORD = 200, 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new link is to show, to whom, and until the end of which day."""

    label: str
    kind: str = ShareLink.Kind.FROZEN
    revision: int | None = None
    scenario: str = ""
    hide_amounts: bool = True
    hide_parties: bool = True
    projects: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    until: date | None = None
    password: str = ""
    may_comment: bool = False


@transaction.atomic
def make_link(roadmap: Roadmap, wanted: Wanted, *, by: User) -> tuple[ShareLink, str]:
    """A new link, and the secret part of its address, which is told this once and not kept."""
    require_owner(roadmap, by)
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    until = wanted.until or clock.today() + timedelta(days=USUAL_DAYS)
    _require_sound(wanted, until)
    number = _revision(locked, wanted)
    plan = plan_shared(locked, number)
    require_known(plan, wanted.projects, wanted.zones)
    if wanted.scenario and wanted.scenario not in plan.scenarios:
        raise Invalid(Problem("shared_unknown_scenario", (wanted.scenario,)))
    seen = eyes_of(by)(locked.pk)  # nobody hands out what they do not see themselves
    secret = secrets.token_urlsafe(32)
    link = ShareLink(
        plan=locked,
        label=wanted.label.strip(),
        kind=wanted.kind,
        revision=number,
        scenario=wanted.scenario,
        hide_amounts=wanted.hide_amounts or not seen.amounts,
        hide_parties=wanted.hide_parties or not seen.parties,
        projects=list(wanted.projects),
        zones=list(wanted.zones),
        may_comment=wanted.may_comment,
        prefix=secret[:6],
        digest=_digest(secret),
        password=make_password(wanted.password) if wanted.password else "",
        made_by=by,
        made_at=clock.now(),
        expires_at=clock.end_of(until),
    )
    if number is not None:
        link.contents = frozen(locked, number, wanted.scenario, mask_of(plan, link))
    link.save()
    return link, secret


@transaction.atomic
def revoke_link(link: ShareLink, *, by: User) -> None:
    """The link shows nothing from now on. Revoking twice changes nothing."""
    require_owner(link.plan, by)
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=clock.now(), revoked_by=by
    )


@transaction.atomic
def let_comment(link: ShareLink, *, may_comment: bool, by: User) -> None:
    """Whether whoever has the link may comment from now on; what was said stays."""
    require_owner(link.plan, by)
    ShareLink.objects.filter(pk=link.pk).update(may_comment=may_comment)


def link_of(secret: str) -> ShareLink | None:
    """The link with this secret, whether it still holds or not."""
    return ShareLink.objects.select_related("plan").filter(digest=_digest(secret)).first()


def try_password(link: ShareLink, password: str, address: str) -> Outcome:
    """What an attempt comes to. Guessing is as slow as at the front door."""
    name = f"share:{link.pk}"
    try:
        admit(name, address)
    except TooManyAttempts:
        return Outcome.SLOWED
    if not check_password(password, link.password):
        return Outcome.WRONG
    forgive(name)
    return Outcome.SEEN


def note_visit(
    link: ShareLink, outcome: str, *, address: str, language: str, revision: int | None = None
) -> None:
    """Write the visit down."""
    ShareVisit.objects.create(
        link=link,
        at=clock.now(),
        address=address[:45],
        outcome=outcome,
        revision=revision,
        language=language,
    )


def _require_sound(wanted: Wanted, until: date) -> None:
    today, problems = clock.today(), []
    if not wanted.label.strip():
        problems.append(Problem("share_without_label", ("label",)))
    if len(wanted.label) > LONGEST_LABEL:
        values = {"field": "label", "longest": LONGEST_LABEL}
        problems.append(Problem("too_long", ("label",), values))
    if wanted.kind not in ShareLink.Kind.values:
        choices = ", ".join(ShareLink.Kind.values)
        values = {"field": "kind", "found": wanted.kind, "choices": choices}
        problems.append(Problem("not_one_of", ("kind",), values))
    if not today <= until <= today + timedelta(days=MOST_DAYS):
        problems.append(Problem("share_until_when", ("until",), {"most": MOST_DAYS}))
    if wanted.password and len(wanted.password) < SHORTEST_PASSWORD:
        values = {"shortest": SHORTEST_PASSWORD}
        problems.append(Problem("share_password_short", ("password",), values))
    if problems:
        raise Invalid(*problems)


def _revision(roadmap: Roadmap, wanted: Wanted) -> int | None:
    """The revision a frozen link shows; a live one shows none in particular."""
    if wanted.kind == ShareLink.Kind.LIVE:
        if wanted.revision is not None:
            raise Invalid(Problem("share_live_has_no_revision", ("revision",)))
        return None
    number = roadmap.revision if wanted.revision is None else wanted.revision
    if not 0 < number <= roadmap.revision:
        raise Invalid(Problem("no_such_revision", ("revision",), {"number": number}))
    return number


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
