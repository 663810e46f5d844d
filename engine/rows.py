"""What a row of a compiled network is: its place in a wave, its span, and what bounds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engine.calendars import Days, Timeline
from engine.edges import MONTHLY_UNITS, WORKED_UNITS, Edges, Flags, Some
from engine.network import THROUGHOUT, Activity, Gate

WORKED, WORKED_IF, ELAPSED_IF, ELAPSED, GATE = range(5)

Needs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """How long each row takes: from a start, `more` places on, and the day after it if `one`.

    `calendar` is what floats and lags are counted on, and `base` where a start must stand: the same
    where a day is the unit. `way` and `way_back` are the tables the span is counted by, `base` for
    worked time.
    """

    timeline: Timeline
    calendar: Days
    base: Days
    way: Days
    way_back: Days
    more: Days
    one: Days
    elapsed: Flags

    @classmethod
    def laid(
        cls, timeline: Timeline, calendar: Days, amounts: list[int], units: list[str]
    ) -> "Spans":
        """Columns for activities that take so many of their units."""
        amount = np.array(amounts, np.int64)
        worked = np.array([unit in WORKED_UNITS for unit in units], bool)
        monthly = np.array([unit in MONTHLY_UNITS for unit in units], bool)
        base = timeline.stands(calendar, units, amounts)
        way = np.where(worked, base, np.where(monthly, timeline.months, timeline.every_day))
        back = np.where(worked, base, np.where(monthly, timeline.months_back, timeline.every_day))
        one = np.where(worked & (amount > 0), 1, 0)
        more = amount * timeline.sizes(units, calendar) - one
        return cls(timeline, calendar, base, way, back, more, one, ~worked)

    def of(self, some: Some) -> "Spans":
        """The spans of some rows; of a slice, views."""
        return Spans(
            self.timeline,
            self.calendar[some],
            self.base[some],
            self.way[some],
            self.way_back[some],
            self.more[some],
            self.one[some],
            self.elapsed[some],
        )

    def start_of(self, row: int, day: int) -> int:
        """The first day at or after `day` on which a row may start."""
        return int(self.timeline.nth[self.timeline.before[self.base[row] + day]])

    def finish_of(self, row: int, start: int) -> int:
        """Where a row's span is over if it starts on `start`."""
        place = self.timeline.before[self.way[row] + start] + self.more[row]
        return int(self.timeline.nth[place] + self.one[row])

    def start_for_finish(self, row: int, finish: int) -> int:
        """The first start that is over no sooner than `finish`."""
        before, nth, more = self.timeline.before, self.timeline.nth, self.more[row]
        finish = max(finish, 0)
        if self.elapsed[row]:
            back = int(nth[before[self.way_back[row] + finish - 1] - more])
            return self.start_of(row, back + 1 if finish else 0)
        short = self.timeline.shown_short
        place = before[self.base[row] + finish - short * self.one[row]]
        return int(nth[place - more - (1 - short) * self.one[row]])

    def latest_places(self, finish: Days) -> Days:
        """The latest place of each row from which its span is over by `finish`."""
        before, nth = self.timeline.before, self.timeline.nth
        place = before.take(self.way_back + finish + (~self.elapsed - self.one)) - self.more
        elapsed = np.flatnonzero(self.elapsed)
        start = nth.take(place[elapsed])
        place -= 1
        place[elapsed] = before.take(self.base[elapsed] + start + 1) - 1
        return place

    def not_over_before(self, finish: Days) -> Days:
        """The latest moments that these finishes still meet where a finish is asked for.

        In minutes what is over at 17:00 is over by the next working minute: nothing lies between.
        """
        if self.timeline.shown_short:
            return finish
        line = self.timeline
        next_worked = line.nth.take(line.before.take(self.way + finish))
        return np.where(self.one > 0, next_worked, finish)

    def cap_finish(self, cap: Days, row: int, finish: int) -> None:
        """Lets a row be over no later than `finish`, in a column of latest places."""
        before, way_back, more = self.timeline.before, self.way_back[row], self.more[row]
        if self.elapsed[row]:
            start = self.timeline.nth[before[way_back + finish] - more]
            latest = before[self.base[row] + start + 1] - 1
        else:
            latest = before[way_back + finish + 1 - self.one[row]] - more - 1
        if latest < cap[row]:
            cap[row] = latest


class Firm(NamedTuple):
    """Between which places a firm constraint keeps a row, whatever its links ask for."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave: its activities at rows [first, gates), its gates at [gates, last).

    `elapsed` are those of its activities, counted from `first`, that do not count worked days;
    `conditioned` are the rows with conditions, `begun` those that have begun, `firm` those with
    a firm constraint.
    """

    first: int
    gates: int
    last: int
    elapsed: slice | None
    conditioned: slice | None
    spans: Spans
    edges_in: Edges
    edges_out: Edges
    begun: Days | None
    firm: Sequence[int]


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
    opens: tuple[int, ...]


def kind_of(activity: Activity) -> int:
    """What sort of row an activity makes."""
    if activity.unit in WORKED_UNITS:
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
