"""A schedule in which nothing takes more than there is: capacities and budgets as queues.

The law of reasons holds for each activity in its turn, against what those before it had taken
and added. A demand that is dropped may also give it another turn: of that the reasons say nothing.
Floats count links, gates, windows and constraints; whether a capacity is free later they don't ask.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from engine.answer import Reason, Scheduled
from engine.blocking import Blocked
from engine.calendars import Days
from engine.compiling import Compiled
from engine.lifts import lifts_of
from engine.max_lags import settle
from engine.passes import Early
from engine.queues import Queues
from engine.reasons import Bound, Explained, bounds_of, explain, highest_first, mapped
from engine.solution import Solution
from engine.turns import Placed, Turn, Wanted, late_start, place_in_turn
from engine.weather import Weather


@dataclass(frozen=True, slots=True)
class Refusal:
    """The days [since, until) a capacity or a budget refused a row, and the rows that had it.

    `suppliers` are the rows that finished in these days and added to it.
    """

    since: int
    until: int
    holders: tuple[int, ...]
    suppliers: tuple[int, ...]


class Levelled(Solution):
    """The solution of one scenario in which rows take turns; `plain` is the one without queues.

    The turns are `wanted` ones, or go by priority.
    """

    def __init__(
        self,
        compiled: Compiled,
        weather: Weather,
        early: Early,
        name: str | None,
        wanted: Wanted | None = None,
    ) -> None:
        self.scenario, self._wanted = name, wanted
        self.plain = Solution(compiled, weather, early)
        placed = self._placed()
        self.order, self.beyond = placed.order, placed.beyond
        self._refusals: dict[tuple[int, str, str | None], Refusal] = {}
        super().__init__(compiled, weather, placed.early)

    def _placed(self) -> Placed:
        """In turns; with maximum lags, as often as it takes to keep them."""
        plain, compiled = self.plain, self.plain.compiled

        def place_all(floor: Days) -> Placed:
            return place_in_turn(plain, Queues(compiled, self.scenario), floor, self._wanted)

        if plain.early.settled is None:
            return place_all(compiled.floor)
        lags = plain.early.settled.lags
        settled = settle(compiled, lags, lambda floor: place_all(floor).early.time)
        placed = place_all(settled.floor)
        return replace(placed, early=replace(placed.early, settled=settled))

    def _settled(self) -> Days:
        return self.early.time

    @cached_property
    def blocked(self) -> dict[int, Blocked]:
        found = super().blocked
        for row, bounds in self._shortages.items():
            if row in found:
                blockers = sorted((*found[row].blockers, *bounds), key=lambda bound: bound.rank)
                found[row] = replace(found[row], blockers=tuple(blockers))
        return found

    @cached_property
    def short_of(self) -> dict[int, frozenset[str]]:
        """What there is never enough of, for each blocked row and those before it."""
        found: dict[int, frozenset[str]] = {}
        for row, blocked in self.blocked.items():
            names = {bound.source for bound in self._shortages.get(row, ()) if bound.source}
            for bound in blocked.blockers:
                behind = self.row_behind(row, bound)
                if behind is not None:
                    names |= found.get(behind, frozenset())
            found[row] = frozenset(names)
        return found

    def scheduled(self, key: str) -> Scheduled:
        row = self.compiled.row_of[key]
        line = super().scheduled(key)
        start, finish = self._span(self.plain.early.time, row)
        reasons = tuple(self._with_refusal(row, reason) for reason in line.reasons)
        short = tuple(sorted(self.short_of[row])) if line.blocked else ()
        return replace(
            line, early_start=start, early_finish=finish, reasons=reasons, short_of=short
        )

    def explained(self, row: int) -> Explained:
        if row in self._explanations and row not in self.blocked:
            return self._explanations[row]
        return super().explained(row)

    def _held_by_one_bound(self, row: int) -> bool:
        return row not in self._explanations and super()._held_by_one_bound(row)

    def _with_refusal(self, row: int, reason: Reason) -> Reason:
        refusal = self._refusals.get((row, reason.kind, reason.source))
        if refusal is None:
            return reason
        date = self.compiled.timeline.date
        refused = date(refusal.since), date(refusal.until - 1)
        activities = self.compiled.activities
        holders, suppliers = (
            tuple(sorted(activities[each].id for each in rows))
            for rows in (refusal.holders, refusal.suppliers)
        )
        return replace(reason, refused=refused, holders=holders, suppliers=suppliers)

    @property
    def _explanations(self) -> dict[int, Explained]:
        return self._replayed[0]

    @property
    def _shortages(self) -> dict[int, tuple[Bound, ...]]:
        return self._replayed[1]

    @cached_property
    def _replayed(self) -> tuple[dict[int, Explained], dict[int, tuple[Bound, ...]]]:
        """Plays the turns once more and asks at each what held the row, and what it lacked."""
        explanations: dict[int, Explained] = {}
        shortages: dict[int, tuple[Bound, ...]] = {}
        compiled, count, days = self.compiled, self.compiled.count, self.compiled.timeline.days
        queues = Queues(compiled, self.scenario)
        for row in self.order:
            start, finish = int(self.early.time[row]), int(self.early.time[count + row])
            asks = () if compiled.is_gate[row] else queues.asks(row)
            if (asks or self._is_chosen(row)) and not compiled.begun[row]:
                turn, bounds = Turn(compiled, self.weather, queues, row), self._bounds(row)
                if start < days:
                    explanations[row] = self._explain(queues, turn, bounds, row, start)
                elif bounds[0].day < days:
                    shortages[row] = _shortages(turn, bounds[0].day, days)
            if finish <= days:
                queues.take(row, start, finish, asks)
        return explanations, shortages

    def _is_chosen(self, row: int) -> bool:
        return self._wanted is not None and row in self._wanted.starts

    def _bounds(self, row: int) -> list[Bound]:
        implied = self.implied[self.compiled.edges_into[row]].tolist()
        bounds = bounds_of(self.compiled, implied, row)
        bounds += lifts_of(self, row)
        if self._wanted is None and (late := late_start(self.plain, row)):
            bounds.append(Bound("constraint", self.compiled.activities[row].id, late))
        return sorted(set(bounds), key=lambda bound: (-bound.day, bound.rank))

    def _explain(
        self, queues: Queues, turn: Turn, bounds: list[Bound], row: int, start: int
    ) -> Explained:
        if self._is_chosen(row) and turn.start(bounds[0].day, turn.names) != start:
            bounds = [Bound("choice", self.compiled.activities[row].id, start), *bounds]
        found = explain(bounds, start, turn)
        since = next((bound.day for bound in bounds if bound.day < start), start)
        since = turn.start(since, turn.conditions) or since
        for bound in found.reasons:
            name = bound.source or ""
            ask = turn.asks.get(name)
            tried = [since, *(each.day for each in found.releases if bound in each.bounds)]
            refused = ask and _refused(turn, name, tried, start)
            if ask and refused:
                holders = tuple(queues.holders(ask, row, *refused))
                suppliers = tuple(queues.suppliers(ask, *refused))
                key = (row, ask.kind, ask.name)
                self._refusals[key] = Refusal(*refused, holders, suppliers)
        told = mapped(found, lambda bound: _untagged(turn, bound))
        return replace(told, reasons=tuple(sorted(told.reasons, key=highest_first)))


def _refused(turn: Turn, name: str, days: list[int], start: int) -> tuple[int, int] | None:
    """The days [since, until) which an ask refuses by itself, from the first of some days it does.

    Beside something else that holds the start, it may have let go earlier.
    """
    for day in days:
        free, alone = turn.start(day, ()), turn.start(day, [name])
        if free is not None and free < start and alone != free:
            return day, start if alone is None else min(alone, start)
    return None


def _untagged(turn: Turn, bound: Bound) -> Bound:
    ask = turn.asks.get(bound.source or "")
    return bound if ask is None else Bound(ask.kind, ask.name, bound.day)


def _shortages(turn: Turn, day: int, days: int) -> tuple[Bound, ...]:
    """What a row lacks for ever, where its conditions alone would let it start."""
    if turn.start(day, turn.conditions) is None:
        return ()
    asks = [turn.asks[name] for name in turn.holding(day, None) if name in turn.asks]
    return tuple(Bound(ask.kind, ask.name, days) for ask in asks)
