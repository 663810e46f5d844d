"""A plan as it stood: later revisions taken back, one by one, in memory."""

from engine.changes import apply_all
from engine.codec import decode_changes
from engine.plan import Plan
from roadmaps import schedules
from roadmaps.models import Roadmap


def plan_at(roadmap: Roadmap, number: int) -> Plan:
    """The plan at an earlier revision; the present one where `number` is not earlier."""
    plan = schedules.plan_of(roadmap)
    for revision in roadmap.revisions.filter(number__gt=number, number__lte=roadmap.revision):
        plan = apply_all(plan, decode_changes(revision.undo))
    return plan
