"""The shapes of REST's answers about why a date is what it is, and what would bring it forward."""

from typing import Any

from engine.schema import Schema, ref

TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": ["string", "null"], "format": "date"}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
KIND: Schema = {"type": "string", "enum": ["activity", "gate", "stage", "plan"]}
EDGE: Schema = {"type": "string", "enum": ["start", "finish"]}


def why_components() -> dict[str, Schema]:
    """Every schema of the two answers, by name."""
    reasons, texts = _list(ref("WhyReason")), _list(TEXT)
    maybe = {"oneOf": [ref("WhyDate"), {"type": "null"}]}
    about = {"plan": WHOLE, "kind": KIND, "key": TEXT, "edge": EDGE, "name_ko": TEXT}
    about |= {"name_en": TEXT, "scenario": TEXT, "levelled": FLAG}
    verdicts = dict.fromkeys(
        ("verdict_ko", "verdict_en", "late_verdict_ko", "late_verdict_en"), TEXT
    )
    return {
        "WhyRelease": _object(
            "A smallest set whose fall moves a date: all of `reasons`, and `enough` of `some`.",
            {"reasons": reasons, "some": reasons, "enough": WHOLE, "gain_days": WHOLE},
        ),
        "WhyDate": _object(
            "What holds a date; of a late date what demands it, and gains mean later.",
            {
                "date": DAY,
                "reasons": reasons,
                "runner_up": {"oneOf": [ref("WhyReason"), {"type": "null"}]},
                "releases": _list(ref("WhyRelease")),
                "chain": _list(ref("WhyStep")),
            },
        ),
        "WhyDates": _object(
            "Why a date is not earlier, and why it may be no later.",
            {**about, **verdicts, "early": ref("WhyDate"), "late": maybe},
        ),
        "Path": _object(
            "A chain of activities, each driving the next; `leaves` is where it branches off.",
            {
                "total_float": WHOLE,
                "activities": _list(TEXT),
                "leaves": {"type": ["string", "null"]},
            },
        ),
        "Paths": _object(
            "The chains with the least float, the critical one first. Floats are working days.",
            {"scenario": TEXT, "levelled": FLAG, "paths": _list(ref("Path"))},
        ),
        "WantedGain": _object(
            "So many days, for which date; without a kind the finish of the plan.",
            {"kind": KIND, "key": TEXT, "edge": EDGE, "days": {**WHOLE, "minimum": 1}},
            required=("days",),
        ),
        "GainAnswer": _object(
            "Changes that were worked out as a plan of their own, and what they gain.",
            {
                "changes": _list(ref("Change")),
                "gain_days": WHOLE,
                "date": DAY,
                "finish": DAY,
                "reaches": FLAG,
                "assumption": FLAG,
                "steps_ko": texts,
                "steps_en": texts,
            },
        ),
        "Gains": _object(
            "The smallest changes found; not `complete` where the time for the search was over.",
            {
                **about,
                "date": DAY,
                "days": WHOLE,
                "tries": WHOLE,
                "complete": FLAG,
                "answers": _list(ref("GainAnswer")),
            },
        ),
    }


def _object(
    description: str, properties: dict[str, Any], required: tuple[str, ...] | None = None
) -> Schema:
    names = list(properties) if required is None else list(required)
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": names,
    }


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}
