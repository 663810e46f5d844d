"""A project's procedure on one page: where it stands, what may come next, history, deadlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.templatetags.ui import in_language
from engine.life.deciding import hindrances
from engine.life.fund import Support
from engine.life.replay import taken_back_next
from engine.life.values import MAIN, Titled, Transition
from engine.plan import Plan
from life.naming import cited, sentence, state_name
from life.procedure import procedure
from life.queries.papers import files_of
from life.queries.record import rows_of
from life.queries.standing import Life, life_of
from life.queries.told import (
    ClockLine,
    StepLine,
    TrackLine,
    clock_line,
    step_line,
    track_line,
)
from life.vocabulary import SUPPORT_NAMES
from roadmaps.models import Roadmap
from roadmaps.reach import role_names
from roadmaps.schedules import whole_plan_of
from zones.facts import Evidence, Evidences

#: Tracks with steps of their own, in the order in which they are shown.
STEPPED = ("procedure", "feasibility", "finance", "construction", "carry", "transport", "insurance")


@dataclass(frozen=True, slots=True)
class Phase:
    """One stop of the drawn procedure: behind the project, where it is, or before it."""

    phase: Titled
    place: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A step that may follow: who takes it, what it needs, and what already speaks against it."""

    transition: Transition
    target: str
    actor: str
    roles: str
    documents: Sequence[str]
    required: Sequence[str]
    basis: str
    evidence: Evidence
    hindrances: Sequence[str]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class TrackPart:
    """One track with steps: its state and what may follow on it."""

    track: Titled
    state: str
    openings: Sequence[Opening]
    is_stopped: bool
    seen: int


@dataclass(frozen=True, slots=True)
class SupportLine:
    support: Support
    name: str


@dataclass(frozen=True, slots=True)
class LifePage:
    """Everything the tab shows."""

    life: Life
    state: str
    phases: Sequence[Phase]
    tracks: Sequence[TrackLine]
    parts: Sequence[TrackPart]
    history: Sequence[StepLine]
    clocks: Sequence[ClockLine]
    supports: Sequence[SupportLine]


def life_page(
    roadmap: Roadmap, plan: Plan, key: str, roles: frozenset[str], today: date
) -> LifePage:
    """The tab as somebody sees it who acts in these roles in the project."""
    life = life_of(roadmap, whole_plan_of(roadmap), key, today)
    return LifePage(
        life,
        in_language(life.state),
        phases_of(life),
        [track_line(each, life.roll_up.laggard) for each in life.roll_up.tracks],
        [_part(plan, life, track, roles) for track in STEPPED],
        _history(roadmap, plan, life, roles),
        [clock_line(each) for each in life.deadlines],
        [SupportLine(each, str(SUPPORT_NAMES[each.sort])) for each in life.route.supports],
    )


def phases_of(life: Life) -> list[Phase]:
    """A project that is reported passes no Council, but the same phases."""
    here, found, place = life.state.phase, [], "behind"
    for phase in procedure().phases:
        if phase.key == here:
            place = "here"
        found.append(Phase(phase, place))
        if place == "here":
            place = "before"
    return found


def opening_of(
    plan: Plan, life: Life, transition: Transition, roles: frozenset[str], evidences: Evidences
) -> Opening:
    table = procedure()
    actor = table.actors[transition.actor]
    against = hindrances(table, transition, life.standing)
    return Opening(
        transition,
        state_name(transition.track, transition.target),
        in_language(actor),
        role_names(actor.roles),
        [in_language(table.documents[each]) for each in transition.documents],
        [in_language(table.facts[each]) for each in transition.required],
        cited(transition.basis),
        evidences.of(transition.origin, transition.confidence),
        [sentence(each, plan) for each in against],
        bool(roles & actor.roles),
    )


def _part(plan: Plan, life: Life, track: str, roles: frozenset[str]) -> TrackPart:
    table, state = procedure(), life.states[track]
    evidences = Evidences()
    return TrackPart(
        table.tracks[track],
        state_name(track, state),
        [opening_of(plan, life, t, roles, evidences) for t in table.leaving(track, state)],
        table.tracks[track].states[state].stopped,
        life.next_number(track) - 1,
    )


def _history(roadmap: Roadmap, plan: Plan, life: Life, mine: frozenset[str]) -> list[StepLine]:
    """The latest first. Only the last step that stands can be taken back, and only by its roles."""
    stands = {(each.track, each.number) for each in life.standing.steps}
    last = {}
    for track in procedure().tracks:
        if step := taken_back_next(life.steps, track):
            way = procedure().between(track, step.source, step.target)
            roles = procedure().actors[way.actor].roles if way else frozenset()
            last[track, step.number] = bool(mine & roles)
    files = files_of(roadmap, life.project, life.standing.conditions)
    return [
        step_line(
            row,
            plan,
            files,
            stands=(row.track, row.number) in stands,
            can_be_taken_back=last.get((row.track, row.number), False),
        )
        for row in reversed(rows_of(roadmap, life.project))
    ]


__all__ = ["MAIN", "LifePage", "Opening", "life_page", "opening_of", "phases_of"]
