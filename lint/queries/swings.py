"""The figures whose knowing better would narrow the finish most, kept for each revision."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.plan import Plan
from engine.sensitivity import Swing, swings_of
from lint.queries.naming import Named, Names
from roadmaps.memory import Memory
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of

MOST = 10
_kept: Memory[tuple[Swing, ...]] = Memory(most=8)


@dataclass(frozen=True, slots=True)
class SwingLine:
    """A ranged figure and how far it moves the finish."""

    swing: Swing
    about: Named


def top_swings(roadmap: Roadmap, plan: Plan, scenario: str, query: str) -> Sequence[SwingLine]:
    """The ten that move it most; those that move nothing stay out."""
    key = roadmap.pk, roadmap.revision, scenario
    found = _kept.get_or_make(key, lambda: swings_of(whole_plan_of(roadmap), scenario))
    names = Names(roadmap, plan, query)
    return [SwingLine(each, names.of((each.kind, each.key))) for each in found if each.days][:MOST]
