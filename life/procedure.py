"""The table of the procedure, read from data/reference/procedure.yaml once and checked.

The file ships with the product; a fault in it stops the reader and says where.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from engine.life.guards import GUARDS
from engine.life.scheduling import LegalCondition, Work
from engine.life.values import (
    Actor,
    FactKind,
    Limit,
    Procedure,
    State,
    Titled,
    Track,
    Transition,
)
from roadmaps.models import Role
from zones.models import Confidence

TRAITS = frozenset({"", "approval", "report", "fund", "council", "goods"})


class BadProcedure(Exception):
    """The table can't be used: where, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Handbook:
    """The table, and what the rest of a procedure takes as work in a schedule."""

    procedure: Procedure
    works: Sequence[Work]
    conditions: Mapping[str, LegalCondition]


@cache
def handbook() -> Handbook:
    path = Path(settings.BASE) / "data" / "reference" / "procedure.yaml"
    return read_handbook(path.read_text(encoding="utf-8"))


def procedure() -> Procedure:
    return handbook().procedure


def read_handbook(text: str) -> Handbook:
    """The table as values. Raises BadProcedure at the first fault."""
    raw = yaml.safe_load(text)
    transitions = tuple(_transitions(raw["tracks"]))
    found = Procedure(
        {key: _track(key, each) for key, each in raw["tracks"].items()},
        transitions,
        {
            key: Actor(key, each["ko"], each["en"], frozenset(each["roles"]))
            for key, each in raw["actors"].items()
        },
        _titled(raw["documents"]),
        {key: _fact(key, each) for key, each in raw["facts"].items()},
        tuple(_titled(raw["phases"]).values()),
        {key: _limit(key, each) for key, each in raw["limits"].items()},
        frozenset(raw["notified_zones"]),
    )
    _check(found)
    works = tuple(_work(key, each) for key, each in raw["works"].items())
    conditions = {key: _condition(key, each) for key, each in raw["conditions"].items()}
    for each in works:
        _require(each.when in TRAITS, f"works.{each.key}: when {each.when}")
        _require(set(each.requires) <= set(conditions), f"works.{each.key}: {each.requires}")
    return Handbook(found, works, conditions)


def _track(key: str, raw: Mapping[str, Any]) -> Track:
    states = {
        name: State(
            name,
            each["ko"],
            each["en"],
            Decimal(each["share"]),
            each.get("stopped", False),
            each.get("final", False),
            each.get("phase", ""),
            Decimal(each["operation"]) if "operation" in each else None,
            each.get("running", False),
        )
        for name, each in raw["states"].items()
    }
    return Track(key, raw["ko"], raw["en"], states)


def _transitions(tracks: Mapping[str, Any]) -> Iterator[Transition]:
    for track, raw in tracks.items():
        for each in raw["transitions"]:
            yield Transition(
                each["event"],
                each["ko"],
                each["en"],
                track,
                each["from"],
                each["to"],
                each["actor"],
                tuple(each.get("documents", ())),
                tuple(each.get("required", ())),
                tuple(each.get("optional", ())),
                tuple(each.get("guards", ())),
                each.get("lead_days"),
                each.get("notice_days"),
                each.get("months"),
                tuple(each.get("basis", ())),
                tuple(each["source"]),
                each["confidence"],
            )


def _fact(key: str, raw: Mapping[str, Any]) -> FactKind:
    choices = tuple(_titled(raw.get("choices", {})).values())
    return FactKind(key, raw["ko"], raw["en"], raw["sort"], choices)


def _limit(key: str, raw: Mapping[str, Any]) -> Limit:
    return Limit(
        key,
        raw["ko"],
        raw["en"],
        Decimal(raw["value"]),
        raw["unit"],
        tuple(raw["basis"]),
        tuple(raw["source"]),
        raw["confidence"],
    )


def _work(key: str, raw: Mapping[str, Any]) -> Work:
    return Work(
        key,
        raw["ko"],
        raw["en"],
        raw["low"],
        raw["duration"],
        raw["high"],
        raw["unit"],
        Decimal(raw["until"]),
        raw.get("when", ""),
        tuple(raw.get("requires", ())),
        tuple(raw["source"]),
        raw["confidence"],
    )


def _condition(key: str, raw: Mapping[str, Any]) -> LegalCondition:
    words = (raw["ko"], raw["en"], raw.get("when", ""))
    return LegalCondition(key, *words, tuple(raw["source"]), raw["confidence"])


def _titled(raw: Mapping[str, Any]) -> dict[str, Titled]:
    return {key: Titled(key, each["ko"], each["en"]) for key, each in raw.items()}


def _check(found: Procedure) -> None:
    """Every name a transition uses is defined, and no pair of states has two ways."""
    pairs: set[tuple[str, str, str]] = set()
    events: set[tuple[str, str, str]] = set()
    for each in found.transitions:
        place = f"{each.track}: {each.source} > {each.target}"
        states = found.tracks[each.track].states
        _require({each.source, each.target} <= set(states), f"{place}: no such state")
        _require(not states[each.source].is_final, f"{place}: leaves a final state")
        _require(each.actor in found.actors, f"{place}: actor {each.actor}")
        _require(set(each.documents) <= set(found.documents), f"{place}: {each.documents}")
        facts = {*each.required, *each.optional}
        _require(facts <= set(found.facts), f"{place}: {sorted(facts - set(found.facts))}")
        _require(set(each.guards) <= set(GUARDS), f"{place}: {each.guards}")
        _require(each.confidence in Confidence.values, f"{place}: {each.confidence}")
        for known, name in ((pairs, each.target), (events, each.key)):
            row = (each.track, each.source, name)
            _require(row not in known, f"{place}: twice")
            known.add(row)
    for actor in found.actors.values():
        _require(actor.roles <= set(Role.values), f"actors.{actor.key}: {sorted(actor.roles)}")


def _require(holds: bool, fault: str) -> None:
    if not holds:
        raise BadProcedure(fault)
