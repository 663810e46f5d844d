"""When a scenario closes the lawful road: the day on which a measure binds again, or at last.

From that day on the informal channel becomes likelier. The days are computed from the scenario's
windows and the law; nothing is scored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from engine.screening.law import Measure, Relief

Why = Literal["window_ends", "comes_into_force", "stays_closed"]
While = Literal["before", "running", "after", "undated"]


@dataclass(frozen=True, slots=True)
class Closing:
    """A measure that closes the lawful road on a day; `condition` is what eased it until then."""

    measure: str
    day: date
    why: Why
    while_project: While
    condition: str = ""


def closings(
    road: Iterable[str],
    law: Mapping[str, Measure],
    reliefs: Iterable[Relief],
    first_day: date,
    runs: tuple[date | None, date | None],
) -> tuple[Closing, ...]:
    """The days on which one of these measures begins to bind, the earliest first.

    `runs` are first and last day of the project, None where the scenario lets it have none.
    """
    eased = list(reliefs)
    found: list[Closing] = []
    for key in road:
        measure = law.get(key)
        if measure is None:
            continue
        mine = sorted((r for r in eased if r.measure == key), key=lambda r: (r.since, str(r.until)))
        if measure.since > first_day and not _is_eased(mine, measure.since):
            found.append(_closing(key, measure.since, "comes_into_force", runs))
        elif measure.in_force(first_day) and not mine:
            found.append(_closing(key, first_day, "stays_closed", runs))
        for relief in mine:
            if relief.until is None:
                continue
            day = relief.until + timedelta(days=1)
            if measure.in_force(day) and not _is_eased(mine, day):
                found.append(_closing(key, day, "window_ends", runs, relief.condition))
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.day, each.measure)))


def _closing(
    measure: str, day: date, why: Why, runs: tuple[date | None, date | None], condition: str = ""
) -> Closing:
    start, finish = runs
    if start is None or finish is None:
        return Closing(measure, day, why, "undated", condition)
    when: While = "before" if day < start else "running" if day <= finish else "after"
    return Closing(measure, day, why, when, condition)


def _is_eased(reliefs: Iterable[Relief], day: date) -> bool:
    return any(relief.holds(day) for relief in reliefs)
