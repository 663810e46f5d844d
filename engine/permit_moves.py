"""How far a permit may come from where it is, and who says so: the whole table.

The applicant's side files, answers, withdraws and uses up; what the authority decides is recorded
by somebody who does not draw the plan alone. A refused or withdrawn application may be drawn up
anew; what has lapsed or is used up is over, and asked for again as a new permit.
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from engine.records import PermitState


class Mover(Enum):
    """Whose move it is."""

    APPLICANT = "applicant"
    RECORDER = "recorder"


class Move(NamedTuple):
    """From one state to another."""

    since: PermitState
    to: PermitState


MOVES: Mapping[Move, Mover] = {
    Move("draft", "applied"): Mover.APPLICANT,
    Move("draft", "withdrawn"): Mover.APPLICANT,
    Move("applied", "supplement"): Mover.RECORDER,
    Move("applied", "granted"): Mover.RECORDER,
    Move("applied", "refused"): Mover.RECORDER,
    Move("applied", "withdrawn"): Mover.APPLICANT,
    Move("supplement", "applied"): Mover.APPLICANT,
    Move("supplement", "refused"): Mover.RECORDER,
    Move("supplement", "withdrawn"): Mover.APPLICANT,
    Move("granted", "lapsed"): Mover.RECORDER,
    Move("granted", "used_up"): Mover.APPLICANT,
    Move("refused", "draft"): Mover.APPLICANT,
    Move("withdrawn", "draft"): Mover.APPLICANT,
}
#: States that only a recorder may say a new permit is in already.
DECIDED: frozenset[PermitState] = frozenset({"supplement", "granted", "refused", "lapsed"})


def moves_from(state: PermitState) -> list[Move]:
    """Where a permit in this state may go."""
    return [move for move in MOVES if move.since == state]


def mover_of(since: PermitState, to: PermitState) -> Mover | None:
    """Who may move a permit so; None where nobody may."""
    return MOVES.get(Move(since, to))
