"""A plan laid out for the queries: what belongs to a project, lies upstream, runs when."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import TypeVar

from engine.life.clocks import Clock
from engine.lint.values import Catalogue, ZoneFacts
from engine.plan import Plan
from engine.records import (
    KINDS,
    Activity,
    BenefitLine,
    CostLine,
    GoodsLine,
    Partner,
    Project,
    Record,
    Scenario,
    Stage,
)
from engine.schedule import Schedule

Owned = TypeVar("Owned", Activity, Partner, CostLine, GoodsLine, BenefitLine)
Clocks = Mapping[str, Sequence[Clock]]
SOUTH_ONLY = "south_only"
ZONE_DEVELOPMENT = "zone_development"
RELIEF_RANKS = {"": 1, "A": 1, "B": 2, "C": 3}
FOUR_PLACES = Decimal("0.0001")
#: Fields that hold sentences and names; every other text field is a key, a code or a unit.
WORDY = ("name_", "note_", "notes_", "policy_hook_", "decides_", "text_", "steps_")


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day under the scenario. A project with a blocked activity has no finish."""

    start: date | None
    finish: date | None


class View:
    """One plan under one scenario, with the catalogue; indexes are made once, when asked for."""

    def __init__(
        self, plan: Plan, schedule: Schedule, catalogue: Catalogue, clocks: Clocks
    ) -> None:
        self.plan = plan
        self.clocks = clocks
        self.schedule = schedule
        self.catalogue = catalogue
        self._upstream: dict[str, frozenset[str]] = {}

    @cached_property
    def activities(self) -> Mapping[str, list[Activity]]:
        return _by_project(self.plan.activities.values())

    @cached_property
    def partners(self) -> Mapping[str, list[Partner]]:
        return _by_project(self.plan.partners.values())

    @cached_property
    def costs(self) -> Mapping[str, list[CostLine]]:
        return _by_project(self.plan.costs.values())

    @cached_property
    def goods(self) -> Mapping[str, list[GoodsLine]]:
        return _by_project(self.plan.goods.values())

    @cached_property
    def benefits(self) -> Mapping[str, list[BenefitLine]]:
        return _by_project(self.plan.benefits.values())

    @cached_property
    def dates(self) -> Mapping[str, Span]:
        """Every activity's first and last day; what is blocked has none."""
        columns = self.schedule.columns()
        rows = zip(*(columns[name] for name in ("key", "start", "finish", "blocked")), strict=True)
        return {
            key: Span(None, None) if blocked else Span(_day(start), _day(finish))
            for key, start, finish, blocked in rows
        }

    @cached_property
    def spans(self) -> Mapping[str, Span]:
        return {key: self._span(self.activities[key]) for key in self.plan.projects}

    @cached_property
    def stages(self) -> list[Stage]:
        return sorted(self.plan.stages.values(), key=lambda stage: (stage.position, stage.key))

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Each stage's place in the plan, from 1."""
        return {stage.key: rank for rank, stage in enumerate(self.stages, start=1)}

    @cached_property
    def scenario(self) -> Scenario | None:
        return self.plan.scenarios.get(self.schedule.scenario or "")

    def in_stage(self, stage: str) -> list[Project]:
        return [each for each in self.plan.projects.values() if each.stage == stage]

    def northern(self) -> list[Project]:
        """The projects that need the North: all but those under the South's law alone."""
        return [each for each in self.plan.projects.values() if each.legal_path != SOUTH_ONLY]

    def zone(self, project: Project) -> ZoneFacts | None:
        return self.catalogue.zones.get(project.zone)

    def regions(self, project: Project) -> set[str]:
        """Every region the project stands in, its further zones included."""
        zones = (self.catalogue.zones.get(key) for key in (project.zone, *project.also_zones))
        return {zone.region for zone in zones if zone}

    def is_large(self, project: Project, area: Decimal) -> bool:
        """A large zone: marked so, or the building of a zone of at least `area` km²."""
        zone = self.zone(project)
        if project.large_sez or zone is None or project.modality != ZONE_DEVELOPMENT:
            return project.large_sez
        return zone.size_class == "large" if zone.area_km2 is None else zone.area_km2 >= area

    def conditions(self, project: Project) -> set[str]:
        """What the project or any of its activities waits for."""
        own = {key for activity in self.activities[project.key] for key in activity.requires}
        return own | set(project.conditions)

    def waits_for(self, project: Project, keys: Iterable[str], measures: Iterable[str]) -> bool:
        """Whether it waits for one of the conditions, or for one that stands for a measure."""
        waiting, wanted = self.conditions(project), set(measures)
        if waiting & set(keys):
            return True
        found = (self.plan.conditions[key] for key in waiting if key in self.plan.conditions)
        return any(wanted & set(condition.measures) for condition in found)

    def upstream(self, project: str) -> frozenset[str]:
        """The projects whose activities it waits for, over links and gates, at any distance."""
        known = self._upstream.get(project)
        if known is None:
            known = self._upstream[project] = self._found_upstream(project)
        return known

    def _found_upstream(self, project: str) -> frozenset[str]:
        found: set[str] = set()
        queue = deque(self._waits_on[project])
        while queue:
            each = queue.popleft()
            if each not in found:
                found.add(each)
                queue.extend(self._waits_on[each])
        return frozenset(found - {project})

    @cached_property
    def _waits_on(self) -> Mapping[str, set[str]]:
        activities, found = self.plan.activities, defaultdict[str, set[str]](set)
        pairs = [(link.before, link.after) for link in self.plan.links.values()]
        for criterion in self.plan.criteria.values():
            if criterion.activity:
                opened = self.plan.gates[criterion.gate].opens
                pairs += [(criterion.activity, each) for each in opened]
        for before, after in pairs:
            one, other = activities[before].project, activities[after].project
            if one != other:
                found[other].add(one)
        return found

    def _span(self, activities: Iterable[Activity]) -> Span:
        dated = [self.dates[each.key] for each in activities]
        starts = [each.start for each in dated if each.start]
        finishes = [each.finish for each in dated if each.finish]
        if not dated or len(starts) < len(dated) or len(finishes) < len(dated):
            return Span(min(starts, default=None), None)
        return Span(min(starts), max(finishes))


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """The fields of a record that hold words, with what they say."""
    for name in _wordy(record.kind):
        value = getattr(record, name)
        if value:
            yield name, value


@cache
def _wordy(kind: str) -> tuple[str, ...]:
    return tuple(each.name for each in fields(KINDS[kind]) if each.name.startswith(WORDY))


def rounded(share: Decimal) -> Decimal:
    """A share or an index to four places: what is shown is what was measured."""
    return share.quantize(FOUR_PLACES)


def months_between(since: date, until: date) -> int:
    """Whole months from one day to a later one; negative where it is not later."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - 1 if until.day < since.day else months


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso else None


def _by_project(records: Iterable[Owned]) -> Mapping[str, list[Owned]]:
    found: defaultdict[str, list[Owned]] = defaultdict(list)
    for record in records:
        found[record.project].append(record)
    return found
