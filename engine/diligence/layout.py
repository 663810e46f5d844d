"""Where the entities of a supply network stand when it is drawn: tiers, and an order in each.

Tiers follow the goods, from input to brand. Inside a tier the order keeps crossings low: a line
over several tiers gets a place in each of them, and every place moves to the middle of its
neighbours (the barycentre), down and up in turn; the order with the fewest crossings is kept. The
same network always gets the same layout.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from engine.diligence.network import SupplyNetwork
from engine.records import Entity

SWEEPS = 12
TIERS = (
    "inputs", "contractors", "factories", "lots", "shipments", "places", "consignees", "brands",
)  # fmt: skip
_OF_SORT = {
    "labour_agency": "inputs",
    "factory": "factories",
    "product_lot": "lots",
    "approval": "lots",
    "shipment": "shipments",
    "vessel": "shipments",
    "place": "places",
    "bank": "consignees",
}
_OF_ROLE = {
    "mill": "inputs",
    "brand": "brands",
    "carrier": "shipments",
    "insurer": "shipments",
}


class Line(NamedTuple):
    """Something to be drawn from one entity to another."""

    sort: str
    source: str
    target: str
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line with its place in every tier it passes, from the upper end to the lower one."""

    line: Line
    passes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The tiers from first to last, each with the keys in it ("" where only a line passes)."""

    tiers: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[Drawn, ...]
    crossings: int

    @property
    def widest(self) -> int:
        return max((len(keys) for _name, keys in self.tiers), default=0)


def lines_of(network: SupplyNetwork) -> list[Line]:
    """What is drawn: the relations, those alike between two entities as one, and ways of goods."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for tie in network.relations:
        found[tie.sort, tie.source, tie.target].append(tie.key)
    for shipment in network.of("shipment"):
        for sort, place in (("from", shipment.from_place), ("to", shipment.to_place)):
            if place in network.entities:
                found[sort, shipment.key, place] = []
    return [Line(*ends, tuple(keys)) for ends, keys in sorted(found.items())]


def layout(network: SupplyNetwork) -> Layout:
    """The tiers of a network and the lines through them."""
    lines = lines_of(network)
    tier_of = {key: tier(network, entity) for key, entity in network.entities.items()}
    used = [name for name in TIERS if name in tier_of.values()]
    level = {key: used.index(name) for key, name in tier_of.items()}
    return ordered(used, level, lines)


def tier(network: SupplyNetwork, entity: Entity) -> str:
    """The tier an entity stands in: its role, then what goods do to it, then its sort."""
    if entity.sort == "product_lot":
        is_input = network.reaching(entity.key, "derived_from")
        return "inputs" if is_input and not network.leaving(entity.key, "derived_from") else "lots"
    if entity.sort != "firm":
        return _OF_SORT[entity.sort]
    if entity.role in _OF_ROLE:
        return _OF_ROLE[entity.role]
    is_consignee = network.reaching(entity.key, "consigned_to")
    return "consignees" if is_consignee else "contractors"


def ordered(names: Sequence[str], level: Mapping[str, int], lines: Iterable[Line]) -> Layout:
    """The layout of these keys on these levels."""
    grid = _Grid(len(names), level, list(lines))
    grid.sort()
    tiers = tuple(
        (name, tuple(each if isinstance(each, str) else "" for each in row))
        for name, row in zip(names, grid.rows, strict=True)
    )
    return Layout(tiers, grid.drawn(), grid.crossings())


#: A key, or the place in one tier of the line with this number.
Spot = str | tuple[int, int]


class _Grid:
    """The rows of spots while they are being sorted."""

    def __init__(self, height: int, level: Mapping[str, int], lines: list[Line]) -> None:
        self.rows: list[list[Spot]] = [[] for _ in range(height)]
        for key in sorted(level):
            self.rows[level[key]].append(key)
        self._lines = lines
        self._ways: list[list[Spot]] = []
        for number, line in enumerate(lines):
            upper, lower = sorted((line.source, line.target), key=lambda key: (level[key], key))
            between: list[Spot] = [(number, each) for each in range(level[upper] + 1, level[lower])]
            for height, passed in enumerate(between, start=level[upper] + 1):
                self.rows[height].append(passed)
            self._ways.append([upper, *between, lower])
        self._level: dict[Spot, int] = {
            each: height for height, row in enumerate(self.rows) for each in row
        }
        self._above: dict[Spot, list[Spot]] = defaultdict(list)
        self._below: dict[Spot, list[Spot]] = defaultdict(list)
        for way in self._ways:
            for over, under in pairwise(way):
                if self._level[over] != self._level[under]:
                    self._below[over].append(under)
                    self._above[under].append(over)

    def sort(self) -> None:
        best, fewest = [list(row) for row in self.rows], self.crossings()
        for sweep in range(SWEEPS):
            if not fewest:
                break
            down = sweep % 2 == 0
            heights = range(1, len(self.rows)) if down else range(len(self.rows) - 2, -1, -1)
            for height in heights:
                self._settle(height, self._above if down else self._below)
            now = self.crossings()
            if now < fewest:
                best, fewest = [list(row) for row in self.rows], now
        self.rows = best

    def crossings(self) -> int:
        """How many pairs of lines cross between one tier and the next."""
        place = self._places()
        total = 0
        for row in self.rows[:-1]:
            ends: list[int] = []
            for spot in row:
                lower = sorted(place[each] for each in self._below[spot])
                total += sum(len(ends) - bisect_right(ends, each) for each in lower)
                for each in lower:
                    insort(ends, each)
        return total

    def drawn(self) -> tuple[Drawn, ...]:
        place = self._places()
        return tuple(
            Drawn(line, tuple((self._level[spot], place[spot]) for spot in way))
            for line, way in zip(self._lines, self._ways, strict=True)
        )

    def _settle(self, height: int, neighbours: Mapping[Spot, list[Spot]]) -> None:
        """Every spot moves to the middle of its neighbours; one without any stays where it is."""
        place = self._places()

        def middle(spot: Spot) -> float:
            near = neighbours.get(spot)
            return sum(place[each] for each in near) / len(near) if near else place[spot]

        self.rows[height].sort(key=lambda spot: (middle(spot), place[spot]))

    def _places(self) -> dict[Spot, int]:
        return {spot: place for row in self.rows for place, spot in enumerate(row)}
