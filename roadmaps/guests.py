"""Guests of a plan: members who see only what they are given, on a page of their own."""

from django.db import transaction

from accounts.models import User
from core.errors import Invalid
from engine.problems import Problem
from roadmaps.models import Membership, Roadmap, Role
from roadmaps.services import require_owner


@transaction.atomic
def let_in_as_guest(
    roadmap: Roadmap, user: User, *, sees_amounts: bool, sees_parties: bool, by: User
) -> Membership:
    """Make somebody a guest of the plan, or say anew what a guest sees of amounts and parties.

    Called in the transaction that says which projects. Who is a member already stays one.
    """
    require_owner(roadmap, by)
    held = roadmap.memberships.select_for_update().filter(user=user).first()
    if held is not None and held.role != Role.GUEST:
        raise Invalid(Problem("member_already", (user.get_username(),)))
    seen = {"sees_amounts": sees_amounts, "sees_parties": sees_parties}
    made, _ = Membership.objects.update_or_create(
        plan=roadmap, user=user, defaults={"role": Role.GUEST, **seen}
    )
    return made
