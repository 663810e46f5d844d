"""One roadmap under one scenario, cut to the stages a report is about: what every chapter reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import models

from engine.networks import RELIEF, relief_level
from engine.plan import Plan
from engine.records import CostLine, Project, Stage
from engine.schedule import Schedule
from reports.amounts import Scale, scales_of
from roadmaps.bars import EPOCH, Bar, project_bars
from roadmaps.models import Roadmap
from roadmaps.schedules import scenario_of, schedule_for
from sanctions.models import Measure
from zones.models import Industry, Zone


@dataclass(frozen=True)
class Frame:
    """The plan, its dates, the projects in scope and the catalogue's names, in one language."""

    plan: Plan
    schedule: Schedule
    scenario: str
    levelled: bool
    language: str
    stages: tuple[Stage, ...]
    bars: tuple[Bar, ...]
    zones: Mapping[str, str]
    industries: Mapping[str, str]
    measures: Mapping[str, Measure]

    @cached_property
    def scope(self) -> Mapping[str, Project]:
        chosen = {stage.key for stage in self.stages}
        return {k: each for k, each in self.plan.projects.items() if each.stage in chosen}

    @property
    def is_whole(self) -> bool:
        return len(self.stages) == len(self.plan.stages)

    @cached_property
    def bar_of(self) -> Mapping[str, Bar]:
        return {bar.key: bar for bar in self.bars}

    @cached_property
    def activities_of(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {key: [] for key in self.plan.projects}
        for key, activity in self.plan.activities.items():
            found[activity.project].append(key)
        return found

    @cached_property
    def costs(self) -> list[CostLine]:
        return [line for line in self.plan.costs.values() if line.project in self.scope]

    @cached_property
    def scales(self) -> list[Scale]:
        return scales_of(self.costs, self.language)

    def told(self, lines: Iterable[CostLine]) -> str:
        """The sum of cost lines in words; several units side by side, never added."""
        listed = list(lines)
        sums = [
            scale.tell(sum(mine, start=scale.zero))
            for scale in self.scales
            if (mine := [line.amount for line in listed if scale.holds(line)])
        ]
        return ", ".join(sums)

    def number_of(self, stage: str) -> int:
        """The place of a stage in the whole plan, from 1; 0 for none."""
        keys = list(self.plan.stages)
        return keys.index(stage) + 1 if stage in keys else 0

    def costs_of(self, projects: Iterable[str]) -> list[CostLine]:
        wanted = set(projects)
        return [line for line in self.costs if line.project in wanted]

    def written(self, lines: Iterable[CostLine]) -> str:
        """The sum of cost lines in the tables' unit; several units side by side, never added."""
        return written(self.scales, list(lines))

    def condition_name(self, key: str) -> str:
        """A condition by name; a level of relief by the scenario that stands for it."""
        level = relief_level(key)
        if not level:
            return self.plan.conditions[key].name(self.language)
        for scenario in self.plan.scenarios.values():
            if scenario.relief == level:
                return scenario.name(self.language)
        return level

    def sanctions_of(self, project: str) -> list[str]:
        conditions = self.plan.conditions
        keys = self.plan.projects[project].conditions
        return [key for key in keys if conditions[key].sort == "sanctions"]

    def measures_behind(self, project: str, roots: Iterable[str]) -> list[str]:
        """The measures of these conditions; of a level of relief, those the project meets."""
        keys: dict[str, None] = {}
        for root in roots:
            conditions = self._unrelieved(project) if root.startswith(RELIEF) else [root]
            for condition in conditions:
                keys.update(dict.fromkeys(self.plan.conditions[condition].measures))
        return [key for key in keys if key in self.measures]

    def _unrelieved(self, project: str) -> list[str]:
        """The project's sanctions conditions that never hold in this scenario; all, if all do."""
        windows = self.plan.windows.values()
        holding = {each.condition for each in windows if each.scenario == self.scenario}
        asked = self.sanctions_of(project)
        return [key for key in asked if key not in holding] or asked


def frame_of(
    roadmap: Roadmap, scenario: str, stages: Iterable[str], language: str, *, levelled: bool = False
) -> Frame:
    """What a report about these stages of the roadmap, at its present revision, is made from."""
    plan, schedule = schedule_for(roadmap, scenario, levelled=levelled)
    key = scenario_of(plan, scenario)
    chosen = tuple(stage for stage in plan.stages.values() if stage.key in set(stages))
    keys = {stage.key for stage in chosen}
    bars = project_bars(plan, schedule, key, language)
    return frame_on(
        plan,
        schedule,
        key,
        language,
        chosen,
        [bar for bar in bars if plan.projects[bar.key].stage in keys],
        levelled=levelled,
    )


def frame_on(
    plan: Plan,
    schedule: Schedule,
    scenario: str,
    language: str,
    stages: Iterable[Stage],
    bars: Iterable[Bar],
    *,
    levelled: bool = False,
) -> Frame:
    """The same of a plan at hand; its dates may be those of a larger plan it is a part of."""
    return Frame(
        plan=plan,
        schedule=schedule,
        scenario=scenario,
        levelled=levelled,
        language=language,
        stages=tuple(stages),
        bars=tuple(bars),
        zones=_names(Zone.objects.all(), language),
        industries=_names(Industry.objects.all(), language),
        measures=Measure.objects.select_related("instrument").in_bulk(),
    )


def first_day(bar: Bar) -> date | None:
    return None if bar.start is None else date.fromordinal(bar.start + EPOCH)


def last_day(bar: Bar) -> date | None:
    """The last day worked: a bar's own finish is the day after."""
    if bar.start is None or bar.finish is None:
        return None
    return date.fromordinal(max(bar.finish + EPOCH, bar.start + EPOCH + 1)) - timedelta(days=1)


def written(scales: list[Scale], lines: list[CostLine]) -> str:
    told = []
    for scale in scales:
        mine = [line.amount for line in lines if scale.holds(line)]
        if mine or len(scales) == 1:
            unit = f" ({scale.unit.text})" if len(scales) > 1 else ""
            told.append(f"{scale.write(sum(mine, start=scale.zero))}{unit}")
    return ", ".join(told)


def _names(
    rows: "models.QuerySet[Zone] | models.QuerySet[Industry]", language: str
) -> dict[str, str]:
    return {row.pk: (row.name_ko if language == "ko" else row.name_en) for row in rows}
