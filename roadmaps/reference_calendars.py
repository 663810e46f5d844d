"""Published calendars of working days, by country and version: what a plan takes a copy of."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import holidays
import yaml
from django.conf import settings

from engine.changes import Add, Alter, Change
from engine.plan import Plan
from engine.records import Calendar

FILE: Path = settings.BASE / "data" / "reference" / "calendars.yaml"
#: What a newer version replaces in a plan's calendar; names, zones and seasons stay the planner's.
TAKEN_OVER = ("weekdays", "holidays", "workdays", "source", "confidence", "version")


@cache
def reference_calendars() -> Mapping[str, Calendar]:
    """Every published calendar in its present version, by reference ("KR")."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {each["reference"]: _calendar(each, raw) for each in raw["calendars"]}


def outdated(plan: Plan) -> list[Calendar]:
    """The plan's calendars that were taken from an older version than the present one."""
    known = reference_calendars()
    return [
        each
        for each in plan.calendars.values()
        if each.reference in known and each.version != known[each.reference].version
    ]


def updates(plan: Plan) -> list[Change]:
    """The plan's calendars brought to the present version, as changes."""
    known = reference_calendars()
    found: list[Change] = []
    for each in outdated(plan):
        newest = known[each.reference]
        found.append(Alter(each.kind, each.key, {n: getattr(newest, n) for n in TAKEN_OVER}))
    return found


def missing(plan: Plan) -> list[Calendar]:
    """Published calendars of which the plan has no copy yet."""
    held = {each.reference for each in plan.calendars.values()}
    return [each for key, each in reference_calendars().items() if key not in held]


def taken_over(plan: Plan, reference: str) -> list[Change]:
    """A copy of a published calendar, under a key that is free in the plan."""
    calendar = reference_calendars()[reference]
    key, number = calendar.key, 1
    while key in plan.calendars:
        number += 1
        key = f"{calendar.key}-{number}"
    return [Add(replace(calendar, key=key))]


def _calendar(raw: Mapping[str, Any], frame: Mapping[str, Any]) -> Calendar:
    first, last = frame["years"]
    found = holidays.country_holidays(raw["library"], years=range(first, last + 1))
    days = ({*found} | {*raw.get("also", ())}) - {*raw.get("without", ())}
    extra = getattr(found, "weekend_workdays", ())
    return Calendar(
        raw["reference"].lower(),
        raw["name_ko"],
        raw["name_en"],
        tuple(raw["weekdays"]),
        tuple(sorted(days)),
        tuple(sorted(day for day in extra if first <= day.year <= last)),
        tuple(raw["source"]),
        raw["confidence"],
        reference=raw["reference"],
        version=frame["version"],
    )
