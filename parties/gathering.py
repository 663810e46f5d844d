"""The parties of a plan: partners of its projects, and what upper apps register beside them.

Records that bear the same names on the same side are one party, screened and decided once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import cast

from django.utils.module_loading import import_string

from engine.parties.names import fold
from engine.parties.values import Identity
from engine.plan import Plan
from parties.models import PartyFacts
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of

COUNTRIES = {"south": "KR", "north": "KP"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a party stands in the plan: the record, and its project where it has one."""

    kind: str
    key: str
    project: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A party with all that is known of it. `key` is made of its names, `digest` of everything."""

    key: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    facts: PartyFacts | None = field(default=None, compare=False)

    @property
    def identity(self) -> Identity:
        told = self.facts
        if told is None:
            return Identity(self.names, countries=self.countries)
        return Identity(
            self.names,
            tuple(told.aliases),
            tuple(told.dates),
            tuple(dict.fromkeys((*self.countries, *told.countries))),
            tuple(told.identifiers),
            tuple(told.addresses),
        )

    @property
    def digest(self) -> str:
        return sha256(repr(self.identity).encode()).hexdigest()


#: From a plan, parties that are no partners: applicants, firms of supply networks.
Gather = Callable[[Roadmap, Plan], Iterable[Party]]
_PATHS: list[str] = []


def register(path: str) -> None:
    """Name a Gather of an upper app, as "app.module.function"."""
    _PATHS.append(path)


def party_of(names: Iterable[str], side: str, place: Place) -> Party:
    """A party by its names; `side` is "south", "north" or a country's code."""
    given = tuple(name for name in dict.fromkeys(names) if name.strip())
    country = COUNTRIES.get(side, side)
    told = "|".join((country, *map(fold, given)))
    key = sha256(told.encode()).hexdigest()[:12]
    return Party(key, given, (country,) if country else (), (place,))


def parties_of(roadmap: Roadmap, plan: Plan) -> dict[str, Party]:
    """Every party of the plan that has a name, by its key."""
    found: dict[str, Party] = {}
    for each in _all(roadmap, plan):
        if not each.names:
            continue
        known = found.get(each.key)
        found[each.key] = replace(known, places=known.places + each.places) if known else each
    for facts in PartyFacts.objects.filter(plan=roadmap, party__in=found).order_by("pk"):
        found[facts.party] = replace(found[facts.party], facts=facts)
    return found


def name_of(roadmap: Roadmap, key: str) -> str | None:
    """What a party of the plan is called, for documents about it."""
    found = parties_of(roadmap, plan_of(roadmap)).get(key)
    return found.names[0] if found else None


def nameless(plan: Plan) -> list[str]:
    """Partners without a name: nothing can be held against a list."""
    return [key for key, each in plan.partners.items() if not (each.name_ko or each.name_en)]


def _all(roadmap: Roadmap, plan: Plan) -> Iterator[Party]:
    for each in plan.partners.values():
        place = Place("partner", each.key, each.project)
        yield party_of((each.name_ko, each.name_en), each.side, place)
    for path in _PATHS:
        yield from cast("Gather", import_string(path))(roadmap, plan)
