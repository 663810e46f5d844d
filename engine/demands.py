"""What dates demand of rows: constraints, deadlines and what has already happened."""

from datetime import date

import numpy as np

from engine.calendars import Timeline
from engine.network import Activity, Constraint
from engine.rows import Firm, Spans

NOT_BEFORE = ("no_earlier_than", "on")
NOT_AFTER = ("no_later_than", "on")


class Demands:
    """Bounds that are no links, as places: the earliest (`floor`) and the latest (`cap`) of rows.

    Of what has begun `actual` holds the starts and then the finishes, and `done` says which of the
    rows are over.
    """

    def __init__(self, spans: Spans, begin: int, status: date | None) -> None:
        line, count = spans.timeline, len(spans.base)
        self._spans, self._line, self._count, self._status = spans, line, count, status
        self.floor = line.before.take(spans.base + begin)
        self.cap = line.before.take(spans.base + line.days - 1)
        self.actual = np.zeros(2 * count, np.int64)
        self.done = np.zeros(count, bool)
        self.late_rows: list[int] = []
        self.firm: dict[int, Firm] = {}

    def lay(self, row: int, activity: Activity) -> None:
        """Takes down what the dates of an activity ask of its row."""
        if activity.actual_start:
            self._lay_actuals(row, activity, self._line.number(activity.actual_start))
        elif activity.constraint:
            self._lay_constraint(row, activity, activity.constraint)
        if activity.deadline:
            latest = latest_finish(self._line, activity, activity.deadline)
            self._spans.cap_finish(self.cap, row, latest)

    def start_asked(self, row: int, activity: Activity) -> int | None:
        """The start a constraint asks for at the earliest, if it asks for one."""
        constraint = activity.constraint
        if constraint is None or constraint.date is None:
            return None
        edge, _, rule = constraint.kind.partition("_")
        if rule not in NOT_BEFORE:
            return None
        if edge == "start":
            return self._spans.start_of(row, max(self._line.number(constraint.date), 0))
        finish = earliest_finish(self._line, activity, constraint.date)
        return self._spans.start_for_finish(row, finish)

    def _lay_constraint(self, row: int, activity: Activity, constraint: Constraint) -> None:
        if constraint.date is None:
            self.late_rows.append(row)
            return
        edge, _, rule = constraint.kind.partition("_")
        before, base, least = self._line.before, int(self._spans.base[row]), 0
        if (start := self.start_asked(row, activity)) is not None:
            least = int(before[base + start])
            self.floor[row] = max(self.floor[row], least)
        if rule in NOT_AFTER and edge == "finish":
            latest = latest_finish(self._line, activity, constraint.date)
            self._spans.cap_finish(self.cap, row, latest)
        elif rule in NOT_AFTER:
            last = self._line.last(constraint.date)
            self.cap[row] = min(self.cap[row], before[base + last + 1] - 1)
        if constraint.firm:
            # A date that is not worked: what is pinned to it goes on to the next one that is.
            self.firm[row] = Firm(least, max(least, int(self.cap[row])))

    def _lay_actuals(self, row: int, activity: Activity, started: int) -> None:
        """Work that has begun goes on at the status date; without one, where it stopped."""
        line, spans = self._line, self._spans
        self.actual[row] = started
        if activity.actual_finish:
            self.done[row] = True
            finished = earliest_finish(line, activity, activity.actual_finish)
            self.actual[self._count + row] = finished
        if self._status:
            # What has been done lies before that date, however much of the duration it is.
            goes_on = max(started, line.number(self._status))
        else:
            goes_on = self._stopped(row, activity, started)
        self.floor[row] = line.before[int(spans.base[row]) + goes_on]

    def _stopped(self, row: int, activity: Activity, started: int) -> int:
        """Where the work done is over, laid from the actual start on without a gap."""
        line = self._line
        worked = max(activity.duration - amount_left(activity), 0)
        calendar = self._spans.calendar[row : row + 1]
        done = Spans.laid(line, calendar, [worked], [activity.unit])
        place = int(line.before[int(done.way[0]) + started])
        return int(line.nth[place + int(done.more[0])]) + int(done.one[0])


def amount_left(activity: Activity) -> int:
    """What is still to be done, in the activity's unit."""
    is_known = activity.actual_start and activity.remaining is not None
    return (activity.remaining or 0) if is_known else activity.duration


def latest_finish(line: Timeline, activity: Activity, when: date) -> int:
    """Where a span is over, or a milestone stands, that just meets this date."""
    over = line.over(when)
    return over if activity.duration else over - line.shown_short


def earliest_finish(line: Timeline, activity: Activity, when: date) -> int:
    """Where a span is over, or a milestone stands, at the earliest for this date."""
    return line.over(when) if activity.duration else line.number(when)
