"""The strokes of our charts: SVG text without style sheets, to stand alone in a file."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

INK, SOFT, LINE, FAINT = "#1e2124", "#58616a", "#cdd1d5", "#e6e8ea"
BAR, OVER, SUPPLY = "#7f9bc8", "#d4380d", "#0f766e"
FONT = "Pretendard GOV, Planner Sans, Noto Sans KR, sans-serif"


def picture(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label={quoteattr(title)} font-family="{FONT}" font-size="11.5">'
        f"{''.join(parts)}</svg>"
    )


def block(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'
    )


def stroke(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width}"/>'
    )


def caption(
    x: float, y: float, text: str, colour: str, *, anchor: str = "middle", bold: bool = False
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )
