"""What of a plan the law lets run on a day with no new permission, and what the rest waits for.

Only the law is asked: links, calendars and money are the schedule's affair. A condition that holds
on the day counts as the permission it stands for, and so does a granted permit for what it covers;
a measure that no condition of the project stands for needs a key of its own, if its text has a
route at all. The paper work that gets a permit needs none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.permits import opened_on
from engine.plan import Plan
from engine.records import Project
from engine.screening.answers import Screening
from engine.screening.judging import Screener
from engine.screening.keys import Item
from engine.screening.law import ASKS_PERMISSION, Measure, Verdict
from engine.screening.undertakings import cases_of

CONDITION = "condition:"
MEASURE = "measure:"


@dataclass(frozen=True, slots=True)
class Lawful:
    """Every activity with the keys it still needs; `barred` names, per project, what has no key."""

    day: date
    items: tuple[Item, ...]
    barred: Mapping[str, tuple[str, ...]]
    screenings: Mapping[str, Screening]


def lawful_on(plan: Plan, scenario: str, day: date, screener: Screener) -> Lawful:
    """What each activity lacks on the day; an item without needs may run."""
    holding = {
        window.condition
        for window in plan.windows.values()
        if window.scenario == scenario
        and window.since <= day
        and (window.until is None or day <= window.until)
    }
    cases, permitted = cases_of(plan), opened_on(plan, day)
    screenings = {key: screener.screen(replace(case, day=day)) for key, case in cases.items()}
    needs: dict[str, frozenset[str]] = {}
    held: dict[str, set[str]] = {}
    barred: dict[str, tuple[str, ...]] = {}
    for key, project in plan.projects.items():
        held[key] = holding | permitted.get(key, frozenset())
        needs[key], none = _needs(plan, project, held[key], screenings[key], screener)
        if none:
            barred[key] = none
    items = tuple(
        Item(
            activity.key,
            (frozenset() if activity.permit else needs[activity.project])
            | {CONDITION + key for key in activity.requires if key not in held[activity.project]},
        )
        for activity in plan.activities.values()
        if activity.permit or activity.project not in barred
    )
    return Lawful(day, items, barred, screenings)


def _needs(
    plan: Plan, project: Project, holding: set[str], screening: Screening, screener: Screener
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The keys the project lacks, and the measures for which there is none."""
    missing = {CONDITION + key for key in project.conditions if key not in holding}
    stands_for = {
        measure
        for key in project.conditions
        if key in plan.conditions
        for measure in plan.conditions[key].measures
    }
    none: dict[str, None] = {}
    for finding in screening.findings:
        measure = screener.law.measures[finding.measure]
        if finding.verdict <= Verdict.CAPPED or finding.set_aside:
            continue
        if not measure.is_relievable:
            none[measure.id] = None
        elif measure.id in stands_for:
            continue
        elif _has_key(measure):
            missing.add(MEASURE + measure.id)
        else:
            none[measure.id] = None
    return frozenset(missing), tuple(none)


def _has_key(measure: Measure) -> bool:
    return measure.effect in ASKS_PERMISSION or bool(measure.routes)
