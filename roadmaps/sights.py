"""Who sees amounts and party names in which plan, and what follows for what is read from it."""

from collections.abc import Sequence

from accounts.models import User
from core import sight
from core.errors import Forbidden
from core.sight import NOTHING, Eyes, Sight
from engine.changes import Change
from engine.masking import Mask, touched
from engine.problems import Problem
from roadmaps.models import Membership, Roadmap


def eyes_of(user: User) -> Eyes:
    """This person's eyes: their memberships say what they see, and where they have none, nothing.

    An administrator runs the installation and opens every plan, but money and parties are the
    business of its members.
    """
    known: dict[int, Sight] = {}

    def eyes(plan: int) -> Sight:
        if plan not in known:
            known.update(
                (each.plan_id, each.sight)
                for each in Membership.objects.filter(user=user).select_related("plan")
            )
            known.setdefault(plan, NOTHING)
        return known[plan]

    return eyes


def mask_of(seen: Sight) -> Mask:
    """What is hidden from somebody who sees this much."""
    return Mask(amounts=not seen.amounts, parties=not seen.parties)


def mask_for(plan: int) -> Mask:
    """What is hidden from the current visitor in the plan with this id."""
    return mask_of(sight.of_plan(plan))


def parties_withheld() -> Forbidden:
    """Why somebody is not let in where everything is about who the parties are."""
    return Forbidden(Problem("parties_withheld"))


def require_parties(plan: int) -> None:
    """Refuse who does not see the names of parties in the plan with this id."""
    if not sight.of_plan(plan).parties:
        raise parties_withheld()


def refuse_unseen(roadmap: Roadmap, changes: Sequence[Change], by: User) -> None:
    """Refuse changes of what this person may not see: they could not know what they overwrite."""
    _refuse(mask_of(eyes_of(by)(roadmap.pk)), changes)


def refuse_unseen_here(plan: int, changes: Sequence[Change]) -> None:
    """The same for a change that is only tried: its effects would tell the amounts."""
    _refuse(mask_for(plan), changes)


def _refuse(mask: Mask, changes: Sequence[Change]) -> None:
    problems = [
        Problem("withheld_field", (change.about[1],), {"field": name, "key": change.about[1]})
        for change in changes
        for name in sorted(touched(change, mask))
    ]
    if problems:
        raise Forbidden(*problems)
