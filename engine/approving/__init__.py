"""Approval of a plan, as pure functions: what is approved, who may do what next, what differs.

Nothing here knows a clock, a person's name or a sentence.
"""

from engine.approving.content import canonical, content_hash
from engine.approving.differing import (
    DateMove,
    Difference,
    MoneyChange,
    RecordChange,
    Seen,
    VerdictMove,
    differing,
)
from engine.approving.route import (
    LEVELS,
    OPEN,
    TRANSITIONS,
    WAITING,
    Level,
    Party,
    State,
    Verb,
    move,
    party_of,
    route_faults,
)

__all__ = [
    "LEVELS",
    "OPEN",
    "TRANSITIONS",
    "WAITING",
    "DateMove",
    "Difference",
    "Level",
    "MoneyChange",
    "Party",
    "RecordChange",
    "Seen",
    "State",
    "Verb",
    "VerdictMove",
    "canonical",
    "content_hash",
    "differing",
    "move",
    "party_of",
    "route_faults",
]
