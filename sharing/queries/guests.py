"""Who is a guest of a plan, and the plans somebody is a guest of."""

from collections.abc import Sequence

from accounts.models import User
from roadmaps.models import Membership, Roadmap, Role
from sharing.models import GuestPass


def guests_of(plan: Roadmap) -> Sequence[Membership]:
    """The plan's guests by name, each with the pass if one was given."""
    found = plan.memberships.filter(role=Role.GUEST)
    return list(found.select_related("user", "guest_pass__given_by"))


def given_to(user: User) -> Sequence[Membership]:
    """The plans somebody is a guest of."""
    found = Membership.objects.filter(user=user, role=Role.GUEST)
    return list(found.select_related("plan", "guest_pass").order_by("plan__name_ko"))


def pass_of(user: User, plan_id: int) -> GuestPass | None:
    """What this guest of this plan is given; None where nothing has been said."""
    found = GuestPass.objects.filter(
        membership__user=user, membership__plan=plan_id, membership__role=Role.GUEST
    )
    return found.select_related("membership__plan").first()
