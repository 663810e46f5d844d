"""A project's supply network: its entities, and the relations that leave and reach each of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from engine.plan import Plan
from engine.records import Entity, Relation

NORTH, SOUTH = "KP", "KR"


@dataclass(frozen=True)
class SupplyNetwork:
    """The entities of one project by key, and the relations among them."""

    entities: Mapping[str, Entity]
    relations: tuple[Relation, ...]
    _index: Mapping[tuple[str, str, str], tuple[Relation, ...]] = field(repr=False)

    def of(self, *sorts: str) -> list[Entity]:
        """The entities of these sorts, in the order of their keys."""
        return [each for each in self.entities.values() if each.sort in sorts]

    def ties(self, *sorts: str) -> list[Relation]:
        return [each for each in self.relations if each.sort in sorts]

    def leaving(self, key: str, sort: str) -> tuple[Relation, ...]:
        """The relations of a sort that go from this entity."""
        return self._index.get(("from", key, sort), ())

    def reaching(self, key: str, sort: str) -> tuple[Relation, ...]:
        return self._index.get(("to", key, sort), ())

    @cached_property
    def is_empty(self) -> bool:
        return not self.entities


def network_of(plan: Plan, project: str) -> SupplyNetwork:
    """The supply network of a project, as its plan has it."""
    mine = {key: each for key, each in plan.entities.items() if each.project == project}
    ties = [each for each in plan.relations.values() if each.source in mine]
    return network(mine.values(), ties)


def networks_of(plan: Plan) -> dict[str, SupplyNetwork]:
    """Of every project that has one; whoever asks for all does not look through all for each."""
    entities: dict[str, list[Entity]] = defaultdict(list)
    relations: dict[str, list[Relation]] = defaultdict(list)
    for each in plan.entities.values():
        entities[each.project].append(each)
    for tie in plan.relations.values():
        relations[plan.entities[tie.source].project].append(tie)
    return {key: network(rows, relations[key]) for key, rows in entities.items()}


def network(entities: Iterable[Entity], relations: Iterable[Relation]) -> SupplyNetwork:
    """A network of these; relations with an end elsewhere are left out."""
    known = {each.key: each for each in sorted(entities, key=lambda each: each.key)}
    ties = tuple(
        sorted(
            (each for each in relations if each.source in known and each.target in known),
            key=lambda each: each.key,
        )
    )
    index: dict[tuple[str, str, str], tuple[Relation, ...]] = defaultdict(tuple)
    for tie in ties:
        index["from", tie.source, tie.sort] += (tie,)
        index["to", tie.target, tie.sort] += (tie,)
    return SupplyNetwork(known, ties, dict(index))


def is_on(tie: Relation, day: date) -> bool:
    """Whether a relation with a beginning or an end holds on a day; unknown ends are open."""
    return not ((tie.since and day < tie.since) or (tie.until and day > tie.until))
