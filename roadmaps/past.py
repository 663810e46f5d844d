"""A plan as it stood: later revisions taken back, one by one, in memory."""

from engine.changes import apply_all
from engine.codec import decode_changes
from engine.plan import Plan
from roadmaps import schedules
from roadmaps.models import Roadmap


def plan_at(roadmap: Roadmap, number: int) -> Plan:
    """The plan at an earlier revision, as the visitor may see it; at most the present one."""
    return schedules.as_seen(roadmap.pk, whole_plan_at(roadmap, number))


def whole_plan_at(roadmap: Roadmap, number: int) -> Plan:
    """The same with nothing withheld: for what is computed and written, never for what is shown."""
    plan = schedules.whole_plan_of(roadmap)
    for revision in roadmap.revisions.filter(number__gt=number, number__lte=roadmap.revision):
        plan = apply_all(plan, decode_changes(revision.undo))
    return plan
