"""The parties of a plan: partners, applicants for permits, and whom supply networks name.

Records that bear the same names on the same side are one party, screened and decided once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from core import sight
from core.templatetags.ui import withheld
from engine.parties.names import fold
from engine.parties.values import Identity
from engine.plan import Plan
from engine.records import Entity
from parties.models import PartyFacts
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of

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
    aliases: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    facts: PartyFacts | None = field(default=None, compare=False)

    @property
    def identity(self) -> Identity:
        """What the plan's records say of it, and what people have added."""
        told = self.facts
        return Identity(
            self.names,
            _joined(self.aliases, told.aliases if told else ()),
            _joined(self.dates, told.dates if told else ()),
            _joined(self.countries, told.countries if told else ()),
            _joined(self.identifiers, told.identifiers if told else ()),
            tuple(told.addresses) if told else (),
        )

    def and_also(self, other: "Party") -> "Party":
        """The same party as two places of the plan know it."""
        return replace(
            self,
            aliases=_joined(self.aliases, other.aliases),
            dates=_joined(self.dates, other.dates),
            identifiers=_joined(self.identifiers, other.identifiers),
            places=self.places + other.places,
        )

    @property
    def digest(self) -> str:
        return sha256(repr(self.identity).encode()).hexdigest()


#: Sorts of entities of a supply network that are somebody, or belong to somebody on a list.
PARTIES = frozenset({"firm", "factory", "labour_agency", "bank", "vessel"})


def party_of(names: Iterable[str], side: str, place: Place) -> Party:
    """A party by its names; `side` is "south", "north" or a country's code."""
    given = tuple(name for name in dict.fromkeys(names) if name.strip())
    country = COUNTRIES.get(side, side)
    told = "|".join((country, *map(fold, given)))
    key = sha256(told.encode()).hexdigest()[:12]
    return Party(key, given, (country,) if country else (), places=(place,))


def parties_of(roadmap: Roadmap, plan: Plan) -> dict[str, Party]:
    """Every party of the plan that has a name, by its key."""
    found: dict[str, Party] = {}
    for each in _all(plan):
        if not each.names:
            continue
        known = found.get(each.key)
        found[each.key] = known.and_also(each) if known else each
    for facts in PartyFacts.objects.filter(plan=roadmap, party__in=found).order_by("pk"):
        found[facts.party] = replace(found[facts.party], facts=facts)
    return found


def name_of(roadmap: Roadmap, key: str) -> str | None:
    """What a party of the plan is called, for documents about it."""
    found = parties_of(roadmap, whole_plan_of(roadmap)).get(key)
    if found and not sight.of_plan(roadmap.pk).parties:
        return withheld()
    return found.names[0] if found else None


def nameless(plan: Plan) -> list[str]:
    """Partners without a name: nothing can be held against a list."""
    return [key for key, each in plan.partners.items() if not (each.name_ko or each.name_en)]


def _all(plan: Plan) -> Iterator[Party]:
    for each in plan.partners.values():
        place = Place("partner", each.key, each.project)
        yield party_of((each.name_ko, each.name_en), each.side, place)
    for permit in plan.permits.values():
        project = permit.projects[0] if permit.projects else ""
        yield party_of((permit.applicant,), "", Place("permit", permit.key, project))
    for entity in plan.entities.values():
        if entity.sort in PARTIES:
            yield _of_network(entity)


def _of_network(entity: Entity) -> Party:
    numbers = (entity.registration_no, entity.imo, entity.bic, entity.licence)
    place = Place("entity", entity.key, entity.project)
    return replace(
        party_of((entity.name_ko, entity.name_en), entity.country, place),
        aliases=entity.aliases,
        dates=(entity.founded.isoformat(),) if entity.founded else (),
        identifiers=tuple(number for number in numbers if number),
    )


def _joined(some: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *others)))
