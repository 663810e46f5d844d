"""Scenarios with what each leads to, and one scenario with its windows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from engine.plan import Plan
from engine.records import Condition, Scenario, Window
from roadmaps import money, schedules, vocabulary
from roadmaps.bars import Bar, project_bars
from roadmaps.models import Roadmap
from roadmaps.outlooks import Outlook
from scenarios.drawing import Strip, strip
from scenarios.queries.conditions import years_of


@dataclass(frozen=True, slots=True)
class Result:
    """What a scenario leads to. `finish` is that of what can run; the blocked has no date."""

    scenario: Scenario
    finish: date | None
    bars: Mapping[str, Bar]
    window_count: int
    costs: Sequence[money.Years]

    @property
    def blocked_count(self) -> int:
        return sum(bar.blocked for bar in self.bars.values())

    @property
    def partly_count(self) -> int:
        return sum(bar.partly for bar in self.bars.values())

    @property
    def runnable_count(self) -> int:
        return len(self.bars) - self.blocked_count - self.partly_count

    @property
    def placed(self) -> Sequence[money.Total]:
        """The cost of what can run, one sum per currency and price year."""
        return [
            money.Total(_whole(each.by_year.values()), each.currency, each.price_year)
            for each in self.costs
        ]


@dataclass(frozen=True, slots=True)
class ConditionWindows:
    """A condition in one scenario; without windows it never holds there."""

    condition: Condition
    windows: Sequence[Window]
    strip: Strip


@dataclass(frozen=True, slots=True)
class SortWindows:
    word: str
    lines: Sequence[ConditionWindows]


def _whole(amounts: Iterable[Decimal]) -> Decimal:
    """The sum without the crumbs that spreading over years leaves."""
    return sum(amounts, Decimal(0)).quantize(Decimal(1))


def results(roadmap: Roadmap) -> list[Result]:
    """Every scenario of the plan, solved."""
    plan = schedules.plan_of(roadmap)
    return [result(roadmap, key) for key in plan.scenarios]


def result(roadmap: Roadmap, key: str) -> Result:
    plan, schedule = schedules.schedule_for(roadmap, key)
    bars = project_bars(plan, schedule, key, get_language() or "ko")
    return Result(
        plan.scenarios[key],
        schedule.finish,
        {bar.key: bar for bar in bars},
        sum(window.scenario == key for window in plan.windows.values()),
        money.yearly(plan, bars),
    )


def windows_by_sort(outlook: Outlook, key: str) -> list[SortWindows]:
    """Every condition of the plan with its windows in the scenario."""
    years, plan = years_of(outlook), outlook.plan
    words = vocabulary.choices(Condition.kind, "sort")
    order = ("sanctions", "political", "legal", "physical")
    return [
        SortWindows(
            str(words[sort]),
            [_condition(plan, each, key, years) for each in _of_sort(plan, sort)],
        )
        for sort in order
    ]


def _of_sort(plan: Plan, sort: str) -> list[Condition]:
    return [each for each in plan.conditions.values() if each.sort == sort]


def _condition(plan: Plan, condition: Condition, key: str, years: range) -> ConditionWindows:
    found = [
        window
        for window in plan.windows.values()
        if (window.scenario, window.condition) == (key, condition.key)
    ]
    found.sort(key=lambda window: window.since)
    return ConditionWindows(condition, found, strip(found, years))
