"""Why an activity does not start earlier: the bounds that hold it, and the next ones down.

The law: a set of demands moves the start earlier, when they fall, exactly if it holds one of the
releases of that start. Its reasons are what the releases name: so relaxing all of them moves it,
unless the plan's own start is among them, and relaxing anything that is not named does not. Of an
activity that waits for no condition there is one release, of all bounds that share its date. A
reason with an earlier date than the start stands beside a condition: because of it the span missed
an earlier window.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from engine.compiling import Compiled
from engine.fitting import Fitting
from engine.weather import Weather

KINDS = (
    "link",
    "max_lag",
    "gate",
    "need",
    "condition",
    "capacity",
    "budget",
    "choice",
    "constraint",
    "actual",
    "status_date",
    "plan_start",
    "opened",
    "deadline",
    "finish",
    "first",
    "last",
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on one row's start, as a day."""

    kind: str
    source: str | None
    day: int

    @property
    def rank(self) -> tuple[int, str]:
        return KINDS.index(self.kind), self.source or ""


@dataclass(frozen=True, slots=True)
class Release:
    """A smallest set of bounds whose fall moves a date, and the day it moves to.

    All of `bounds` have to fall, and besides `enough` of `some`: whichever, as at a k-of-n gate.
    """

    bounds: tuple[Bound, ...]
    day: int
    some: tuple[Bound, ...] = ()
    enough: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """The reasons of one date, what would hold it if they all fell, and what would move it."""

    reasons: tuple[Bound, ...]
    runner_up: Bound | None
    releases: tuple[Release, ...] = ()


def bounds_of(
    compiled: Compiled, implied: Iterable[int], row: int, lifts: Iterable[Bound] = ()
) -> list[Bound]:
    """Everything but conditions that bounds the start of a row, the highest first.

    `lifts` are those of maximum lags: the row may not lie too long before what follows it.
    """
    activity = compiled.activities[row]
    found = [begin_bound(compiled, row)]
    if compiled.begun[row]:
        goes_on = int(compiled.timeline.nth[compiled.floor[row]])
        found = [Bound("actual", activity.id, goes_on)]
    if (at := compiled.constraint_start(row)) is not None:
        found.append(Bound("constraint", activity.id, at))
    latest = firm_day(compiled, row)
    found += [replace(lift, day=min(lift.day, latest)) for lift in lifts]
    for number, day in asked_of(compiled, implied, row):
        bound = edge_bound(compiled, number, day)
        if bound.kind == "link" and latest < day < compiled.timeline.days:
            # Together they put it here: the link asks for later, the constraint for no later.
            bound = edge_bound(compiled, number, latest)
            found.append(Bound("constraint", activity.id, latest))
        found.append(bound)
    return sorted(set(found), key=highest_first)


def asked_of(compiled: Compiled, implied: Iterable[int], row: int) -> Iterable[tuple[int, int]]:
    """The number of each link or gate before a row, and the start it asks for.

    A link of work that has begun may ask twice, also for what that work passes on: the later holds.
    """
    numbers = (int(compiled.forward.number[edge]) for edge in compiled.edges_into[row])
    asked = zip(numbers, implied, strict=True)
    return dict(sorted(asked)).items() if compiled.passes_on else asked


def begin_bound(compiled: Compiled, row: int) -> Bound:
    """The bound of the plan's own start on a row, or of the status date."""
    late = compiled.begin > compiled.timeline.number(compiled.network.start)
    day = compiled.spans.start_of(row, compiled.begin)
    return Bound("status_date" if late else "plan_start", None, day)


def firm_day(compiled: Compiled, row: int) -> int:
    """The latest start a firm constraint allows a row, if it has one."""
    firm = compiled.firm.get(row)
    if firm is None:
        return compiled.timeline.never
    return int(compiled.timeline.nth[firm.most])


def edge_bound(compiled: Compiled, number: int, day: int) -> Bound:
    """The bound that the link, or the gate, of this number sets."""
    if number < len(compiled.links):
        return Bound("link", compiled.links[number].source, day)
    return Bound("gate", compiled.gates[number - len(compiled.links)].gate.id, day)


