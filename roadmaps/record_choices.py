"""What may be chosen for a field: records of the plan, rows of the catalogue, or known words."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field
from typing import Any, Literal, get_args, get_origin, get_type_hints

from django.utils.translation import get_language

from core.templatetags.ui import in_language
from engine.plan import Plan
from engine.records import KINDS, Condition, GoodsLine, Named
from roadmaps import vocabulary
from roadmaps.permit_rules import routes_of
from sanctions.bases import basis_name
from sanctions.models import Measure, Subject
from sanctions.paragraphs import in_words
from sanctions.tags import tag_name
from zones.models import Industry, Region, Source, Strategy, Zone
from zones.standards import standards

Option = tuple[Any, str]
Group = tuple[str, list[Option]]
Options = list[Option | Group]
_TAGS = {"tags", "ruled_out"}

CURRENCIES = ("KRW", "USD", "CNY", "EUR", "JPY")


def groups(kind: str, field: "Field[Any]", plan: Plan, chosen: Any) -> Options | None:
    """The options, grouped where there are many; None where the field is free text.

    A value that is set but not on the list (an older word, a catalogue row gone) stays on offer.
    """
    found = _options(kind, field, plan)
    if found is None:
        return None
    known = {key for key, _label in _flat(found)}
    wanted = chosen if isinstance(chosen, tuple) else (chosen,) if chosen else ()
    return [*found, *((key, str(key)) for key in wanted if key not in known)]


def _options(kind: str, field: "Field[Any]", plan: Plan) -> Options | None:
    refers = field.metadata.get("refers")
    if refers:
        return _records(plan, refers)
    if field.name in _TAGS:
        return _tags(kind)
    if (kind, field.name) in {("standard", "standard"), ("standard", "also")}:
        return _standards()
    if (kind, field.name) == ("permit", "route"):
        return _routes()
    if field.name in _CATALOGUE:
        return _CATALOGUE[field.name]()
    known = vocabulary.choices(kind, field.name)
    literal = _literal(kind, field.name)
    if literal:
        return [(each, str(known.get(each, each))) for each in literal if each]
    if field.name == "currency":
        return [(each, each) for each in CURRENCIES]
    options: Options = [(key, str(word)) for key, word in known.items()]
    if field.name == "evidence":
        options += _sources()
    return options or None


def _records(plan: Plan, kind: str) -> Options:
    if kind == "activity":
        return _by_project(plan)
    if kind == "condition":
        return _by_sort(plan)
    language = get_language() or "ko"
    rows = plan.of(KINDS[kind])
    names = {key: row.name(language) for key, row in rows.items() if isinstance(row, Named)}
    return [(key, f"{key} · {name}" if name else key) for key, name in names.items()]


def _by_project(plan: Plan) -> Options:
    language = get_language() or "ko"
    found: dict[str, list[Option]] = defaultdict(list)
    for key, activity in plan.activities.items():
        found[activity.project].append((key, f"{key} · {activity.name(language)}"))
    return [
        (f"{key} · {project.name(language)}", found[key])
        for key, project in plan.projects.items()
        if key in found
    ]


def _by_sort(plan: Plan) -> Options:
    language = get_language() or "ko"
    found: dict[str, list[Option]] = defaultdict(list)
    for key, condition in plan.conditions.items():
        found[condition.sort].append((key, f"{key} · {condition.name(language)}"))
    words = vocabulary.choices(Condition.kind, "sort")
    return [(str(word), found[sort]) for sort, word in words.items() if sort in found]


def _zones() -> Options:
    found: dict[str, list[Option]] = defaultdict(list)
    for zone in Zone.objects.select_related("region"):
        found[in_language(zone.region)].append((zone.pk, in_language(zone)))
    return list(found.items())


def _industries() -> Options:
    return [(each.pk, in_language(each)) for each in Industry.objects.all()]


def _strategies() -> Options:
    found: dict[str, list[Option]] = {}
    for each in Strategy.objects.select_related("parent"):
        title = in_language(each.parent) if each.parent else in_language(each)
        options = found.setdefault(title, [])
        if each.parent:
            options.append((each.pk, f"{each.pk} · {in_language(each)}"))
    return list(found.items())


def _measures() -> Options:
    found: dict[str, list[Option]] = defaultdict(list)
    for each in Measure.objects.select_related("instrument"):
        paragraph = in_words(each.paragraph, get_language() or "ko")
        label = f"{in_language(each.instrument)} {paragraph} ({each.pk})"
        found[in_language(each.instrument)].append((each.pk, label))
    return list(found.items())


def _routes() -> Options:
    """Only what the texts name: by measure, each route by which somebody may be asked."""
    found = (basis for each in Measure.objects.all() for basis, _kind in routes_of(each))
    return [(basis, basis_name(basis)) for basis in dict.fromkeys(found)]


def _tags(kind: str) -> Options:
    """What screening can ask about goods, or about everything else in a project."""
    about_goods = kind == GoodsLine.kind
    rows = Measure.objects.exclude(requires_tag=None).order_by("subject", "requires_tag")
    found: dict[str, list[Option]] = {}
    for tag, subject in rows.values_list("requires_tag", "subject").distinct():
        if (subject == "goods") == about_goods and tag:
            found.setdefault(subject, []).append((tag, tag_name(tag)))
    if about_goods:
        return [*found.get("goods", [])]
    return [(str(Subject(subject).label), options) for subject, options in found.items()]


def _sources() -> Options:
    return [(each.pk, f"{each.pk} · {each.title}") for each in Source.objects.all()]


def _standards() -> Options:
    found: dict[str, list[Option]] = defaultdict(list)
    for each in standards().values():
        found[in_language(each.aspect)].append((each.id, in_language(each)))
    return list(found.items())


def _regions() -> Options:
    return [(each.pk, in_language(each)) for each in Region.objects.all()]


_CATALOGUE: Mapping[str, Callable[[], Options]] = {
    "zone": _zones,
    "also_zones": _zones,
    "zones": _zones,
    "region": _regions,
    "industry": _industries,
    "strategy": _strategies,
    "measures": _measures,
    "measure": _measures,
    "source": _sources,
    "origin": _sources,
}


def _literal(kind: str, name: str) -> Sequence[str]:
    hint = get_type_hints(KINDS[kind])[name]
    return get_args(hint) if get_origin(hint) is Literal else ()


def _flat(options: Options) -> list[Option]:
    flat: list[Option] = []
    for key, label in options:
        flat += label if isinstance(label, list) else [(key, label)]
    return flat
