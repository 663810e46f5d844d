"""Conditions by sort: when each holds in each scenario, its measures, the projects that wait."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.plan import Plan
from engine.records import Condition, Gate, Project, Scenario, Window
from roadmaps import vocabulary
from roadmaps.outlooks import Outlook
from sanctions.models import Measure
from scenarios.drawing import Strip, strip
from zones.facts import Evidence, Evidences


@dataclass(frozen=True, slots=True)
class ScenarioWindows:
    """When a condition holds in one scenario; no window: never."""

    scenario: Scenario
    windows: Sequence[Window]
    strip: Strip


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition with everything that hangs on it. `project_count`: those that wait for it."""

    condition: Condition
    scenarios: Sequence[ScenarioWindows]
    measures: Sequence[Measure]
    projects: Sequence[Project]
    gates: Sequence[Gate]
    evidence: Evidence

    @property
    def project_count(self) -> int:
        return len(self.projects)


@dataclass(frozen=True, slots=True)
class Sort:
    """The conditions of one sort."""

    word: str
    lines: Sequence[ConditionLine]


def sorts(outlook: Outlook) -> list[Sort]:
    """All conditions, the sanctions first: they are what the plan turns on."""
    lines = _lines(outlook, list(outlook.plan.conditions.values()))
    words = vocabulary.choices("condition", "sort")
    order = ("sanctions", "political", "legal", "physical")
    return [
        Sort(str(words[sort]), [each for each in lines if each.condition.sort == sort])
        for sort in order
    ]


def condition_page(outlook: Outlook, key: str) -> ConditionLine:
    return _lines(outlook, [outlook.plan.conditions[key]])[0]


def _lines(outlook: Outlook, conditions: Sequence[Condition]) -> list[ConditionLine]:
    plan, evidences = outlook.plan, Evidences()
    waiting, gates, windows = _waiting(plan), _gates(plan), _windows(plan)
    ids = {measure for each in conditions for measure in each.measures}
    measures = Measure.objects.select_related("instrument").in_bulk(ids)
    years = years_of(outlook)
    return [
        ConditionLine(
            each,
            [
                ScenarioWindows(s, windows[each.key, k], strip(windows[each.key, k], years))
                for k, s in plan.scenarios.items()
            ],
            [measures[key] for key in each.measures if key in measures],
            [plan.projects[key] for key in waiting[each.key]],
            gates[each.key],
            evidences.of(each.source, each.confidence),
        )
        for each in conditions
    ]


def years_of(outlook: Outlook) -> range:
    """The plan's years: from its start to its finish under the scenario, at least ten."""
    first = outlook.plan.header.start.year
    windows = [w.since.year for w in outlook.plan.windows.values()]
    finish = outlook.schedule.finish
    last = max([first + 9, finish.year if finish else first, *windows])
    return range(first, last + 1)


def _waiting(plan: Plan) -> Mapping[str, Sequence[str]]:
    """For each condition, the projects that wait for it, as a whole or in one activity."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for project in plan.projects.values():
        for key in project.conditions:
            found[key][project.key] = None
    for activity in plan.activities.values():
        for key in activity.requires:
            found[key][activity.project] = None
    return defaultdict(list, {key: sorted(projects) for key, projects in found.items()})


def _gates(plan: Plan) -> Mapping[str, Sequence[Gate]]:
    found: dict[str, list[Gate]] = defaultdict(list)
    for criterion in plan.criteria.values():
        if criterion.condition:
            found[criterion.condition].append(plan.gates[criterion.gate])
    return found


def _windows(plan: Plan) -> Mapping[tuple[str, str], list[Window]]:
    found: dict[tuple[str, str], list[Window]] = defaultdict(list)
    for window in sorted(plan.windows.values(), key=lambda each: each.since):
        found[window.condition, window.scenario].append(window)
    return found
