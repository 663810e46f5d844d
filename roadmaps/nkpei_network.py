"""The reference plan's illustrative supply network, from network.yaml."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.codec import decode_record
from engine.records import Record

Yaml = Mapping[str, Any]


def network_records(raw: Yaml) -> Iterator[Record]:
    """Entities, relations and planned controls; all of it is marked as invented."""
    found = {"evidence_ref": raw["evidence"], "illustrative": True}
    for each in raw["entities"]:
        yield decode_record("entity", {**each, **found, "project": raw["project"]})
    for each in raw["relations"]:
        yield decode_record("relation", {**each, **found})
    for each in raw["controls"]:
        own = {"project": raw["project"], "evidence_ref": raw["evidence"]}
        yield decode_record("control", {**each, **own})
