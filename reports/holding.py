"""What holds the plan back: gates, conditions, blocked projects, and the measures behind them."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from engine.records import Condition, Criterion, Gate
from reports import shape
from reports.frame import Frame
from reports.timelines import roots_of
from reports.writing import NONE, listed, long_day, quoted, short_day
from sanctions.models import Measure
from sanctions.paragraphs import in_words


def gate_rows(frame: Frame) -> list[shape.GateRow]:
    return [_gate(frame, key, gate) for key, gate in frame.plan.gates.items()]


def condition_rows(frame: Frame) -> list[shape.ConditionRow]:
    """Every condition that a project, an activity in scope or a gate asks for."""
    asked: dict[str, int] = {}
    for key, project in frame.scope.items():
        needed = {*project.conditions}
        for activity in frame.activities_of[key]:
            needed.update(frame.plan.activities[activity].requires)
        for condition in needed:
            asked[condition] = asked.get(condition, 0) + 1
    for criterion in frame.plan.criteria.values():
        if criterion.condition:
            asked.setdefault(criterion.condition, 0)
    conditions = frame.plan.conditions
    return [_condition(frame, conditions[key], asked[key]) for key in conditions if key in asked]


def blocked_rows(frame: Frame) -> list[shape.BlockedRow]:
    """Every project in scope of which some work has no date."""
    return [
        _blocked(frame, bar.key)
        for bar in frame.bars
        if any(frame.schedule[key].blocked for key in frame.activities_of[bar.key])
    ]


def measures_cited(frame: Frame) -> list[Measure]:
    """The measures behind all conditions of the projects in scope, in the catalogue's order."""
    keys = {
        measure
        for project in frame.scope
        for measure in frame.measures_behind(project, frame.scope[project].conditions)
    }
    return [measure for key, measure in frame.measures.items() if key in keys]


def measure_name(measure: Measure, language: str) -> str:
    """Instrument and paragraph: where to read it."""
    return f"{_instrument(measure, language)} {in_words(measure.paragraph, language)}"


def confidence_word(confidence: str) -> str:
    """How far a fact can be trusted; some sources say more after the first word."""
    first = (confidence.split() or [""])[0].strip(",;:(")
    words = {
        "primary": pgettext("report", "primary source"),
        "high": pgettext("report", "high"),
        "medium": pgettext("report", "medium"),
        "low": pgettext("report", "low"),
        "medium-high": pgettext("report", "medium to high"),
        "low-medium": pgettext("report", "low to medium"),
        "n/a": pgettext("report", "not applicable"),
        "see": pgettext("report", "differs by fact"),
    }
    return words.get(first) or pgettext("report", "unknown")


def _instrument(measure: Measure, language: str) -> str:
    instrument = measure.instrument
    return instrument.name_ko if language == "ko" else instrument.name_en


def _cited(measures: Iterable[Measure], language: str) -> list[str]:
    """One line per kind of instrument: its texts by number, each with its paragraphs."""
    texts: dict[str, list[str]] = {}
    for each in measures:
        paragraphs = texts.setdefault(_instrument(each, language), [])
        told = in_words(each.paragraph, language)
        paragraphs.append(told.removeprefix("para. ") if paragraphs else told)
    lines: dict[str, list[str]] = {}
    for name, paragraphs in texts.items():
        kind, number = _split(name)
        lines.setdefault(kind, []).append(f"{number} {', '.join(paragraphs)}".strip())
    return [f"{kind} {'; '.join(numbers)}".strip() for kind, numbers in lines.items()]


def _split(name: str) -> tuple[str, str]:
    """What many texts share, and the number that tells them apart: resolution, 2375 (2017)."""
    found = re.fullmatch(r"(\D{3,}) (\d.*)", name)
    return (found[1], found[2]) if found else (name, "")


def _gate(frame: Frame, key: str, gate: Gate) -> shape.GateRow:
    asks = [each for each in frame.plan.criteria.values() if each.gate == key]
    rule = pgettext("report", "all")
    activities = sum(1 for each in asks if each.activity)
    if gate.at_least is not None and gate.at_least < activities:
        rule = _("%(least)s of %(count)s finished") % {"least": gate.at_least, "count": activities}
    return shape.GateRow(
        key=key,
        name=gate.name(frame.language),
        asks=[_criterion(frame, each) for each in asks],
        rule=rule,
        opens=", ".join(listed(list(gate.opens), 4)) or NONE,
        day=short_day(frame.schedule.gates[key].date, frame.language),
    )


def _criterion(frame: Frame, criterion: Criterion) -> str:
    name = criterion.name(frame.language)
    if criterion.activity:
        return _("%(key)s %(name)s: finished") % {"key": criterion.activity, "name": name}
    return _("%(name)s: holds") % {"name": name}


def _condition(frame: Frame, condition: Condition, projects: int) -> shape.ConditionRow:
    windows = [
        each
        for each in frame.plan.windows.values()
        if each.scenario == frame.scenario and each.condition == condition.key
    ]
    spans = [
        f"{long_day(each.since, frame.language)} ~ "
        f"{long_day(each.until, frame.language) if each.until else ''}".rstrip()
        for each in sorted(windows, key=lambda each: each.since)
    ]
    return shape.ConditionRow(
        name=condition.name(frame.language),
        sort={
            "political": pgettext("report", "Political"),
            "sanctions": pgettext("report", "Sanctions relief"),
            "physical": pgettext("report", "Physical"),
            "legal": pgettext("report", "Legal"),
        }[condition.sort],
        holds=", ".join(spans) or pgettext("report", "never"),
        projects=projects,
        evidence=", ".join([*condition.source, confidence_word(condition.confidence)]),
    )


def _blocked(frame: Frame, key: str) -> shape.BlockedRow:
    project, language = frame.plan.projects[key], frame.language
    roots = roots_of(frame, key)
    names = [frame.condition_name(root) for root in roots]
    gates = {
        gate
        for activity in frame.activities_of[key]
        for gate in frame.schedule[activity].blocked_gates
    }
    names += [
        _("Gate %(name)s") % {"name": f"{g} {quoted(frame.plan.gates[g].name(language), language)}"}
        for g in sorted(gates)
    ]
    measures = [frame.measures[each] for each in frame.measures_behind(key, roots)]
    stage = frame.plan.stages[project.stage].name(language) if project.stage else NONE
    return shape.BlockedRow(
        key=key,
        name=project.name(language),
        stage=stage,
        conditions=listed(names, 3),
        measures=_cited(measures, language),
    )
