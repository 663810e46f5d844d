"""Small pictures as numbers: strips of windows, bars of shifts, lines of cumulative cost.

Templates turn them into SVG; nothing here knows a colour or a word.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from math import ceil, log10

from engine.records import Window

STRIP_WIDTH = 240
CHART_WIDTH, CHART_HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 92, 40, 16, 28


@dataclass(frozen=True, slots=True)
class Span:
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Windows over the plan's years: where they lie, and a tick for each year's beginning."""

    width: int
    spans: Sequence[Span]
    ticks: Sequence[Tick]


@dataclass(frozen=True, slots=True)
class Level:
    y: float
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One scenario's cumulative cost: a path, and where its label stands."""

    key: str
    path: str
    x: float
    y: float
    total: Decimal


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over years, in one currency at the prices of one year."""

    width: int
    height: int
    base: float
    lines: Sequence[Line]
    years: Sequence[Tick]
    levels: Sequence[Level]


def strip(windows: Sequence[Window], years: range) -> Strip:
    """Each window as a span; an open one runs to the edge, one beyond the edge is cut there."""
    first, last = date(years.start, 1, 1), date(years.stop, 1, 1)
    scale = STRIP_WIDTH / (last - first).days

    def at(day: date) -> float:
        return round(min(max((day - first).days, 0), (last - first).days) * scale, 1)

    spans = []
    for window in windows:
        start = at(window.since)
        end = at(window.until) if window.until else float(STRIP_WIDTH)
        if end > start:
            spans.append(Span(start, round(end - start, 1)))
    ticks = [Tick(at(date(year, 1, 1)), str(year)) for year in years]
    return Strip(STRIP_WIDTH, spans, ticks)


def cumulative(spent: Mapping[str, Mapping[int, Decimal]]) -> Chart:
    """What each scenario has spent by the end of each year."""
    years = sorted({year for by_year in spent.values() for year in by_year})
    span = range(years[0] - 1, years[-1] + 1) if years else range(0)
    sums = {
        key: list(accumulate(by_year.get(year, Decimal(0)) for year in span))
        for key, by_year in spent.items()
    }
    top = _round_up(max((values[-1] for values in sums.values() if values), default=Decimal(1)))
    across, down = CHART_WIDTH - LEFT - RIGHT, CHART_HEIGHT - TOP - BOTTOM
    step = across / max(len(span) - 1, 1)

    def y(amount: Decimal) -> float:
        return round(TOP + down * (1 - float(amount / top)), 1)

    lines = [_line(key, values, step, y) for key, values in sums.items() if values]
    every = ceil(len(span) / 10) or 1
    return Chart(
        CHART_WIDTH,
        CHART_HEIGHT,
        TOP + down,
        lines,
        [
            Tick(round(LEFT + step * number, 1), str(year))
            for number, year in enumerate(span)
            if number % every == 0
        ],
        [Level(y(top * part / 4), top * part / 4) for part in range(5)],
    )


def _line(key: str, values: Sequence[Decimal], step: float, y: Callable[[Decimal], float]) -> Line:
    points = [(round(LEFT + step * n, 1), y(value)) for n, value in enumerate(values)]
    path = "M" + " L".join(f"{x} {level}" for x, level in points)
    return Line(key, path, points[-1][0] + 6, points[-1][1], values[-1])


def _round_up(amount: Decimal) -> Decimal:
    """The next of 1, 2, 4 or 8 times a power of ten: an axis whose quarters are plain numbers."""
    if amount <= 0:
        return Decimal(1)
    power = Decimal(10) ** int(log10(amount))
    return next(power * step for step in (1, 2, 4, 8, 10, 20) if power * step >= amount)
