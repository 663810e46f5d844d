"""The way of a submission: 기안 → 검토 → 협조 → 결재 (→ 접수), as one table of who may do what.

Steps are taken one after another. Who drafted decides nothing, and nobody stands in a route twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.problems import BrokenPlan, Problem


class Level(StrEnum):
    """What a step of the route is for; routes have them in this order."""

    REVIEW = "review"
    COOPERATION = "cooperation"
    DECISION = "decision"
    ACCEPTANCE = "acceptance"


class State(StrEnum):
    """Where a submission stands."""

    DRAFT = "draft"
    REVIEW = "review"
    COOPERATION = "cooperation"
    DECISION = "decision"
    ACCEPTANCE = "acceptance"
    APPROVED = "approved"
    CONDITIONAL = "conditional"
    SENT_BACK = "sent_back"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What somebody does with a submission."""

    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"
    AGREE = "agree"
    APPROVE = "approve"
    CONDITION = "condition"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    REJECT = "reject"


class Party(StrEnum):
    """Who may: the drafter, or whoever's turn it is."""

    DRAFTER = "drafter"
    HOLDER = "holder"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may, and where it leads; None is the next step of the route."""

    party: Party
    to: State | None = None


LEVELS = tuple(Level)
#: Waiting for somebody of the route.
WAITING = frozenset(map(State, LEVELS))
#: Not over yet.
OPEN = WAITING | {State.DRAFT, State.SENT_BACK}

_BACK = Rule(Party.HOLDER, State.SENT_BACK)
_WITHDRAWN = Rule(Party.DRAFTER, State.WITHDRAWN)
TRANSITIONS: Mapping[tuple[State, Verb], Rule] = {
    (State.DRAFT, Verb.SUBMIT): Rule(Party.DRAFTER),
    (State.SENT_BACK, Verb.RESUBMIT): Rule(Party.DRAFTER),
    **{(state, Verb.WITHDRAW): _WITHDRAWN for state in State if state in OPEN},
    (State.REVIEW, Verb.AGREE): Rule(Party.HOLDER),
    (State.COOPERATION, Verb.AGREE): Rule(Party.HOLDER),
    (State.DECISION, Verb.APPROVE): Rule(Party.HOLDER),
    (State.DECISION, Verb.CONDITION): Rule(Party.HOLDER),
    (State.DECISION, Verb.REJECT): Rule(Party.HOLDER, State.REJECTED),
    (State.ACCEPTANCE, Verb.ACCEPT): Rule(Party.HOLDER),
    **{(state, Verb.SEND_BACK): _BACK for state in State if state in WAITING},
}


def party_of(state: State, verb: Verb) -> Party | None:
    """Who may do this now; None where nobody may."""
    rule = TRANSITIONS.get((state, verb))
    return rule.party if rule else None


def move(state: State, verb: Verb, left: Sequence[Level], *, conditional: bool = False) -> State:
    """Where it leads. `left` are the steps not taken after this; BrokenPlan if it can't be done.

    `conditional` says whether an approval of this round has conditions, this one included.
    """
    rule = TRANSITIONS.get((state, verb))
    if rule is None:
        values = {"state": state.value, "verb": verb.value}
        raise BrokenPlan(Problem("no_such_step", (verb.value,), values))
    if rule.to is not None:
        return rule.to
    if left:
        return State(left[0])
    return State.CONDITIONAL if conditional else State.APPROVED


def route_faults(drafter: int, route: Sequence[tuple[Level, int]]) -> list[Problem]:
    """Everything wrong with a route: people are numbers here."""
    found = []
    levels = [level for level, _person in route]
    if Level.DECISION not in levels:
        found.append(Problem("route_without_decision", ("decision",)))
    if levels != sorted(levels, key=LEVELS.index):
        found.append(Problem("route_out_of_order", ("route",)))
    people = [person for _level, person in route]
    if len(set(people)) < len(people):
        found.append(Problem("route_twice", ("route",)))
    if drafter in people:
        found.append(Problem("route_drafter", ("route",)))
    return found
