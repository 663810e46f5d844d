"""The lanes of a roadmap: what its bars are grouped by, and what each lane says of itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engine.plan import Plan
from engine.records import Project
from roadmaps.bars import Bar
from roadmaps.money import totals, written
from zones.models import Industry, Strategy, Zone

NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A group of bars. `code` is a short mark only where the catalogue has one."""

    key: str
    name: str
    code: str
    summary: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to group projects: which field, and the names of its values."""

    of: Callable[[Project], str]
    names: Callable[[Plan, str], Mapping[str, str]]
    has_codes: bool = False


def lanes_of(
    plan: Plan, bars: Iterable[Bar], grouping: str, language: str
) -> tuple[list[Lane], dict[str, int]]:
    """The lanes that have bars, and the lane of each project by its place in them.

    Stages and strategies keep their own order. Places and industries come by how much is planned in
    them: an order that no change of dates disturbs.
    """
    by = GROUPINGS[grouping]
    names = by.names(plan, language)
    shown = {bar.project for bar in bars}
    members: dict[str, list[Project]] = defaultdict(list)
    for project in plan.projects.values():
        if project.key in shown:
            members[by.of(project)].append(project)
    keys = [key for key in names if key in members]
    keys += sorted(members.keys() - set(keys))
    if not by.has_codes:
        keys.sort(key=lambda key: (-len(members[key]), names.get(key, key)))
    lanes = [
        Lane(
            key,
            names.get(key, key) or _("Not assigned"),
            key if by.has_codes else "",
            _summary(plan, members[key]),
        )
        for key in keys
    ]
    return lanes, {project.key: n for n, key in enumerate(keys) for project in members[key]}


def names_in_catalogue(
    model: type[Zone] | type[Industry] | type[Strategy], language: str
) -> dict[str, str]:
    """The catalogue's names by id, in the order of its rows."""
    field = "name_en" if language == "en" else "name_ko"
    return dict(model._default_manager.values_list("pk", field))


def _stage_names(plan: Plan, language: str) -> dict[str, str]:
    ordered = sorted(plan.stages.values(), key=lambda stage: (stage.position, stage.key))
    return {stage.key: stage.name(language) for stage in ordered}


def _summary(plan: Plan, projects: list[Project]) -> str:
    keys = {project.key for project in projects}
    count = ngettext("%(count)d project", "%(count)d projects", len(keys)) % {"count": len(keys)}
    sums = totals(line for line in plan.costs.values() if line.project in keys)
    amounts = [written(total) for total in sums if total.amount > Decimal(0)]
    return " · ".join([count, *amounts])


GROUPINGS: Mapping[str, Grouping] = {
    "zone": Grouping(
        lambda project: project.zone, lambda plan, language: names_in_catalogue(Zone, language)
    ),
    "stage": Grouping(lambda project: project.stage, _stage_names, has_codes=True),
    "strategy": Grouping(
        lambda project: project.strategy,
        lambda plan, language: names_in_catalogue(Strategy, language),
        has_codes=True,
    ),
    "industry": Grouping(
        lambda project: project.industry,
        lambda plan, language: names_in_catalogue(Industry, language),
    ),
}
