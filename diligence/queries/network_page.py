"""A project's supply network on its page: the drawing, and the tables that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.urls import reverse
from django.utils.translation import gettext as _

from diligence.drawing import STROKES, Wording, draw
from diligence.queries.standing import Standing
from diligence.sentences import STROKES as STROKE_WORDS
from diligence.sentences import TIERS
from engine.diligence.kinds import OF_ALL_ENTITIES, OF_ALL_RELATIONS, fields_of
from engine.diligence.layout import Line, tier
from engine.plan import Plan
from engine.records import Entity, Relation
from roadmaps import network_words, vocabulary
from roadmaps.models import Roadmap


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in the table: its sort and name, what is known of it, whether it is flagged."""

    entity: Entity
    name: str
    sort: str
    tier: str
    facts: Sequence[tuple[str, str]]
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation in the table, from whom to whom."""

    relation: Relation
    source: str
    sort: str
    target: str
    facts: Sequence[tuple[str, str]]
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The drawing with its key, and both tables."""

    drawing: str
    strokes: Sequence[tuple[str, str]]
    entities: Sequence[EntityRow]
    relations: Sequence[RelationRow]
    is_illustrative: bool


def flagged_places(standing: Standing) -> frozenset[tuple[str, str]]:
    """The records a red flag is about, and the relations it names."""
    return frozenset(
        place
        for flag in standing.flags
        for place in flag.everywhere
        if place == flag.about or place[0] == "relation"
    )


def network_page(roadmap: Roadmap, plan: Plan, standing: Standing, query: str) -> NetworkPage:
    """The network with its red flags."""
    network, flagged = standing.network, flagged_places(standing)
    words = wording(roadmap, plan, standing, query)
    return NetworkPage(
        "" if network.is_empty else draw(network, flagged, words),
        [(dashes, str(STROKE_WORDS[name])) for name, dashes in STROKES],
        [
            EntityRow(
                each,
                vocabulary.name_of(plan, "entity", each.key),
                vocabulary.sort_name(each.sort),
                str(TIERS[tier(network, each)]),
                facts_of(plan, each),
                ("entity", each.key) in flagged,
            )
            for each in network.entities.values()
        ],
        [
            RelationRow(
                each,
                vocabulary.name_of(plan, "entity", each.source),
                vocabulary.sort_name(each.sort),
                vocabulary.name_of(plan, "entity", each.target),
                facts_of(plan, each),
                ("relation", each.key) in flagged,
            )
            for each in network.relations
        ],
        any(each.illustrative for each in network.entities.values()),
    )


def wording(roadmap: Roadmap, plan: Plan, standing: Standing, query: str) -> Wording:
    """What the drawing says, in the language of the request."""
    name = vocabulary.name_of(plan, "project", standing.project.key)
    entities = standing.network.entities
    steps = vocabulary.choices("relation", "step")
    said: dict[str, str] = {"from": _("from"), "to": _("to")}

    def line_word(line: Line) -> str:
        told = [plan.relations[key].step for key in line.relations]
        extra = ", ".join(dict.fromkeys(str(steps[each]) for each in told if each))
        word = said.get(line.sort) or vocabulary.sort_name(line.sort)
        return f"{word} ({extra})" if extra else word

    def link(key: str) -> str:
        return reverse("diligence:edit-entity", args=[roadmap.pk, key]) + query

    return Wording(
        _("Supply network of %(project)s") % {"project": name},
        {key: str(word) for key, word in TIERS.items()},
        lambda key: (
            vocabulary.name_of(plan, "entity", key),
            _sort_and_country(entities[key]),
        ),
        line_word,
        link,
        _("red flag"),
    )


def facts_of(plan: Plan, record: Entity | Relation) -> list[tuple[str, str]]:
    """What is known of a record besides its name, ends and sort."""
    hidden = {*OF_ALL_ENTITIES[:5], *OF_ALL_RELATIONS[:4], "illustrative"}
    told = set(fields_of(record.kind, record.sort)) - hidden
    found = []
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in told and value not in (None, "", (), False):
            label = _without_hint(vocabulary.field_name(record.kind, each.name))
            found.append((label, vocabulary.in_words(plan, record.kind, each.name, value)))
    return found


def _without_hint(label: str) -> str:
    """A field's name beside its value: how it is written is the form's to say."""
    return label.partition("(")[0].strip()


def _sort_and_country(entity: Entity) -> str:
    role = network_words.CHOICES["role"].get(entity.role)
    word = str(role) if role else vocabulary.sort_name(entity.sort)
    return f"{word} · {entity.country}" if entity.country else word
