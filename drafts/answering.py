"""A dry run as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from drafts.queries import pages
from drafts.queries.trying import DryRun
from engine.codec import encode_changes, encode_record, encode_value
from engine.merging import Collision
from roadmaps.models import Roadmap

Json = dict[str, Any]


def run_json(roadmap: Roadmap, run: DryRun, choices: Mapping[str, str]) -> Json:
    """Everything the page of a dry run shows."""
    outcome = pages.outcome_of(roadmap, run, "")
    return {
        "unsettled": run.unsettled(()),
        "collisions": [_collision(each, choices) for each in run.merge.collisions],
        "problems": [{"code": each.code, "about": list(each.about)} for each in run.problems],
        "joint": [
            {
                "sentence": each.sentence,
                "theirs": each.theirs,
                "mine": each.mine,
                "accept": each.accept or None,
            }
            for each in pages.joint_lines(roadmap, run, (), "")
        ],
        "changes": encode_changes(run.merge.changes),
        "shifts": [asdict(each.shift) for each in outcome.shifts] if outcome else [],
        "years": [asdict(each) for each in outcome.years] if outcome else [],
        "verdicts": [asdict(each) for each in outcome.verdicts] if outcome else [],
        "findings": list(outcome.findings) if outcome else [],
    }


def _collision(each: Collision, choices: Mapping[str, str]) -> Json:
    told = encode_value if each.field else _whole
    return {
        "name": each.name,
        "kind": each.kind,
        "key": each.key,
        "field": each.field,
        "base": told(each.base),
        "theirs": told(each.theirs),
        "mine": told(each.mine),
        "chosen": choices.get(each.name),
    }


def _whole(record: Any) -> Any:
    return None if record is None else encode_record(record)
