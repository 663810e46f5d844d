"""What the law lets run on a day, and the keys that would unlock most of the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.plan import Plan
from engine.records import Condition, Project
from engine.screening.keys import MOST_KEYS, Bunch, Item, best_bunch, ladder, singles
from engine.screening.lawful import CONDITION, MEASURE, Lawful, lawful_on
from roadmaps import money
from roadmaps.templatetags.plan_words import called
from sanctions.clocks import measures_known
from sanctions.models import Measure
from screening import catalogue

MOST_AT_ONCE = 4
STEPS = 8


@dataclass(frozen=True, slots=True)
class Key:
    """A permission, accord or decision: a condition of the plan, or a measure's own route."""

    name: str
    condition: Condition | None
    measure: Measure | None

    @property
    def title(self) -> str:
        return called(self.condition) if self.condition else self.name


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A bunch of keys, the activities it unlocks, and the projects it unlocks as a whole."""

    keys: Sequence[Key]
    activities: int
    projects: Sequence[Project]
    totals: Sequence[money.Total]
    waiting: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class ProjectToday:
    """A project some of whose activities the law lets run."""

    project: Project
    activities: int
    of: int


@dataclass(frozen=True, slots=True)
class LawfulPage:
    """A day under a scenario."""

    day: date
    running: Sequence[ProjectToday]
    activities: int
    total: int
    best: Sequence[Unlocked]
    path: Sequence[Unlocked]
    singles: Sequence[Unlocked]
    barred: Sequence[tuple[Project, Sequence[str]]]
    most_keys: int = MOST_KEYS


def lawful_page(plan: Plan, scenario: str, day: date, known: date | None = None) -> LawfulPage:
    """The page for a day; keys are ranked by the number of activities they unlock.

    `known` asks for the law as it was known on a day.
    """
    law = catalogue.past(known)
    found = lawful_on(plan, scenario, day, catalogue.screener(plan, scenario, law))
    measures = measures_known(known)
    made = _Made(plan, found, measures)
    free = {item.key for item in found.items if not item.needs}
    best = [best_bunch(found.items, most) for most in range(1, MOST_AT_ONCE + 1)]
    return LawfulPage(
        day,
        _running(plan, free),
        len(free),
        len(plan.activities),
        [made.unlocked(each) for each in _growing(best)],
        [made.unlocked(each) for each in ladder(found.items, MOST_AT_ONCE, STEPS)],
        [made.unlocked(each) for each in singles(found.items)],
        [(plan.projects[key], none) for key, none in found.barred.items()],
    )


class _Made:
    """Turns bunches of names into what the page shows."""

    def __init__(self, plan: Plan, found: Lawful, measures: Mapping[str, Measure]) -> None:
        self._plan, self._found, self._measures = plan, found, measures

    def unlocked(self, bunch: Bunch) -> Unlocked:
        opened = set(bunch.unlocked)
        projects = [
            self._plan.projects[key]
            for key in dict.fromkeys(self._plan.activities[each].project for each in bunch.unlocked)
            if _all_of(self._found.items, self._plan, key, opened)
        ]
        keys = {each.key for each in projects}
        costs = [each for each in self._plan.costs.values() if each.project in keys]
        waiting = sum(bunch.keys[0] in item.needs for item in self._found.items)
        return Unlocked(
            [self._key(each) for each in bunch.keys],
            bunch.worth,
            projects,
            money.totals(costs),
            waiting,
            bunch.is_exact,
        )

    def _key(self, name: str) -> Key:
        if name.startswith(CONDITION):
            key = name.removeprefix(CONDITION)
            return Key(key, self._plan.conditions.get(key), None)
        key = name.removeprefix(MEASURE)
        return Key(key, None, self._measures.get(key))


def _all_of(items: Sequence[Item], plan: Plan, project: str, opened: set[str]) -> bool:
    return all(
        item.key in opened or not item.needs
        for item in items
        if plan.activities[item.key].project == project
    )


def _running(plan: Plan, free: set[str]) -> list[ProjectToday]:
    tally: dict[str, list[bool]] = {}
    for activity in plan.activities.values():
        tally.setdefault(activity.project, []).append(activity.key in free)
    return [
        ProjectToday(plan.projects[key], sum(each), len(each))
        for key, each in tally.items()
        if any(each)
    ]


def _growing(bunches: Sequence[Bunch]) -> list[Bunch]:
    """Only bunches that unlock more than a smaller one does."""
    found: list[Bunch] = []
    for each in bunches:
        if each.worth > (found[-1].worth if found else 0):
            found.append(each)
    return found
