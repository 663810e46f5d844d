"""What a row of a compiled network is: its place in a wave, its span, and what bounds it."""

from dataclasses import dataclass, fields

import numpy as np

from engine.calendars import MONTH, Days, Timeline
from engine.edges import Edges, Flags
from engine.network import THROUGHOUT, Activity, Gate

WORKED, WORKED_IF, ELAPSED_IF, ELAPSED, GATE = range(5)
MONTHS_PER = {"months": 1, "years": 12}

Needs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """How long each row takes: from a start, `more` places on, and the day after it if `one`.

    `base` is the calendar a start must be worked on; `way` and `way_back` the tables the span is
    counted by, the same calendar for worked days.
    """

    base: Days
    way: Days
    way_back: Days
    more: Days
    one: Days
    elapsed: Flags
    # Sums the passes would otherwise make in every wave.
    base_less_one: Days
    base_more: Days
    base_more_less_one: Days
    more_more: Days

    @classmethod
    def laid(cls, timeline: Timeline, base: Days, amounts: list[int], units: list[str]) -> "Spans":
        """Columns for activities that take so many of their units."""
        amount = np.array(amounts, np.int64)
        months = np.array([MONTHS_PER.get(unit, 0) for unit in units], np.int64)
        worked = np.array([unit == "workdays" for unit in units], bool)
        monthly = months > 0
        way = np.where(worked, base, np.where(monthly, timeline.months, timeline.every_day))
        back = np.where(worked, base, np.where(monthly, timeline.months_back, timeline.every_day))
        one = np.where(worked & (amount > 0), 1, 0)
        more = np.where(monthly, amount * months * MONTH, amount) - one
        sums = (base - one, base + 1, base + 1 - one, more + 1)
        return cls(base, way, back, more, one, ~worked, *sums)

    def of(self, some: "slice | Days") -> "Spans":
        """The spans of some rows; of a slice, views."""
        return Spans(*(getattr(self, name)[some] for name in COLUMNS))


COLUMNS = tuple(column.name for column in fields(Spans))


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave: its activities at rows [first, gates), its gates at [gates, last).

    `elapsed` are the activities that do not count worked days, `conditioned` those with
    conditions, both counted from `first`.
    """

    first: int
    gates: int
    last: int
    elapsed: slice | None
    conditioned: slice | None
    spans: Spans
    edges_in: Edges
    edges_out: Edges


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate among the rows: the finishes it needs, and which of the needs have a length."""

    row: int
    gate: Gate
    names: tuple[str, ...]
    rows: tuple[int, ...]
    finishes: Days
    has_length: tuple[int, ...]
    at_least: int


def kind_of(activity: Activity) -> int:
    """What sort of row an activity makes."""
    if activity.unit == "workdays":
        return WORKED_IF if activity.requires and needs_of(activity) else WORKED
    return ELAPSED_IF if activity.requires and needs_of(activity) else ELAPSED


def needs_of(activity: Activity) -> Needs:
    """The conditions still asked of an activity: of work that has begun, those of what remains."""
    if not activity.requires or activity.actual_finish:
        return ()
    needs = {(need.condition, need.when) for need in activity.requires}
    if activity.actual_start:
        needs = {need for need in needs if need[1] == THROUGHOUT}
    return tuple(sorted(needs))
