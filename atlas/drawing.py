"""The schematic map as values: where every mark, label and line stands. Templates only print it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from atlas.labels import Box, Dot, Label, part_dots, place_labels, text_width
from atlas.outlines import HEIGHT, WIDTH, Province, project, provinces
from atlas.queries.zones import ZoneLine

PLAIN, BOLD = 12.0, 13.0
LONGEST = 20


@dataclass(frozen=True, slots=True)
class TextLine:
    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A zone on the map: a circle, square or diamond by stage, and its name. `hit`: where a click
    means this zone."""

    line: ZoneLine
    x: float
    y: float
    radius: float
    label: tuple[TextLine, ...]
    label_x: float
    anchor: str
    size: float
    leader: str
    hit: Box

    @property
    def hit_width(self) -> float:
        return round(self.hit.right - self.hit.left, 1)

    @property
    def hit_height(self) -> float:
        return round(self.hit.bottom - self.hit.top, 1)

    @property
    def side(self) -> float:
        """The side of the square that looks as large as the circle."""
        return round(self.radius * 1.8, 1)

    @property
    def left(self) -> float:
        return round(self.x - self.radius * 0.9, 1)

    @property
    def top(self) -> float:
        return round(self.y - self.radius * 0.9, 1)

    @property
    def diamond(self) -> str:
        reach = self.radius * 1.25
        step = f"{reach:.1f}"
        return f"M{self.x:.1f} {self.y - reach:.1f}l{step} {step} -{step} {step} -{step} -{step}z"


@dataclass(frozen=True, slots=True)
class ZoneMap:
    """What the template prints: outlines, the province names that fit, and the marks."""

    width: int
    height: int
    provinces: tuple[Province, ...]
    names: tuple[Province, ...]
    marks: tuple[Mark, ...]


def zone_map(lines: Sequence[ZoneLine], totals: dict[str, int]) -> ZoneMap:
    """The map of these lines. `totals` are the counts without any filter: the labels keep their
    places while a reader filters, only the marks change."""
    language = get_language() or "ko"
    names = {line.zone.pk: label_lines(_name(line, language)) for line in lines}
    dots = part_dots(_dot(line, totals[line.zone.pk], names[line.zone.pk]) for line in lines)
    labels = place_labels(
        tuple(sorted(dots, key=lambda dot: (-dot.radius, dot.key))), WIDTH, HEIGHT
    )
    at = {dot.key: dot for dot in dots}
    marks = [
        _mark(line, at[line.zone.pk], labels[line.zone.pk], names[line.zone.pk], totals)
        for line in lines
    ]
    taken = [label.box for label in labels.values()] + [dot.box for dot in dots]
    north = [each for each in provinces() if each.is_north]
    free = tuple(each for each in north if not any(_text_box(each).overlap(b) for b in taken))
    return ZoneMap(WIDTH, HEIGHT, provinces(), free, tuple(marks))


def label_lines(name: str) -> tuple[str, ...]:
    """The name without what stands in brackets, in two lines if it is long."""
    short = name.partition("(")[0].strip()
    words = short.split(" ")
    if len(short) <= LONGEST or len(words) < 2:
        return (short,)
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(halves, key=lambda pair: max(len(half) for half in pair))


def radius_of(count: int) -> float:
    """The area grows with the count; a zone without projects is a small ring."""
    return round(7 + 2.2 * count**0.5, 1) if count else 4.0


def _name(line: ZoneLine, language: str) -> str:
    return line.zone.name_en if language.startswith("en") else line.zone.name_ko


def _size(total: int) -> float:
    return BOLD if total else PLAIN


def _dot(line: ZoneLine, total: int, name: tuple[str, ...]) -> Dot:
    x, y = project(line.zone.lon, line.zone.lat)
    size = _size(total)
    wide = max(text_width(text, size) for text in name) + 4
    return Dot(line.zone.pk, x, y, radius_of(total), wide, (size + 2) * len(name) + 2)


def _mark(
    line: ZoneLine, dot: Dot, label: Label, name: tuple[str, ...], totals: dict[str, int]
) -> Mark:
    size = _size(totals[line.zone.pk])
    box = label.box
    middle = (box.left + box.right) / 2
    anchor, x = "start", box.left + 2
    if box.right <= dot.x:
        anchor, x = "end", box.right - 2
    elif abs(middle - dot.x) < 3:
        anchor, x = "middle", middle
    (x1, y1), (x2, y2) = label.leader
    texts = tuple(
        TextLine(text, round(box.top + size + index * (size + 2), 1))
        for index, text in enumerate(name)
    )
    return Mark(
        line,
        round(dot.x, 1),
        round(dot.y, 1),
        radius_of(line.count),
        texts,
        round(x, 1),
        anchor,
        size,
        f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" if label.stands_apart else "",
        _hit(box),
    )


def _hit(box: Box) -> Box:
    """Where a click means this zone: its label, at least 24 units high."""
    lacking = max(0.0, 24 - (box.bottom - box.top)) / 2
    return Box(box.left, box.top - lacking, box.right, box.bottom + lacking)


def _text_box(province: Province) -> Box:
    english = (get_language() or "ko").startswith("en")
    half = text_width(province.name_en if english else province.name_ko, PLAIN) / 2
    return Box(province.x - half, province.y - PLAIN, province.x + half, province.y + 3)
