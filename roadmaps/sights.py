"""Who sees amounts and party names in which plan, and what follows for what is read from it."""

from collections.abc import Sequence

from accounts.models import User
from core import sight
from core.errors import Forbidden
from core.sight import NOTHING, Eyes, Sight
from engine.changes import Add, Alter, Change, difference
from engine.masking import Mask, rewritten, touched, uncovering
from engine.plan import Plan
from engine.problems import Problem
from engine.records import Threshold
from roadmaps.models import Membership, Roadmap
from zones.rulebook import CURRENCIES, limits


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


def lacks_of(roadmap: Roadmap) -> Mask:
    """What the plan came without, so that nobody here has it."""
    return Mask(roadmap.lacks_amounts, roadmap.lacks_parties)


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


def refuse_overwritten(roadmap: Roadmap, was: Sequence[Plan], now: Plan, by: User) -> None:
    """Refuse a result in which something hidden from this person stands otherwise than it did.

    However it came about: a record removed and drawn anew, a change left out. What any of the
    plans before held may stay.
    """
    mask = mask_of(eyes_of(by)(roadmap.pk))
    first, *others = was
    problems = []
    for change in difference(first, now):
        if isinstance(change, Alter):
            kind, key = change.about
            held = [plan.find(kind, key) for plan in others if plan.has(kind, key)]
            problems += [
                _withheld(change, name)
                for name in sorted(touched(change, mask))
                if all(getattr(each, name) != change.values[name] for each in held)
            ]
    if problems:
        raise Forbidden(*problems)


def _refuse(mask: Mask, changes: Sequence[Change]) -> None:
    again = rewritten(changes, mask)
    problems = []
    for change in changes:
        hidden = touched(change, mask)
        hidden |= again.get(change.about, frozenset()) if isinstance(change, Add) else frozenset()
        problems += [_withheld(change, name) for name in sorted(hidden)]
        problems += [
            Problem("uncovers_withheld", (change.about[1],), {"field": n, "key": change.about[1]})
            for n in sorted(uncovering(change, mask))
        ]
    problems += [_probing(key) for key in _money_thresholds(changes) if mask.amounts]
    if problems:
        raise Forbidden(*problems)


def _money_thresholds(changes: Sequence[Change]) -> list[str]:
    """The thresholds of money among the changes: moved about, they would tell an amount."""
    asked = [key for kind, key in (change.about for change in changes) if kind == Threshold.kind]
    return [key for key in asked if key in limits() and limits()[key].unit in CURRENCIES]


def _probing(key: str) -> Problem:
    return Problem("held_against_withheld", (key,), {"key": key})


def _withheld(change: Change, name: str) -> Problem:
    key = change.about[1]
    return Problem("withheld_field", (key,), {"field": name, "key": key})
