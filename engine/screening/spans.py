"""Screening over a time: the days on which a verdict changes, and the verdict between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.screening.answers import Screening
from engine.screening.judging import Screener
from engine.screening.law import Verdict
from engine.screening.matters import Case


@dataclass(frozen=True, slots=True)
class Spell:
    """From `since` to `until`, both included, the case screens the same."""

    since: date
    until: date
    screening: Screening


def spells(screener: Screener, case: Case, first: date, last: date) -> tuple[Spell, ...]:
    """The case's verdicts from `first` to `last`, joined where the answer is the same."""
    starts = (first, *screener.turning_days(case, first, last))
    found: list[Spell] = []
    for number, since in enumerate(starts):
        until = starts[number + 1] - timedelta(days=1) if number + 1 < len(starts) else last
        screening = screener.screen(replace(case, day=since))
        if found and _same(found[-1].screening, screening):
            found[-1] = replace(found[-1], until=until)
        else:
            found.append(Spell(since, until, screening))
    return tuple(found)


def worst(found: Sequence[Spell]) -> Verdict:
    """The gravest verdict of a time; PERMITTED for no time at all."""
    return max((each.screening.verdict for each in found), default=Verdict.PERMITTED)


def _same(one: Screening, other: Screening) -> bool:
    return replace(one, day=other.day) == other
