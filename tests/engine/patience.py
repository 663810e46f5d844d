"""Every plan of a small network, tried one by one: what a search has to be as good as.

Shares nothing with the engine but the network's values. Days are walked, gates and supplies are
counted on fingers.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from engine.network import Activity, Link, Network


@dataclass(frozen=True)
class Way:
    """An activity in one of its modes, and the days [start, finish) it takes."""

    activity: Activity
    mode: int
    duration: int
    demand: dict[str, float]
    cost: dict[str, float]
    start: int = 0
    finish: int = 0


class Patience:
    """Tries every choice and every start of a network within so many days of its own start."""

    def __init__(self, network: Network, horizon: int) -> None:
        self.network, self.horizon = network, horizon
        self.first = network.start.toordinal()
        supplies = network.supplies("base" if network.scenarios else None)
        self.steps, self.budgets = supplies.capacities, supplies.budgets
        self.windows = network.scenarios.get("base", {})
        self.links: dict[str, list[Link]] = defaultdict(list)
        for link in network.links:
            self.links[link.before].append(link)
            self.links[link.after].append(link)

    def plans(self) -> Iterator[dict[str, Way]]:
        """Every plan there is."""
        choices = [
            [*([None] if a.optional else []), *self._ways(a)] for a in self.network.activities
        ]
        for chosen in product(*choices):
            yield from self._placed([way for way in chosen if way is not None], {})

    def finish(self, plan: dict[str, Way]) -> int:
        """Calendar days from the plan's start, the last day included."""
        ends = [max(way.finish, way.start + 1) for way in plan.values()]
        return max(ends, default=self.first) - self.first

    def benefit(self, plan: dict[str, Way]) -> float:
        return sum(way.activity.benefit for way in plan.values())

    def peak(self, plan: dict[str, Way]) -> float:
        years: dict[int, float] = defaultdict(float)
        for way in plan.values():
            for year, part in self._shares(way).items():
                years[year] += part * sum(way.cost.values())
        return max(years.values(), default=0)

    def _ways(self, activity: Activity) -> list[Way]:
        own = Way(activity, 0, activity.duration, dict(activity.demand), dict(activity.cost))
        return [own] + [
            Way(activity, at, mode.duration, dict(mode.demand), dict(mode.cost))
            for at, mode in enumerate(activity.modes, 1)
        ]

    def _placed(self, left: list[Way], plan: dict[str, Way]) -> Iterator[dict[str, Way]]:
        if not left:
            if self._gates_open(plan):
                yield plan
            return
        way = left[0]
        for day in range(self.first, self.first + self.horizon):
            if not self._works(way.activity, day):
                continue
            placed = Way(
                way.activity,
                way.mode,
                way.duration,
                way.demand,
                way.cost,
                day,
                self._after(way.activity, day, way.duration),
            )
            if placed.finish - self.first > self.horizon:
                break
            longer = {**plan, way.activity.id: placed}
            if self._holds(placed) and self._linked(placed, longer) and self._supplied(longer):
                yield from self._placed(left[1:], longer)

    def _works(self, activity: Activity, day: int) -> bool:
        calendar = self.network.calendars[activity.calendar or self.network.default_calendar]
        when = date.fromordinal(day)
        return when.isoweekday() in calendar.weekdays and when not in calendar.holidays

    def _after(self, activity: Activity, day: int, duration: int) -> int:
        """The day after so many days of work from a day on."""
        if activity.unit == "days":
            return day + duration
        while duration:
            duration -= self._works(activity, day)
            day += 1
        return day

    def _holds(self, way: Way) -> bool:
        activity, when = way.activity, date.fromordinal
        constraint = activity.constraint
        last = when(way.finish - 1 if way.finish > way.start else way.start)
        if activity.deadline and last > activity.deadline:
            return False
        if constraint and constraint.date:
            edge, _, rule = constraint.kind.partition("_")
            at = when(way.start) if edge == "start" else last
            if rule == "no_later_than" and at > constraint.date:
                return False
            if rule == "no_earlier_than" and at < constraint.date:
                return False
        for need in activity.requires:
            days = range(way.start, max(way.finish, way.start + 1))
            days = days if need.when == "throughout" else days[:1]
            if not all(self._open(need.condition, when(day)) for day in days):
                return False
        return True

    def _open(self, condition: str, when: date) -> bool:
        return any(
            window.since <= when and (window.until is None or when <= window.until)
            for window in self.windows.get(condition, ())
        )

    def _linked(self, placed: Way, plan: dict[str, Way]) -> bool:
        for link in self.links[placed.activity.id]:
            if link.before in plan and link.after in plan:
                before, after = plan[link.before], plan[link.after]
                since = before.start if link.kind[0] == "S" else before.finish
                reached = after.start if link.kind[1] == "S" else after.finish
                if reached < since + link.lag:
                    return False
        return True

    def _gates_open(self, plan: dict[str, Way]) -> bool:
        for gate in self.network.gates:
            opened = [plan[key] for key in gate.opens if key in plan]
            wanted = len(gate.needs) if gate.at_least is None else gate.at_least
            keys = sorted(
                2 * way.finish - (1 if way.duration else 0)
                for key, way in plan.items()
                if key in gate.needs
            )
            if not opened:
                continue
            if len(keys) < wanted:
                return False
            moment = (keys[wanted - 1] + 1) // 2 if wanted else self.first
            if any(way.start < moment for way in opened):
                return False
        return True

    def _supplied(self, plan: dict[str, Way]) -> bool:
        for name, steps in self.steps.items():
            for day in range(self.first, self.first + self.horizon + 1):
                asked = sum(
                    way.demand.get(name, 0)
                    for way in plan.values()
                    if way.start <= day < way.finish
                )
                there = [step.amount for step in steps if step.since.toordinal() <= day]
                if asked > (there[-1] if there else 0) + 1e-9:
                    return False
        for budget in self.budgets:
            spent = sum(
                way.cost.get(budget.source, 0)
                * (1 if budget.year is None else self._shares(way).get(budget.year, 0))
                for way in plan.values()
            )
            if spent > budget.amount + 1e-9:
                return False
        return True

    def _shares(self, way: Way) -> dict[int, float]:
        worked = [
            (date.fromordinal(way.start) + timedelta(n)).year
            for n in range(way.finish - way.start)
            if self._works(way.activity, way.start + n)
        ]
        years = worked or [date.fromordinal(way.start).year]
        return {year: years.count(year) / len(years) for year in set(years)}
