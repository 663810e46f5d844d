"""A project's due diligence as JSON: score, red flags, missing facts, channels, drawing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from diligence.drawing import draw
from diligence.queries.answers import Questionnaire
from diligence.queries.exposure_page import channel_lines
from diligence.queries.network_page import flagged_places, wording
from diligence.queries.standing import Standing
from diligence.reference import Asked, reference
from diligence.sentences import flag_sentence, missing_sentence
from engine.diligence.answers import Place
from engine.diligence.layout import layout
from engine.diligence.scoring import Part, Score
from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps.models import Roadmap

NOTICE = "A planning aid, not legal advice. No answer here clears anything."
Json = dict[str, Any]


def question_json(asked: Asked) -> Json:
    question = asked.question
    return {
        "id": question.id,
        "text_ko": asked.words.text_ko,
        "text_en": asked.words.text_en,
        "weight": question.weight,
        "is_stop": question.weight >= reference().stop_weight,
        "evidence_ko": list(asked.evidence_ko),
        "evidence_en": list(asked.evidence_en),
        "red_flag_ko": asked.red_flag.text_ko,
        "red_flag_en": asked.red_flag.text_en,
        "basis": list(question.basis),
        "sources": list(asked.words.source),
    }


def score_json(questionnaire: Questionnaire) -> Json:
    score: Score = questionnaire.score
    return {
        "value": None if score.value is None else float(score.value),
        "points": score.points,
        "weight_answered": score.weight_answered,
        "weight": score.weight,
        "least": float(score.least),
        "most": float(score.most),
        "coverage": float(score.coverage),
        "band": score.band,
        "is_settled": score.is_settled,
        "stops": _ids(score.stops),
        "stops_open": _ids(score.stops_open),
    }


def summary_json(roadmap: Roadmap, standing: Standing) -> Json:
    """How a project stands, in figures."""
    return {
        "plan": roadmap.pk,
        "project": standing.project.key,
        "score": score_json(standing.questionnaire),
        "red_flags": standing.open_flags,
        "missing": len(standing.missing),
        "channels": [each.channel.id for each in standing.applying],
        "without_control": [each.channel.id for each in standing.without_control],
        "signed": standing.is_signed,
        "stale": standing.is_stale,
    }


def standing_json(
    roadmap: Roadmap, plan: Plan, schedule: Schedule, standing: Standing, on: date
) -> Json:
    """Everything about one project, under a scenario."""
    basis = {each.check.id: list(each.check.basis) for each in standing.checked}
    return {
        "plan": roadmap.pk,
        "project": standing.project.key,
        "on": on.isoformat(),
        "score": score_json(standing.questionnaire),
        "checks": [
            {"id": each.check.id, "state": each.state, "looked_at": each.looked_at}
            for each in standing.checked
        ],
        "flags": [
            {
                "check": flag.check,
                "case": flag.case,
                "about": [_named(place) for place in flag.everywhere],
                "sentence": flag_sentence(plan, flag),
                "basis": basis[flag.check],
            }
            for flag in standing.flags
        ],
        "missing": [
            {
                "check": need.check,
                "need": need.need,
                "about": _named(need.about),
                "sentence": missing_sentence(plan, need),
            }
            for need in standing.missing
        ],
        "channels": [
            {
                "id": line.exposure.channel.id,
                "state": line.exposure.state,
                "reasons": [sentence for sentence, _link in line.reasons],
                "closings": [
                    {
                        "measure": warned.closing.measure,
                        "day": warned.closing.day.isoformat(),
                        "why": warned.closing.why,
                        "while_project": warned.closing.while_project,
                        "sentence": warned.sentence,
                    }
                    for warned in line.warnings
                ],
                "controls": [row.control.key for row in line.controls],
                "sources": list(line.told.words.source),
            }
            for line in channel_lines(roadmap, plan, schedule, standing, on, "")
        ],
        "signed": standing.is_signed,
        "stale": standing.is_stale,
        "rests_on": standing.rests_on,
        "notice": NOTICE,
    }


def drawing_json(roadmap: Roadmap, plan: Plan, standing: Standing) -> Json:
    """The network as it is drawn."""
    found, flagged = layout(standing.network), flagged_places(standing)
    words = wording(roadmap, plan, standing, "")
    return {
        "plan": roadmap.pk,
        "project": standing.project.key,
        "crossings": found.crossings,
        "tiers": [name for name, _keys in found.tiers],
        "entities": [
            {
                "entity": key,
                "tier": name,
                "place": place,
                "flagged": ("entity", key) in flagged,
            }
            for name, keys in found.tiers
            for place, key in enumerate(keys)
            if key
        ],
        "lines": [
            {
                "sort": drawn.line.sort,
                "start": drawn.line.source,
                "end": drawn.line.target,
                "relations": list(drawn.line.relations),
                "flagged": any(("relation", key) in flagged for key in drawn.line.relations),
            }
            for drawn in found.lines
        ],
        "svg": "" if standing.network.is_empty else draw(standing.network, flagged, words),
    }


def _ids(parts: Iterable[Part]) -> list[str]:
    return [part.question.id for part in parts]


def _named(place: Place) -> str:
    return ":".join(place)
