"""The shapes of REST's answers about plans: rows, schedules, reasons, history, refusals."""

from collections.abc import Sequence
from typing import Any

from engine import schema
from engine.plan import HEADER
from engine.schema import Schema, name_of, ref
from roadmaps.api_why_components import why_components
from roadmaps.resources import RESOURCES, Resource

TEXT: Schema = {"type": "string"}
KEY: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
DAY: Schema = {"type": ["string", "null"], "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
WHOLE: Schema = {"type": "integer"}
MAYBE_WHOLE: Schema = {"type": ["integer", "null"]}
FLAG: Schema = {"type": "boolean"}
NAMES = {"name_ko": TEXT, "name_en": TEXT}

SPAN = {"start": DAY, "finish": DAY, "activity_count": WHOLE, "blocked_count": WHOLE}
ACTIVITY_DATES = {
    "start": DAY,
    "finish": DAY,
    "total_float": MAYBE_WHOLE,
    "critical": FLAG,
    "blocked": FLAG,
}
GATE_DATES = {"date": DAY, "open_needs": {"type": "array", "items": KEY}}
DATED = {"activity": ACTIVITY_DATES, "project": SPAN, "stage": SPAN, "gate": GATE_DATES}


def components() -> dict[str, Schema]:
    """Every schema that REST's plan resources refer to, by name."""
    found = schema.components()
    del found["Plan"]
    for resource in RESOURCES.values():
        name = name_of(resource.kind)
        found[f"{name}Row"] = _row(resource)
        found[f"New{name}"] = _with(ref(name), "A new record of a plan.", plan=WHOLE, reason=TEXT)
        found[f"{name}Patch"] = _patch(resource.kind)
    return found | _plans() | _answers()


def _object(
    description: str, properties: dict[str, Schema], optional: Sequence[str] = ()
) -> Schema:
    required = [name for name in properties if name not in optional]
    made: Schema = {"type": "object", "description": description, "properties": properties}
    return made | ({"required": required} if required else {})


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _columns(rows: dict[str, Schema]) -> Schema:
    cells = {name: _list(cell) for name, cell in {"key": KEY, **rows}.items()}
    return _object("One entry per record in each column, in the same order.", cells)


def _with(base: Schema, description: str, *, reason: Schema, **more: Schema) -> Schema:
    added = _object(description, {**more, "reason": reason}, optional=("reason",))
    return {"allOf": [base, added]}


def _patch(kind: str) -> Schema:
    made = schema.values_schema(kind)
    made["properties"] = {**made["properties"], "reason": TEXT}
    return made


def _row(resource: Resource) -> Schema:
    """A record as it stands in a plan: ids, fields, computed dates, and what belongs to it."""
    added: dict[str, Schema] = {"id": WHOLE, "plan": WHOLE, "changed_on": WHOLE}
    if resource.dated:
        added |= {"scenario": KEY} | DATED[resource.kind]
    inside = {name: _list(ref(name_of(each.kind))) for name, each in resource.nested.items()}
    described = "With the revision that wrote it last (its ETag) and the dates of the scenario."
    return {
        "allOf": [
            ref(name_of(resource.kind)),
            _object(described, added | inside, optional=tuple(inside)),
        ]
    }


def _plans() -> dict[str, Schema]:
    header = schema.record_schema(HEADER)
    del header["properties"]["key"]
    header["required"].remove("key")
    added = {"id": WHOLE, "revision": WHOLE, "created_at": MOMENT, "role": TEXT}
    return {
        "NewPlan": header,
        "PlanRow": {
            "allOf": [ref("NewPlan"), _object("A plan and the caller's role in it.", added)]
        },
        "PlanPatch": _patch(HEADER),
    }


def _answers() -> dict[str, Schema]:
    change, reason = _list(ref("Change")), {**TEXT, "maxLength": 500}
    shift = {"key": KEY, "old_start": DAY, "old_finish": DAY, "start": DAY, "finish": DAY}
    revision = {
        "id": WHOLE,
        "plan": WHOLE,
        "number": WHOLE,
        "by": MAYBE_TEXT,
        "by_name": MAYBE_TEXT,
        "at": MOMENT,
        "reason": TEXT,
        "is_undo": FLAG,
        "undoes": MAYBE_WHOLE,
        "change_count": WHOLE,
    }
    touched = {**_list(TEXT), "description": 'The records concerned, as "kind:key".'}
    inside = {"touched": touched, "changes": change, "undo": change}
    moved = {"moved": _list(ref("Shift"))}
    made = {"scenario": KEY, "start": DAY, "finish": DAY, "finish_before": DAY, **moved}
    return {
        "Shift": _object("An activity whose dates differ; null = blocked.", shift),
        "RevisionRow": _object("Who changed what, when and why.", revision),
        "Revision": {
            "allOf": [
                ref("RevisionRow"),
                _object("The changes, and those that undo them.", inside),
            ]
        },
        "Made": {"allOf": [ref("RevisionRow"), _object("The dates the new revision moved.", made)]},
        "Moved": _object("What changes would move.", {"revision": WHOLE, "scenario": KEY, **moved}),
        "Edit": _object(
            "Changes to a plan, all of them or none, and the revision the caller saw.",
            {"on_revision": WHOLE, "reason": reason, "changes": change},
            optional=("reason",),
        ),
        "Trial": _object("Changes to try.", {"changes": change}),
        "Reason": _object("Why.", {"reason": reason}, optional=("reason",)),
        "Schedule": _schedule(),
        **_why(),
        **why_components(),
        **_problem(),
    }


def _schedule() -> Schema:
    return _object(
        "Every date of the plan under one scenario. Blocked activities have none.",
        {
            "plan": WHOLE,
            "revision": WHOLE,
            "scenario": KEY,
            "levelled": FLAG,
            "start": DAY,
            "finish": DAY,
            "activities": _columns(ACTIVITY_DATES | {"free_float": MAYBE_WHOLE}),
            "projects": _columns(SPAN),
            "stages": _columns(SPAN),
            "gates": _columns(GATE_DATES),
        },
    )


def _why() -> dict[str, Schema]:
    reason = {
        "kind": TEXT,
        "source": MAYBE_TEXT,
        "date": DAY,
        "gain_days": MAYBE_WHOLE,
        **NAMES,
    }
    step = {"kind": TEXT, "key": KEY, **NAMES, "date": DAY, "reason": ref("WhyReason")}
    measure: dict[str, Any] = dict.fromkeys(
        ("id", "regime", "instrument_ko", "instrument_en", "paragraph", "effect"), TEXT
    )
    measure |= dict.fromkeys(("summary_ko", "summary_en", "citation"), TEXT)
    late = dict.fromkeys(("early_start", "early_finish", "late_start", "late_finish"), DAY)
    why: dict[str, Schema] = {"id": WHOLE, "plan": WHOLE, "key": KEY, **NAMES, "scenario": KEY}
    why |= {"levelled": FLAG, "verdict_ko": TEXT, "verdict_en": TEXT}
    why |= ACTIVITY_DATES | late | {"free_float": MAYBE_WHOLE, "interfering_float": MAYBE_WHOLE}
    why |= {
        "reasons": _list(ref("WhyReason")),
        "runner_up": {"oneOf": [ref("WhyReason"), {"type": "null"}]},
        "chain": _list(ref("WhyStep")),
        "blocked_by": _list(ref("WhyCondition")),
        "blocked_gates": _list(_object("A gate that never opens.", {"key": KEY, **NAMES})),
        "short_of": _list(TEXT),
        "clashes": _list({"type": "object"}),
        "critical_to": _list(KEY),
        "given": {"type": ["object", "null"]},
    }
    condition = {"key": KEY, **NAMES, "relief": TEXT, "measures": _list(ref("WhyMeasure"))}
    return {
        "WhyReason": _object(
            "A bound that holds a date, or the next one down. Of a capacity or a budget also the "
            "days it refused (the first and the last), who had it, and who brought more.",
            reason | {"refused": _list(DAY), "holders": _list(KEY), "suppliers": _list(KEY)},
            optional=("refused", "holders", "suppliers"),
        ),
        "WhyStep": _object("One step of the chain behind a date.", step),
        "WhyMeasure": _object("A measure that a condition waits for.", measure),
        "WhyCondition": _object("A condition that does not hold in the scenario.", condition),
        "Why": _object("Why an activity does not start earlier.", why),
    }


def _problem() -> dict[str, Schema]:
    one = {
        "code": TEXT,
        "about": _list(TEXT),
        "message": TEXT,
        "message_ko": TEXT,
        "message_en": TEXT,
    }
    whole: dict[str, Schema] = {
        "type": TEXT,
        "title": TEXT,
        "status": WHOLE,
        "detail": TEXT,
        "instance": TEXT,
        "problems": _list(_object("One thing wrong.", one)),
        "revision": WHOLE,
        "conflicts": {
            **_list({"type": "object"}),
            "description": "On 409: both values, who, when.",
        },
        "current": {"type": ["object", "null"], "description": "On 412: the record as it is now."},
    }
    optional = ("revision", "conflicts", "current")
    return {"Problem": _object("RFC 9457 problem details.", whole, optional)}
