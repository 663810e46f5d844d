"""What would bring a date forward, asked of a plan's page or by a program: bounded in time."""

from dataclasses import replace
from time import monotonic

from engine.gain import Gains, Target, gain, solver_of
from engine.masking import touched
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of
from roadmaps.sights import mask_for

#: How long a person waits for an answer; what has been found by then is told as unfinished.
PATIENCE = 4.0
MOST_DAYS = 3650


def gains_of(
    roadmap: Roadmap, target: Target, days: int, scenario: str, *, levelled: bool
) -> Gains:
    """The smallest changes that gain so many days, of those found before patience runs out.

    The whole plan is asked. An answer that changes what is withheld from the visitor is left out:
    its new value would tell the old one.
    """
    until, plan = monotonic() + PATIENCE, whole_plan_of(roadmap)
    solver = solver_of(plan, scenario, level=levelled)
    found = gain(plan, target, days, scenario, solver=solver, is_over=lambda: monotonic() > until)
    mask = mask_for(roadmap.pk)
    told = (a for a in found.answers if not any(touched(each, mask) for each in a.changes))
    return replace(found, answers=tuple(told))
