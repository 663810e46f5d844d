"""The five tracks of a project at a glance, and which of them it waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.life.values import MAIN, Procedure, State

#: In the order in which one usually leads to the next.
SHOWN = ("feasibility", "legal", "finance", "construction", "operation")


@dataclass(frozen=True, slots=True)
class Standpoint:
    """How far one track is: its state, the part behind it, whether it is its turn already."""

    track: str
    state: str
    of: str
    share: Decimal
    stopped: bool
    is_due: bool


@dataclass(frozen=True, slots=True)
class RollUp:
    """All five, and the laggard: the track whose turn it is and that is least far; "" if none."""

    tracks: Sequence[Standpoint]
    laggard: str


def roll_up(procedure: Procedure, states: Mapping[str, str]) -> RollUp:
    """Construction has its turn from the approval on, operation once the project runs.

    A stopped track is always the laggard; among equals the one that usually comes first.
    """
    main = procedure.tracks[MAIN].states[states[MAIN]]
    approved = main.share >= Decimal("0.9") or main.stopped
    points = [
        _own(procedure, states, "feasibility", due=True),
        Standpoint("legal", main.key, MAIN, main.share, main.stopped, True),
        _own(procedure, states, "finance", due=True),
        _own(procedure, states, "construction", due=approved and not main.is_final),
        _operation(main),
    ]
    open_ones = [each for each in points if each.is_due and (each.stopped or each.share < 1)]
    stopped = [each for each in open_ones if each.stopped]
    laggard = next(iter(stopped), None) or min(open_ones, key=lambda p: p.share, default=None)
    return RollUp(points, laggard.track if laggard else "")


def _own(procedure: Procedure, states: Mapping[str, str], track: str, *, due: bool) -> Standpoint:
    found = procedure.tracks[track].states[states[track]]
    return Standpoint(track, found.key, track, found.share, found.stopped, due)


def _operation(main: State) -> Standpoint:
    share = main.operation or Decimal(0)
    due = main.operation is not None
    return Standpoint("operation", main.key, MAIN, share, due and main.stopped, due)
