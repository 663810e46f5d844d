"""The links of a roadmap as columns: between activities, or where projects hang on each other."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.plan import Plan
from engine.records import Link
from engine.schedule import Schedule
from roadmaps.bars import Bar, Dated, dates, deciding

COLUMNS = ("from", "to", "type", "critical", "leaves", "enters")


def link_columns(plan: Plan, schedule: Schedule, bars: list[Bar], level: str) -> dict[str, Any]:
    """Links whose two ends are both in the chart; `from` and `to` are places in its bars."""
    place = {bar.key: n for n, bar in enumerate(bars)}
    when = dates(schedule)
    driving = {source for kind, source in deciding(schedule) if kind == "link"}
    rows = (_between_projects if level == "project" else _between_activities)(
        plan, place, when, driving
    )
    found = list(rows)
    return {
        name: [row[n] for row in found]
        for n, name in enumerate(COLUMNS)
        if level == "project" or name not in {"leaves", "enters"}
    }


def _between_activities(
    plan: Plan, place: dict[str, int], when: Mapping[str, Dated], driving: set[str]
) -> Iterator[tuple[Any, ...]]:
    for link in plan.links.values():
        if link.before in place and link.after in place:
            critical = int(link.key in driving)
            yield place[link.before], place[link.after], link.type, critical


def _between_projects(
    plan: Plan, place: dict[str, int], when: Mapping[str, Dated], driving: set[str]
) -> Iterator[tuple[Any, ...]]:
    """A link leaves its project's bar on the day its activity does, and not at the bar's end."""
    activities = plan.activities
    for link in plan.links.values():
        before, after = activities[link.before].project, activities[link.after].project
        if before == after or before not in place or after not in place:
            continue
        leaves, enters = _ends(link, when)
        if leaves is not None and enters is not None:
            critical = int(link.key in driving)
            yield place[before], place[after], link.type, critical, leaves, enters


def _ends(link: Link, when: Mapping[str, Dated]) -> tuple[int | None, int | None]:
    before, after = when[link.before], when[link.after]
    return (
        before.start if link.type[0] == "S" else before.finish,
        after.start if link.type[1] == "S" else after.finish,
    )
