"""What is to be shared, day by day and year by year, and what of it has been taken so far.

A capacity is held on every day of a span, rest days included: nobody else gets it over the weekend.
What is kept beyond the finish is held for good, and what is added is there for good from the finish
on: a mill that runs holds its power, a line that stands brings some. A cost falls evenly on the
days worked. Before its first step a capacity supplies nothing; a year without a ceiling has none. A
milestone holds no capacity while it runs; its cost falls on its day.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Timeline
from engine.compiling import Compiled

Amounts = NDArray[np.float64]

# Sums of decimal fractions are not exact; a demand this much above the supply still fits.
TOLERANCE = 1e-9
# Most queues are short: so many days are looked through before all the rest.
NEAR = 1500


class Ask(NamedTuple):
    """One thing a row asks for: a capacity while it runs and after, or a source to bear a cost."""

    kind: str
    name: str
    amount: float
    kept: float = 0.0


class Share(NamedTuple):
    """What of a row's cost falls into one year; into all years together where it is None."""

    year: int | None
    part: float


class Queues:
    """The supplies of one scenario, less what rows have taken."""

    def __init__(self, compiled: Compiled, scenario: str | None) -> None:
        self.compiled = compiled
        supplies = compiled.network.supplies(scenario)
        line = compiled.timeline
        self._before, self._nth = tables_of(line)
        spans = compiled.spans
        self._base, self._way = spans.base.tolist(), spans.way.tolist()
        self._more, self._one = spans.more.tolist(), spans.one.tolist()
        self.supply: dict[str, Amounts] = {}
        self._later_most: dict[str, float] = {}
        for name, steps in supplies.capacities.items():
            supply = np.zeros(line.days)
            at_end = 0.0
            for step in steps:
                day = line.number(step.since)
                supply[max(day, 0) :] = step.amount
                at_end = step.amount if day < line.days else max(at_end, step.amount)
            self.supply[name], self._later_most[name] = supply, at_end
        self.free = {name: supply.copy() for name, supply in self.supply.items()}
        self.left = {(each.source, each.year): each.amount for each in supplies.budgets}
        self.sources = {source for source, _ in self.left}
        self._years = self._first_days()
        self.takers: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self.adders: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
        self._kept: dict[str, float] = defaultdict(float)
        self.spenders: dict[tuple[str, int | None], list[int]] = defaultdict(list)

    def _first_days(self) -> list[int]:
        """The day each year of the timeline begins on, and the end."""
        line = self.compiled.timeline
        self._first_year = line.date(0).year
        last = line.date(line.days - 1).year
        years = range(self._first_year, last + 1)
        return [*(line.number(date(year, 1, 1)) for year in years), line.days]

    def asks(self, row: int) -> tuple[Ask, ...]:
        """What a row asks for that is limited at all."""
        activity = self.compiled.activities[row]
        found = []
        if activity.demand or activity.keeps:
            demand = activity.demand if activity.duration else {}
            for name in sorted({*demand, *activity.keeps}):
                ask = Ask("capacity", name, demand.get(name, 0), activity.keeps.get(name, 0))
                found += [ask] if ask.amount or ask.kept else []
        found += [
            Ask("budget", source, amount)
            for source, amount in sorted(activity.cost.items())
            if amount and source in self.sources
        ]
        return tuple(found)

    def start_of(self, row: int, day: int) -> int:
        """The first day at or after `day` on which a row may start."""
        start: int = self._nth[self._before[self._base[row] + day]]
        return start

    def finish_of(self, row: int, start: int) -> int:
        """Where a row's span is over if it starts on `start`."""
        place = self._before[self._way[row] + start] + self._more[row]
        finish: int = self._nth[place] + self._one[row]
        return finish

    def start_free(self, row: int, day: int, asks: Iterable[Ask]) -> int | None:
        """The first start at or after `day` at which a row gets all of this; None: never."""
        days = self.compiled.timeline.days
        asks = list(asks)
        start = self.start_of(row, day)
        while start < days:
            free = self._uncrowded(row, start, [ask for ask in asks if ask.kind == "capacity"])
            paid = self._affordable(row, free, [ask for ask in asks if ask.kind == "budget"])
            if paid == start:
                return start
            start = paid
        return None

    def is_hopeless(self, asks: Iterable[Ask]) -> bool:
        """Whether this is never to be had, however late."""
        return any(
            max(ask.amount, ask.kept) > self._later(ask.name) + TOLERANCE
            if ask.kind == "capacity"
            else ask.amount > self.left.get((ask.name, None), ask.amount) + TOLERANCE
            for ask in asks
        )

    def _later(self, name: str) -> float:
        """The most that can ever be free once everything that runs is over."""
        added = sum(amount for _row, _finish, amount in self.adders[name])
        return float(self._later_most.get(name, 0) + added - self._kept[name])

    def take(self, row: int, start: int, finish: int, asks: Iterable[Ask]) -> None:
        """Gives a row what it asks for, on these days, and takes in what it adds."""
        for name, amount in self.compiled.activities[row].adds.items():
            if amount and name in self.free:
                self.supply[name][finish:] += amount
                self.free[name][finish:] += amount
                self.adders[name].append((row, finish, amount))
        for ask in asks:
            if ask.kind == "budget":
                self._spend(row, start, finish, ask)
            elif ask.name in self.free:
                self.free[ask.name][start:finish] -= ask.amount
                self.free[ask.name][finish:] -= ask.kept
                self._kept[ask.name] += ask.kept
                end = self.compiled.timeline.days if ask.kept else finish
                self.takers[ask.name].append((row, start, end))

    def _spend(self, row: int, start: int, finish: int, ask: Ask) -> None:
        for year, part in (*self.shares(row, start, finish), Share(None, 1.0)):
            if (ask.name, year) in self.left:
                self.left[ask.name, year] -= ask.amount * part
                self.spenders[ask.name, year].append(row)

    def holders(self, ask: Ask, row: int, since: int, until: int) -> list[int]:
        """The rows that had what is asked for, when a start in [since, until) was refused."""
        if ask.kind == "capacity":
            if ask.name not in self.free:
                return []
            over = max(self.finish_of(row, since), until)
            if ask.kept:
                over = self.compiled.timeline.days
            free, wanted = self.free[ask.name], max(ask.amount, ask.kept) - TOLERANCE
            short = free[since:over] < wanted
            dense = np.concatenate([[0], np.cumsum(short)])
            return [
                taker
                for taker, begun, ended in self.takers[ask.name]
                if begun < over
                and ended > since
                and dense[min(ended, over) - since] > dense[max(begun, since) - since]
            ]
        first = self._year_of(since)
        years = [*range(first, self._year_of(min(until, self._years[-1] - 1)) + 1), None]
        found = {
            each
            for year in years
            if self._is_short(ask, year)
            for each in self.spenders.get((ask.name, year), ())
        }
        return sorted(found)

    def suppliers(self, ask: Ask, since: int, until: int) -> list[int]:
        """The rows that finished in (since, until] and added to what is asked for."""
        added = self.adders[ask.name] if ask.kind == "capacity" else ()
        return [row for row, finish, _amount in added if since < finish <= until]

    def _is_short(self, ask: Ask, year: int | None) -> bool:
        left = self.left.get((ask.name, year))
        return left is not None and left < ask.amount - TOLERANCE

    def shares(self, row: int, start: int, finish: int) -> Iterator[Share]:
        """How a span's worked days lie in the years; all on its first day where it has none."""
        base, before, years = self._base[row], self._before, self._years
        finish = min(finish, years[-1])
        total = before[base + finish] - before[base + start] if finish > start else 0
        at = bisect_right(years, start) - 1
        if not total:
            yield Share(self._first_year + at, 1.0)
            return
        while years[at] < finish:
            since, until = max(years[at], start), min(years[at + 1], finish)
            worked = before[base + until] - before[base + since]
            if worked:
                yield Share(self._first_year + at, worked / total)
            at += 1

    def _year_of(self, day: int) -> int:
        return self._first_year + bisect_right(self._years, day) - 1

    def _uncrowded(self, row: int, start: int, asks: list[Ask]) -> int:
        """The first start whose whole span finds the capacities free; `days`: none."""
        days = self.compiled.timeline.days
        if any(ask.name not in self.free for ask in asks):
            return days
        wanted = [(self.free[ask.name], ask.amount - TOLERANCE) for ask in asks if ask.amount]
        start = self._keepable(row, start, [ask for ask in asks if ask.kept])
        finish = self.finish_of(row, start) if start < days else days + 1
        if finish <= days and all(free[start:finish].min() >= least for free, least in wanted):
            return start
        for until in (min(start + NEAR, days), days):
            short = np.zeros(until - start + 2, bool)
            short[0] = short[-1] = True
            for free, least in wanted:
                short[1:-1] |= free[start:until] < least
            turns = (np.flatnonzero(short[1:] != short[:-1]) + start).tolist()
            for since, ended in zip(turns[::2], turns[1::2], strict=True):
                found = self.start_of(row, since)
                if found < ended and self.finish_of(row, found) <= ended:
                    return found
        return days

    def _keepable(self, row: int, start: int, asks: list[Ask]) -> int:
        """The first start at or after `start` whose finish finds for good what is to be kept."""
        days = self.compiled.timeline.days
        since = 0
        for ask in asks:
            short = np.flatnonzero(self.free[ask.name] < ask.kept - TOLERANCE)
            since = max(since, int(short[-1]) + 1 if len(short) else 0)
        if since >= days:
            return days
        if self.finish_of(row, start) < since:
            reach = bisect_left(range(start, days), since, key=lambda at: self.finish_of(row, at))
            start = self.start_of(row, start + reach)
        return start

    def _affordable(self, row: int, start: int, asks: list[Ask]) -> int:
        """The first start at or after `start` that every source can pay for; `days`: none."""
        days = self.compiled.timeline.days
        while asks and start < days:
            refused = self._refusal(row, start, asks)
            if refused is None:
                return start
            ask, year = refused
            if year is None:
                return days
            start = self._start_paid(row, start, ask, year)
        return start

    def _refusal(self, row: int, start: int, asks: list[Ask]) -> tuple[Ask, int | None] | None:
        shares = [*self.shares(row, start, self.finish_of(row, start)), Share(None, 1.0)]
        for ask in asks:
            for year, part in shares:
                left = self.left.get((ask.name, year))
                if left is not None and ask.amount * part > left + TOLERANCE:
                    return ask, year
        return None

    def _start_paid(self, row: int, start: int, ask: Ask, year: int) -> int:
        """The first later start with no more in this year than the source has left for it."""
        line, spans = self.compiled.timeline, self.compiled.spans
        at = year - self._first_year
        first, end = self._years[at], self._years[at + 1]
        base = self._base[row]
        starts = line.nth[self._before[base + start] + 1 : self._before[base + end] + 1]
        places = line.before.take(int(spans.way[row]) + starts) + self._more[row]
        finishes = np.minimum(line.nth.take(places) + self._one[row], line.days)
        total = line.worked(base, starts, finishes)
        inside = line.worked(base, np.maximum(starts, first), np.clip(finishes, first, end))
        part = np.where(
            total > 0, inside / np.maximum(total, 1), (starts >= first) & (starts < end)
        )
        most = self.left[ask.name, year] + TOLERANCE
        fits = np.flatnonzero((part <= 0) | (ask.amount * part <= most))
        return int(starts[fits[0]]) if len(fits) else line.days


@lru_cache(maxsize=4)
def tables_of(line: Timeline) -> tuple[list[int], list[int]]:
    """The tables `before` and `nth` as lists, which answer one by one faster than arrays."""
    return line.before.tolist(), line.nth.tolist()
