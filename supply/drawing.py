"""Supply against demand as numbers for an SVG: bars under a stepped line, what is over apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT = 640, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 12, 24
MOST_TICKS = 12
#: What "2041" takes below the line.
YEAR_WIDE = 28


@dataclass(frozen=True, slots=True)
class Point:
    """A month or a year: what there is (None: no limit is known) and what is taken."""

    label: str
    limit: float | None
    amount: float
    is_over: bool


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of what is taken, a line of what there is, years below and amounts at the side.

    Bars are two paths, those within the limit and those over it: a plan has many months.
    """

    id: str
    title: str
    width: int
    height: int
    base: float
    right: int
    within: str
    over: str
    limit: str
    ticks: Sequence[Tick]
    levels: Sequence[Tick]


def use_chart(points: Sequence[Point], most: float, title: str, name: str) -> Chart:
    """The points from left to right, `most` being the top of the scale.

    `name` makes the drawing's own patterns its own on a page of many.
    """
    deep, across = HEIGHT - TOP - BOTTOM, WIDTH - LEFT - RIGHT
    step, scale = across / max(len(points), 1), deep / (most or 1)

    def y(amount: float) -> float:
        return round(TOP + deep - amount * scale, 1)

    def bars(is_over: bool) -> str:
        wide = max(step * (0.72 if step > 12 else 1), 0.5)
        found = (
            f"M{LEFT + step * place + (step - wide) / 2:.1f} {y(point.amount)}"
            f"h{wide:.1f}V{TOP + deep}h-{wide:.1f}z"
            for place, point in enumerate(points)
            if point.amount > 0 and point.is_over == is_over
        )
        return "".join(found)

    return Chart(
        "over-" + "".join(letter if letter.isalnum() else "-" for letter in name),
        title,
        WIDTH,
        HEIGHT,
        TOP + deep,
        WIDTH - RIGHT,
        bars(is_over=False),
        bars(is_over=True),
        _limit(points, step, y),
        _ticks(points, step),
        [Tick(y(most * part / 2), f"{most * part / 2:,.4g}") for part in range(3)],
    )


def top_of(*series: Sequence[Point]) -> float:
    """A scale for several charts that are read side by side."""
    found = [point for points in series for point in points]
    return max([1.0, *(p.amount for p in found), *(p.limit or 0 for p in found)])


def _limit(points: Sequence[Point], step: float, y: Callable[[float], float]) -> str:
    path, is_open = "", False
    for place, point in enumerate(points):
        if point.limit is None:
            is_open = False
            continue
        x = LEFT + step * place
        path += f"{'L' if is_open else 'M'}{x:.1f} {y(point.limit)}H{x + step:.1f}"
        is_open = True
    return path


def _ticks(points: Sequence[Point], step: float) -> list[Tick]:
    """The first point of each year; of many years, every second or third. None is cut off."""
    firsts: dict[str, int] = {}
    for place, point in enumerate(points):
        firsts.setdefault(point.label[:4], place)
    every = ceil(len(firsts) / MOST_TICKS) or 1
    return [
        Tick(round(LEFT + step * place, 1), year)
        for number, (year, place) in enumerate(firsts.items())
        if number % every == 0 and LEFT + step * place + YEAR_WIDE <= WIDTH
    ]
