"""The bars of a roadmap: one per project or per activity, with the dates of a schedule."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from engine.plan import Plan
from engine.records import Activity
from engine.schedule import Schedule
from roadmaps.verdicts import Verdict, verdicts

EPOCH = date(1970, 1, 1).toordinal()
DAYS = {"workdays": 1.4, "days": 1.0, "months": 30.44, "years": 365.25}


@dataclass(frozen=True, slots=True)
class Bar:
    """A project or an activity in the chart. Days count from 1970-01-01; `finish` is exclusive.

    A blocked bar has no dates, only a `length`. `partly` marks a project that has both.
    """

    key: str
    name: str
    project: str
    start: int | None
    finish: int | None
    length: int
    slack: int | None
    verdict: Verdict
    critical: bool
    blocked: bool
    partly: bool = False
    milestone: bool = False
    started: bool = False
    finished: bool = False
    duration: int | None = None
    unit: str = ""
    roots: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """When an activity stands, as the schedule says."""

    start: int | None
    finish: int | None
    slack: int | None
    critical: bool
    blocked: bool


def epoch_day(day: date) -> int:
    return day.toordinal() - EPOCH


def activity_bars(plan: Plan, schedule: Schedule, scenario: str, language: str) -> list[Bar]:
    """A bar for every activity."""
    found = verdicts(plan, scenario)
    when = dates(schedule)
    return [
        _activity_bar(activity, when[key], found[activity.project], language)
        for key, activity in plan.activities.items()
    ]


def project_bars(plan: Plan, schedule: Schedule, scenario: str, language: str) -> list[Bar]:
    """A bar for every project that has activities, over the span of those that have dates."""
    found = verdicts(plan, scenario)
    when = dates(schedule)
    members: dict[str, list[Activity]] = defaultdict(list)
    for activity in plan.activities.values():
        members[activity.project].append(activity)
    inside = _links_inside(plan)
    return [
        _project_bar(key, project.name(language), members[key], when, found[key], inside)
        for key, project in plan.projects.items()
        if members[key]
    ]


@lru_cache(maxsize=32)
def dates(schedule: Schedule) -> Mapping[str, Dated]:
    """The schedule by activity, in days. Kept: one page asks for it several times."""
    columns = schedule.columns()
    names = ("key", "start", "finish", "total_float", "critical", "blocked")
    return {
        key: Dated(_day(start), _day(finish, 1), slack, critical, blocked)
        for key, start, finish, slack, critical, blocked in zip(
            *(columns[name] for name in names), strict=True
        )
    }


@lru_cache(maxsize=32)
def deciding(schedule: Schedule) -> frozenset[tuple[str, str]]:
    """What decides when critical activities start: the kinds and sources of their reasons."""
    return frozenset(
        (reason.kind, reason.source or "")
        for key, when in dates(schedule).items()
        if when.critical
        for reason in schedule[key].reasons
    )


def _activity_bar(activity: Activity, when: Dated, verdict: Verdict, language: str) -> Bar:
    milestone = activity.duration == 0
    return Bar(
        key=activity.key,
        name=activity.name(language),
        project=activity.project,
        start=when.start,
        finish=when.start if milestone else when.finish,
        length=_length(activity),
        slack=when.slack,
        verdict=verdict,
        critical=bool(when.critical),
        blocked=when.blocked,
        milestone=milestone,
        started=activity.actual_start is not None,
        finished=activity.actual_finish is not None,
        duration=activity.duration,
        unit=activity.unit,
    )


def _project_bar(
    key: str,
    name: str,
    activities: list[Activity],
    when: Mapping[str, Dated],
    verdict: Verdict,
    inside: Mapping[str, list[str]],
) -> Bar:
    dated = [when[each.key] for each in activities if not when[each.key].blocked]
    starts = [each.start for each in dated if each.start is not None]
    finishes = [each.finish for each in dated if each.finish is not None]
    slacks = [each.slack for each in dated if each.slack is not None]
    return Bar(
        key=key,
        name=name,
        project=key,
        start=min(starts, default=None),
        finish=max(finishes, default=None),
        length=_longest_chain(activities, inside),
        slack=min(slacks, default=None),
        verdict=verdict,
        critical=any(each.critical for each in dated),
        blocked=not dated,
        partly=0 < len(dated) < len(activities),
        started=any(each.actual_start for each in activities),
        finished=all(each.actual_finish for each in activities),
        roots=tuple(_roots(activities, when, inside)),
    )


def _roots(
    activities: Iterable[Activity], when: Mapping[str, Dated], inside: Mapping[str, list[str]]
) -> Iterator[tuple[str, int]]:
    """The activities that move when somebody moves the project: nothing inside it holds them."""
    for activity in activities:
        start = when[activity.key].start
        if start is not None and not inside.get(activity.key) and not activity.actual_start:
            yield activity.key, start


def _links_inside(plan: Plan) -> dict[str, list[str]]:
    """For each activity, the activities of its own project that it waits for."""
    before: dict[str, list[str]] = defaultdict(list)
    activities = plan.activities
    for link in plan.links.values():
        if activities[link.before].project == activities[link.after].project:
            before[link.after].append(link.before)
    return before


def _longest_chain(activities: Iterable[Activity], inside: Mapping[str, list[str]]) -> int:
    """How long a project takes by itself, one activity after another, without any waiting."""
    by_key = {each.key: each for each in activities}
    lengths: dict[str, int] = {}

    def length(key: str) -> int:
        if key not in lengths:
            earlier = max((length(each) for each in inside.get(key, ())), default=0)
            lengths[key] = earlier + _length(by_key[key])
        return lengths[key]

    return max((length(key) for key in by_key), default=0)


def _length(activity: Activity) -> int:
    return round(activity.duration * DAYS[activity.unit])


@lru_cache(maxsize=65_536)
def _day(iso: str | None, plus: int = 0) -> int | None:
    return epoch_day(date.fromisoformat(iso)) + plus if iso else None
