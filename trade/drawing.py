"""Both sides of a flow as one chart: two lines, the gap between them, and the break of 2017."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from trade.queries import BREAK, Mirror, MirrorYear, Side

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 300, 64, 24, 34, 30
INK, SOFT, FAINT, IMPORTER, EXPORTER, MARK = (
    "#1e2124", "#58616a", "#e6e8ea", "#0b50d0", "#0f766e", "#b42318",
)  # fmt: skip
MILLION = 1_000_000
STEPS = 4


def mirror_chart(mirror: Mirror, title: str, break_word: str) -> str:
    """Years across, millions of dollars up. A year one side does not tell of breaks its line."""
    years = [line.year for line in mirror.years]
    if not years:
        return ""
    most = _round_up(max((side.value for y in mirror.years for side in y.sides), default=1))
    parts = [*_grid(most), *_ticks(years, most), *_gaps(mirror.years, most)]
    parts += _line([(y.year, y.importer) for y in mirror.years], years, most, IMPORTER, "")
    parts += _line([(y.year, y.exporter) for y in mirror.years], years, most, EXPORTER, "6 4")
    if years[0] <= BREAK <= years[-1]:
        x = _x(BREAK, years)
        parts.append(
            f'<line x1="{x:.1f}" y1="{TOP - 10}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" '
            f'stroke="{MARK}" stroke-width="1.4" stroke-dasharray="3 3"/>'
        )
        parts.append(_text(x + 6, TOP - 2, break_word, MARK, "start"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label={quoteattr(title)} font-size="12">{"".join(parts)}</svg>'
    )


def _round_up(value: object) -> float:
    """The next of 1, 2, 5 times a power of ten, in dollars."""
    wanted, step = float(str(value)), 1.0
    while True:
        for factor in (1, 2, 4, 5):
            if step * factor >= wanted:
                return step * factor
        step *= 10


def _x(year: int, years: Sequence[int]) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (year - years[0]) / max(1, years[-1] - years[0])


def _y(value: float, most: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most


def _grid(most: float) -> list[str]:
    parts = []
    for step in range(STEPS + 1):
        value = most * step / STEPS
        y = _y(value, most)
        parts.append(
            f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{FAINT}"/>'
        )
        parts.append(_text(LEFT - 8, y + 4, f"{value / MILLION:,.0f}", SOFT, "end"))
    return parts


def _ticks(years: Sequence[int], most: float) -> list[str]:
    every = 1 + (len(years) - 1) // 16
    shown = [year for year in years if (year - years[0]) % every == 0]
    return [_text(_x(year, years), HEIGHT - 10, str(year), SOFT, "middle") for year in shown]


def _gaps(lines: Sequence[MirrorYear], most: float) -> list[str]:
    """A thin bar between the two figures of a year that has both."""
    years = [line.year for line in lines]
    parts = []
    for line in lines:
        if line.gap is None or line.importer is None or line.exporter is None:
            continue
        x = _x(line.year, years)
        ends = [_y(float(side.value), most) for side in (line.importer, line.exporter)]
        parts.append(
            f'<rect x="{x - 5:.1f}" y="{min(ends):.1f}" width="10" '
            f'height="{abs(ends[0] - ends[1]):.1f}" fill="#f4c7a1"/>'
        )
    return parts


def _line(
    points: Sequence[tuple[int, Side | None]],
    years: Sequence[int],
    most: float,
    colour: str,
    dashes: str,
) -> list[str]:
    path, parts, is_open = "", [], False
    for year, side in points:
        if side is None:
            is_open = False
            continue
        x, y = _x(year, years), _y(float(side.value), most)
        path += f"{'L' if is_open else 'M'}{x:.1f} {y:.1f}"
        is_open = side.is_whole
        fill = colour if side.is_whole else "#fff"
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{fill}" stroke="{colour}"/>')
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return [f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>', *parts]


def _text(x: float, y: float, text: str, colour: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )
