"""What somebody may choose where two sides collide: one of the two, and nothing they do not see."""

from accounts.models import User
from core.errors import Forbidden, Invalid
from engine.masking import Mask, hidden_in, hidden_of
from engine.merging import MINE, THEIRS, Collision, Merge
from engine.merging.threeway import Choices
from engine.problems import Problem
from roadmaps.models import Roadmap
from roadmaps.sights import eyes_of, mask_of


def known(choices: Choices | None) -> Choices:
    """The choices, each for one of the two sides."""
    for name, side in (choices or {}).items():
        if side not in (THEIRS, MINE):
            raise Invalid(Problem("bad_choice", (name,)))
    return choices or {}


def refuse_unseen_choices(roadmap: Roadmap, merge: Merge, choices: Choices, by: User) -> None:
    """Refuse a choice between two values that this person sees neither of."""
    mask = mask_of(eyes_of(by)(roadmap.pk))
    problems = [
        Problem("withheld_choice", (each.name,), {"field": name, "key": each.key})
        for each in merge.collisions
        if each.name in choices
        for name in _unseen(each, mask)
    ]
    if problems:
        raise Forbidden(*problems)


def _unseen(each: Collision, mask: Mask) -> list[str]:
    """The hidden fields that a choice would decide. Who leaves a record out decides none."""
    if each.field:
        return [each.field] if each.field in hidden_of(each.kind, mask) else []
    if each.theirs is None or each.mine is None:
        return []
    hidden = hidden_in(each.theirs, mask) | hidden_in(each.mine, mask)
    differ = (n for n in hidden if getattr(each.theirs, n) != getattr(each.mine, n))
    return sorted(differ)[:1]
