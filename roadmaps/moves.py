"""Which dates a revision moved: the plan before it and after it, both scheduled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.changes import apply_all
from engine.codec import decode_changes
from engine.plan import Plan
from engine.schedule import Schedule, solve
from roadmaps import schedules
from roadmaps.models import Roadmap
from roadmaps.past import whole_plan_at


@dataclass(frozen=True, slots=True)
class Move:
    """One activity whose dates differ. `days`: how much later it starts; None without a date."""

    key: str
    name: str
    old_start: date | None
    old_finish: date | None
    start: date | None
    finish: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Moves:
    """What a revision did to the dates under one scenario; the two finishes are the plan's."""

    scenario: str
    old_finish: date | None
    finish: date | None
    moved: Sequence[Move]


def moves_of(roadmap: Roadmap, number: int, scenario: str, language: str) -> Moves:
    """The dates that revision `number` moved, those that moved most first."""
    after = whole_plan_at(roadmap, number)
    undo = roadmap.revisions.values_list("undo", flat=True).get(number=number)
    before = apply_all(after, decode_changes(undo))
    key = schedules.scenario_of(after, scenario)
    old_key = key if key in before.scenarios else schedules.scenario_of(before, "")
    old = solve(schedules.compile_plan(before), old_key or None)
    new = solve(schedules.compile_plan(after), key or None)
    return moves_between(after, key, old, new, language)


def moves_between(plan: Plan, scenario: str, old: Schedule, new: Schedule, language: str) -> Moves:
    """The dates in which two schedules of a plan differ, those that moved most first."""
    moved = [
        _move(shift, plan.activities[shift.key].name(language))
        for shift in schedules.shifts(old, new)
    ]
    chosen = plan.scenarios.get(scenario)
    return Moves(
        f"{scenario} · {chosen.name(language)}" if chosen else "",
        old.finish,
        new.finish,
        sorted(moved, key=_weight),
    )


def _move(shift: schedules.Shift, name: str) -> Move:
    days = None
    if shift.old_start and shift.start:
        days = (shift.start - shift.old_start).days
    return Move(shift.key, name, shift.old_start, shift.old_finish, shift.start, shift.finish, days)


def _weight(move: Move) -> tuple[int, str]:
    """What lost or gained its dates first, then the widest moves."""
    return (-abs(move.days) if move.days is not None else -100_000, move.key)
