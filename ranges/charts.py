"""Pictures of ranges: fans of dates, causes by weight, yearly bands. Words come in with values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from core.svg import FAINT, INK, LINE, OVER, SOFT, SUPPLY, block, caption, picture, stroke

LIGHT, DEEP, LIKELY = "#dbe4f3", "#9fb6da", "#0b3a8f"
#: Colour and dashes; words stand beside each line, so that no colour has to be looked up.
STROKES = {
    "out": (LIKELY, ""),
    "lost": (OVER, ""),
    "back": (SUPPLY, "2 3"),
    "other": (SOFT, "7 4"),
}


@dataclass(frozen=True, slots=True)
class Fan:
    """Dates reached in 10, 50, 80 and 90 % of the runs; None = in fewer. `aside` stands beside."""

    name: str
    planned: date | None
    p10: date | None
    p50: date | None
    p80: date | None
    p90: date | None
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    name: str
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A value by month; `style` is out, lost, back or other."""

    name: str
    style: str
    points: Sequence[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class Band:
    year: int
    low: float
    middle: float
    high: float


def fans(rows: Sequence[Fan], title: str, width: int = 760) -> str:
    """Each row from P10 to P90, darker from P50 to P80; a diamond where the plan says."""
    left, right, top, gap = 8, 96, 8, 42
    days = [day for row in rows for day in (row.planned, row.p10, row.p50, row.p80, row.p90) if day]
    if not days:
        return ""
    first, last = min(days).year, max(days).year + 1
    span = (date(last, 1, 1) - date(first, 1, 1)).days
    height = top + gap * len(rows) + 22

    def x(day: date) -> float:
        return left + (width - left - right) * (day - date(first, 1, 1)).days / span

    parts = []
    every = max(1, -(-(last - first) // 12))
    for year in range(first, last + 1):
        at = x(date(year, 1, 1))
        parts.append(stroke(at, top, at, height - 20, FAINT))
        if (year - first) % every == 0 and year < last:
            parts.append(caption(at + 2, height - 6, str(year), SOFT, anchor="start"))
    edge = width - right
    for index, row in enumerate(rows):
        y = top + gap * index
        parts.append(caption(left, y + 12, row.name, INK, anchor="start", bold=True))
        if row.p10:
            begin = x(row.p10)
            parts.append(block(begin, y + 19, _to(row.p90, x, edge) - begin, 14, LIGHT))
            if row.p50:
                middle = x(row.p50)
                parts.append(block(middle, y + 19, _to(row.p80, x, edge) - middle, 14, DEEP))
                parts.append(block(middle - 1.2, y + 16, 2.4, 20, LIKELY))
            if row.p90 is None:
                parts.append(_open_end(edge, y + 19))
        if row.planned:
            parts.append(_diamond(x(row.planned), y + 26))
        if row.aside:
            parts.append(caption(edge + 10, y + 30, row.aside, OVER, anchor="start", bold=True))
    return picture(width, height, title, parts)


def weights(rows: Sequence[Weight], title: str, width: int = 760) -> str:
    """The heaviest causes first, each as wide as its share of the spread."""
    tall, left, middle = 30, 8, 400
    most = max([0.01, *(row.share for row in rows)])
    parts = []
    for index, row in enumerate(rows):
        y = index * tall
        name = row.name if len(row.name) <= 44 else f"{row.name[:43]}…"
        parts.append(caption(middle - 10, y + 19, name, INK, anchor="end"))
        wide = (width - middle - 120) * row.share / most
        parts.append(block(middle, y + 7, max(wide, 1), 16, DEEP))
        parts.append(caption(middle + wide + 8, y + 19, row.words, SOFT, anchor="start"))
    parts.append(stroke(middle, 2, middle, tall * len(rows), LINE))
    return picture(width, tall * len(rows) + 4 + left, title, parts)


def bands(years: Sequence[Band], title: str, width: int = 760) -> str:
    """Per year from P10 to P90, a line at P50; the figure above is P50."""
    left, top, bottom, height = 8, 24, 24, 210
    most = max([1.0, *(year.high for year in years)])
    step = (width - 2 * left) / max(8, len(years))
    deep = height - top - bottom
    parts = [stroke(left, top + deep, width - left, top + deep, LINE)]
    for index, year in enumerate(years):
        x = left + index * step
        low, middle, high = (
            top + deep - value / most * deep for value in (year.low, year.middle, year.high)
        )
        parts.append(block(x + step * 0.16, high, step * 0.68, max(low - high, 1), LIGHT))
        parts.append(block(x + step * 0.1, middle - 1.2, step * 0.8, 2.4, LIKELY))
        parts.append(caption(x + step / 2, height - 8, str(year.year), SOFT))
        if year.high:
            parts.append(caption(x + step / 2, high - 5, _short(year.middle), INK))
    return picture(width, height, title, parts)


def curves(lines: Sequence[Line], title: str, width: int = 760) -> str:
    """Lines by month over one axis of money, people or days; each named where it ends."""
    left, right, top, bottom, height = 50, 150, 12, 24, 230
    days = [day for line in lines for day, _value in line.points]
    if not days:
        return ""
    first, last = min(days), max(days)
    span = max((last - first).days, 1)
    most = max([1.0, *(value for line in lines for _day, value in line.points)])
    deep = height - top - bottom

    def x(day: date) -> float:
        return left + (width - left - right) * (day - first).days / span

    def y(value: float) -> float:
        return top + deep * (1 - value / most)

    parts = []
    for share in (0, 0.5, 1):
        at = y(most * share)
        parts.append(stroke(left, at, width - right, at, FAINT if share else LINE))
        parts.append(caption(left - 6, at + 4, _short(most * share), SOFT, anchor="end"))
    every = max(1, -(-(last.year - first.year + 1) // 12))
    parts += [
        caption(x(date(year, 1, 1)), height - 6, str(year), SOFT)
        for year in range(first.year + 1, last.year + 1, every)
    ]
    names = _apart([y(line.points[-1][1]) for line in lines], 15)
    for line, name_at in zip(lines, names, strict=True):
        colour, dashes = STROKES[line.style]
        path = "".join(
            f"{'L' if at else 'M'}{x(day):.1f} {y(value):.1f}"
            for at, (day, value) in enumerate(line.points)
        )
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>')
        end = x(line.points[-1][0])
        parts.append(caption(end + 6, name_at + 4, line.name, colour, anchor="start", bold=True))
    return picture(width, height, title, parts)


def _apart(places: Sequence[float], gap: float) -> list[float]:
    """The places of labels, moved so far that none lies on another; in their own order."""
    order = sorted(range(len(places)), key=lambda at: -places[at])
    moved = list(places)
    for one, two in pairwise(order):
        moved[two] = min(moved[two], moved[one] - gap)
    return moved


def _to(day: date | None, x: Callable[[date], float], edge: float) -> float:
    return edge if day is None else x(day)


def _open_end(x: float, y: float) -> str:
    """It goes on beyond the picture: fewer than so many runs ever get there."""
    return f'<path d="M{x:.1f} {y:.1f}l7 7l-7 7z" fill="{LIGHT}"/>'


def _diamond(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6-6z" fill="#fff" stroke="{INK}"/>'


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == 0 else f"{value:,.1f}"
