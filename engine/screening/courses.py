"""The course of a measure under a scenario: in force, suspended, exempted, ended, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from engine.screening.law import LIFTED, Measure, Relief

State = Literal["not_yet", "in_force", "exempted", "partly_suspended", "suspended", "ended"]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `since` to `until`, both included, the measure is in one state.

    `conditions` are those of the plan whose windows ease it then.
    """

    since: date
    until: date
    state: State
    conditions: tuple[str, ...] = ()


def course(
    measure: Measure, reliefs: Iterable[Relief], first: date, last: date
) -> tuple[Stretch, ...]:
    """The measure's states from `first` to `last`; arms and weapons measures are never eased."""
    own = [each for each in reliefs if each.measure == measure.id and measure.is_relievable]
    turns = {first, measure.since} | {each.since for each in own}
    turns |= {end + DAY for each in own if (end := each.until) is not None and end < date.max}
    if measure.until is not None:
        turns.add(measure.until + DAY)
    days = sorted(day for day in turns if first <= day <= last)
    found: list[Stretch] = []
    for number, since in enumerate(days):
        until = days[number + 1] - DAY if number + 1 < len(days) else last
        active = [each for each in own if each.holds(since)]
        state = _state(measure, active, since)
        conditions = tuple(dict.fromkeys(each.condition for each in active))
        if state in {"not_yet", "ended"}:
            conditions = ()
        if found and (found[-1].state, found[-1].conditions) == (state, conditions):
            found[-1] = Stretch(found[-1].since, until, state, conditions)
        else:
            found.append(Stretch(since, until, state, conditions))
    return tuple(found)


def _state(measure: Measure, active: list[Relief], day: date) -> State:
    if day < measure.since:
        return "not_yet"
    if not measure.in_force(day):
        return "ended"
    if any(each.mode in LIFTED and not each.goods for each in active):
        return "suspended"
    if any(
        each.goods and (each.mode in LIFTED or each.mode == "partial_suspension") for each in active
    ):
        return "partly_suspended"
    return "exempted" if active else "in_force"
