"""Where the conditions of one row let it start, with any of them left out."""

from collections.abc import Iterable

import numpy as np

from engine.compiling import Compiled
from engine.weather import Weather
from engine.windows import OPEN_END


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

    def latest(self, day: int, names: Iterable[str]) -> int | None:
        """The last start up to `day` that suits these conditions, if there is one."""
        kept = set(names)
        needed = tuple(need for need in self.needed if need[0] in kept)
        spans, row, line = self._compiled.spans, self._row, self._compiled.timeline
        for piece in reversed(self._weather.pieces_for(needed)):
            place = line.before[spans.base[row] + min(day, piece.until - 1) + 1] - 1
            if piece.limit != OPEN_END:
                own = spans.of(slice(row, row + 1))
                place = min(place, own.latest_places(np.array([piece.limit]))[0])
            start = int(line.nth[place])
            if start >= piece.since:
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
