"""Stages with the spans their projects lead to, and gates with what they wait for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from engine.answer import Reason, ScheduledGate
from engine.plan import Plan
from engine.records import Criterion, Gate, Project, Stage
from roadmaps import money
from roadmaps.bars import Bar, project_bars
from roadmaps.outlooks import Outlook

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One thing a gate asks for: done already, expected on a day, or never under this scenario."""

    record: Criterion
    what: str
    key: str
    day: date | None
    is_met: bool


@dataclass(frozen=True, slots=True)
class GateLine:
    """A gate, the day it opens under the scenario, and what decides that day."""

    gate: Gate
    when: ScheduledGate
    criteria: Sequence[CriterionLine]
    why: Sequence[str]
    opens: Mapping[str, Sequence[str]]

    @property
    def needed(self) -> int:
        """How many of its activity criteria have to be met."""
        of_activities = sum(1 for each in self.criteria if each.record.activity)
        return of_activities if self.gate.at_least is None else self.gate.at_least

    @property
    def of(self) -> int:
        return sum(1 for each in self.criteria if each.record.activity)

    @property
    def met(self) -> int:
        return sum(1 for each in self.criteria if each.is_met)


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage; its span is derived from the projects in it that have dates."""

    stage: Stage | None
    number: int
    start: date | None
    finish: date | None
    project_count: int
    activity_count: int
    blocked_count: int
    partly_count: int
    totals: Sequence[money.Total]
    gates: Sequence[GateLine]

    @property
    def runnable_count(self) -> int:
        return self.project_count - self.blocked_count - self.partly_count


def stage_lines(outlook: Outlook) -> list[StageLine]:
    """The stages in order, then what stands in none (if anything does)."""
    plan = outlook.plan
    bars = project_bars(plan, outlook.schedule, outlook.scenario, get_language() or "ko")
    by_key = {bar.key: bar for bar in bars}
    ordered = sorted(plan.stages.values(), key=lambda stage: (stage.position, stage.key))
    lines = [_line(outlook, stage, n, by_key) for n, stage in enumerate(ordered, start=1)]
    homeless = _line(outlook, None, 0, by_key)
    return [*lines, homeless] if homeless.project_count or homeless.gates else lines


def _line(outlook: Outlook, stage: Stage | None, number: int, bars: Mapping[str, Bar]) -> StageLine:
    plan, key = outlook.plan, stage.key if stage else ""
    own = {each.key: each for each in plan.projects.values() if each.stage == key}
    found = [bars[each] for each in own if each in bars]
    starts = [bar.start for bar in found if bar.start is not None]
    finishes = [bar.finish for bar in found if bar.finish is not None]
    return StageLine(
        stage=stage,
        number=number,
        start=EPOCH + timedelta(min(starts)) if starts else None,
        finish=EPOCH + timedelta(max(finishes) - 1) if finishes else None,
        project_count=len(own),
        activity_count=sum(each.project in own for each in plan.activities.values()),
        blocked_count=sum(bar.blocked for bar in found),
        partly_count=sum(bar.partly for bar in found),
        totals=_totals(plan, own),
        gates=[_gate_line(outlook, gate) for gate in plan.gates.values() if gate.stage == key],
    )


def _totals(plan: Plan, projects: Mapping[str, Project]) -> list[money.Total]:
    return money.totals(line for line in plan.costs.values() if line.project in projects)


def _gate_line(outlook: Outlook, gate: Gate) -> GateLine:
    plan, when = outlook.plan, outlook.schedule.gates[gate.key]
    criteria = [each for each in plan.criteria.values() if each.gate == gate.key]
    opens: dict[str, list[str]] = defaultdict(list)
    for key in gate.opens:
        opens[plan.activities[key].project].append(key)
    return GateLine(
        gate,
        when,
        [_criterion_line(outlook, each) for each in criteria],
        list(dict.fromkeys(_reasons(plan, when.reasons))),
        dict(opens),
    )


def _criterion_line(outlook: Outlook, criterion: Criterion) -> CriterionLine:
    plan, language = outlook.plan, get_language() or "ko"
    if criterion.activity:
        activity = plan.activities[criterion.activity]
        day = outlook.schedule[criterion.activity].finish
        is_met = activity.actual_finish is not None
        return CriterionLine(criterion, activity.name(language), activity.key, day, is_met)
    condition = plan.conditions[criterion.condition]
    day = holds_from(plan, condition.key, outlook.scenario)
    # A condition is an assumption of the scenario: it is never met, only expected.
    return CriterionLine(criterion, condition.name(language), condition.key, day, False)


def holds_from(plan: Plan, condition: str, scenario: str) -> date | None:
    """The first day a condition holds in a scenario; None = never."""
    found = plan.windows.values()
    since = [w.since for w in found if w.condition == condition and w.scenario == scenario]
    return min(since, default=None)


def _reasons(plan: Plan, reasons: Iterable[Reason]) -> Iterable[str]:
    language = get_language() or "ko"
    for reason in reasons:
        source = reason.source or ""
        if source in plan.activities:
            name = plan.activities[source].name(language)
            yield _("activity %(key)s %(name)s") % {"key": source, "name": name}
        elif source in plan.conditions:
            name = plan.conditions[source].name(language)
            yield _("condition %(key)s %(name)s") % {"key": source, "name": name}
        elif reason.kind == "plan_start":
            yield _("the start of the plan")
