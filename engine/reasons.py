"""Why an activity does not start earlier: the bounds that hold it, and the next ones down.

The law: relaxing all reasons of an activity moves its start earlier, unless the plan's own start
is among them; relaxing some but not all of the reasons that share its date does not; relaxing
anything that is not named does not. A reason with an earlier date than the start stands beside a
condition: because of it the span missed an earlier window. Conditions that hold the start only
together (each alone would let it go) are each named. At a k-of-n gate, any one of the needs that
share the date would do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from engine.compiling import Compiled
from engine.weather import Weather
from engine.windows import OPEN_END

KINDS = (
    "link",
    "gate",
    "need",
    "condition",
    "capacity",
    "budget",
    "constraint",
    "actual",
    "status_date",
    "plan_start",
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A lower bound on one row's start, as a day."""

    kind: str
    source: str | None
    day: int

    @property
    def rank(self) -> tuple[int, str]:
        return KINDS.index(self.kind), self.source or ""


@dataclass(frozen=True, slots=True)
class Explained:
    """The reasons of one start, and what would hold it if they all fell."""

    reasons: tuple[Bound, ...]
    runner_up: Bound | None


def bounds_of(compiled: Compiled, implied: Iterable[int], row: int) -> list[Bound]:
    """Everything but conditions that bounds the start of a row, the highest first."""
    activity = compiled.activities[row]
    network, place_at = compiled.network, compiled.spans.start_of
    late = compiled.begin > compiled.timeline.number(network.start)
    found = [Bound("status_date" if late else "plan_start", None, place_at(row, compiled.begin))]
    if compiled.begun[row]:
        goes_on = int(compiled.timeline.nth[compiled.floor[row]])
        found = [Bound("actual", activity.id, goes_on)]
    if (at := compiled.constraint_start(row)) is not None:
        found.append(Bound("constraint", activity.id, at))
    latest = firm_day(compiled, row)
    for edge, day in zip(compiled.edges_into[row], implied, strict=True):
        number = int(compiled.forward.number[edge])
        if number < len(compiled.links):
            is_broken = latest < day < compiled.timeline.days
            found.append(Bound("link", compiled.links[number].source, latest if is_broken else day))
            if is_broken:
                # Together they put it here: the link asks for later, the constraint for no later.
                found.append(Bound("constraint", activity.id, latest))
        else:
            gate = compiled.gates[number - len(compiled.links)]
            found.append(Bound("gate", gate.gate.id, day))
    return sorted(set(found), key=lambda bound: (-bound.day, bound.rank))


def firm_day(compiled: Compiled, row: int) -> int:
    """The latest start a firm constraint allows a row, if it has one."""
    firm = compiled.firm.get(row)
    if firm is None:
        return compiled.timeline.never
    return int(compiled.timeline.nth[firm.most])


class Fitting:
    """Where the conditions of one row let it start, with any of them left out."""

    def __init__(self, compiled: Compiled, weather: Weather, row: int) -> None:
        self._compiled, self._weather, self._row = compiled, weather, row
        self.needed = compiled.requirement_sets[compiled.requirement_set[row]]
        self.names = tuple(sorted({condition for condition, _ in self.needed}))

    def start(self, day: int, names: Iterable[str]) -> int | None:
        """The first start at or after `day` that suits these conditions, if there is one."""
        kept = set(names)
        needed = tuple(need for need in self.needed if need[0] in kept)
        for piece in self._weather.pieces_for(needed):
            start = self._compiled.spans.start_of(self._row, max(day, piece.since))
            if start < piece.until and (
                piece.limit == OPEN_END
                or self._compiled.spans.finish_of(self._row, start) <= piece.limit
            ):
                return start
        return None

    def holding(self, day: int, start: int | None) -> tuple[str, ...]:
        """The conditions because of which a start from `day` on becomes `start`."""
        alone = tuple(name for name in self.names if self.start(day, [name]) == start)
        rest = [name for name in self.names if name not in alone]
        if alone and self.start(day, rest) != start:
            return alone
        pivotal = tuple(
            name
            for name in self.names
            if self.start(day, [other for other in self.names if other != name]) != start
        )
        return tuple(sorted({*alone, *pivotal})) or self.names


def explain(bounds: list[Bound], start: int, fitting: Fitting | None) -> Explained:
    """The reasons of a start, given its bounds (highest first) and its conditions."""
    top = [*takewhile(lambda bound: bound.day == bounds[0].day, bounds)]
    below = bounds[len(top) :]
    if fitting is None:
        return Explained(tuple(top), below[0] if below else None)
    fit = fitting.start
    reasons: list[Bound] = []
    held: tuple[str, ...] = ()
    if start > bounds[0].day:
        held = fitting.holding(bounds[0].day, start)
        if below and fit(below[0].day, fitting.names) != start:
            reasons += top
    else:
        reasons += top
        if below and fit(below[0].day, fitting.names) == start:
            held = fitting.holding(below[0].day, start)
    reasons += [Bound("condition", name, start) for name in held]
    reasons.sort(key=lambda bound: (-bound.day, bound.rank))
    left = [bound for bound in bounds if bound not in reasons]
    return Explained(tuple(reasons), _next_one(left, fitting, held, start))


def _next_one(
    left: list[Bound], fitting: Fitting, fallen: tuple[str, ...], start: int
) -> Bound | None:
    if not left:
        return None
    names = [name for name in fitting.names if name not in fallen]
    day = fitting.start(left[0].day, names)
    if day is None or day >= start:
        return None
    if day == left[0].day:
        return left[0]
    source = next((name for name in names if fitting.start(left[0].day, [name]) == day), names[0])
    return Bound("condition", source, day)
