"""Why an activity starts when it does, for programs: the engine's terms and what they name."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import override

from engine.answer import Given
from engine.clash_sets import clashing_set
from engine.codec import encode_value
from engine.networks import measures_behind, relief_level
from engine.plan import Plan
from engine.records import Named
from engine.schedule import ChainStep, Reason, Schedule
from engine.supplies import purse_of
from roadmaps.models import Activity
from roadmaps.reasons import explain
from roadmaps.serializers import Dates
from roadmaps.supply_words import KINDS as SUPPLY
from sanctions.models import Measure

Json = dict[str, Any]
LANGUAGES = ("ko", "en")
DATES = ("start", "finish", "early_start", "early_finish", "late_start", "late_finish")
FIGURES = ("total_float", "free_float", "interfering_float", "critical", "blocked")


def why_json(row: Activity, dates: Dates) -> Json:
    """The activity's dates, reasons, runner-up, the chain to the root and what blocks it."""
    plan, schedule = dates.plan, dates.schedule
    found = schedule[row.key]
    return {
        "id": row.pk,
        "plan": row.plan_id,
        "key": row.key,
        "name_ko": plan.activities[row.key].name_ko,
        "name_en": plan.activities[row.key].name_en,
        "scenario": dates.scenario,
        "levelled": dates.levelled,
        **{f"verdict_{language}": _verdict(row, dates, language) for language in LANGUAGES},
        **{name: encode_value(getattr(found, name)) for name in DATES + FIGURES},
        "reasons": [reason_json(plan, each) for each in found.reasons],
        "runner_up": reason_json(plan, found.runner_up) if found.runner_up else None,
        "chain": [step_json(plan, each) for each in schedule.chain(row.key)],
        "blocked_by": _conditions(plan, row.key, found.blocked_by),
        "blocked_gates": [
            {"key": key, **_names(plan.gates.get(key))} for key in found.blocked_gates
        ],
        "short_of": list(found.short_of),
        "clashes": _clashes(plan, schedule, row.key),
        "critical_to": [each for each in plan.gates if row.key in schedule.critical_to(each)],
        "given": _given(found.given),
    }


def _verdict(row: Activity, dates: Dates, language: str) -> str:
    """The page's own sentence, so that both say the same."""
    with override(language):
        found = explain(dates.plan, dates.schedule, row.key, dates.scenario, language)
        return str(found.verdict)


def reason_json(plan: Plan, reason: Reason) -> Json:
    """A bound, and what its source stands for."""
    return {
        "kind": reason.kind,
        "source": reason.source,
        "date": encode_value(reason.date),
        "gain_days": reason.gain_days,
        **_told(plan, reason),
        **_queued(reason),
    }


def _queued(reason: Reason) -> Json:
    """Of a capacity or a budget: the days it refused, who had it, and who brought more."""
    if reason.kind not in SUPPLY:
        return {}
    return {
        "refused": [encode_value(day) for day in reason.refused or ()],
        "holders": list(reason.holders),
        "suppliers": list(reason.suppliers),
    }


def _told(plan: Plan, reason: Reason) -> Json:
    """What the source stands for: a link's predecessor and kind, a gate's or condition's names."""
    source = reason.source or ""
    if reason.kind in {"link", "max_lag"} and source in plan.links:
        link = plan.links[source]
        told = {"before": link.before, "after": link.after, "type": link.type}
        length = {"lag": link.lag, "unit": link.unit}
        other = link.before if reason.kind == "link" else link.after
        return told | length | _names(plan.activities[other])
    if reason.kind in {"constraint", "actual"} and source in plan.activities:
        return {"constraint": plan.activities[source].constraint} | _names(plan.activities[source])
    if reason.kind == "condition":
        return {"relief": relief_level(source)} | _condition_names(plan, source)
    if reason.kind in SUPPLY:
        record = plan.capacities.get(source) or plan.sources.get(purse_of(source).source)
        return _names(record)
    if reason.kind in {"need", "opened", "deadline", "first", "last"}:
        return _names(plan.activities.get(source))
    return _names(plan.gates.get(source))


def step_json(plan: Plan, step: ChainStep) -> Json:
    """One step of a chain."""
    what = plan.gates.get(step.key) if step.is_gate else plan.activities.get(step.key)
    return {
        "kind": "gate" if step.is_gate else "activity",
        "key": step.key,
        **_names(what),
        "date": encode_value(step.date),
        "reason": reason_json(plan, step.reason),
    }


def _conditions(plan: Plan, key: str, conditions: Sequence[str]) -> list[Json]:
    """The root conditions of a blocked activity, each with the measures it waits for."""
    project = plan.activities[key].project
    behind = {each: measures_behind(plan, each, project) for each in conditions}
    ids = {measure for found in behind.values() for measure in found}
    measures = Measure.objects.select_related("instrument").in_bulk(ids)
    return [
        {
            "key": each,
            "relief": relief_level(each),
            **_condition_names(plan, each),
            "measures": [_measure(measures[pk]) for pk in behind[each] if pk in measures],
        }
        for each in conditions
    ]


def _condition_names(plan: Plan, key: str) -> Json:
    """A condition's names; of a level of relief, those of the first scenario that grants it."""
    if level := relief_level(key):
        return _names(next((s for s in plan.scenarios.values() if s.relief == level), None))
    return _names(plan.conditions.get(key))


def _measure(measure: Measure) -> Json:
    return {
        "id": measure.pk,
        "regime": measure.regime,
        "instrument_ko": measure.instrument.name_ko,
        "instrument_en": measure.instrument.name_en,
        "paragraph": measure.paragraph,
        "effect": measure.effect,
        "summary_ko": measure.summary_ko,
        "summary_en": measure.summary_en,
        "citation": measure.citation,
    }


def _clashes(plan: Plan, schedule: Schedule, key: str) -> list[Json]:
    return [
        {
            "kind": clash.kind,
            "asked": encode_value(clash.date),
            "reached": encode_value(clash.reached),
            "days": clash.days,
            "against": [reason_json(plan, each) for each in clash.against],
            "set": [
                {
                    "kind": each.kind,
                    "source": each.source,
                    "of": each.at,
                    "date": encode_value(each.date),
                }
                for each in clashing_set(schedule, clash)
            ],
        }
        for clash in schedule.clashes
        if clash.activity == key
    ]


def _given(given: Given | None) -> Json | None:
    """Dates that were given, and by how many working days the computed ones are later."""
    if given is None:
        return None
    return {name: encode_value(value) for name, value in asdict(given).items()}


def _names(record: Named | None) -> Json:
    return {
        "name_ko": record.name_ko if record else "",
        "name_en": record.name_en if record else "",
    }
