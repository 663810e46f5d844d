"""Why a gate does not open earlier: the needs and conditions that hold it, and the next ones down.

The law is that of `engine.reasons`, for the day a gate opens: a set of its needs and conditions,
taken as met, moves that day exactly if it holds one of the releases: all of the release's bounds,
and so many of the needs that any of would do. Reasons are the needs and conditions of the releases
that are met by the day the gate opens; of a k-of-n gate a release may also count needs met later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.calendars import Days
from engine.compiling import Compiled
from engine.gates import keys_of
from engine.reasons import Bound, Explained, Release
from engine.rows import GateRow
from engine.weather import Weather
from engine.windows import Times


@dataclass(frozen=True, slots=True)
class Want:
    """What a gate still wants on some day: these conditions, and `enough` of these needs."""

    day: int
    conditions: frozenset[str]
    needs: tuple[int, ...]
    enough: int

    def does_for(self, other: "Want") -> bool:
        """Whether whatever fulfils the other want fulfils this one too."""
        if not self.conditions <= other.conditions:
            return False
        return self.day > other.day or self.enough == other.enough


class GateReasons:
    """One gate under one schedule: what holds it, with any of it taken as met."""

    def __init__(
        self, compiled: Compiled, weather: Weather, time: Days, gate: GateRow, day: int
    ) -> None:
        self.gate, self.begin, self.day = gate, compiled.begin, day
        self.keys = keys_of(gate, time)
        self.days = [key // 2 for key in self.keys]
        self.held: dict[str, Times] = {
            name: weather.held.get(name, []) for name in sorted(set(gate.gate.conditions))
        }

    def explained(self) -> Explained:
        """Reasons with the one that decides first, runner-up and releases."""
        wants = self._smallest()
        counted = {at for want in wants for at in want.needs if self.days[at] <= self.day}
        named = {name for want in wants for name in want.conditions}
        if not wants:
            counted = {at for at, day in enumerate(self.days) if day == self.day}
        order = sorted(counted, key=lambda at: (-self.keys[at], self.gate.names[at]))
        conditions = [self._condition(name) for name in sorted(named)]
        met_by = max((self.days[at] for at in counted), default=self.begin)
        needs = [self._need(at) for at in order]
        reasons = needs + conditions if met_by == self.day else conditions + needs
        if not reasons:
            reasons = [Bound("plan_start", None, self.begin)]
        return Explained(
            tuple(reasons),
            self._next_one(counted, named) if wants else None,
            tuple(self._release(want) for want in wants),
        )

    def _smallest(self) -> list[Want]:
        """The smallest wants of all earlier days: each would do, if it were fulfilled."""
        found: dict[tuple[frozenset[str], int], Want] = {}
        for day in self._turns():
            met = sum(each <= day for each in self.days)
            if day < self.begin and not met:
                continue
            shut = frozenset(name for name in self.held if not _holds(self.held[name], day))
            enough = max(self.gate.at_least - met, 0)
            later = tuple(at for at, each in enumerate(self.days) if each > day) if enough else ()
            found.setdefault((shut, enough), Want(day, shut, later, enough))
        wants = list(found.values())
        return [
            want
            for want in wants
            if not any(other is not want and other.does_for(want) for other in wants)
        ]

    def _turns(self) -> list[int]:
        """The days before it opens on which something begins to be met."""
        since = {begun for times in self.held.values() for begun, _ in times}
        return sorted(day for day in {self.begin, *self.days, *since} if day < self.day)

    def _release(self, want: Want) -> Release:
        conditions = [self._condition(name) for name in sorted(want.conditions)]
        needs = [self._need(at) for at in sorted(want.needs, key=self.gate.names.__getitem__)]
        if want.enough < len(needs):
            return Release(tuple(conditions), want.day, tuple(needs), want.enough)
        return Release((*needs, *conditions), want.day)

    def _next_one(self, fallen: set[int], conditions: set[str]) -> Bound | None:
        """What holds the gate once all reasons are taken as met."""
        left = sorted((self.keys[at], at) for at in range(len(self.keys)) if at not in fallen)
        missing = self.gate.at_least - len(fallen)
        bound = Bound("plan_start", None, self.begin)
        if missing > 0:
            bound = self._need(left[missing - 1][1])
        kept = [name for name in self.held if name not in conditions]
        day = _first_held([self.held[name] for name in kept], bound.day)
        if day is None or day >= self.day:
            return None
        if day > bound.day:
            shut = next(name for name in kept if not _holds(self.held[name], day - 1))
            bound = Bound("condition", shut, day)
        return bound

    def _need(self, at: int) -> Bound:
        return Bound("need", self.gate.names[at], self.days[at])

    def _condition(self, name: str) -> Bound:
        return Bound("condition", name, self.day)


def _holds(times: Times, day: int) -> bool:
    return any(since <= day < until for since, until in times)


def _first_held(many: Sequence[Times], day: int) -> int | None:
    """The first day from `day` on that lies in every one of the lists of times."""
    for turn in sorted({day, *_begins(many)}):
        if turn >= day and all(_holds(times, turn) for times in many):
            return turn
    return None


def _begins(many: Sequence[Times]) -> Iterator[int]:
    return (since for times in many for since, _ in times)
