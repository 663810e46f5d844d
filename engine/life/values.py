"""The words of a procedure: tracks, states, transitions, recorded steps, what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

FactSort = Literal["day", "amount", "count", "text", "choice", "answers", "evidence"]

#: The track with the states of the project itself; the others run beside it.
MAIN = "procedure"
#: The five requirements of article 17(1), and the two that are asked of a report under 17-2.
REQUIREMENTS = ("feasible", "no_dispute", "no_competition", "capability", "no_harm")
REPORTED_REQUIREMENTS = ("no_dispute", "no_harm")
ANSWERS = ("met", "not_met")


@dataclass(frozen=True, slots=True)
class Titled:
    """Something with a name in both languages."""

    key: str
    name_ko: str
    name_en: str


@dataclass(frozen=True, slots=True)
class State(Titled):
    """Where a track can stand.

    `share` is how much of the track is behind it, `stopped` that it goes on only by a decision.
    `phase` groups the states of the main track for the drawing; its `legal` and `operation` say
    what the two tracks without steps of their own are read as ("3" of ten, or "stopped").
    """

    share: Decimal = Decimal(0)
    stopped: bool = False
    is_final: bool = False
    phase: str = ""
    operation: Decimal | None = None
    running: bool = False


@dataclass(frozen=True, slots=True)
class FactKind(Titled):
    """Something a step records."""

    sort: FactSort = "text"
    choices: tuple[Titled, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor(Titled):
    """Who takes a step in the law's eyes, and which roles of a plan record it."""

    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Transition(Titled):
    """One row of the table: `key` is the event. Days and months are the law's own."""

    track: str
    source: str
    target: str
    actor: str
    documents: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    lead_days: int | None = None
    notice_days: int | None = None
    months: int | None = None
    basis: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Track(Titled):
    """One thing about a project that moves by steps. It begins in its first state."""

    states: Mapping[str, State] = field(default_factory=dict, hash=False)

    @property
    def first(self) -> str:
        return next(iter(self.states))


@dataclass(frozen=True, slots=True)
class Limit(Titled):
    """A number of the law: how long, how much, how often."""

    value: Decimal
    unit: str
    basis: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """The whole table. `notified_zones` are those where a report does instead of an approval."""

    tracks: Mapping[str, Track]
    transitions: Sequence[Transition]
    actors: Mapping[str, Actor]
    documents: Mapping[str, Titled]
    facts: Mapping[str, FactKind]
    phases: Sequence[Titled]
    limits: Mapping[str, Limit]
    notified_zones: frozenset[str] = frozenset()

    def leaving(self, track: str, state: str) -> list[Transition]:
        """What may follow on a state."""
        return [each for each in self.transitions if (each.track, each.source) == (track, state)]

    def between(self, track: str, source: str, target: str) -> Transition | None:
        """The one way from a state to another, if there is one."""
        for each in self.leaving(track, source):
            if each.target == target:
                return each
        return None

    def limit(self, key: str) -> Decimal:
        return self.limits[key].value


@dataclass(frozen=True, slots=True)
class Step:
    """A recorded step, as the rules read it. `reverses` is the number of the step it takes back."""

    number: int
    track: str
    event: str
    source: str
    target: str
    on: date
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step somebody wants to record: on which day, with which facts and documents."""

    role: str
    on: date
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    documents: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the guards ask of the project and of its record; `steps` are the effective ones.

    `conditions` are those the project waits for; `needs_council` says whether the money asked of
    the fund is decided by the Council, `fund_money` whether any is asked.
    """

    today: date
    steps: Sequence[Step] = ()
    legal_path: str = ""
    zone: str = ""
    conditions: tuple[str, ...] = ()
    needs_council: bool = False
    fund_money: bool = False
    performed: date | None = None

    def last(self, track: str, *events: str) -> Step | None:
        """The latest effective step of a track, of these events where any are named."""
        found = [s for s in self.steps if s.track == track and (not events or s.event in events)]
        return found[-1] if found else None
