"""What permits open, for which work and when: never more than their scope says.

A permit covers units of a project: its lines of goods, or the project itself where it has none. A
condition is open to the project's work when every unit is covered by some permit that opens it.
Each set of permits that covers a unit becomes a condition of the network of its own, which holds
whenever the plan's condition does, and besides while one of these permits does; so what no permit
covers waits as before, and a permit makes nothing later.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engine.network import Window
from engine.plan import Plan
from engine.records import Permit, Project

PERMIT = "permit:"
#: States in which a permit may still be forecast.
PENDING = frozenset({"draft", "applied", "supplement"})
#: The sets of permits under which a project's work meets a condition, one per kind of unit.
Covers = Mapping[tuple[str, str], tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class Opening:
    """When a permit holds; a forecast has a range for its beginning."""

    permit: Permit
    window: Window

    @property
    def is_forecast(self) -> bool:
        return self.permit.state != "granted"

    def holds(self, day: date) -> bool:
        until = self.window.until
        return self.window.since <= day and (until is None or day <= until)


@dataclass(frozen=True, slots=True)
class Lapse:
    """A granted permit that ends soon, or has ended: `days` are left, negative once it is over."""

    permit: Permit
    until: date
    days: int


def opening_of(permit: Permit) -> Opening | None:
    """When the permit holds, or is forecast to; None where nothing can be said."""
    until = permit.valid_until
    if until is None:
        return None
    if permit.state == "granted":
        since = permit.valid_from
        return Opening(permit, Window(since, until)) if since and since <= until else None
    if not (permit.forecast and permit.state in PENDING and permit.applied):
        return None
    likely = permit.lead_likely
    if likely is None:
        return None
    ends = (permit.lead_low, likely, permit.lead_high)
    low, since, high = (
        _not_before(permit.applied + timedelta(likely if days is None else days), permit.valid_from)
        for days in ends
    )
    if not low <= since <= min(high, until):
        return None
    return Opening(permit, Window(since, until, low, high, cause=PERMIT + permit.key))


def covers_project(permit: Permit, project: Project) -> bool:
    """Whether the permit names the project, and its zones where it is bound to some."""
    if project.key not in permit.projects:
        return False
    zones = {project.zone, *project.also_zones} - {""}
    return not permit.zones or (bool(zones) and zones <= set(permit.zones))


def covers_line(permit: Permit, line: str) -> bool:
    """Whether a permit for the line's project covers the line; "" is a project without goods."""
    return permit.whole_project or line in permit.lines


def covers_of(plan: Plan) -> Covers:
    """Under which permits each project's work meets each condition, where all of it is covered."""
    openings = {key: each for key, p in plan.permits.items() if (each := opening_of(p)) is not None}
    return _covers(plan, openings)


def opened_on(plan: Plan, day: date) -> Mapping[str, frozenset[str]]:
    """Of each project, the conditions that granted permits open to all of it on a day."""
    openings = {
        key: each
        for key, permit in plan.permits.items()
        if (each := opening_of(permit)) and not each.is_forecast and each.holds(day)
    }
    return _by_project(_covers(plan, openings))


def opened_ever(plan: Plan) -> Mapping[str, frozenset[str]]:
    """Of each project, the conditions that granted permits open to all of it at some time."""
    granted = {
        key: each
        for key, permit in plan.permits.items()
        if (each := opening_of(permit)) and not each.is_forecast
    }
    return _by_project(_covers(plan, granted))


def behind(plan: Plan, project: str, condition: str, day: date | None) -> list[Opening]:
    """The permits because of which the condition is open to the project's work on a day."""
    found = covers_of(plan).get((project, condition), ())
    keys = sorted({key for covering in found for key in covering})
    openings = [each for key in keys if (each := opening_of(plan.permits[key]))]
    return [each for each in openings if day is not None and each.holds(day)]


def alias(condition: str, permits: Iterable[str]) -> str:
    """The network's name for a condition as these permits open it."""
    return f"{PERMIT}{condition}@{'+'.join(sorted(permits))}"


def lapsing(plan: Plan, today: date, days: int | None = None) -> list[Lapse]:
    """Granted permits that lapse within so many days (the plan's own notice), or have lapsed."""
    notice = plan.header.permit_notice if days is None else days
    found = [
        Lapse(permit, permit.valid_until, (permit.valid_until - today).days)
        for permit in plan.permits.values()
        if permit.state == "granted" and permit.valid_until is not None
    ]
    soon = (each for each in found if each.days <= notice)
    return sorted(soon, key=lambda each: (each.until, each.permit.key))


def _covers(plan: Plan, openings: Mapping[str, Opening]) -> Covers:
    lines = _lines(plan)
    found: dict[tuple[str, str], tuple[frozenset[str], ...]] = {}
    for (project, condition), permits in _opening(plan, openings).items():
        units = lines.get(project) or [""]
        sets = {frozenset(p.key for p in permits if covers_line(p, unit)) for unit in units}
        if frozenset() not in sets:
            found[project, condition] = tuple(_smallest(sets))
    return found


def _opening(
    plan: Plan, openings: Mapping[str, Opening]
) -> Mapping[tuple[str, str], Sequence[Permit]]:
    """By project and condition, the permits that open some of it."""
    found: dict[tuple[str, str], list[Permit]] = defaultdict(list)
    for key in openings:
        permit = plan.permits[key]
        for project in permit.projects:
            if covers_project(permit, plan.projects[project]):
                for condition in permit.opens:
                    found[project, condition].append(permit)
    return found


def _smallest(sets: set[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Only the sets that hold no other: where these hold, those do."""
    for each in sorted(sets, key=lambda one: (len(one), sorted(one))):
        if not any(other < each for other in sets):
            yield each


def _lines(plan: Plan) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in plan.goods.values():
        found[line.project].append(line.key)
    return found


def _by_project(covers: Covers) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for project, condition in covers:
        found[project].add(condition)
    return {project: frozenset(keys) for project, keys in found.items()}


def _not_before(day: date, earliest: date | None) -> date:
    return max(day, earliest) if earliest else day
