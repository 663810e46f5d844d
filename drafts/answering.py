"""A dry run as JSON."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from drafts.queries import pages
from drafts.queries.trying import DryRun
from engine.codec import encode_changes, encode_value
from engine.merging import Collision
from roadmaps import vocabulary
from roadmaps.models import Roadmap
from roadmaps.serializers import changes_json, record_json

Json = dict[str, Any]


def run_json(roadmap: Roadmap, run: DryRun, choices: Mapping[str, str]) -> Json:
    """Everything the page of a dry run shows."""
    outcome = pages.outcome_of(roadmap, run, "")
    return {
        "unsettled": run.unsettled(()),
        "collisions": [_collision(roadmap.pk, each, choices) for each in run.merge.collisions],
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
        "changes": changes_json(encode_changes(run.merge.changes), roadmap.pk),
        "shifts": [asdict(each.shift) for each in outcome.shifts] if outcome else [],
        "years": [asdict(each) for each in outcome.years] if outcome else [],
        "verdicts": [asdict(each) for each in outcome.verdicts] if outcome else [],
        "findings": list(outcome.findings) if outcome else [],
    }


def _collision(roadmap: int, each: Collision, choices: Mapping[str, str]) -> Json:
    told = _field(each) if each.field else _whole(roadmap)
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


def _field(each: Collision) -> Callable[[Any], Any]:
    """A field's value; null where it is withheld."""
    return (lambda _: None) if vocabulary.is_withheld(each.kind, each.field) else encode_value


def _whole(roadmap: int) -> Callable[[Any], Any]:
    return lambda record: None if record is None else record_json(record, roadmap)
