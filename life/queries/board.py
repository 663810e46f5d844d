"""All projects of a plan by how far their procedure has come, and every deadline that runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.templatetags.ui import in_language
from engine.life.rolling import SHOWN
from engine.life.values import MAIN
from engine.plan import Plan
from engine.records import Project
from life.naming import state_name
from life.procedure import procedure
from life.queries.standing import Life, lives_of
from life.queries.told import ClockLine, TrackLine, clock_line, track_line
from life.vocabulary import TRACK_NAMES
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of

NEAR = ("due", "breached")


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One project of the board."""

    project: Project
    life: Life
    state: str
    since: date | None
    tracks: Sequence[TrackLine]
    laggard: str
    near: Sequence[ClockLine]


@dataclass(frozen=True, slots=True)
class Group:
    """The projects in one state."""

    key: str
    name: str
    lines: Sequence[BoardLine]
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class LaggardCount:
    track: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Board:
    """The board, and its figures over the whole plan."""

    groups: Sequence[Group]
    laggards: Sequence[LaggardCount]
    running: int
    stopped: int
    due: int
    missed: int


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One deadline of one project."""

    project: Project
    state: str
    clock: ClockLine


def board_of(roadmap: Roadmap, plan: Plan, today: date, laggard: str = "") -> Board:
    """By state, in the order of the procedure; `laggard` keeps the projects that wait for it.

    Worked out from the whole plan; `plan` is what the reader sees of it, and names it.
    """
    lives = lives_of(roadmap, whole_plan_of(roadmap), today)
    lines = [board_line(plan.projects[key], life) for key, life in lives.items()]
    shown = [line for line in lines if laggard in {"", line.life.roll_up.laggard}]
    groups = [
        Group(
            state.key,
            in_language(state),
            [line for line in shown if line.life.states[MAIN] == state.key],
            state.stopped,
        )
        for state in procedure().tracks[MAIN].states.values()
    ]
    near = [clock.state for life in lives.values() for clock in life.deadlines]
    return Board(
        [group for group in groups if group.lines],
        [
            LaggardCount(
                t, str(TRACK_NAMES[t]), sum(1 for x in lines if x.life.roll_up.laggard == t)
            )
            for t in SHOWN
        ],
        sum(1 for line in lines if line.life.state.running and not line.life.state.stopped),
        sum(1 for line in lines if line.life.state.stopped),
        near.count("due"),
        near.count("breached"),
    )


def board_line(project: Project, life: Life) -> BoardLine:
    last = life.standing.last(MAIN)
    laggard = life.roll_up.laggard
    return BoardLine(
        project,
        life,
        in_language(life.state),
        last.on if last else None,
        [track_line(each, laggard) for each in life.roll_up.tracks],
        str(TRACK_NAMES[laggard]) if laggard else "",
        [clock_line(each) for each in life.deadlines if each.state in NEAR],
    )


def deadlines_of(
    roadmap: Roadmap, plan: Plan, today: date, *, near_only: bool = False
) -> list[DeadlineLine]:
    """Every deadline of the plan, the nearest first; what has no day and is kept comes last."""
    found = [
        DeadlineLine(plan.projects[key], state_name(MAIN, life.states[MAIN]), clock_line(clock))
        for key, life in lives_of(roadmap, whole_plan_of(roadmap), today).items()
        for clock in life.deadlines
        if not near_only or clock.state in NEAR
    ]
    return sorted(found, key=_nearest)


def _nearest(line: DeadlineLine) -> tuple[date, str]:
    clock = line.clock.clock
    no_day = date.min if clock.state == "breached" else date.max
    return clock.due or no_day, line.project.key
