"""A patient clerk: works a network out day by day, so plainly that nobody could get it wrong.

Shares nothing with the engine but the network's values: no arrays, no waves, no tables. It walks
calendars one day at a time and tries one start after the other.
"""

from datetime import date
from functools import cache

from engine.network import Activity, Calendar, Gate, Link, Network

PATIENCE = 2500


class Clerk:
    """Finds every activity's start and finish (exclusive), as day numbers; None = never."""

    def __init__(self, network: Network, scenario: str | None) -> None:
        self.network = network
        self.windows = network.scenarios[scenario] if scenario else {}
        self.begin = max(network.start, network.status_date or network.start).toordinal()
        self.activities = {activity.id: activity for activity in network.activities}
        self.span = cache(self._span)
        self.rest = cache(self._rest)
        self.gate = cache(self._gate)

    def dates(self) -> dict[str, tuple[date | None, date | None]]:
        return {key: self.shown(key) for key in self.activities}

    def shown(self, key: str) -> tuple[date | None, date | None]:
        start, finish = self.span(key)
        last = finish if finish is None or finish == start else finish - 1
        return (start and date.fromordinal(start), last and date.fromordinal(last))

    def _span(self, key: str) -> tuple[int | None, int | None]:
        activity = self.activities[key]
        if activity.actual_start:
            return self._begun(activity)
        start_bounds, finish_bounds = self._bounds(activity)
        if None in start_bounds + finish_bounds:
            return None, None
        for day in range(self.begin, max([self.begin, *start_bounds, *finish_bounds]) + PATIENCE):
            if not self.works(self.calendar(activity.calendar), day):
                continue
            finish = self.finish(activity, activity.duration, day)
            if (
                all(day >= bound for bound in start_bounds)
                and all(finish >= bound for bound in finish_bounds)
                and self.may_run(activity, day, finish, begun=False)
            ):
                return day, finish
        return None, None

    def _links(self, activity: Activity) -> tuple[list[int | None], list[int | None]]:
        starts: list[int | None] = []
        finishes: list[int | None] = []
        for link in self.network.links:
            if link.after == activity.id:
                bounds = starts if link.kind in ("FS", "SS") else finishes
                bounds.append(self.demanded(link))
                if passes_on(self.network, self.activities[link.before], link):
                    bounds.append(self.passed(link))
        return starts, finishes

    def _gates(self, activity: Activity) -> list[int | None]:
        gates = self.network.gates
        return [self.gate(gate.id)[0] for gate in gates if activity.id in gate.opens]

    def _firmly(self, activity: Activity, starts: list, finishes: list) -> tuple[list, list]:
        """What links ask for, held to the latest day a firm constraint allows."""
        edge, _, rule = activity.constraint.kind.partition("_")
        if rule == "no_earlier_than" or None in starts + finishes:
            return starts, finishes
        wanted = activity.constraint.date.toordinal() + (edge == "finish" and activity.duration > 0)
        calendar = self.calendar(activity.calendar)

        def reached(day: int) -> int:
            return day if edge == "start" else self.finish(activity, activity.duration, day)

        day = wanted
        while not self.works(calendar, day) or reached(day) > wanted:
            day -= 1
        if rule == "on" and reached(day) < wanted:
            # No day fits it exactly: the first that is not too early.
            while not self.works(calendar, day) or reached(day) < wanted:
                day += 1
        asked = max([self.begin, *starts])
        while not self.works(calendar, asked) or any(
            self.finish(activity, activity.duration, asked) < bound for bound in finishes
        ):
            asked += 1
        return [min(asked, day)], []

    def _bounds(self, activity: Activity) -> tuple[list[int | None], list[int | None]]:
        starts, finishes = self._links(activity)
        constraint = activity.constraint
        if constraint and constraint.firm and constraint.date:
            starts, finishes = self._firmly(activity, starts, finishes)
        starts = starts + self._gates(activity)
        if constraint and constraint.kind in ("start_no_earlier_than", "start_on"):
            starts.append(constraint.date.toordinal())
        if constraint and constraint.kind in ("finish_no_earlier_than", "finish_on"):
            finishes.append(constraint.date.toordinal() + (1 if activity.duration else 0))
        return starts, finishes

    def _begun(self, activity: Activity) -> tuple[int | None, int | None]:
        start = activity.actual_start.toordinal()
        if activity.actual_finish:
            return start, activity.actual_finish.toordinal() + (1 if activity.duration else 0)
        return start, self.rest(activity.id)[1]

    def _rest(self, key: str) -> tuple[int | None, int | None]:
        """When what is left of begun work goes on, and is over; of finished work only its waits."""
        activity = self.activities[key]
        if activity.actual_finish:
            waits = [activity.actual_start.toordinal(), *self._gates(activity)]
            for link in self.network.links:
                before = self.activities[link.before]
                if link.after == key and passes_on(self.network, before, link):
                    waits.append(self.passed(link))
                elif link.after == key and not has_happened(before, link):
                    waits.append(self.demanded(link))
            return (None, None) if None in waits else (max(waits), max(waits))
        start = activity.actual_start.toordinal()
        left = activity.duration if activity.remaining is None else activity.remaining
        if self.network.status_date:
            day = max(start, self.network.status_date.toordinal())
        else:
            day = self.finish(activity, max(activity.duration - left, 0), start)
        starts, finishes = [], []
        if self.network.out_of_sequence == "retained_logic":
            starts, finishes = self._links(activity)
            starts = starts + self._gates(activity)
        if None in starts + finishes:
            return None, None
        for resumed in range(max([day, *starts]), max([day, *starts, *finishes]) + PATIENCE):
            if self.works(self.calendar(activity.calendar), resumed):
                finish = self.finish(activity, left, resumed)
                late_enough = all(finish >= bound for bound in finishes)
                if late_enough and self.may_run(activity, resumed, finish, begun=True):
                    return resumed, finish
        return None, None

    def may_run(self, activity: Activity, start: int, finish: int, *, begun: bool) -> bool:
        for need in activity.requires:
            if need.when == "start":
                days = [] if begun else [start]
            else:
                days = list(range(start, max(finish, start + 1)))
            if not all(self.holds(need.condition, day) for day in days):
                return False
        return True

    def holds(self, condition: str, day: int) -> bool:
        return any(
            window.since.toordinal() <= day
            and (window.until is None or day <= window.until.toordinal())
            for window in self.windows.get(condition, ())
        )

    def demanded(self, link: Link) -> int | None:
        """The moment a link's predecessor and lag lead to."""
        start, finish = self.span(link.before)
        moment = start if link.kind in ("SS", "SF") else finish
        if moment is None:
            return None
        amount, unit = self.share(link) if link.unit == "percent" else (link.lag, link.unit)
        return self.lagged(link, moment, amount, unit)

    def passed(self, link: Link) -> int | None:
        """Where the rest of the predecessor goes on, and what the lag has left on that day."""
        moment, before = self.rest(link.before)[0], self.activities[link.before]
        if moment is None:
            return None
        amount, unit = self.share(link) if link.unit == "percent" else (link.lag, link.unit)
        start, finish = self.span(link.before)
        since = start if link.kind == "SS" else finish
        if self.network.status_date:
            now = self.network.status_date.toordinal()
            if amount <= 0:
                amount = 0
            elif unit != "workdays":
                if since < now:
                    amount, unit = max(self.lagged(link, since, amount, unit) - now, 0), "days"
            else:
                name = link.calendar or self.activities[link.after].calendar
                used_on = self.calendar(name if before.actual_finish else before.calendar)
                amount -= sum(self.works(used_on, day) for day in range(since, now))
        return self.lagged(
            link, moment, max(amount, 0) if self.network.status_date else amount, unit
        )

    def lagged(self, link: Link, moment: int, amount: float, unit: str) -> int:
        if unit == "days" or not amount:
            return moment + int(amount)
        if unit in ("months", "years"):
            return add_months(moment, int(amount) * (12 if unit == "years" else 1))
        calendar = self.calendar(link.calendar or self.activities[link.after].calendar)
        step = 1 if amount > 0 else -1
        left = abs(int(amount))
        while left:
            if step < 0:
                moment -= 1
            if self.works(calendar, moment):
                left -= 1
            if step > 0:
                moment += 1
        if step < 0 and link.kind in ("FF", "SF"):
            # A finish lies at the end of a worked day, not at the beginning of the next.
            while not self.works(calendar, moment - 1):
                moment -= 1
        return moment

    def share(self, link: Link) -> tuple[float, str]:
        before = self.activities[link.before]
        exact = before.duration * link.lag / 100
        unit = before.unit
        if unit == "months" and exact != int(exact):
            exact, unit = exact * 30, "days"
        sign = -1 if exact < 0 else 1
        return sign * int(abs(exact) + 0.5), unit

    def _gate(self, key: str) -> tuple[int | None, int | None]:
        """The moment work may begin behind a gate, and the day it is said to open."""
        gate: Gate = next(gate for gate in self.network.gates if gate.id == key)
        finished = []
        for need in set(gate.needs):
            finish = self.span(need)[1]
            if finish is not None:
                has_length = bool(self.activities[need].duration)
                finished.append((finish, finish - 1 if has_length else finish))
        finished.sort()
        at_least = len(set(gate.needs)) if gate.at_least is None else gate.at_least
        if len(finished) < at_least:
            return None, None
        moment, day = finished[at_least - 1] if at_least else (self.begin, self.begin)
        for waited in range(PATIENCE * 2):
            if all(self.holds(condition, day + waited) for condition in gate.conditions):
                return (moment, day) if not waited else (day + waited, day + waited)
        return None, None

    def finish(self, activity: Activity, amount: int, start: int) -> int:
        if activity.unit == "days":
            return start + amount
        if activity.unit == "months":
            return add_months(start, amount)
        if activity.unit == "years":
            return add_months(start, 12 * amount)
        calendar, day = self.calendar(activity.calendar), start
        while amount:
            amount -= self.works(calendar, day)
            day += 1
        return day

    def calendar(self, name: str | None) -> Calendar:
        return self.network.calendars[name or self.network.default_calendar]

    def works(self, calendar: Calendar, day: int) -> bool:
        when = date.fromordinal(day)
        if when in calendar.workdays:
            return True
        return when.isoweekday() in calendar.weekdays and when not in calendar.holidays


def has_happened(before: Activity, link: Link) -> bool:
    """Whether what a link counts from is past."""
    return bool(before.actual_finish or (before.actual_start and link.kind in ("SS", "SF")))


def passes_on(network: Network, before: Activity, link: Link) -> bool:
    """Whether by retained logic a link also waits for what its begun predecessor waits for."""
    if network.out_of_sequence != "retained_logic" or link.kind not in ("FS", "SS"):
        return False
    if before.actual_finish:
        return True
    return bool(network.status_date and before.actual_start and link.kind == "SS")


def add_months(day: int, months: int) -> int:
    """The same day of a later month; where it has no such day, the first of the month after."""
    when = date.fromordinal(day)
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    try:
        return date(year, month + 1, when.day).toordinal()
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1).toordinal()
