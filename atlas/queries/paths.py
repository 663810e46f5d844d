"""The driving chains of the plan, the critical one first, each with what it is made of."""

from dataclasses import dataclass
from datetime import date

from engine.paths import MOST_PATHS
from engine.plan import Plan
from engine.records import Activity, Project
from engine.schedule import Schedule


@dataclass(frozen=True, slots=True)
class PathStep:
    """An activity of a chain, with its dates."""

    activity: Activity
    project: Project
    start: date | None
    finish: date | None


@dataclass(frozen=True, slots=True)
class PathLine:
    """A chain by rank: its total float in working days, and the chain it branches off from."""

    rank: int
    total_float: int
    steps: tuple[PathStep, ...]
    leaves: Activity | None
    leaves_rank: int | None

    @property
    def last(self) -> PathStep:
        return self.steps[-1]


def path_lines(plan: Plan, schedule: Schedule, most: int = MOST_PATHS) -> list[PathLine]:
    """The chains with the least float; what is blocked or finished is on none."""
    ranks: dict[str, int] = {}
    lines = []
    for rank, path in enumerate(schedule.paths(most), 1):
        ranks |= dict.fromkeys(path.keys, rank)
        leaves = plan.activities[path.leaves] if path.leaves else None
        steps = tuple(_step(plan, schedule, key) for key in path.keys)
        lines.append(PathLine(rank, path.float, steps, leaves, ranks.get(path.leaves or "")))
    return lines


def _step(plan: Plan, schedule: Schedule, key: str) -> PathStep:
    activity, found = plan.activities[key], schedule[key]
    return PathStep(activity, plan.projects[activity.project], found.start, found.finish)
