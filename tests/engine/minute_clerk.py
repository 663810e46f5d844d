"""A patient clerk for schedules to the minute: lists of worked periods, walked one by one.

Written from the contract, and shares nothing with the engine but the network's values: no tables,
no places, no waves. A moment is a number of minutes since the clerk's first day.
"""

from datetime import datetime
from functools import cache

from engine.network import Activity, Gate, Link, Network
from tests.engine.clerk import has_happened, passes_on
from tests.engine.minute_walks import ELAPSED, WORKED, Walks
from tests.engine.moments import DAY, add_months, end, first, nearest, shown


class MinuteClerk(Walks):
    """Finds every activity's start and the moment it is over; None = never."""

    def __init__(self, network: Network, scenario: str | None) -> None:
        super().__init__(network)
        self.windows = network.scenarios[scenario] if scenario else {}
        self.begin = max(first(network.start), first(network.status_date or network.start))
        self.activities = {activity.id: activity for activity in network.activities}
        self.span = cache(self._span)
        self.rest = cache(self._rest)
        self.gate = cache(self._gate)

    def dates(self) -> dict[str, tuple[datetime | None, datetime | None]]:
        found = {}
        for key in self.activities:
            start, over = self.span(key)
            found[key] = (shown(start), shown(over))
        return found

    def _span(self, key: str) -> tuple[int | None, int | None]:
        activity = self.activities[key]
        if activity.actual_start:
            return self._begun(activity)
        starts, overs = self._links(activity, activity.duration)
        constraint = activity.constraint
        if constraint and constraint.kind in ("start_no_earlier_than", "start_on"):
            starts.append(first(constraint.date))
        if constraint and constraint.kind in ("finish_no_earlier_than", "finish_on"):
            has_length = activity.duration > 0
            overs.append(end(constraint.date) if has_length else first(constraint.date))
        if None in starts + overs:
            return None, None
        return self._first_fit(activity, activity.duration, [self.begin, *starts], overs)

    def _begun(self, activity: Activity) -> tuple[int | None, int | None]:
        start = first(activity.actual_start)
        if activity.actual_finish:
            is_long = activity.duration > 0
            return start, (end if is_long else first)(activity.actual_finish)
        return start, self.rest(activity.id)[1]

    def _rest(self, key: str) -> tuple[int | None, int | None]:
        """When what is left of begun work goes on, and is over; of finished work only its waits."""
        activity = self.activities[key]
        start = first(activity.actual_start)
        if activity.actual_finish:
            waits = [start] + [self.gate(g.id) for g in self.network.gates if key in g.opens]
            for link in self.network.links:
                before = self.activities[link.before]
                if link.after == key and passes_on(self.network, before, link):
                    waits.append(self.passed(link))
                elif link.after == key and not has_happened(before, link):
                    waits.append(self.demanded(link))
            return (None, None) if None in waits else (max(waits), max(waits))
        left = activity.duration if activity.remaining is None else activity.remaining
        if self.network.status_date:
            goes_on = max(start, first(self.network.status_date))
        else:
            goes_on = self.over(activity, max(activity.duration - left, 0), start)
        starts, overs = [], []
        if self.network.out_of_sequence == "retained_logic":
            starts, overs = self._links(activity, left)
        if None in starts + overs:
            return None, None
        return self._first_fit(activity, left, [goes_on, *starts], overs, begun=True)

    def _first_fit(
        self, activity: Activity, amount: int, starts: list, overs: list, *, begun: bool = False
    ) -> tuple[int | None, int | None]:
        """The earliest start that obeys: a window's beginning is the only reason to skip ahead."""
        soonest = self.legal(activity, amount, max(starts))
        for wanted in overs:
            soonest = self.moved_on(activity, amount, soonest, wanted)
        conditions = [need.condition for need in activity.requires]
        openings = [first(w.since) for name in conditions for w in self.windows.get(name, ())]
        for opening in sorted([soonest, *(each for each in openings if each > soonest)]):
            start = self.legal(activity, amount, opening)
            over = self.over(activity, amount, start)
            if self.may_run(activity, start, over, begun):
                return start, over
        return None, None

    def _links(self, activity: Activity, amount: int) -> tuple[list, list]:
        """The starts and the finishes that links ask of so much work."""
        starts, overs = [], []
        for link in self.network.links:
            if link.after == activity.id:
                if link.kind in ("FS", "SS"):
                    starts.append(self.demanded(link))
                elif amount and activity.unit in WORKED and (lag := self.elapsed_lag(link)):
                    starts.append(self.begun_for(link, activity, amount, lag))
                else:
                    overs.append(self.demanded(link))
                if passes_on(self.network, self.activities[link.before], link):
                    starts.append(self.passed(link))
        gates = self.network.gates
        starts += [self.gate(gate.id) for gate in gates if activity.id in gate.opens]
        return starts, overs

    def moved_on(self, activity: Activity, amount: int, start: int, wanted: int) -> int:
        """The first start from which a span is over late enough.

        Late enough is when no working time is left between its end and the moment wanted: work
        that ends at 17:00 is over by the next morning.
        """
        over = self.over(activity, amount, start)
        if over >= wanted:
            return start
        if activity.unit in WORKED and amount:
            calendar = self.calendar(activity.calendar)
            missing = self.worked(calendar, over, wanted)
            return self.legal(
                activity, amount, self.after(calendar, start, missing) if missing else start
            )
        soonest, enough = start, wanted
        while soonest < enough:
            middle = (soonest + enough) // 2
            if self.over(activity, amount, middle) >= wanted:
                enough = middle
            else:
                soonest = middle + 1
        return self.legal(activity, amount, enough)

    def demanded(self, link: Link) -> int | None:
        """The moment a link's predecessor and lag lead to."""
        start, over = self.span(link.before)
        moment = start if link.kind in ("SS", "SF") else over
        if moment is None:
            return None
        amount, unit = self.share(link) if link.unit == "percent" else (link.lag, link.unit)
        return self.lagged(link, moment, amount, unit)

    def passed(self, link: Link) -> int | None:
        """Where the rest of the predecessor goes on, and what the lag has left at that moment."""
        moment, before = self.rest(link.before)[0], self.activities[link.before]
        if moment is None:
            return None
        amount, unit = self.share(link) if link.unit == "percent" else (link.lag, link.unit)
        since = self.span(link.before)[link.kind == "FS"]
        if self.network.status_date:
            now = first(self.network.status_date)
            calendar = self.calendar(link.calendar or self.activities[link.after].calendar)
            if amount <= 0:
                amount = 0
            elif unit in WORKED:
                used_on = calendar if before.actual_finish else self.calendar(before.calendar)
                used = self.worked(used_on, since, now) if since < now else 0
                amount, unit = nearest(amount * self.size(unit, calendar)) - used, "minutes"
            elif since < now:
                amount, unit = self.lagged(link, since, amount, unit) - now, "elapsed_minutes"
            amount = max(amount, 0)
        return self.lagged(link, moment, amount, unit)

    def lagged(self, link: Link, moment: int, amount: float, unit: str) -> int:
        calendar = self.calendar(link.calendar or self.activities[link.after].calendar)
        if unit in ("months", "years"):
            return add_months(moment, int(amount) * (12 if unit == "years" else 1))
        if unit in ELAPSED:
            return moment + nearest(amount * ELAPSED[unit])
        minutes = nearest(amount * self.size(unit, calendar))
        if minutes > 0:
            return self.after(calendar, moment, minutes)
        return self.ahead(calendar, moment, -minutes)

    def elapsed_lag(self, link: Link) -> int:
        """The minutes of a lag on the clock; 0 of any other."""
        amount, unit = self.share(link) if link.unit == "percent" else (link.lag, link.unit)
        return nearest(amount * ELAPSED[unit]) if unit in ELAPSED else 0

    def begun_for(self, link: Link, activity: Activity, amount: int, lag: int) -> int | None:
        """A lag on the clock comes last: from where work begins that ends with the predecessor."""
        start, over = self.span(link.before)
        moment = start if link.kind == "SF" else over
        if moment is None:
            return None
        calendar = self.calendar(activity.calendar)
        minutes = amount * self.size(activity.unit, calendar)
        return self.ahead(calendar, moment, minutes) + lag

    def share(self, link: Link) -> tuple[float, str]:
        """A percentage of the predecessor's duration, in minutes."""
        before = self.activities[link.before]
        exact = before.duration * abs(link.lag) / 100
        sign = -1 if link.lag < 0 else 1
        if before.unit in ("months", "years"):
            months = exact * (12 if before.unit == "years" else 1)
            if months == int(months):
                return sign * months, "months"
            return sign * nearest(months * 30 * DAY), "elapsed_minutes"
        size = self.size(before.unit, self.calendar(before.calendar))
        unit = "minutes" if before.unit in WORKED else "elapsed_minutes"
        return sign * nearest(exact * size), unit

    def _gate(self, key: str) -> int | None:
        """The moment a gate opens."""
        gate: Gate = next(gate for gate in self.network.gates if gate.id == key)
        overs = [self.span(need)[1] for need in set(gate.needs)]
        known = sorted(over for over in overs if over is not None)
        at_least = len(overs) if gate.at_least is None else gate.at_least
        if len(known) < at_least:
            return None
        moment = known[at_least - 1] if at_least else self.begin
        openings = [first(w.since) for name in gate.conditions for w in self.windows.get(name, ())]
        for opening in sorted([moment, *(each for each in openings if each > moment)]):
            if all(self.holds(name, opening, opening + 1) for name in gate.conditions):
                return opening
        return None

    def may_run(self, activity: Activity, start: int, over: int, begun: bool) -> bool:
        for need in activity.requires:
            if need.when == "start":
                if not begun and not self.holds(need.condition, start, start + 1):
                    return False
            elif not self.holds(need.condition, start, max(over, start + 1)):
                return False
        return True

    def holds(self, condition: str, since: int, until: int) -> bool:
        """Whether it holds in every minute of [since, until)."""
        at = since
        while at < until:
            ends = [
                end(w.until) if w.until else until
                for w in self.windows.get(condition, ())
                if first(w.since) <= at and (w.until is None or at < end(w.until))
            ]
            if not ends:
                return False
            at = max(ends)
        return True

    def legal(self, activity: Activity, amount: int, moment: int) -> int:
        """The first moment at or after this one where such a span may start."""
        periods = self.periods(self.calendar(activity.calendar))
        if amount and activity.unit in ("days", "months", "years"):
            calendar = self.calendar(activity.calendar)
            while not self.worked(calendar, moment // DAY * DAY, (moment // DAY + 1) * DAY):
                moment = (moment // DAY + 1) * DAY
            return moment
        may_end = not amount or activity.unit.startswith("elapsed")
        for since, until in periods:
            if moment < until or (may_end and moment == until):
                return max(moment, since)
        raise AssertionError("the clerk's calendar has ended")

    def over(self, activity: Activity, amount: int, start: int) -> int:
        unit, calendar = activity.unit, self.calendar(activity.calendar)
        if not amount:
            return start
        if unit in ("months", "years"):
            return add_months(start, amount * (12 if unit == "years" else 1))
        if unit in ELAPSED:
            return start + amount * ELAPSED[unit]
        return self.after(calendar, start, amount * self.size(unit, calendar))
