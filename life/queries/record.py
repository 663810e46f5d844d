"""What has been recorded of a plan's projects, as the rules read it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.life.reading import read_facts
from engine.life.values import Step
from life.models import LifeStep
from life.procedure import procedure
from roadmaps.models import Roadmap


def rows_of(roadmap: Roadmap, project: str = "") -> list[LifeStep]:
    """The recorded steps in the order in which they were recorded."""
    found = LifeStep.objects.filter(plan=roadmap).select_related("reverses").order_by("pk")
    return list(found.filter(project=project) if project else found)


def steps_by_project(roadmap: Roadmap) -> Mapping[str, Sequence[Step]]:
    found: dict[str, list[Step]] = defaultdict(list)
    for row in rows_of(roadmap):
        found[row.project].append(step_of(row))
    return found


def steps_of(roadmap: Roadmap, project: str) -> Sequence[Step]:
    return [step_of(row) for row in rows_of(roadmap, project)]


def step_of(row: LifeStep) -> Step:
    """One row as a value. What it recorded was read once already, when it was taken in."""
    facts = read_facts(procedure(), row.facts)
    number = row.reverses.number if row.reverses else None
    return Step(
        row.number, row.track, row.event, row.from_state, row.to_state, row.on, facts, number
    )
