"""All projects of a plan with their due diligence: band, coverage, stop rule, red flags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diligence.queries.standing import Standing

#: What the list can be asked for.
WISHES: Mapping[str, Promise | str] = {
    "concerned": _("With something to look into"),
    "blocked": _("Approval blocked"),
    "flagged": _("With red flags"),
    "uncontrolled": _("Without controls"),
    "signed": _("Signed"),
    "all": _("All projects"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """The projects wished for, and how many each wish finds."""

    rows: Sequence[Standing]
    counts: Sequence[tuple[str, str, int]]
    wished: str


def desk_of(standings: Sequence[Standing], wished: str) -> Desk:
    """The list; the gravest first: blocked, then by red flags, then by score."""
    chosen = wished if wished in WISHES else "concerned"
    counts = [
        (key, str(word), sum(_holds(each, key) for each in standings))
        for key, word in WISHES.items()
    ]
    rows = [each for each in standings if _holds(each, chosen)]
    return Desk(sorted(rows, key=_gravity), counts, chosen)


def _holds(standing: Standing, wish: str) -> bool:
    return {
        "concerned": standing.concerns,
        "blocked": standing.blocks_approval,
        "flagged": bool(standing.open_flags),
        "uncontrolled": bool(standing.without_control),
        "signed": standing.is_signed,
        "all": True,
    }[wish]


def _gravity(standing: Standing) -> tuple[bool, int, float, str]:
    value = standing.questionnaire.score.value
    return (
        not standing.blocks_approval,
        -standing.open_flags,
        -float(value) if value is not None else 1.0,
        standing.project.key,
    )
