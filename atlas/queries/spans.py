"""When the plan's projects run under a scenario, and which of them can't."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.networks import relief_level
from engine.plan import Plan
from engine.records import Project, Stage
from engine.schedule import Schedule, Scheduled


class Progress(StrEnum):
    """Where an activity stands."""

    FINISHED = "finished"
    UNDER_WAY = "under_way"
    WAITING = "waiting"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class ProjectSpan:
    """A project and the days of its dated activities; None where it has none.

    `blocked_by` holds the keys of the conditions that never hold long enough, `relief` the levels
    of relief that the scenario never reaches.
    """

    key: str
    project: Project
    stage: Stage | None
    stage_number: int
    start: date | None
    finish: date | None
    activity_count: int
    blocked_count: int
    is_critical: bool
    blocked_by: tuple[str, ...]
    relief: tuple[str, ...]

    @property
    def name_ko(self) -> str:
        return self.project.name_ko

    @property
    def name_en(self) -> str:
        return self.project.name_en

    @property
    def is_blocked(self) -> bool:
        return self.blocked_count > 0

    @property
    def has_all_dates(self) -> bool:
        return self.start is not None and not self.blocked_count


def project_spans(plan: Plan, schedule: Schedule) -> dict[str, ProjectSpan]:
    """Every project's span, by its key, in the order of the plan."""
    members: dict[str, list[Scheduled]] = defaultdict(list)
    for key, activity in plan.activities.items():
        members[activity.project].append(schedule[key])
    numbers = stage_numbers(plan)
    return {
        key: _span(plan, project, members[key], numbers) for key, project in plan.projects.items()
    }


def stage_numbers(plan: Plan) -> dict[str, int]:
    """The place of each stage in the plan, from 1: what its colour and marker are chosen by."""
    ordered = sorted(plan.stages.values(), key=lambda stage: (stage.position, stage.key))
    return {stage.key: number for number, stage in enumerate(ordered, start=1)}


def progress_of(plan: Plan, schedule: Schedule) -> dict[str, Progress]:
    """Where every activity stands, by its key. What has finished is no longer blocked."""
    return {key: _progress(plan, schedule, key) for key in plan.activities}


def _progress(plan: Plan, schedule: Schedule, key: str) -> Progress:
    activity = plan.activities[key]
    if activity.actual_finish:
        return Progress.FINISHED
    if activity.actual_start:
        return Progress.UNDER_WAY
    return Progress.BLOCKED if schedule[key].blocked else Progress.WAITING


def _span(
    plan: Plan, project: Project, members: list[Scheduled], numbers: dict[str, int]
) -> ProjectSpan:
    starts = [each.start for each in members if each.start]
    finishes = [each.finish for each in members if each.finish]
    roots = sorted({root for each in members for root in each.blocked_by})
    return ProjectSpan(
        project.key,
        project,
        plan.stages.get(project.stage),
        numbers.get(project.stage, 0),
        min(starts, default=None),
        max(finishes, default=None),
        len(members),
        sum(each.blocked for each in members),
        any(each.critical for each in members),
        tuple(root for root in roots if not relief_level(root)),
        tuple(relief_level(root) for root in roots if relief_level(root)),
    )
