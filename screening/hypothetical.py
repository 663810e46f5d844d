"""Six hypothetical regimes of relief, and the changes that load one into a plan as a scenario.

A condition of the plan that stands for eased measures holds while all of them are eased. Where no
condition stands for an eased measure alone, one is made for it. Everything else (accords, supply,
permits) is taken over from a scenario the plan has: the regime says nothing about it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import yaml
from django.conf import settings

from core.errors import Invalid
from engine.changes import Add, Change
from engine.plan import Plan
from engine.problems import Problem
from engine.records import Condition, Scenario, Window

FILE = settings.BASE / "data" / "reference" / "hypothetical.yaml"
EVIDENCE = "ILLUSTRATIVE"
Named = tuple[str, str]


class Ease(NamedTuple):
    """A window in which a measure is eased."""

    since: date
    until: date
    mode: str
    goods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """A hypothetical regime: which measures are eased when. `tightens` is told in words only."""

    key: str
    name_ko: str
    name_en: str
    note_ko: str
    note_en: str
    level: str
    eased: Mapping[str, tuple[Ease, ...]]
    tightens: tuple[str, ...]


@cache
def regimes() -> Mapping[str, Regime]:
    """The regimes by key, in the order of their file."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {each["id"]: _regime(each) for each in raw["scenarios"]}


def loading(plan: Plan, regime: str, base: str, names: Mapping[str, Named]) -> list[Change]:
    """The changes that add the regime to the plan; refused if the plan has it already.

    `names` holds what each measure is called in Korean and English, for conditions made anew.
    """
    found = regimes().get(regime)
    if found is None or base not in plan.scenarios:
        raise Invalid(Problem("no_such_regime", (regime,)))
    if found.key in plan.scenarios:
        raise Invalid(Problem("regime_is_there", (found.key,), {"key": found.key}))
    eased_anywhere = {measure for each in regimes().values() for measure in each.eased}
    changes: list[Change] = [
        Add(
            Scenario(
                found.key,
                found.name_ko,
                found.name_en,
                relief=found.level,
                note_ko=found.note_ko,
                note_en=found.note_en,
            )
        )
    ]
    alone: set[str] = set()
    for condition in plan.conditions.values():
        if set(condition.measures) & eased_anywhere:
            eases = _together(found, condition.measures)
            changes += _windows(found.key, condition.key, eases)
            alone |= set(condition.measures) if len(condition.measures) == 1 else set()
        else:
            changes += _taken_over(plan, base, found.key, condition.key)
    for measure, eases in found.eased.items():
        if measure not in alone:
            key = f"ease-{measure}"
            called = names.get(measure, (measure, measure))
            changes.append(Add(Condition(key, *called, "sanctions", (measure,))))
            changes += _windows(found.key, key, eases)
    return changes


def _regime(raw: Mapping[str, Any]) -> Regime:
    eased: dict[str, tuple[Ease, ...]] = {}
    for each in raw["relief"]:
        made = tuple(
            Ease(
                date.fromisoformat(since),
                date.fromisoformat(until),
                each["mode"],
                tuple(each.get("goods", ())),
            )
            for since, until in each["windows"]
        )
        eased[each["measure"]] = (*eased.get(each["measure"], ()), *made)
    tightens = tuple(f"{each['based_on']}: {each['change']}" for each in raw["tightening"])
    told = " ".join((raw["description"], *(f"[{each}]" for each in tightens)))
    return Regime(
        raw["id"],
        raw["label_ko"],
        raw["label_en"],
        raw["description_ko"],
        told,
        raw["level"],
        eased,
        tightens,
    )


def _together(regime: Regime, measures: Sequence[str]) -> tuple[Ease, ...]:
    """The windows in which all of these measures are eased."""
    first, *rest = measures
    found = regime.eased.get(first, ())
    for measure in rest:
        found = tuple(
            each
            for one in found
            for other in regime.eased.get(measure, ())
            if (each := _overlap(one, other)) is not None
        )
    return found


def _overlap(one: Ease, other: Ease) -> Ease | None:
    since, until = max(one.since, other.since), min(one.until, other.until)
    mode = one.mode if one.mode == other.mode else ""
    return Ease(since, until, mode, one.goods or other.goods) if since <= until else None


def _windows(scenario: str, condition: str, eases: Sequence[Ease]) -> Iterator[Change]:
    for number, each in enumerate(eases, start=1):
        key = f"{scenario}:{condition}:{number}"
        days = each.since, each.until
        yield Add(
            Window(key, scenario, condition, *days, EVIDENCE, mode=each.mode, goods=each.goods)  # type: ignore[arg-type]
        )


def _taken_over(plan: Plan, base: str, scenario: str, condition: str) -> Iterator[Change]:
    mine = [
        each
        for each in plan.windows.values()
        if (each.scenario, each.condition) == (base, condition)
    ]
    for number, window in enumerate(mine, start=1):
        yield Add(replace(window, key=f"{scenario}:{condition}:{number}", scenario=scenario))
