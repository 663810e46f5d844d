"""Which dates a revision moved: the plan before it and after it, both scheduled."""

from engine.changes import apply_all
from engine.codec import decode_changes
from engine.schedule import solve
from roadmaps import schedules
from roadmaps.models import Roadmap
from roadmaps.past import plan_at
from roadmaps.schedules import Shift


def shifts_of(roadmap: Roadmap, number: int, scenario: str) -> list[Shift]:
    """The activities whose dates the revision moved, under a scenario."""
    after = plan_at(roadmap, number)
    undo = roadmap.revisions.values_list("undo", flat=True).get(number=number)
    before = apply_all(after, decode_changes(undo))
    key = schedules.scenario_of(after, scenario)
    old_key = key if key in before.scenarios else schedules.scenario_of(before, "")
    return schedules.shifts(
        solve(schedules.compile_plan(before), old_key or None),
        solve(schedules.compile_plan(after), key or None),
    )