def explain_row(
    compiled: Compiled,
    weather: Weather,
    implied: Iterable[int],
    row: int,
    start: int,
    lifts: Iterable[Bound] = (),
) -> Explained:
    """The reasons of a row's start. A firm "no later than" is told beside the links it broke.

    It is no part of a release: without it the start would be later, not earlier.
    """
    bounds = bounds_of(compiled, implied, row, lifts)
    fitting = Fitting(compiled, weather, row) if compiled.requirement_set[row] >= 0 else None
    beside = []
    if row in compiled.firm and compiled.constraint_start(row) is None:
        beside = [bound for bound in bounds if bound.kind == "constraint"]
        bounds = [bound for bound in bounds if bound.kind != "constraint"]
    found = explain(bounds, start, fitting)
    told = {*found.reasons, *(bound for bound in beside if bound.day == start)}
    return replace(found, reasons=tuple(sorted(told, key=highest_first)))


def highest_first(bound: Bound) -> tuple[int, tuple[int, str]]:
    return -bound.day, bound.rank


def explain(bounds: Sequence[Bound], start: int, fitting: Fitting | None) -> Explained:
    """The reasons of a start, given its bounds (highest first) and its conditions."""
    top = tuple(takewhile(lambda bound: bound.day == bounds[0].day, bounds))
    if fitting is None:
        below = bounds[len(top)] if len(top) < len(bounds) else None
        return Explained(top, below, (Release(top, below.day),) if below else ())
    if bounds[0].day == start and (found := _without_top(bounds, top, fitting)) is not None:
        return found
    releases = smallest(_violations(bounds, start, fitting))
    named = {bound for release in releases for bound in release.bounds} or set(top)
    reasons = sorted(named, key=highest_first)
    left = [bound for bound in bounds if bound not in named]
    return Explained(tuple(reasons), _next_one(left, fitting, named, start), releases)


def _without_top(
    bounds: Sequence[Bound], top: tuple[Bound, ...], fitting: Fitting
) -> Explained | None:
    """The answer where conditions have no say: every earlier start violates the bounds on top."""
    left = bounds[len(top) :]
    if not left:
        return None
    found = _next_one(left, fitting, set(top), top[0].day)
    return None if found is None else Explained(top, found, (Release(top, found.day),))


def smallest(violated: Iterable[tuple[frozenset[Bound], int]]) -> tuple[Release, ...]:
    """The releases among what each day violates: no set that holds another; days nearest first."""
    days: dict[frozenset[Bound], int] = {}
    for bounds, day in violated:
        days.setdefault(bounds, day)
    kept = [bounds for bounds in days if not any(other < bounds for other in days)]
    kept.sort(key=lambda bounds: (len(bounds), [bound.rank for bound in _ranked(bounds)]))
    return tuple(Release(_ranked(bounds), days[bounds]) for bounds in kept)


def _ranked(bounds: Iterable[Bound]) -> tuple[Bound, ...]:
    return tuple(sorted(bounds, key=highest_first))


def _violations(
    bounds: Sequence[Bound], start: int, fitting: Fitting
) -> list[tuple[frozenset[Bound], int]]:
    """What a start on each earlier day would violate, where that grows less: days ascending.

    Between two such days only more can be violated, so no smallest set is missed.
    """
    conditions = {name: Bound("condition", name, start) for name in fitting.names}
    found = []
    day = bounds[-1].day
    while day < start:
        above = [bound for bound in bounds if bound.day > day]
        opens = {name: fitting.start(day, [name]) for name in fitting.names}
        shut = [name for name, opened in opens.items() if opened != day]
        found.append((frozenset([*above, *(conditions[name] for name in shut)]), day))
        later = [opened for name in shut if (opened := opens[name]) is not None]
        if above:
            later.append(above[-1].day)
        day = min(later, default=start)
    return found


def _next_one(
    left: Sequence[Bound], fitting: Fitting, fallen: set[Bound], start: int
) -> Bound | None:
    if not left:
        return None
    gone = {bound.source for bound in fallen if bound.kind == "condition"}
    names = [name for name in fitting.names if name not in gone]
    day = fitting.start(left[0].day, names)
    if day is None or day >= start:
        return None
    if day == left[0].day:
        return left[0]
    source = next((name for name in names if fitting.start(left[0].day, [name]) == day), names[0])
    return Bound("condition", source, day)


def mapped(explained: Explained, change: Callable[[Bound], Bound]) -> Explained:
    """The same with every bound changed: reasons, runner-up and releases alike."""
    return Explained(
        tuple(change(bound) for bound in explained.reasons),
        explained.runner_up and change(explained.runner_up),
        tuple(
            Release(
                tuple(change(bound) for bound in release.bounds),
                release.day,
                tuple(change(bound) for bound in release.some),
                release.enough,
            )
            for release in explained.releases
        ),
    )
