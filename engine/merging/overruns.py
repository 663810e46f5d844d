"""Two edits that each keep within a capacity or a ceiling, and together do not.

Each plan is taken at the dates its links give: what stands where is compared month by month and
year by year. A joint overrun is one that neither side alone has, or has as large.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.changes import difference
from engine.plan import Plan
from engine.schedule import Schedule
from engine.supplies import purse_of

TOLERANCE = 1e-6
Place = tuple[str, str]
#: A capacity and a month, or a purse and a year (None: all years together).
Slot = tuple[str, date | int | None]


@dataclass(frozen=True, slots=True)
class Overrun:
    """What is asked beyond a capacity's supply or a source's ceiling, only because of both sides.

    `since` and `until` are the first and last month of a capacity, or a ceiling's year in `year`;
    `over` the most by which it is exceeded, `limit` what there is then. Money is in thousand
    millions, as schedules count it. `theirs` and `mine` are the records of each side behind it.
    """

    sort: Literal["capacity", "ceiling"]
    key: str
    since: date | None
    until: date | None
    year: int | None
    limit: float
    over: float
    theirs: tuple[Place, ...]
    mine: tuple[Place, ...]

    @property
    def name(self) -> str:
        """What an acceptance of it is filed under."""
        return f"{self.sort}:{self.key}:{self.since or self.year or ''}"


@dataclass(frozen=True, slots=True)
class Dated:
    """A plan and its dates."""

    plan: Plan
    schedule: Schedule


def joint_overruns(base: Dated, theirs: Dated, mine: Dated, merged: Dated) -> list[Overrun]:
    """Every capacity and ceiling that both sides together overrun more than either does alone."""
    found = []
    for measure in (_short, _overspent):
        alone = [
            {slot: over for slot, (over, _) in measure(each).items()} for each in (theirs, mine)
        ]
        worse = {
            slot: (over, limit)
            for slot, (over, limit) in measure(merged).items()
            if over > max(each.get(slot, 0.0) for each in alone) + TOLERANCE
        }
        found += list(_grouped(worse, base, theirs, mine))
    return found


def _short(dated: Dated) -> dict[Slot, tuple[float, float]]:
    return {
        (key, use.month): (use.short, use.supply)
        for key, uses in dated.schedule.usage.capacities.items()
        for use in uses
        if use.days_short
    }


def _overspent(dated: Dated) -> dict[Slot, tuple[float, float]]:
    return {
        (key, use.year): (use.spending - use.ceiling, use.ceiling)
        for key, uses in dated.schedule.usage.sources.items()
        for use in uses
        if use.ceiling is not None and use.spending > use.ceiling + TOLERANCE
    }


def _grouped(
    worse: Mapping[Slot, tuple[float, float]], base: Dated, theirs: Dated, mine: Dated
) -> Iterator[Overrun]:
    """Months in a row are one overrun; every year of a ceiling is one of its own."""
    months: dict[str, list[date]] = {}
    for key, when in worse:
        if isinstance(when, date):
            months.setdefault(key, []).append(when)
        else:
            over, limit = worse[key, when]
            sides = (_spenders(base, side, key) for side in (theirs, mine))
            yield Overrun("ceiling", key, None, None, when, limit, over, *sides)
    for key, some in sorted(months.items()):
        for run in _runs(sorted(some)):
            over, limit = max(worse[key, month] for month in run)
            sides = (_takers(base, side, key) for side in (theirs, mine))
            yield Overrun("capacity", key, run[0], run[-1], None, limit, over, *sides)


def _runs(months: list[date]) -> Iterator[list[date]]:
    run: list[date] = []
    for month in months:
        if run and (month.year * 12 + month.month) - (run[-1].year * 12 + run[-1].month) > 1:
            yield run
            run = []
        run.append(month)
    if run:
        yield run


def _takers(base: Dated, side: Dated, capacity: str) -> tuple[Place, ...]:
    """The side's edits that bear on a capacity; where none does directly, whose dates it moved."""
    plan = side.plan
    demands = {**base.plan.demands, **plan.demands}
    steps = {**base.plan.steps, **plan.steps}
    asking = {each.activity for each in demands.values() if each.capacity == capacity}
    bringing = {each.activity for each in steps.values() if each.capacity == capacity}
    own = {("capacity", capacity)}
    own |= {("demand", key) for key, each in demands.items() if each.capacity == capacity}
    own |= {("step", key) for key, each in steps.items() if each.capacity == capacity}
    own |= {("activity", key) for key in asking | bringing}
    return _edited(base, side, own) or _moved(base, side, asking | bringing)


def _spenders(base: Dated, side: Dated, purse: str) -> tuple[Place, ...]:
    """The side's edits that bear on a source; where none does directly, whose dates it moved."""
    source = purse_of(purse).source
    costs = {**base.plan.costs, **side.plan.costs}
    ceilings = {**base.plan.ceilings, **side.plan.ceilings}
    paid = {each.project for each in costs.values() if each.source == source}
    activities = {**base.plan.activities, **side.plan.activities}
    working = {key for key, each in activities.items() if each.project in paid}
    own = {("source", source)}
    own |= {("cost", key) for key, each in costs.items() if each.source == source}
    own |= {("ceiling", key) for key, each in ceilings.items() if each.source == source}
    own |= {("activity", key) for key in working} | {("project", key) for key in paid}
    return _edited(base, side, own) or _moved(base, side, working)


def _edited(base: Dated, side: Dated, among: set[Place]) -> tuple[Place, ...]:
    changed = {change.about for change in difference(base.plan, side.plan)}
    return tuple(sorted(changed & among))


def _moved(base: Dated, side: Dated, keys: set[str]) -> tuple[Place, ...]:
    was, now = base.schedule, side.schedule
    return tuple(
        ("activity", key)
        for key in sorted(keys)
        if key in now and (key not in was or was[key].start != now[key].start)
    )
