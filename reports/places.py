"""The tables by zone and by industry."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import pgettext

from reports import shape
from reports.chapters import units
from reports.frame import Frame, first_day, last_day
from reports.writing import NONE, month
from roadmaps.bars import Bar


def zone_table(frame: Frame) -> shape.PlaceTable:
    by_zone = {key: project.zone for key, project in frame.scope.items()}
    return _table(frame, by_zone, frame.zones)


def industry_table(frame: Frame) -> shape.PlaceTable:
    by_industry = {key: project.industry for key, project in frame.scope.items()}
    return _table(frame, by_industry, frame.industries)


def _table(frame: Frame, place_of: Mapping[str, str], names: Mapping[str, str]) -> shape.PlaceTable:
    members: dict[str, list[str]] = defaultdict(list)
    for project, place in place_of.items():
        members[place if place in names else ""].append(project)
    order = [key for key in names if key in members] + ([""] if "" in members else [])
    rows = [
        _row(frame, names.get(key, pgettext("report", "not assigned")), members[key])
        for key in order
    ]
    keys = [
        pgettext("report", "Stage %(number)s") % {"number": frame.number_of(stage.key)}
        for stage in frame.stages
    ]
    return shape.PlaceTable(
        units(frame), keys, rows, _row(frame, pgettext("report", "Total"), list(place_of))
    )


def _row(frame: Frame, name: str, projects: Sequence[str]) -> shape.PlaceRow:
    bars: list[Bar] = [frame.bar_of[key] for key in projects if key in frame.bar_of]
    starts = [day for bar in bars if (day := first_day(bar))]
    ends = [day for bar in bars if (day := last_day(bar))]
    stages = [frame.plan.projects[key].stage for key in projects]
    return shape.PlaceRow(
        name=name,
        projects=len(projects),
        stages=[stages.count(stage.key) for stage in frame.stages],
        blocked=sum(1 for bar in bars if bar.start is None),
        start=month(min(starts, default=None), frame.language),
        finish=month(max(ends, default=None), frame.language),
        cost=frame.written(frame.costs_of(projects)) or NONE,
    )
