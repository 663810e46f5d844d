"""Charts as SVG text: pure functions from values, for pages and printed reports alike.

Every chart is drawn without style sheets and can stand alone in a file. Words come in with the
values; numbers are labelled directly, so that no colour has to be looked up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.svg import BAR, INK, LINE, OVER, SOFT, SUPPLY, block, caption, picture, stroke


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
    parts = [stroke(left, top + deep, width - right, top + deep, LINE)]
    for index, bar in enumerate(bars):
        x = left + index * step
        tall = float(bar.amount / most) * deep
        parts.append(block(x + step * 0.16, top + deep - tall, step * 0.68, tall, BAR))
        is_over = bar.limit is not None and bar.amount > bar.limit
        if is_over and bar.limit is not None:
            above = float((bar.amount - bar.limit) / most) * deep
            parts.append(block(x + step * 0.16, top + deep - tall, step * 0.68, above, OVER))
        parts.append(caption(x + step / 2, height - 9, str(bar.year), SOFT))
        if bar.amount:
            shown = _short(bar.amount)
            ink = OVER if is_over else INK
            parts.append(caption(x + step / 2, top + deep - tall - 5, shown, ink, bold=is_over))
    parts.append(_steps(bars, left, top, step, deep, most))
    return picture(width, height, title, parts)


def share_rows(rows: Sequence[ShareRow], title: str, width: int = 560) -> str:
    """One bar per row, divided by counts; each part carries its word where it fits."""
    gap, tall, left = 44, 20, 8
    height = gap * len(rows) + 6
    parts = []
    for index, row in enumerate(rows):
        y = index * gap + 16
        parts.append(caption(left, y, row.name, INK, anchor="start", bold=True))
        x = float(left)
        for share in (share for share in row.shares if share.count):
            wide = (width - 2 * left) * share.count / max(1, row.total)
            parts.append(block(x, y + 5, max(0.0, wide - 1), tall, share.colour))
            label = f"{share.word} {share.count}"
            if wide < 11 * len(label):
                label = str(share.count)
            parts.append(caption(x + 7, y + 19, label, "#fff", anchor="start", bold=True))
            x += wide
    return picture(width, height, title, parts)


def need_and_supply(
    pairs: Sequence[YearPair], title: str, words: tuple[str, str], width: int = 720
) -> str:
    """Bars of need beside a line of supply; years of need without supply stand out."""
    height, left, top, bottom = 200, 8, 30, 26
    most = max([Decimal(1), *(p.need for p in pairs), *(p.supply for p in pairs)])
    step = (width - 2 * left) / max(8, len(pairs))
    deep = height - top - bottom
    parts = [stroke(left, top + deep, width - left, top + deep, LINE)]
    path = ""
    for index, pair in enumerate(pairs):
        x = left + index * step
        tall = float(pair.need / most) * deep
        lacking = pair.need > pair.supply
        parts.append(block(x + step * 0.2, top + deep - tall, step * 0.6, tall, BAR))
        if pair.need:
            ink = OVER if lacking else INK
            shown = _short(pair.need)
            parts.append(caption(x + step / 2, top + deep - tall - 5, shown, ink, bold=lacking))
        parts.append(caption(x + step / 2, height - 9, str(pair.year), SOFT))
        level = top + deep - float(pair.supply / most) * deep
        path += f"{'L' if path else 'M'}{x:.1f} {level:.1f}H{x + step:.1f}"
    parts.append(f'<path d="{path}" fill="none" stroke="{SUPPLY}" stroke-width="2.2"/>')
    parts.append(block(left, 6, 12, 10, BAR))
    parts.append(caption(left + 18, 15, words[0], SOFT, anchor="start"))
    start = left + 40 + 13 * len(words[0])
    parts.append(stroke(start, 11, start + 14, 11, SUPPLY, 2.2))
    parts.append(caption(start + 20, 15, words[1], SOFT, anchor="start"))
    return picture(width, height, title, parts)


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


def _short(value: Decimal) -> str:
    """12 or 3.4: one decimal below ten, none above."""
    return f"{value:,.0f}" if value >= 10 or value == value.to_integral_value() else f"{value:.1f}"
