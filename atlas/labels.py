"""Where the names stand on the map: near their dots, over nothing else."""

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

GAPS = (4, 12, 22, 36, 54, 76, 104)
DIRECTIONS = tuple(index * math.tau / 16 for index in range(16))
ROUNDS = 4
#: A label that costs less by itself stands well; how many places a worse one tries to take.
WORTH_MOVING, BEST = 25.0, 10
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def overlap(self, other: "Box") -> float:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A marker and the size of the label it needs."""

    key: str
    x: float
    y: float
    radius: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        reach = self.radius + 1
        return Box(self.x - reach, self.y - reach, self.x + reach, self.y + reach)


@dataclass(frozen=True, slots=True)
class Label:
    """A place for a label: its box, and the line to its dot where it stands apart."""

    box: Box
    leader: tuple[Point, Point]
    gap: float

    @property
    def stands_apart(self) -> bool:
        return self.gap > GAPS[1]


def part_dots(dots: Iterable[Dot], between: float = 1.5) -> tuple[Dot, ...]:
    """The dots pushed apart until none covers another; the larger of two gives way less."""
    found = list(dots)
    for _ in range(60):
        moved = False
        for i, one in enumerate(found):
            for j in range(i):
                other = found[j]
                apart = math.dist((one.x, one.y), (other.x, other.y))
                lacking = one.radius + other.radius + between - apart
                if lacking <= 0.05:
                    continue
                moved = True
                # Two on one spot part sideways, the same way every time.
                across = (one.x - other.x) / apart if apart else 1.0
                down = (one.y - other.y) / apart if apart else 0.0
                share = other.radius / (one.radius + other.radius)
                one = found[i] = _moved(one, across * lacking * share, down * lacking * share)
                rest = lacking * (share - 1)
                found[j] = _moved(other, across * rest, down * rest)
        if not moved:
            break
    return tuple(found)


def _moved(dot: Dot, across: float, down: float) -> Dot:
    return replace(dot, x=dot.x + across, y=dot.y + down)


def text_width(text: str, size: float) -> float:
    """An estimate that suits Pretendard: Hangul is nearly square, Latin half as wide."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return size * (wide * 0.88 + (len(text) - wide) * 0.57)


@lru_cache(maxsize=64)
def place_labels(dots: tuple[Dot, ...], width: float, height: float) -> dict[str, Label]:
    """A place for each label, improved in rounds: each moves to where it hurts the others least,
    and where that is not good enough takes a better place and makes its neighbours move."""
    ground = Box(0, 0, width, height)
    # What a place costs by itself never changes; what it costs the other labels does.
    boxes = [(dot, dot.box) for dot in dots]
    choices: Choices = {
        dot.key: sorted(
            ((label, _harm_to_dots(label, boxes)) for label in _choices(dot, ground)),
            key=lambda pair: pair[1],
        )
        for dot in dots
    }
    placed = {key: found[0] for key, found in choices.items()}
    for _ in range(ROUNDS):
        before = dict(placed)
        for key, found in choices.items():
            placed[key] = _least_harm(found, _others(placed, key))
        if placed == before:
            break
    for key in sorted(placed, key=lambda key: -placed[key][1]):
        placed = _with_neighbours_moved(placed, key, choices)
    return {key: label for key, (label, _) in placed.items()}


Place = tuple[Label, float]
Choices = Mapping[str, list[Place]]


def _with_neighbours_moved(
    placed: dict[str, Place], key: str, choices: Choices
) -> dict[str, Place]:
    """The places after this label took one of its best and its neighbours gave way, if all
    together are better off; else the places as they are."""
    if placed[key][1] < WORTH_MOVING:
        return placed
    least = _total_harm(placed)
    for choice in choices[key][:BEST]:
        trial = placed | {key: choice}
        reach = _with_leader(choice[0])
        for other, (label, _) in placed.items():
            if other != key and reach.touches(_with_leader(label)):
                trial[other] = _least_harm(choices[other], _others(trial, other))
        if _total_harm(trial) < least:
            return trial
    return placed


def _total_harm(placed: Mapping[str, Place]) -> float:
    labels = [label for label, _ in placed.values()]
    between = sum(_harm_to_labels(label, labels[:n]) for n, label in enumerate(labels))
    return between + sum(alone for _, alone in placed.values())


def _others(placed: Mapping[str, Place], key: str) -> list[Label]:
    return [label for other, (label, _) in placed.items() if other != key]


def _least_harm(found: list[Place], others: list[Label]) -> Place:
    best, least = found[0], math.inf
    for label, alone in found:
        if alone >= least:
            break
        harm = alone + _harm_to_labels(label, others)
        if harm < least:
            best, least = (label, alone), harm
    return best


def _choices(dot: Dot, ground: Box) -> list[Label]:
    found = [_label(dot, gap, angle) for gap in GAPS for angle in DIRECTIONS]
    inside = [label for label in found if _is_inside(label.box, ground)]
    return inside or found


def _label(dot: Dot, gap: float, angle: float) -> Label:
    across, down = math.cos(angle), math.sin(angle)
    reach = dot.radius + gap
    x, y = dot.x + across * reach, dot.y + down * reach
    # The box touches the end of the line with the side or corner that faces the dot.
    left = x - dot.width * (1 - _facing(across)) / 2
    top = y - dot.height * (1 - _facing(down)) / 2
    box = Box(left, top, left + dot.width, top + dot.height)
    edge = (dot.x + across * dot.radius, dot.y + down * dot.radius)
    return Label(box, (edge, (x, y)), gap)


def _facing(part: float) -> float:
    return 1.0 if part > 0.38 else -1.0 if part < -0.38 else 0.0


def _is_inside(box: Box, ground: Box) -> bool:
    return (
        box.left >= 2
        and box.top >= 2
        and box.right <= ground.right - 2
        and box.bottom <= ground.bottom - 2
    )


@lru_cache(maxsize=8192)
def _with_leader(label: Label) -> Box:
    xs = [label.box.left, label.box.right, *(x for x, _ in label.leader)]
    ys = [label.box.top, label.box.bottom, *(y for _, y in label.leader)]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _harm_to_dots(label: Label, dots: Sequence[tuple[Dot, Box]]) -> float:
    harm = label.gap * 0.9 + abs(label.leader[1][1] - label.leader[0][1]) * 0.15
    mine = _with_leader(label)
    for dot, box in dots:
        if not mine.touches(box):
            continue
        harm += label.box.overlap(box) * 3
        if label.gap > GAPS[0] and math.dist((dot.x, dot.y), label.leader[0]) > dot.radius + 0.5:
            harm += 50 * _cuts(label.leader, box)
    return harm


def _harm_to_labels(label: Label, others: Iterable[Label]) -> float:
    harm = 0.0
    mine = _with_leader(label)
    for other in others:
        if mine.touches(_with_leader(other)):
            harm += label.box.overlap(other.box) * 4
            harm += 90 * _cuts(label.leader, other.box) + 90 * _cuts(other.leader, label.box)
            harm += 60 * _crosses(label.leader, other.leader)
    return harm


def _cuts(line: tuple[Point, Point], box: Box) -> bool:
    (x1, y1), (x2, y2) = line
    for step in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9):
        x, y = x1 + (x2 - x1) * step, y1 + (y2 - y1) * step
        if box.left < x < box.right and box.top < y < box.bottom:
            return True
    return False


def _crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
