"""A supply network as a drawing: tiers from input to brand, what joins them, and the red flags.

Sorts of relation are told apart by the stroke of the line and its word; a red flag by its shape and
word, never by colour alone. The table beside it says the same.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from core.svg import FONT, INK, LINE, SOFT
from engine.diligence.layout import Drawn, Layout, Line, layout
from engine.diligence.network import SupplyNetwork

BOX, HEIGHT, GAP, FALL, MARGIN, HEAD = 148, 50, 18, 84, 14, 22
RED, PAPER, TINT = "#b42318", "#ffffff", "#f4f5f6"
FLAG = "M0 9V0h8l-2 2.6L8 5.2H1.2V9z"
#: The strokes: what is carried or made is solid.
DASHES: Mapping[str, str] = {
    "owns": "9 4",
    "operates": "9 4",
    "subcontracts": "9 4",
    "pays": "10 3 2 3",
    "places_workers": "2 3.5",
    "covers": "5 3",
}
#: One of each stroke, for the key below the drawing.
STROKES = (
    ("goods", ""), ("control", "9 4"), ("money", "10 3 2 3"), ("labour", "2 3.5"),
    ("permission", "5 3"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """What the drawing says, in the language of whoever asked for it."""

    title: str
    tiers: Mapping[str, str]
    entity: Callable[[str], tuple[str, str]]
    line: Callable[[Line], str]
    link: Callable[[str], str]
    red_flag: str


def draw(network: SupplyNetwork, flagged: frozenset[tuple[str, str]], words: Wording) -> str:
    """The network as SVG text; `flagged` are the records with a red flag, as (kind, key)."""
    found = layout(network)
    width = 2 * MARGIN + found.widest * (BOX + GAP) - GAP
    height = 2 * MARGIN + len(found.tiers) * (HEAD + HEIGHT + FALL) - FALL + _dip(found)
    pen = _Pen(found, flagged, words, width)
    parts = [*pen.bands(), *pen.strokes(), *pen.boxes(), *pen.labels()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="group" aria-label={quoteattr(words.title)} '
        f'font-family="{FONT}" font-size="11.5">{"".join(parts)}</svg>'
    )


def _dip(found: Layout) -> int:
    """Room below the last tier for lines that join two of its own."""
    last = len(found.tiers) - 1
    return 44 if any({level for level, _ in each.passes} == {last} for each in found.lines) else 0


class _Pen:
    """Knows where everything is."""

    def __init__(
        self,
        found: Layout,
        flagged: frozenset[tuple[str, str]],
        words: Wording,
        width: int,
    ) -> None:
        self._found, self._flagged, self._words, self._width = found, flagged, words, width
        self._labels: list[str] = []
        self._slots = self._spread()

    def bands(self) -> list[str]:
        parts = []
        for level, (name, _keys) in enumerate(self._found.tiers):
            y = self._top(level) - HEAD
            parts.append(
                f'<rect x="0" y="{y - 2}" width="{self._width}" height="{HEAD + HEIGHT + 8}" '
                f'fill="{TINT}"/>'
            )
            parts.append(_text(MARGIN, y + 13, self._words.tiers[name], SOFT, size=11))
        return parts

    def strokes(self) -> list[str]:
        """The lines; their words are kept, to be written on top of everything."""
        parts = []
        turn: dict[int, int] = defaultdict(int)
        for number, each in enumerate(self._found.lines):
            flagged = any(("relation", key) in self._flagged for key in each.line.relations)
            path, (x, y) = self._path(number, each, turn)
            colour, thick = (RED, 2.4) if flagged else (SOFT, 1.3)
            dashes = DASHES.get(each.line.sort, "")
            dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
            parts.append(
                f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{thick}"{dashed}/>'
            )
            parts.append(self._arrow(number, each, colour))
            self._label(x, y, self._words.line(each.line), flagged)
        return parts

    def boxes(self) -> list[str]:
        parts = []
        for level, (_name, keys) in enumerate(self._found.tiers):
            for place, key in enumerate(keys):
                if key:
                    parts.append(self._box(key, self._left(level, place), self._top(level)))
        return parts

    def labels(self) -> list[str]:
        return self._labels

    def _box(self, key: str, x: float, y: float) -> str:
        name, sort = self._words.entity(key)
        flagged = ("entity", key) in self._flagged
        said = f"{sort}: {name}" + (f" ({self._words.red_flag})" if flagged else "")
        colour, thick = (RED, 2.4) if flagged else (LINE, 1.2)
        parts = [
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{BOX}" height="{HEIGHT}" rx="4" '
            f'fill="{PAPER}" stroke="{colour}" stroke-width="{thick}"/>',
            _text(x + 8, y + 17, _fitted(sort, 10 if flagged else 22), SOFT, size=10.5),
            _text(x + 8, y + 36, _fitted(name, 20), INK, bold=True),
        ]
        if flagged:
            word = _fitted(self._words.red_flag, 12)
            parts.append(_flag(x + BOX - 12 - _width(word, 10), y + 7, word))
        return (
            f"<a href={quoteattr(self._words.link(key))} aria-label={quoteattr(said)}>"
            f"<title>{escape(said)}</title>{''.join(parts)}</a>"
        )

    def _label(self, x: float, y: float, word: str, flagged: bool) -> None:
        mark = f" · {self._words.red_flag}" if flagged else ""
        text = word + mark
        wide = _width(text, 10.5) + (16 if flagged else 6)
        left = min(max(x - wide / 2, 2), self._width - wide - 2)
        self._labels.append(
            f'<rect x="{left:.1f}" y="{y - 8:.1f}" width="{wide:.1f}" height="15" rx="3" '
            f'fill="{PAPER}" fill-opacity="0.92"/>'
        )
        start = left + 3
        if flagged:
            self._labels.append(
                f'<path d="{FLAG}" transform="translate({left + 3:.1f} {y - 5:.1f})" fill="{RED}"/>'
            )
            start += 11
        colour = RED if flagged else SOFT
        self._labels.append(_text(start, y + 3.5, text, colour, size=10.5, bold=flagged))

    def _path(
        self, number: int, each: Drawn, turn: dict[int, int]
    ) -> tuple[str, tuple[float, float]]:
        """The line's path, and where its word stands."""
        points = self._points(number, each)
        first = each.passes[0][0]
        if first == each.passes[-1][0]:
            (x1, y1), (x2, y2) = points
            dip = y1 + 34
            path = f"M{x1:.1f} {y1:.1f}C{x1:.1f} {dip:.1f} {x2:.1f} {dip:.1f} {x2:.1f} {y2:.1f}"
            return path, ((x1 + x2) / 2, y1 + 25)
        parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
        for (x1, y1), (x2, y2) in pairwise(points):
            middle = (y1 + y2) / 2
            parts.append(f"C{x1:.1f} {middle:.1f} {x2:.1f} {middle:.1f} {x2:.1f} {y2:.1f}")
        half = (len(points) - 2) // 2
        gap = first + half
        at = (0.32, 0.5, 0.68)[turn[gap] % 3]
        turn[gap] += 1
        return "".join(parts), _along(points[half], points[half + 1], at)

    def _points(self, number: int, each: Drawn) -> list[tuple[float, float]]:
        """Where the line leaves its upper end, passes every tier between, and arrives."""
        if each.passes[0][0] == each.passes[-1][0]:
            return [
                (self._left(*spot) + BOX / 2, self._top(spot[0]) + HEIGHT) for spot in each.passes
            ]
        leaves = float(self._top(each.passes[0][0]) + HEIGHT)
        points = [(self._slots[number, "out"], leaves)]
        for level, place in each.passes[1:-1]:
            x = self._left(level, place) + BOX / 2
            points += [(x, self._top(level) - HEAD), (x, self._top(level) + HEIGHT)]
        points.append((self._slots[number, "in"], float(self._top(each.passes[-1][0]))))
        return points

    def _spread(self) -> dict[tuple[int, str], float]:
        """Lines at one side of a box stand apart, in the order of where they go to."""
        sides: dict[tuple[tuple[int, int], str], list[tuple[float, int]]] = defaultdict(list)
        for number, each in enumerate(self._found.lines):
            if each.passes[0][0] != each.passes[-1][0]:
                second, before = each.passes[1], each.passes[-2]
                sides[each.passes[0], "out"].append((self._left(*second), number))
                sides[each.passes[-1], "in"].append((self._left(*before), number))
        return {
            (number, side): self._left(*spot) + BOX * (rank + 1) / (len(rows) + 1)
            for (spot, side), rows in sides.items()
            for rank, (_x, number) in enumerate(sorted(rows))
        }

    def _arrow(self, number: int, each: Drawn, colour: str) -> str:
        """A head at the target's end, whichever of the two is drawn above."""
        points = self._points(number, each)
        level = each.passes[0][0]
        keys = dict(enumerate(self._found.tiers[level][1]))
        starts_above = keys.get(each.passes[0][1]) == each.line.source
        if level == each.passes[-1][0]:
            (x, y), way = points[1] if starts_above else points[0], -1
        else:
            (x, y), way = (points[-1], 1) if starts_above else (points[0], -1)
        return f'<path d="M{x:.1f} {y:.1f}l-4 {-7 * way}h8z" fill="{colour}"/>'

    def _left(self, level: int, place: int) -> float:
        """A tier stands in the middle of the drawing."""
        count = len(self._found.tiers[level][1])
        first = (self._width - count * (BOX + GAP) + GAP) / 2
        return first + place * (BOX + GAP)

    def _top(self, level: int) -> int:
        return MARGIN + HEAD + level * (HEAD + HEIGHT + FALL)


