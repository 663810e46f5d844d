"""Guests: let in by a plan's owner to the projects and zones they are given."""

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Invalid
from engine.problems import Problem
from roadmaps.guests import let_in_as_guest
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of
from roadmaps.services import require_owner
from roadmaps.sights import eyes_of
from sharing.masks import require_known
from sharing.models import GuestPass


@transaction.atomic
def let_in_guest(
    roadmap: Roadmap,
    user: User,
    *,
    projects: tuple[str, ...] = (),
    zones: tuple[str, ...] = (),
    hide_amounts: bool = True,
    hide_parties: bool = True,
    may_comment: bool = False,
    by: User,
) -> GuestPass:
    """Somebody sees these projects and the projects in these zones from now on, and no others."""
    require_owner(roadmap, by)
    if not projects and not zones:
        raise Invalid(Problem("guest_sees_nothing", ("projects",)))
    require_known(whole_plan_of(roadmap), projects, zones)
    seen = eyes_of(by)(roadmap.pk)  # nobody hands out what they do not see themselves
    membership = let_in_as_guest(
        roadmap,
        user,
        sees_amounts=seen.amounts and not hide_amounts,
        sees_parties=seen.parties and not hide_parties,
        by=by,
    )
    given = {"projects": list(projects), "zones": list(zones), "may_comment": may_comment}
    found, _ = GuestPass.objects.update_or_create(
        membership=membership, defaults={**given, "given_by": by, "given_at": clock.now()}
    )
    return found
