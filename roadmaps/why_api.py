"""Why any date of a plan is what it is, and what would bring it forward, for programs."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from core.errors import Invalid
from engine.answer import Release, Why
from engine.codec import encode_changes, encode_value
from engine.gain import Answer, Target
from engine.plan import Plan
from engine.problems import Problem
from roadmaps.gain_words import answer_words
from roadmaps.gains import MOST_DAYS, gains_of
from roadmaps.models import Roadmap
from roadmaps.serializers import Dates
from roadmaps.why import LANGUAGES, reason_json, step_json
from roadmaps.why_targets import KINDS, name_of, target_of, why_early, why_late, whys_of

Json = dict[str, Any]


def target_in(plan: Plan, given: Mapping[str, Any]) -> Target:
    """What `kind`, `key` and `edge` name; without a kind the finish of the whole plan."""
    kind, key, edge = (str(given.get(name) or "") for name in ("kind", "key", "edge"))
    if kind and kind not in KINDS:
        raise Invalid(Problem("not_one_of", ("kind",), {"field": "kind", "found": kind}))
    if edge not in {"", "start", "finish"}:
        raise Invalid(Problem("not_one_of", ("edge",), {"field": "edge", "found": edge}))
    target = target_of(plan, kind or "plan", key, edge)
    if target is None:
        raise Invalid(Problem("unknown_record", (key,), {"kind": kind, "key": key}))
    return target


def why_json_of(plan_id: int, dates: Dates, target: Target) -> Json:
    """The date's reasons, runner-up, releases and chain; of a late date the same the other way."""
    plan, late = dates.plan, why_late(dates.schedule, target)
    found = _about(plan_id, dates, target)
    for language in LANGUAGES:
        with override(language):
            said = whys_of(plan, dates.schedule, target, dates.scenario, language)
        found[f"verdict_{language}"] = str(said.early.verdict)
        found[f"late_verdict_{language}"] = str(said.late.verdict) if said.late else ""
    found["early"] = why_date_json(plan, why_early(plan, dates.schedule, target))
    found["late"] = why_date_json(plan, late) if late and late.date else None
    return found


def why_date_json(plan: Plan, why: Why) -> Json:
    return {
        "date": encode_value(why.date),
        "reasons": [reason_json(plan, each) for each in why.reasons],
        "runner_up": reason_json(plan, why.runner_up) if why.runner_up else None,
        "releases": [_release(plan, each) for each in why.releases],
        "chain": [step_json(plan, each) for each in why.chain],
    }


def gain_json(roadmap: Roadmap, dates: Dates, target: Target, days: int) -> Json:
    """What would gain so many days: changes that can be tried, and sent as edits."""
    if not 1 <= days <= MOST_DAYS:
        code, bound = (
            ("too_small", {"least": 1}) if days < 1 else ("too_large", {"most": MOST_DAYS})
        )
        raise Invalid(Problem(code, ("days",), {"field": "days", **bound}))
    found = gains_of(roadmap, target, days, dates.scenario, levelled=dates.levelled)
    return {
        **_about(roadmap.pk, dates, target),
        "date": encode_value(found.date),
        "days": days,
        "tries": found.tries,
        "complete": found.is_whole,
        "answers": [_answer(dates.plan, each) for each in found.answers],
    }


def _about(plan_id: int, dates: Dates, target: Target) -> Json:
    return {
        "plan": plan_id,
        "kind": target.kind,
        "key": target.key,
        "edge": target.edge,
        **{f"name_{language}": name_of(dates.plan, target, language) for language in LANGUAGES},
        "scenario": dates.scenario,
        "levelled": dates.levelled,
    }


def _release(plan: Plan, release: Release) -> Json:
    return {
        "reasons": [reason_json(plan, each) for each in release.reasons],
        "some": [reason_json(plan, each) for each in release.some],
        "enough": release.enough,
        "gain_days": release.gain_days,
    }


def _answer(plan: Plan, answer: Answer) -> Json:
    told: Json = {
        "changes": encode_changes(answer.changes),
        "gain_days": answer.gained,
        "date": encode_value(answer.date),
        "finish": encode_value(answer.finish),
        "reaches": answer.reaches,
        "assumption": answer.is_assumption,
    }
    for language in LANGUAGES:
        with override(language):
            told[f"steps_{language}"] = list(answer_words(plan, answer, language).steps)
    return told