def _along(start: tuple[float, float], end: tuple[float, float], at: float) -> tuple[float, float]:
    """A point of the curve between two points."""
    (x1, y1), (x2, y2), rest = start, end, 1 - at
    middle = (y1 + y2) / 2
    x = x1 * (rest**3 + 3 * rest**2 * at) + x2 * (3 * rest * at**2 + at**3)
    y = y1 * rest**3 + middle * 3 * rest * at + y2 * at**3
    return x, y


def _flag(x: float, y: float, word: str) -> str:
    mark = f'<path d="{FLAG}" transform="translate({x - 6:.1f} {y:.1f})" fill="{RED}"/>'
    return mark + _text(x + 5, y + 9, word, RED, size=10, bold=True)


def _text(
    x: float, y: float, text: str, colour: str, *, size: float = 11.5, bold: bool = False
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}"{weight}>'
        f"{escape(text)}</text>"
    )


def _width(text: str, size: float) -> float:
    """About how wide a text is: Hangul takes a full em, Latin a good half."""
    return sum(size * (0.95 if ord(letter) > 0x2E80 else 0.56) for letter in text)


def _fitted(text: str, most: int) -> str:
    """As much of a text as a box has room for, Hangul counted double."""
    room = float(most)
    for place, letter in enumerate(text):
        room -= 1.75 if ord(letter) > 0x2E80 else 1
        if room < 0:
            return text[: max(place - 1, 1)].rstrip() + "…"
    return text
