"""Measures that come back into force while work runs, and the day it has to stop by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from engine.screening.answers import Finding, Screening
from engine.screening.law import Measure
from engine.screening.spans import Spell

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Snapback:
    """On `day` a measure bites again that the scenario eased up to the day before.

    `conditions` are those of the plan whose windows end there.
    """

    day: date
    measure: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """Work that runs into snapbacks: `last` is the last day on which it may go on.

    `grace` is the last day of the wind-down, where each of the measures once gave one and would
    give it again; None where one of them gives none.
    """

    last: date
    snapbacks: tuple[Snapback, ...]
    grace: date | None = None


def snapbacks(spells: Sequence[Spell]) -> tuple[Snapback, ...]:
    """The days on which a measure is no longer eased for some line, the earliest first."""
    found: dict[tuple[date, str], set[str]] = {}
    for before, after in pairwise(spells):
        biting = _biting(after.screening)
        for finding in before.screening.findings:
            place = finding.line, finding.measure
            if _is_eased(finding) and place in biting and biting[place] > finding.verdict:
                ended = found.setdefault((after.since, finding.measure), set())
                ended.add(finding.because)
    return tuple(
        Snapback(day, measure, tuple(sorted(conditions - {""})))
        for (day, measure), conditions in sorted(found.items())
    )


def stop_of(
    start: date,
    finish: date,
    coming: Iterable[Snapback],
    measures: Mapping[str, Measure],
) -> Stop | None:
    """When the work from `start` to `finish`, both included, has to stop; None if it need not."""
    meets = [each for each in coming if start < each.day <= finish]
    if not meets:
        return None
    day = min(each.day for each in meets)
    first = tuple(each for each in meets if each.day == day)
    grants = [wind_down_of(measures[each.measure]) for each in first]
    grace = day + min(grants) - DAY if all(grants) else None
    return Stop(day - DAY, first, grace)


def wind_down_of(measure: Measure) -> timedelta:
    """How long the measure's text let contracts run out that were final before it."""
    if measure.wind_down_until is None:
        return timedelta(0)
    return measure.wind_down_until - measure.adopted


def _is_eased(finding: Finding) -> bool:
    return finding.set_aside == "relief" or finding.reason == "relieved_in_part"


def _biting(screening: Screening) -> dict[tuple[int, str], int]:
    return {
        (each.line, each.measure): each.verdict
        for each in screening.findings
        if not each.set_aside and each.reason != "relieved_in_part"
    }
