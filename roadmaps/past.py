"""A plan as it stood: later revisions taken back, one by one, in memory."""

from engine.changes import apply_all
from engine.codec import decode_changes
from engine.plan import Plan
from engine.schedule import solve
from roadmaps import schedules
from roadmaps.models import Roadmap
from roadmaps.schedules import Shift


def plan_at(roadmap: Roadmap, number: int) -> Plan:
    """The plan at an earlier revision; the present one where `number` is not earlier."""
    plan = schedules.plan_of(roadmap)
    later = roadmap.revisions.filter(number__gt=number, number__lte=roadmap.revision)
    for undo in later.order_by("-number").values_list("undo", flat=True):
        plan = apply_all(plan, decode_changes(undo))
    return plan


def shifts_of(roadmap: Roadmap, number: int, scenario: str) -> list[Shift]:
    """The activities whose dates a revision moved, under a scenario."""
    after = plan_at(roadmap, number)
    undo = roadmap.revisions.values_list("undo", flat=True).get(number=number)
    before = apply_all(after, decode_changes(undo))
    key = schedules.scenario_of(after, scenario)
    old_key = key if key in before.scenarios else schedules.scenario_of(before, "")
    return schedules.shifts(
        solve(schedules.compile_plan(before), old_key or None),
        solve(schedules.compile_plan(after), key or None),
    )
