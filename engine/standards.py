"""Where technical standards clash: along a chain of work, and between what stands in one place.

Work that states no standard in a respect passes on what came before it, so a clash is found however
far apart its two ends are. Work that works with several standards (a transfer station, a converter)
joins them: it is an end of its own, and both neighbours agree with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.plan import Plan
from engine.records import StandardUse


@dataclass(frozen=True, slots=True)
class Standards:
    """The reference: the aspect each standard belongs to, and the aspects a place shares."""

    aspects: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Clash:
    """Two statements that share no standard. `zone` where one place holds both, else "" (a chain).

    `before` and `after` are keys of the statements, in the order of the chain or of their keys.
    """

    aspect: str
    before: str
    after: str
    zone: str = ""


def clashes(plan: Plan, reference: Standards) -> tuple[Clash, ...]:
    """Every clash of the plan's stated standards, each pair of statements once."""
    uses = _by_aspect(plan.standards.values(), reference)
    found: dict[tuple[str, ...], Clash] = {}
    for aspect, stated in sorted(uses.items()):
        places = _in_places(plan, aspect, stated) if aspect in reference.shared else ()
        for clash in (*_on_chains(plan, aspect, stated), *places):
            found.setdefault((clash.aspect, *sorted((clash.before, clash.after))), clash)
    return tuple(found.values())


def _by_aspect(
    uses: Iterable[StandardUse], reference: Standards
) -> Mapping[str, list[StandardUse]]:
    found: dict[str, list[StandardUse]] = defaultdict(list)
    for use in sorted(uses, key=lambda each: each.key):
        if use.standard in reference.aspects:
            found[reference.aspects[use.standard]].append(use)
    return found


def _on_chains(plan: Plan, aspect: str, stated: list[StandardUse]) -> Iterator[Clash]:
    """What each activity is handed by those before it, held against what it states itself."""
    own = _own(plan, stated)
    handed: dict[str, set[str]] = defaultdict(set)
    by_key = {use.key: use for use in stated}
    after = _followers(plan)
    for key in _in_order(plan, after):
        mine = own.get(key, ())
        for before in sorted(handed[key]) if mine else ():
            for use in mine:
                if before != use and not by_key[before].works_with & by_key[use].works_with:
                    yield Clash(aspect, before, use)
        passed = set(mine) or handed[key]
        for each in after[key]:
            handed[each] |= passed


def _own(plan: Plan, stated: list[StandardUse]) -> Mapping[str, tuple[str, ...]]:
    """What each activity states: its own statements, or else those of its whole project."""
    of_activity: dict[str, list[str]] = defaultdict(list)
    of_project: dict[str, list[str]] = defaultdict(list)
    for use in stated:
        (of_activity[use.activity] if use.activity else of_project[use.project]).append(use.key)
    return {
        key: tuple(of_activity[key] if key in of_activity else of_project[activity.project])
        for key, activity in plan.activities.items()
        if key in of_activity or activity.project in of_project
    }


def _followers(plan: Plan) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for link in plan.links.values():
        found[link.before].add(link.after)
    for criterion in plan.criteria.values():
        if criterion.activity:
            found[criterion.activity].update(plan.gates[criterion.gate].opens)
    return found


def _in_order(plan: Plan, after: Mapping[str, set[str]]) -> Iterator[str]:
    """The activities, each after all that come before it; what stands in a ring is left out."""
    waiting = dict.fromkeys(plan.activities, 0)
    for key in plan.activities:
        for each in after[key]:
            waiting[each] += 1
    ready = [key for key, count in waiting.items() if not count]
    while ready:
        key = ready.pop()
        yield key
        for each in after[key]:
            waiting[each] -= 1
            if not waiting[each]:
                ready.append(each)


def _in_places(plan: Plan, aspect: str, stated: list[StandardUse]) -> Iterator[Clash]:
    """Two projects of one zone that share no standard, and none there that joins the two."""
    by_zone: dict[str, list[StandardUse]] = defaultdict(list)
    for use in stated:
        if zone := plan.projects[use.project].zone:
            by_zone[zone].append(use)
    for zone, uses in sorted(by_zone.items()):
        for place, one in enumerate(uses):
            for other in uses[place + 1 :]:
                apart = one.project != other.project and not one.works_with & other.works_with
                if apart and not any(_joins(each, one, other) for each in uses):
                    yield Clash(aspect, one.key, other.key, zone)


def _joins(use: StandardUse, one: StandardUse, other: StandardUse) -> bool:
    return bool(use.works_with & one.works_with) and bool(use.works_with & other.works_with)
