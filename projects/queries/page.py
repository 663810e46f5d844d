"""A project's head and its overview: dates and why, conditions, facts, cost by source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.templatetags.ui import in_language
from engine.plan import Plan
from engine.records import Condition, FundingSource, Partner, Project, Window
from projects.queries.lines import ProjectLine, all_lines, costs_by_project
from roadmaps import money, vocabulary
from roadmaps.outlooks import Outlook
from roadmaps.reasons import Explanation, explain
from sanctions.models import Measure
from zones.facts import Evidence, Evidences, Fact, amount, fact, in_own_language
from zones.models import Zone


@dataclass(frozen=True, slots=True)
class Binding:
    """A condition that holds the project's work back, with its windows in the chosen scenario."""

    condition: Condition
    windows: Sequence[Window]
    measures: Sequence[Measure]
    evidence: Evidence
    of_activities: Sequence[str]

    @property
    def holds_since(self) -> date | None:
        return self.windows[0].since if self.windows else None


@dataclass(frozen=True, slots=True)
class SourceTotals:
    """What a project costs one source, one sum per currency and price year."""

    source: FundingSource
    totals: Sequence[money.Total]


@dataclass(frozen=True, slots=True)
class Why:
    """The activity that decides when the project begins, and the engine's account of it."""

    activity: str
    name: str
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything the overview shows."""

    why: Why | None
    bindings: Sequence[Binding]
    facts: Sequence[Fact]
    texts: Sequence[Fact]
    costs: Sequence[SourceTotals]
    totals: Sequence[money.Total]
    partners: Sequence[Partner]


def head_of(outlook: Outlook, key: str) -> ProjectLine:
    """The project as the list shows it: what stands at the head of each of its tabs."""
    lines = all_lines(outlook.plan, outlook.schedule, outlook.scenario)
    return next(line for line in lines if line.project.key == key)


def project_page(outlook: Outlook, key: str) -> ProjectPage:
    plan, project, evidences = outlook.plan, outlook.plan.projects[key], Evidences()
    lines = costs_by_project(plan)[key]
    return ProjectPage(
        why=_why(outlook, key),
        bindings=_bindings(outlook, project, evidences),
        facts=_facts(project, evidences),
        texts=_texts(project, evidences),
        costs=[
            SourceTotals(source, money.totals(each for each in lines if each.source == source.key))
            for source in plan.sources.values()
            if any(each.source == source.key for each in lines)
        ],
        totals=money.totals(lines),
        partners=[each for each in plan.partners.values() if each.project == key],
    )


def _why(outlook: Outlook, key: str) -> Why | None:
    """The first of the project's activities, or the first that is blocked where all are."""
    keys = [each.key for each in outlook.plan.activities.values() if each.project == key]
    if not keys:
        return None
    late = date.max
    first = min(keys, key=lambda each: (outlook.schedule[each].start or late, each))
    language = get_language() or "ko"
    name = outlook.plan.activities[first].name(language)
    found = explain(outlook.plan, outlook.schedule, first, outlook.scenario, language)
    return Why(first, name, found)


def _bindings(outlook: Outlook, project: Project, evidences: Evidences) -> list[Binding]:
    plan = outlook.plan
    wanted: dict[str, list[str]] = {key: [] for key in project.conditions}
    for activity in plan.activities.values():
        if activity.project == project.key:
            for key in activity.requires:
                wanted.setdefault(key, []).append(activity.key)
    conditions = [plan.conditions[key] for key in wanted]
    ids = {measure for each in conditions for measure in each.measures}
    measures = Measure.objects.select_related("instrument").in_bulk(ids)
    return [
        Binding(
            each,
            windows_of(plan, each.key, outlook.scenario),
            [measures[key] for key in each.measures if key in measures],
            evidences.of(each.source, each.confidence),
            wanted[each.key],
        )
        for each in sorted(conditions, key=_by_sort)
    ]


def windows_of(plan: Plan, condition: str, scenario: str) -> list[Window]:
    """When a condition holds in a scenario, in the order of time."""
    found = (each for each in plan.windows.values() if each.condition == condition)
    return sorted((each for each in found if each.scenario == scenario), key=lambda w: w.since)


def _by_sort(condition: Condition) -> tuple[int, str]:
    order = ("sanctions", "political", "legal", "physical")
    return order.index(condition.sort), condition.key


def _facts(project: Project, evidences: Evidences) -> list[Fact]:
    """What is measured or chosen. One evidence stands for all: the project's own."""
    evidence = evidences.of([project.evidence], "")
    zones = Zone.objects.in_bulk(project.also_zones)
    also = ", ".join(in_language(zones[key]) for key in project.also_zones if key in zones)
    values: Iterable[tuple[str, str | None]] = (
        ("also_zones", also or None),
        ("intensity", _word("intensity", project.intensity)),
        ("modality", _word("modality", project.modality)),
        ("legal_path", _word("legal_path", project.legal_path)),
        ("earliest_scenario", _word("earliest_scenario", project.earliest_scenario)),
        ("dprk_workers", amount(project.dprk_workers)),
        ("sk_staff", amount(project.sk_staff)),
        ("power_need_mw", amount(project.power_need_mw)),
        ("power_supply_mw", amount(project.power_supply_mw)),
        ("wind_down", amount(project.wind_down)),
    )
    return [
        fact(_label(name), value, evidence)
        for name, value in values
        if value is not None or name != "also_zones"
    ]


def _texts(project: Project, evidences: Evidences) -> list[Fact]:
    evidence = evidences.of([project.evidence], "")
    labelled = (
        (_("Policy link"), in_own_language(project.policy_hook_ko, project.policy_hook_en)),
        (_("Remarks"), in_own_language(project.notes_ko, project.notes_en)),
    )
    return [fact(label, text, evidence) for label, text in labelled if text]


def _label(name: str) -> str:
    label = vocabulary.field_name("project", name)
    return label[:1].upper() + label[1:]


def _word(name: str, value: str) -> str | None:
    return str(vocabulary.choices("project", name).get(value, value)) or None
