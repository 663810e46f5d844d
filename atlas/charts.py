"""Charts as SVG text: pure functions from values, for pages and printed reports alike.

Every chart is drawn without style sheets and can stand alone in a file. Words come in with the
values; numbers are labelled directly, so that no colour has to be looked up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

INK, SOFT, LINE, FAINT = "#1e2124", "#58616a", "#cdd1d5", "#e6e8ea"
BAR, OVER, SUPPLY = "#7f9bc8", "#d4380d", "#0f766e"
FONT = "Pretendard GOV, Planner Sans, Noto Sans KR, sans-serif"


@dataclass(frozen=True, slots=True)
class YearBar:
    """An amount in one year. `limit`: the most allowed; None where none is known."""

    year: int
    amount: Decimal
    limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: its word, its count and its colour."""

    word: str
    count: int
    colour: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    name: str
    shares: tuple[Share, ...]

    @property
    def total(self) -> int:
        return sum(share.count for share in self.shares)


@dataclass(frozen=True, slots=True)
class YearPair:
    """What is needed in a year against what there is."""

    year: int
    need: Decimal
    supply: Decimal


def yearly_bars(bars: Sequence[YearBar], title: str, width: int = 480, height: int = 200) -> str:
    """Bars by year under a stepped line of ceilings; the part above a ceiling stands out."""
    left, right, top, bottom = 8, 8, 26, 26
    most = max([Decimal(1), *(b.amount for b in bars), *(b.limit or Decimal(0) for b in bars)])
    step = (width - left - right) / max(8, len(bars))
    deep = height - top - bottom
    parts = [_line(left, top + deep, width - right, top + deep, LINE)]
    for index, bar in enumerate(bars):
        x = left + index * step
        tall = float(bar.amount / most) * deep
        parts.append(_bar(x + step * 0.16, top + deep - tall, step * 0.68, tall, BAR))
        is_over = bar.limit is not None and bar.amount > bar.limit
        if is_over and bar.limit is not None:
            above = float((bar.amount - bar.limit) / most) * deep
            parts.append(_bar(x + step * 0.16, top + deep - tall, step * 0.68, above, OVER))
        parts.append(_text(x + step / 2, height - 9, str(bar.year), SOFT))
        if bar.amount:
            shown = _short(bar.amount)
            ink = OVER if is_over else INK
            parts.append(_text(x + step / 2, top + deep - tall - 5, shown, ink, bold=is_over))
    parts.append(_steps(bars, left, top, step, deep, most))
    return _svg(width, height, title, parts)


def share_rows(rows: Sequence[ShareRow], title: str, width: int = 560) -> str:
    """One bar per row, divided by counts; each part carries its word where it fits."""
    gap, tall, left = 44, 20, 8
    height = gap * len(rows) + 6
    parts = []
    for index, row in enumerate(rows):
        y = index * gap + 16
        parts.append(_text(left, y, row.name, INK, anchor="start", bold=True))
        x = float(left)
        for share in (share for share in row.shares if share.count):
            wide = (width - 2 * left) * share.count / max(1, row.total)
            parts.append(_bar(x, y + 5, max(0.0, wide - 1), tall, share.colour))
            label = f"{share.word} {share.count}"
            if wide < 11 * len(label):
                label = str(share.count)
            parts.append(_text(x + 7, y + 19, label, "#fff", anchor="start", bold=True))
            x += wide
    return _svg(width, height, title, parts)


def need_and_supply(
    pairs: Sequence[YearPair], title: str, words: tuple[str, str], width: int = 720
) -> str:
    """Bars of need beside a line of supply; years of need without supply stand out."""
    height, left, top, bottom = 200, 8, 30, 26
    most = max([Decimal(1), *(p.need for p in pairs), *(p.supply for p in pairs)])
    step = (width - 2 * left) / max(8, len(pairs))
    deep = height - top - bottom
    parts = [_line(left, top + deep, width - left, top + deep, LINE)]
    path = ""
    for index, pair in enumerate(pairs):
        x = left + index * step
        tall = float(pair.need / most) * deep
        lacking = pair.need > pair.supply
        parts.append(_bar(x + step * 0.2, top + deep - tall, step * 0.6, tall, BAR))
        if pair.need:
            ink = OVER if lacking else INK
            shown = _short(pair.need)
            parts.append(_text(x + step / 2, top + deep - tall - 5, shown, ink, bold=lacking))
        parts.append(_text(x + step / 2, height - 9, str(pair.year), SOFT))
        level = top + deep - float(pair.supply / most) * deep
        path += f"{'L' if path else 'M'}{x:.1f} {level:.1f}H{x + step:.1f}"
    parts.append(f'<path d="{path}" fill="none" stroke="{SUPPLY}" stroke-width="2.2"/>')
    parts.append(_bar(left, 6, 12, 10, BAR))
    parts.append(_text(left + 18, 15, words[0], SOFT, anchor="start"))
    start = left + 40 + 13 * len(words[0])
    parts.append(_line(start, 11, start + 14, 11, SUPPLY, 2.2))
    parts.append(_text(start + 20, 15, words[1], SOFT, anchor="start"))
    return _svg(width, height, title, parts)


def _steps(
    bars: Sequence[YearBar], left: int, top: int, step: float, deep: int, most: Decimal
) -> str:
    path, open_line = "", False
    for index, bar in enumerate(bars):
        if bar.limit is None:
            open_line = False
            continue
        x, y = left + index * step, top + deep - float(bar.limit / most) * deep
        path += f"{'L' if open_line else 'M'}{x:.1f} {y:.1f}H{x + step:.1f}"
        open_line = True
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.6"/>' if path else ""


def _svg(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label={quoteattr(title)} font-family="{FONT}" font-size="11.5">'
        f"{''.join(parts)}</svg>"
    )


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def _text(
    x: float, y: float, text: str, colour: str, *, anchor: str = "middle", bold: bool = False
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )


def _short(value: Decimal) -> str:
    """12 or 3.4: one decimal below ten, none above."""
    return f"{value:,.0f}" if value >= 10 or value == value.to_integral_value() else f"{value:.1f}"
