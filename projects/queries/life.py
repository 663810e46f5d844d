"""How far the procedure of a project has come, beside what the plan says of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.clock import today
from engine.life.values import MAIN
from engine.plan import Plan
from life.queries.board import BoardLine, board_line
from life.queries.standing import life_of, lives_of
from projects.queries.lines import ProjectLine
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of


@dataclass(frozen=True, slots=True)
class LivedLine:
    """A line of the list, with the state of its procedure and the track it waits for."""

    line: ProjectLine
    life: BoardLine


def with_life(
    roadmap: Roadmap, lines: Iterable[ProjectLine], state: str, laggard: str
) -> list[LivedLine]:
    """The lines that answer; "" asks nothing."""
    lives = lives_of(roadmap, whole_plan_of(roadmap), today())
    found = []
    for line in lines:
        life = lives[line.project.key]
        if state in {"", life.states[MAIN]} and laggard in {"", life.roll_up.laggard}:
            found.append(LivedLine(line, board_line(line.project, life)))
    return found


def life_line(roadmap: Roadmap, plan: Plan, key: str) -> BoardLine:
    """What stands at the head of a project's pages."""
    return board_line(plan.projects[key], life_of(roadmap, whole_plan_of(roadmap), key, today()))
